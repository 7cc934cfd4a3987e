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
from workshops.views.phones import (
    PhoneCodeView,
    PhoneDoorView,
    PhoneFormView,
    PhoneLinesView,
    PhoneWithdrawView,
)

__all__ = [
    "AnsweringCloseView",
    "AnsweringOpenView",
    "DayCreateView",
    "DayDetailView",
    "DayListView",
    "DayUpdateView",
    "PhoneCodeView",
    "PhoneDoorView",
    "PhoneFormView",
    "PhoneLinesView",
    "PhoneWithdrawView",
    "WorkshopCreateView",
    "WorkshopRemoveView",
    "WorkshopUpdateView",
]
