"""Every write of the catalogue."""

from methods.services.catalogue_file import METHODS_FILE, CatalogueRefused
from methods.services.loading import LoadResult, load_methods

__all__ = ["METHODS_FILE", "CatalogueRefused", "LoadResult", "load_methods"]
