"""What the history says of each act of the audit log, in the user's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: dict[str, Promise] = {
    "bank.member.added": _("Added to the bank"),
    "bank.member.edited": _("Qualifications edited"),
    "bank.order.edited": _("Order edited"),
    "bank.order.facilitator_assigned": _("Facilitator picked"),
    "bank.order.facilitator_released": _("Facilitator taken off"),
    "bank.order.imported": _("Taken from an older register"),
    "bank.order.logged": _("Order logged"),
    "bank.order.outcome_recorded": _("Outcome recorded"),
    "bank.order.reopened": _("Outcome taken back"),
    "bank.order.rescheduled": _("New date given"),
    "meetings.attachment.added": _("Attachment added"),
    "meetings.attachment.edited": _("Attachment edited"),
    "meetings.attachment.moved": _("Attachment moved"),
    "meetings.attachment.removed": _("Attachment removed"),
    "meetings.attendance.added": _("Attendance added"),
    "meetings.attendance.edited": _("Attendance corrected"),
    "meetings.attendance.moved": _("Order of the attendance changed"),
    "meetings.attendance.removed": _("Removed from the attendance"),
    "meetings.item.added": _("Item added"),
    "meetings.item.edited": _("Item edited"),
    "meetings.item.moved": _("Item moved"),
    "meetings.item.removed": _("Item removed"),
    "meetings.meeting.edited": _("Facts of the meeting edited"),
    "meetings.meeting.next_set": _("Next meeting set"),
    "meetings.meeting.opened": _("Meeting opened"),
    "meetings.outcome.edited": _("Decision, action or note edited"),
    "meetings.outcome.recorded": _("Decision, action or note recorded"),
    "meetings.outcome.removed": _("Decision, action or note removed"),
    "methods.method.loaded": _("Method loaded into the catalogue"),
    "network.account.linked": _("Account linked"),
    "network.account.opened": _("Account opened"),
    "network.group.added": _("Group added"),
    "network.group.edited": _("Group edited"),
    "network.group.member_added": _("Member added to the group"),
    "network.group.member_ended": _("Membership ended"),
    "network.group.renamed": _("Group renamed"),
    "network.network.started": _("Network started"),
    "network.organisation.added": _("Organisation added"),
    "network.organisation.edited": _("Organisation edited"),
    "network.person.added": _("Person added"),
    "network.person.edited": _("Person edited"),
    "network.position.added": _("Position added"),
    "network.position.ended": _("Position ended"),
    "network.role.ended": _("Role taken away"),
    "network.role.granted": _("Role given"),
}


def act_of(action: str) -> str:
    """The words for an act; its name as it stands in the log where we have none."""
    return str(ACTS.get(action, action))
