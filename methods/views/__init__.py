"""Pages of the catalogue."""

from methods.views.finder import ZoneFinderView
from methods.views.public import MethodDetailView, MethodListView

__all__ = ["MethodDetailView", "MethodListView", "ZoneFinderView"]
