"""Pages of the catalogue."""

from methods.views.printing import CataloguePrintView, VersionPrintView
from methods.views.public import MethodDetailView, MethodListView, VersionDetailView

__all__ = [
    "CataloguePrintView",
    "MethodDetailView",
    "MethodListView",
    "VersionDetailView",
    "VersionPrintView",
]
