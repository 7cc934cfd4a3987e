"""Attachments of minutes: expected, received, withdrawn."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.attached import forget_files
from core.audit import record
from core.errors import DomainError
from core.filekinds import CheckedUpload
from core.states import lock, move
from meetings.bundle import BUNDLE
from meetings.enums import ATTACHMENT_MOVES, AttachmentState
from meetings.inspection import ask_for_inspection
from meetings.models import Attachment, Meeting
from meetings.services.attachment_numbers import follow_mentions, next_number
from meetings.services.parts import (
    forget_printed,
    lock_meeting_of,
    lock_minutes,
    next_position,
    save_order,
    swap,
)
from network.models import User

# What a form may set beside the title.
FACTS = ("item", "note", "remind_on")


@transaction.atomic
def add_attachment(
    meeting: Meeting,
    *,
    title: str = "",
    expected: bool = False,
    upload: CheckedUpload | None = None,
    actor: User,
    **facts: Any,
) -> Attachment:
    """List an attachment with the next number; without a title it is called after its file.

    ``facts`` holds values for ``FACTS``. Without ``upload`` and not ``expected`` it is one on paper. Raises
    ``MinutesFrozen``, and ``DomainError`` without title and file, for an item of another meeting, and for a file of
    what is expected.
    """
    meeting = lock_minutes(meeting)
    if expected and upload:
        raise DomainError(_("Either add the file now, or say that it is delivered later."))
    if not title and upload is None:
        raise DomainError(_("Write a title, or choose a file."))
    attachment = Attachment(
        meeting=meeting,
        title=title or upload.name.rpartition(".")[0],
        state=AttachmentState.EXPECTED if expected else AttachmentState.RECEIVED,
        number=next_number(meeting),
        position=next_position(meeting.attachments),
    )
    _set_facts(attachment, facts, actor)
    attachment.full_clean()
    if upload:
        _keep_file(attachment, upload, actor)
    attachment.save()
    record("meetings.attachment.added", meeting, actor=actor, changes={"attachment": [None, attachment.title]})
    if attachment.item_id:
        follow_mentions(meeting, actor=actor)
        attachment.refresh_from_db(fields=["number", "position"])
    return attachment


@transaction.atomic
def edit_attachment(attachment: Attachment, *, title: str, version: int, actor: User, **facts: Any) -> Attachment:
    """Change title, item, note or reminder; a new item counts the numbers anew.

    Raises ``EditConflict`` when somebody saved after ``version``, and what ``add_attachment`` raises.
    """
    meeting = lock_meeting_of(attachment)
    attachment = lock(attachment, version=version)
    before, item_before, attachment.title = attachment.title, attachment.item_id, title
    _set_facts(attachment, facts, actor)
    attachment.version += 1
    attachment.full_clean()
    attachment.save()
    record("meetings.attachment.edited", meeting, actor=actor, changes={"attachment": [before, title]})
    if attachment.item_id != item_before:
        follow_mentions(meeting, actor=actor)
    return attachment


@transaction.atomic
def receive_file(attachment: Attachment, *, upload: CheckedUpload, version: int, actor: User) -> Attachment:
    """Store the file of an attachment that was expected, or one instead of the file that it has.

    The one act, beside ``withdraw_attachment``, that signed minutes allow: what was promised comes later. A file that
    signed minutes have already is not replaced. Raises ``EditConflict`` and ``DomainError``.
    """
    meeting = lock(attachment.meeting)
    attachment = lock(attachment, version=version)
    if attachment.file and not meeting.is_editable:
        raise DomainError(_("The minutes are signed with this file. Withdraw it first if it must not stay."))
    before = attachment.state
    move(attachment, AttachmentState.RECEIVED, ATTACHMENT_MOVES)
    forget_files([attachment.file.name] if attachment.file else [])
    forget_printed(meeting, kind=BUNDLE)
    _keep_file(attachment, upload, actor)
    attachment.version += 1
    attachment.save()
    changes = {"attachment": [None, attachment.title], "state": [before, attachment.state]}
    record("meetings.attachment.received", meeting, actor=actor, changes=changes)
    return attachment


@transaction.atomic
def withdraw_attachment(attachment: Attachment, *, actor: User) -> Attachment:
    """Remove the file and the bundles that hold it; the attachment stays listed as withdrawn, with its number."""
    meeting = lock(attachment.meeting)
    attachment = lock(attachment)
    before = attachment.state
    move(attachment, AttachmentState.WITHDRAWN, ATTACHMENT_MOVES)
    attachment.let_go_of_file()
    forget_printed(meeting, kind=BUNDLE)
    attachment.remind_on = None
    attachment.version += 1
    attachment.save()
    changes = {"attachment": [attachment.title, attachment.title], "state": [before, attachment.state]}
    record("meetings.attachment.withdrawn", meeting, actor=actor, changes=changes)
    return attachment


@transaction.atomic
def move_attachment(attachment: Attachment, *, up: bool, actor: User) -> Meeting:
    """Move an attachment a step up or down; where it is mentioned in the text counts for more than its place."""
    meeting = lock_meeting_of(attachment)
    if order := swap(meeting.attachments.all(), attachment.pk, up=up):
        save_order(order)
        changes = {"attachment": [attachment.title, attachment.title]}
        record("meetings.attachment.moved", meeting, actor=actor, changes=changes)
        follow_mentions(meeting, actor=actor)
    return meeting


@transaction.atomic
def remove_attachment(attachment: Attachment, *, actor: User) -> Meeting:
    """Take an attachment off the list with its file; its title stays in the log.

    Raises ``DomainError`` when it is gone already, and for one that signed minutes have numbered.
    """
    meeting = lock_meeting_of(attachment)
    attachment = lock(attachment)
    if attachment.number_is_frozen:
        raise DomainError(_("Signed minutes list this attachment. Withdraw it: it then stays listed as withdrawn."))
    forget_files([attachment.file.name] if attachment.file else [])
    forget_printed(meeting, kind=BUNDLE)
    attachment.delete()
    record("meetings.attachment.removed", meeting, actor=actor, changes={"attachment": [attachment.title, None]})
    follow_mentions(meeting, actor=actor)
    return meeting


def _set_facts(attachment: Attachment, facts: dict[str, Any], actor: User) -> None:
    before: date | None = attachment.remind_on
    for name in FACTS:
        if name in facts:
            setattr(attachment, name, facts[name])
    if attachment.item and attachment.item.meeting_id != attachment.meeting_id:
        raise DomainError(_("The item is not in this meeting."))
    if attachment.remind_on and attachment.remind_on != before:
        attachment.remind_whom, attachment.reminded_at = actor, None


def _keep_file(attachment: Attachment, upload: CheckedUpload, actor: User) -> None:
    """Store the file, unseen until the worker has looked into it."""
    attachment.keep_file(upload)
    attachment.received_at = timezone.now()
    if attachment.pk is None:
        attachment.save()
    ask_for_inspection(attachment, actor)
