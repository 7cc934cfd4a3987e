"""Pages of the catalogue: those of its readers and those of its editors."""

from methods.views.public import MethodDetailView, MethodListView

__all__ = ["MethodDetailView", "MethodListView"]
