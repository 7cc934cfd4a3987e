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
from workshops.views.entering import FeedbackEntryView, FollowUpEntryView, PasteView, ReflectionEntryView
from workshops.views.feedback import FeedbackView, FeedbackYearsView
from workshops.views.following_up import (
    ActionsMakeView,
    FollowUpListView,
    FollowUpMakeView,
    NewsTellView,
    NewsToldView,
)
from workshops.views.hosting import FollowUpMoveView, HostDeskView, ReflectionMoveView
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
from workshops.views.wall import WallView

__all__ = [
    "ActionsMakeView",
    "AnsweringCloseView",
    "AnsweringOpenView",
    "DayCreateView",
    "DayDetailView",
    "DayJsonView",
    "DayListView",
    "DayUpdateView",
    "FeedbackEntryView",
    "FeedbackView",
    "FeedbackYearsView",
    "FollowUpEntryView",
    "FollowUpListView",
    "FollowUpMakeView",
    "FollowUpMoveView",
    "FollowUpTextView",
    "HostDeskView",
    "NewsTellView",
    "NewsToldView",
    "PasteView",
    "ReflectionEntryView",
    "ReflectionMoveView",
    "ReflectionTextView",
    "SummaryPrintView",
    "SummaryThemesView",
    "SummaryView",
    "ThemeCreateView",
    "ThemeMoveView",
    "ThemeRemoveView",
    "ThemeUpdateView",
    "WallView",
    "WorkshopCreateView",
    "WorkshopRemoveView",
    "WorkshopUpdateView",
]
