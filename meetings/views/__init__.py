"""Pages of the meetings: HTTP only."""

from meetings.views.items import (
    ItemCreateView,
    ItemMoveView,
    ItemRemoveView,
    ItemUpdateView,
    OutcomeCreateView,
    OutcomeRemoveView,
    OutcomeUpdateView,
)
from meetings.views.lists import (
    AttachmentListView,
    AttachmentMoveView,
    AttachmentRemoveView,
    AttachmentUpdateView,
    AttendanceListView,
    AttendanceMoveView,
    AttendanceRemoveView,
    AttendanceUpdateView,
)
from meetings.views.meetings import (
    MeetingCreateView,
    MeetingDetailView,
    MeetingListView,
    MeetingUpdateView,
    MinutesPrintView,
    NextMeetingView,
)

__all__ = [
    "AttachmentListView",
    "AttachmentMoveView",
    "AttachmentRemoveView",
    "AttachmentUpdateView",
    "AttendanceListView",
    "AttendanceMoveView",
    "AttendanceRemoveView",
    "AttendanceUpdateView",
    "ItemCreateView",
    "ItemMoveView",
    "ItemRemoveView",
    "ItemUpdateView",
    "MeetingCreateView",
    "MeetingDetailView",
    "MeetingListView",
    "MeetingUpdateView",
    "MinutesPrintView",
    "NextMeetingView",
    "OutcomeCreateView",
    "OutcomeRemoveView",
    "OutcomeUpdateView",
]
