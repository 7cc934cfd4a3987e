"""Every write of the meetings: one function for each act."""

from meetings.services.attachments import add_attachment, edit_attachment, move_attachment, remove_attachment
from meetings.services.attendance import add_attendance, edit_attendance, move_attendance, remove_attendance
from meetings.services.exchange import import_minutes
from meetings.services.followup import settle_action
from meetings.services.goals import add_goal, edit_goal, remove_goal
from meetings.services.items import add_item, edit_item, mark_item, move_item, remove_item, restore_text
from meetings.services.meetings import edit_meeting, open_meeting, set_next_meeting
from meetings.services.outcomes import edit_outcome, number_decisions, record_outcome, remove_outcome
from meetings.services.texts import keep_refused_text

__all__ = [
    "add_attachment",
    "add_attendance",
    "add_goal",
    "add_item",
    "edit_attachment",
    "edit_attendance",
    "edit_goal",
    "edit_item",
    "edit_meeting",
    "edit_outcome",
    "import_minutes",
    "keep_refused_text",
    "mark_item",
    "move_attachment",
    "move_attendance",
    "move_item",
    "number_decisions",
    "open_meeting",
    "record_outcome",
    "remove_attachment",
    "remove_attendance",
    "remove_goal",
    "remove_item",
    "remove_outcome",
    "restore_text",
    "set_next_meeting",
    "settle_action",
]
