"""Reads of the catalogue."""

from methods.queries.catalogue import catalogue_rows, find_methods, grouped, method_for_register_word
from methods.queries.pages import method_page
from methods.queries.zones import steps_of_zones, zones

__all__ = [
    "catalogue_rows",
    "find_methods",
    "grouped",
    "method_for_register_word",
    "method_page",
    "steps_of_zones",
    "zones",
]
