"""Pages of the catalogue."""

from methods.views.addresses import in_swedish
from methods.views.feed import feed
from methods.views.finder import ZoneFinderView
from methods.views.public import MethodDetailView, MethodListView, VersionDetailView, VersionListView

__all__ = [
    "MethodDetailView",
    "MethodListView",
    "VersionDetailView",
    "VersionListView",
    "ZoneFinderView",
    "feed",
    "in_swedish",
]
