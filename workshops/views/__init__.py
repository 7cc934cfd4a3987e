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
from workshops.views.hosting import FollowUpMoveView, HostDeskView, ReflectionMoveView
from workshops.views.signing_up import (
    OwnSignUpCancelView,
    OwnSignUpView,
    SignUpCalendarView,
    SignUpFormView,
    SignUpProgrammeFileView,
    SignUpProgrammeView,
)
from workshops.views.signups import (
    AttendanceMarkView,
    AttendancePrintView,
    AttendanceView,
    DayCalendarView,
    ProgrammePrintView,
    SignUpCancelView,
    SignUpCreateView,
    SignUpListView,
    SignUpMoveView,
    SignUpSheetView,
    SignUpUpdateView,
)
from workshops.views.wall import WallView

__all__ = [
    "AnsweringCloseView",
    "AnsweringOpenView",
    "AttendanceMarkView",
    "AttendancePrintView",
    "AttendanceView",
    "DayCalendarView",
    "DayCreateView",
    "DayDetailView",
    "DayListView",
    "DayUpdateView",
    "FeedbackEntryView",
    "FollowUpEntryView",
    "FollowUpMoveView",
    "HostDeskView",
    "OwnSignUpCancelView",
    "OwnSignUpView",
    "PasteView",
    "ProgrammePrintView",
    "ReflectionEntryView",
    "ReflectionMoveView",
    "SignUpCalendarView",
    "SignUpCancelView",
    "SignUpCreateView",
    "SignUpFormView",
    "SignUpListView",
    "SignUpMoveView",
    "SignUpProgrammeFileView",
    "SignUpProgrammeView",
    "SignUpSheetView",
    "SignUpUpdateView",
    "WallView",
    "WorkshopCreateView",
    "WorkshopRemoveView",
    "WorkshopUpdateView",
]
