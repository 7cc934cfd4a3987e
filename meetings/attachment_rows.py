"""The attachments of a meeting as pages show them: with their numbers, their files, and what is wrong with them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.attached import Fitness
from meetings.bundle import line_of, reason_left_out
from meetings.enums import AttachmentState
from meetings.models import Attachment, Item, Meeting


@dataclass
class AttachmentRow:
    """``warning`` is what must be mended; ``remark`` why it is not in the bundle; ``item`` the item it is tied to.

    Where the list is edited, a row that cannot move up ``stays_below``, one that cannot move down ``stays_above``.
    """

    attachment: Attachment
    line: str
    item: Item | None
    warning: str
    remark: str
    stays_below: bool = True
    stays_above: bool = True

    def __str__(self) -> str:
        return self.line


def attachment_rows(meeting: Meeting) -> list[AttachmentRow]:
    """In the order of their numbers. Reads ``items`` and ``attachments``, as they were read for the user."""
    items = {item.pk: item for item in meeting.items.all()}
    attachments = [one for one in meeting.attachments.all() if one.item_id is None or one.item_id in items]
    attachments.sort(key=lambda one: (one.number is None, one.number, one.position, one.pk))
    return [_row(one, items.get(one.item_id)) for one in attachments]


def _row(attachment: Attachment, item: Item | None) -> AttachmentRow:
    remark = reason_left_out(attachment)
    warns = attachment.state == AttachmentState.RECEIVED and attachment.fitness in (Fitness.LOCKED, Fitness.BROKEN)
    warning = _("Not in the bundle: %(reason)s") % {"reason": remark} if warns and attachment.is_pdf else ""
    if attachment.fitness == Fitness.HOLDS_CODE:
        warning = remark
    if warns and not attachment.is_pdf:
        warning = _("The file cannot be opened and is not handed out. Add it anew.")
    return AttachmentRow(attachment, line_of(attachment), item, warning, "" if warning else remark)
