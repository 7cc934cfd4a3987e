"""Pages of workshop days: HTTP only."""

from workshops.views.days import (
    AnsweringCloseView,
    AnsweringOpenView,
    DayCreateView,
    DayDetailView,
    DayListView,
    DayUpdateView,
    WorkshopCreateView,
    WorkshopRemoveView,
    WorkshopUpdateView,
)

__all__ = [
    "AnsweringCloseView",
    "AnsweringOpenView",
    "DayCreateView",
    "DayDetailView",
    "DayListView",
    "DayUpdateView",
    "WorkshopCreateView",
    "WorkshopRemoveView",
    "WorkshopUpdateView",
]
