"""Pages of the catalogue."""

from methods.views.addresses import in_swedish
from methods.views.feed import feed
from methods.views.finder import ZoneFinderView
from methods.views.printing import CataloguePrintView, VersionPrintView
from methods.views.public import MethodDetailView, MethodListView, VersionDetailView, VersionListView

__all__ = [
    "CataloguePrintView",
    "MethodDetailView",
    "MethodListView",
    "VersionDetailView",
    "VersionListView",
    "VersionPrintView",
    "ZoneFinderView",
    "feed",
    "in_swedish",
]
