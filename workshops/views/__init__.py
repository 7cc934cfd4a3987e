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
from workshops.views.entering import (
    FeedbackEntryView,
    FollowUpEntryView,
    PasteView,
    ReflectionEntryView,
)
from workshops.views.hosting import (
    FollowUpMoveView,
    HostDeskView,
    ReflectionMoveView,
)
from workshops.views.phones import (
    PhoneCodeView,
    PhoneDoorView,
    PhoneFormView,
    PhoneLinesView,
    PhoneWithdrawView,
)
from workshops.views.wall import (
    WallView,
)

__all__ = [
    "AnsweringCloseView",
    "AnsweringOpenView",
    "DayCreateView",
    "DayDetailView",
    "DayListView",
    "DayUpdateView",
    "FeedbackEntryView",
    "FollowUpEntryView",
    "FollowUpMoveView",
    "HostDeskView",
    "PasteView",
    "PhoneCodeView",
    "PhoneDoorView",
    "PhoneFormView",
    "PhoneLinesView",
    "PhoneWithdrawView",
    "ReflectionEntryView",
    "ReflectionMoveView",
    "WallView",
    "WorkshopCreateView",
    "WorkshopRemoveView",
    "WorkshopUpdateView",
]
