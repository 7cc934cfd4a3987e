"""Pages of the catalogue."""

from methods.views.public import MethodDetailView, MethodListView

__all__ = ["MethodDetailView", "MethodListView"]
