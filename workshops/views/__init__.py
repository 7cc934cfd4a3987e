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
from workshops.views.feedback import FeedbackView, FeedbackYearsView
from workshops.views.following_up import (
    ActionsMakeView,
    FollowUpListView,
    FollowUpMakeView,
    NewsTellView,
    NewsToldView,
)

__all__ = [
    "ActionsMakeView",
    "AnsweringCloseView",
    "AnsweringOpenView",
    "DayCreateView",
    "DayDetailView",
    "DayListView",
    "DayUpdateView",
    "FeedbackView",
    "FeedbackYearsView",
    "FollowUpListView",
    "FollowUpMakeView",
    "NewsTellView",
    "NewsToldView",
    "WorkshopCreateView",
    "WorkshopRemoveView",
    "WorkshopUpdateView",
]
