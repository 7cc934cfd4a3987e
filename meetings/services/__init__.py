"""Every write of the meetings: one function for each act."""

from meetings.services.attachment_numbers import freeze_numbers, number_attachments
from meetings.services.attachments import (
    add_attachment,
    edit_attachment,
    move_attachment,
    receive_file,
    remove_attachment,
    withdraw_attachment,
)
from meetings.services.attendance import (
    add_attendance,
    add_guest,
    arrange_attendance,
    edit_attendance,
    mark_attendance,
    move_attendance,
    remove_attendance,
)
from meetings.services.calling import call_meetings, latest_meeting, list_members
from meetings.services.day import finish_item, step, take_up_item
from meetings.services.exchange import import_minutes
from meetings.services.followup import settle_action
from meetings.services.goals import add_goal, edit_goal, remove_goal
from meetings.services.invitations import (
    InvitationLacks,
    Recipient,
    answer_invitation,
    cancel_meeting,
    hold_meeting,
    plan_meeting_again,
    send_invitations,
    what_an_invitation_lacks,
)
from meetings.services.items import add_item, edit_item, mark_item, move_item, remove_item, restore_text
from meetings.services.mailing import mail_minutes
from meetings.services.meetings import edit_meeting, open_meeting, set_next_meeting
from meetings.services.minutes import (
    approve_minutes,
    comment_minutes,
    correct_minutes,
    open_for_comments,
    settle_comment,
    sign_minutes,
    take_back_to_draft,
    what_a_signature_lacks,
)
from meetings.services.outcomes import edit_outcome, number_decisions, record_outcome, remove_outcome
from meetings.services.publishing import publish_minutes, withdraw_minutes
from meetings.services.templates import add_template, edit_template, remove_template, save_as_template
from meetings.services.texts import keep_refused_text

__all__ = [
    "InvitationLacks",
    "Recipient",
    "add_attachment",
    "add_attendance",
    "add_goal",
    "add_guest",
    "add_item",
    "add_template",
    "answer_invitation",
    "approve_minutes",
    "arrange_attendance",
    "call_meetings",
    "cancel_meeting",
    "comment_minutes",
    "correct_minutes",
    "edit_attachment",
    "edit_attendance",
    "edit_goal",
    "edit_item",
    "edit_meeting",
    "edit_outcome",
    "edit_template",
    "finish_item",
    "freeze_numbers",
    "hold_meeting",
    "import_minutes",
    "keep_refused_text",
    "latest_meeting",
    "list_members",
    "mail_minutes",
    "mark_attendance",
    "mark_item",
    "move_attachment",
    "move_attendance",
    "move_item",
    "number_attachments",
    "number_decisions",
    "open_for_comments",
    "open_meeting",
    "plan_meeting_again",
    "publish_minutes",
    "receive_file",
    "record_outcome",
    "remove_attachment",
    "remove_attendance",
    "remove_goal",
    "remove_item",
    "remove_outcome",
    "remove_template",
    "restore_text",
    "save_as_template",
    "send_invitations",
    "set_next_meeting",
    "settle_action",
    "settle_comment",
    "sign_minutes",
    "step",
    "take_back_to_draft",
    "take_up_item",
    "what_a_signature_lacks",
    "what_an_invitation_lacks",
    "withdraw_attachment",
    "withdraw_minutes",
]
