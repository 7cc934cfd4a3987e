"""Attachments as the minutes list them."""

from django.db import transaction

from core.audit import record
from meetings.models import Attachment, Meeting
from meetings.services.parts import lock_meeting_of, lock_minutes, lock_part, next_position, save_order, swap
from network.models import User


@transaction.atomic
def add_attachment(meeting: Meeting, *, title: str, actor: User) -> Attachment:
    """List an attachment, last."""
    meeting = lock_minutes(meeting)
    attachment = Attachment(meeting=meeting, title=title, position=next_position(meeting.attachments))
    attachment.full_clean()
    attachment.save()
    record("meetings.attachment.added", meeting, actor=actor, changes={"attachment": [None, title]})
    return attachment


@transaction.atomic
def edit_attachment(attachment: Attachment, *, title: str, version: int, actor: User) -> Attachment:
    """Change the title. Raises ``EditConflict`` when somebody saved after ``version``."""
    meeting = lock_meeting_of(attachment)
    attachment = lock_part(attachment, version=version)
    before, attachment.title = attachment.title, title
    attachment.version += 1
    attachment.full_clean()
    attachment.save()
    record("meetings.attachment.edited", meeting, actor=actor, changes={"attachment": [before, title]})
    return attachment


@transaction.atomic
def move_attachment(attachment: Attachment, *, up: bool, actor: User) -> Meeting:
    """Move an attachment a step up or down; at the end of the list nothing happens."""
    meeting = lock_meeting_of(attachment)
    if order := swap(meeting.attachments.all(), attachment.pk, up=up):
        save_order(order)
        changes = {"attachment": [attachment.title, attachment.title]}
        record("meetings.attachment.moved", meeting, actor=actor, changes=changes)
    return meeting


@transaction.atomic
def remove_attachment(attachment: Attachment, *, actor: User) -> Meeting:
    """Take an attachment off the list; its title stays in the log. Raises ``DomainError`` when it is gone already."""
    meeting = lock_meeting_of(attachment)
    attachment = lock_part(attachment)
    attachment.delete()
    record("meetings.attachment.removed", meeting, actor=actor, changes={"attachment": [attachment.title, None]})
    return meeting
