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
from workshops.views.summary import (
    DayJsonView,
    FollowUpTextView,
    ReflectionTextView,
    SummaryPrintView,
    SummaryThemesView,
    SummaryView,
    ThemeCreateView,
    ThemeMoveView,
    ThemeRemoveView,
    ThemeUpdateView,
)

__all__ = [
    "AnsweringCloseView",
    "AnsweringOpenView",
    "DayCreateView",
    "DayDetailView",
    "DayJsonView",
    "DayListView",
    "DayUpdateView",
    "FollowUpTextView",
    "ReflectionTextView",
    "SummaryPrintView",
    "SummaryThemesView",
    "SummaryView",
    "ThemeCreateView",
    "ThemeMoveView",
    "ThemeRemoveView",
    "ThemeUpdateView",
    "WorkshopCreateView",
    "WorkshopRemoveView",
    "WorkshopUpdateView",
]
