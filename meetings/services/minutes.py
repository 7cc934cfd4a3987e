"""The life of minutes: comments, signature, approval, correction. Publishing is in ``services.publishing``.

The state of the minutes is not that of the meeting. What is signed is frozen whole in a ``MinutesVersion``; after that
nothing in the minutes changes (``services.parts.lock_minutes``) but by a correction, which becomes the next version.
"""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import key_of, record
from core.documents import request_document
from core.errors import DomainError, TransitionNotAllowed
from core.states import lock, move
from meetings.enums import (
    MINUTES_MOVES,
    AttendanceState,
    MeetingState,
    MinutesState,
)
from meetings.exchange import minutes_to_json
from meetings.minutes_mail import COMMENTS_WAIT
from meetings.models import Approval, Comment, Item, Meeting, MinutesVersion
from meetings.services.attachment_numbers import freeze_numbers
from meetings.services.invitations import hold_meeting
from meetings.services.outcomes import number_decisions
from meetings.signing import approved_text, hash_of, recorded_text
from meetings.versions import later_meetings, latest_version, may_comment
from network.models import Network, Person, User
from network.services import notify

# The signed minutes as PDF/A-3, with their data in it. Its subject is the version.
SIGNED = "meetings.signed"


class FieldRefused(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """A refusal that is shown at the field that mends it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def open_for_comments(meeting: Meeting, *, until: date, actor: User) -> Meeting:
    """Show the draft for comments to those who were there or were invited, through the day ``until``.

    Raises ``TransitionNotAllowed`` unless it is a draft, ``DomainError`` for a day that is past, for a meeting that
    was cancelled, and for minutes without an item.
    """
    meeting = lock(meeting)
    move(meeting, MinutesState.COMMENTS, MINUTES_MOVES, field="minutes_state")
    _refuse_cancelled(meeting)
    if until < timezone.localdate():
        raise FieldRefused("until", _("The day is past. Choose today or a later day."))
    if not meeting.items.exists():
        raise DomainError(_("There are no items to comment on yet. Write the items first."))
    meeting.comments_until = until
    meeting.save(update_fields=["minutes_state", "comments_until", "updated_at"])
    changes = {"until": [None, until.isoformat()]}
    record("meetings.minutes.opened_for_comments", meeting, actor=actor, changes=changes)
    readers = User.objects.filter(is_active=True, people__attendances__meeting=meeting).exclude(pk=actor.pk)
    for user in readers.distinct().order_by("pk"):
        if meeting.network_id in user.network_ids():
            path = reverse("meetings:minutes-life", args=[meeting.network.slug, meeting.pk])
            key = f"{meeting.pk}:{until.isoformat()}"
            notify(user, about=COMMENTS_WAIT, network=meeting.network, path=path, key=key, actor=actor)
    return meeting


@transaction.atomic
def comment_minutes(meeting: Meeting, *, text: str, item: Item | None = None, actor: User) -> Comment:
    """Say something of the draft, or of one item of it.

    Raises ``DomainError`` when the draft is not open for comments or the last day is over, for somebody who neither
    was there nor was invited, and for an item of another meeting or of the secretary only.
    """
    meeting = lock(meeting)
    if meeting.minutes_state != MinutesState.COMMENTS:
        raise DomainError(_("The minutes are not open for comments. Tell the secretary what should be mended."))
    if meeting.comments_until < timezone.localdate():
        raise DomainError(_("The time for comments is over. Tell the secretary what should be mended."))
    if not may_comment(actor, meeting):
        raise DomainError(_("Comments are for those who were in the meeting or were invited."))
    if item is not None and not meeting.items.for_readers().filter(pk=item.pk).exists():
        raise FieldRefused("item", _("The item is not in these minutes."))
    comment = Comment(meeting=meeting, item=item, text=text, author=actor, at=timezone.now())
    comment.full_clean()
    comment.save()
    changes = {"item": [None, str(item)]} if item else None
    record("meetings.comment.written", meeting, actor=actor, changes=changes)
    return comment


@transaction.atomic
def settle_comment(comment: Comment, *, actor: User) -> Comment:
    """Say that a comment has been dealt with; twice does nothing."""
    meeting = lock(comment.meeting)
    comment = lock(comment)
    if comment.settled_at is None:
        comment.settled_at = timezone.now()
        comment.save(update_fields=["settled_at"])
        record("meetings.comment.settled", meeting, actor=actor)
    return comment


@transaction.atomic
def take_back_to_draft(meeting: Meeting, *, actor: User) -> Meeting:
    """Close the comments and write on. Raises ``TransitionNotAllowed`` unless the minutes are open for comments."""
    meeting = lock(meeting)
    if meeting.minutes_state != MinutesState.COMMENTS:
        # Signed minutes go back to a draft by a correction only, which tells its reason.
        raise TransitionNotAllowed
    move(meeting, MinutesState.DRAFT, MINUTES_MOVES, field="minutes_state")
    meeting.comments_until = None
    meeting.save(update_fields=["minutes_state", "comments_until", "updated_at"])
    record("meetings.minutes.taken_back", meeting, actor=actor)
    return meeting


def what_a_signature_lacks(meeting: Meeting) -> list[str]:
    """Why the minutes cannot be signed yet, each with what to do; empty when they can. Four queries."""
    lacks = []
    if meeting.state == MeetingState.CANCELLED:
        lacks.append(_("The meeting was cancelled."))
    elif meeting.starts_at > timezone.now():
        lacks.append(_("The meeting has not begun yet."))
    if not meeting.attendances.filter(state=AttendanceState.PRESENT).exists():
        lacks.append(_("Nobody is written down as present. Write down who was there."))
    if not meeting.items.for_readers().exists():
        lacks.append(_("There are no items. Write down what was dealt with."))
    if meeting.comments_until is not None and meeting.comments_until >= timezone.localdate():
        lacks.append(_("The time for comments is not over. Wait, or take the minutes back to a draft."))
    if meeting.comments.filter(settled_at=None).exists():
        lacks.append(_("Some comments are not settled. Settle each of them first."))
    return lacks


@transaction.atomic
def sign_minutes(meeting: Meeting, *, actor: User) -> MinutesVersion:
    """Sign the minutes: freeze all they say, with its hash, as the next version, and queue the signed PDF.

    The meeting becomes held, decisions get their lasting numbers, and who signs is the recorder unless another one is
    written down. Of two who sign at once the second is refused. Raises ``TransitionNotAllowed`` for minutes that are
    signed, and ``DomainError`` with what is lacking (``what_a_signature_lacks``).
    """
    meeting = lock(meeting)
    move(meeting, MinutesState.FINAL, MINUTES_MOVES, field="minutes_state")
    if lacks := what_a_signature_lacks(meeting):
        raise DomainError(" ".join(lacks))
    if meeting.state != MeetingState.HELD:
        meeting.state = hold_meeting(meeting, actor=actor).state
    number_decisions(meeting)
    freeze_numbers(meeting, actor=actor)
    name, today = name_of(actor, meeting.network), timezone.localdate()
    if not (meeting.recorded_by or meeting.recorded_line):
        meeting.recorded_by, meeting.recorded_on = name, today
    reason, meeting.correction_reason, meeting.comments_until = meeting.correction_reason, "", None
    meeting.current_item = meeting.current_since = None
    meeting.version += 1  # whoever has the facts open sees that they have moved on
    meeting.full_clean()
    meeting.save()
    # Read anew: what is frozen is what the database holds.
    content = minutes_to_json(Meeting.objects.select_related("network", "group").get(pk=meeting.pk))
    last = latest_version(meeting)
    version = MinutesVersion(
        meeting=meeting,
        number=last.number + 1 if last else 1,
        content=content,
        sha256=hash_of(content),
        reason=reason,
        signed_by=actor,
        signed_label=recorded_text(meeting, name, today),
        signed_at=timezone.now(),
    )
    version.full_clean()
    version.save()
    changes = {"version": [last.number if last else None, version.number]} | (
        {"reason": [None, reason]} if reason else {}
    )
    record("meetings.minutes.signed", meeting, actor=actor, changes=changes)
    _request_signed(version, actor)
    return version


@transaction.atomic
def approve_minutes(meeting: Meeting, *, in_meeting: Meeting | None = None, actor: User) -> Approval:
    """Approve signed minutes: another person than who signed, or anybody who records that a later meeting did it.

    Raises ``TransitionNotAllowed`` unless the minutes are signed and not approved, ``DomainError`` for the signer, and
    for a meeting of another group, an earlier or a cancelled one.
    """
    meeting = lock(meeting)
    move(meeting, MinutesState.APPROVED, MINUTES_MOVES, field="minutes_state")
    version = latest_version(meeting)
    if in_meeting is None and version.signed_by_id == actor.pk:
        raise DomainError(_("Who signed the minutes does not approve them. Ask another person, or name the meeting."))
    if in_meeting is not None and not later_meetings(meeting).filter(pk=in_meeting.pk).exists():
        raise FieldRefused("in_meeting", _("Minutes are approved in a later meeting of the same group."))
    meeting.save(update_fields=["minutes_state", "updated_at"])
    approval = Approval(
        version=version,
        approved_by=actor,
        approved_label=approved_text(
            meeting, name_of(actor, meeting.network), timezone.localdate(), in_meeting=in_meeting
        ),
        approved_at=timezone.now(),
        meeting=in_meeting,
    )
    approval.full_clean()
    approval.save()
    changes = {"version": [None, version.number], "approved": [None, key_of(approval)]}
    record("meetings.minutes.approved", meeting, actor=actor, changes=changes)
    return approval


@transaction.atomic
def correct_minutes(meeting: Meeting, *, reason: str, actor: User) -> Meeting:
    """Open signed minutes again; the next signature is a new version with the reason. Earlier ones stay as they are.

    Raises ``TransitionNotAllowed`` unless the minutes are signed, ``DomainError`` without a reason.
    """
    meeting = lock(meeting)
    if meeting.is_editable:
        raise DomainError(_("The minutes are not signed: write in them as they are."))
    move(meeting, MinutesState.DRAFT, MINUTES_MOVES, field="minutes_state")
    reason = " ".join(reason.split())
    if not reason:
        raise FieldRefused("reason", _("Write why the minutes are corrected."))
    meeting.correction_reason = reason
    meeting.full_clean()
    meeting.save(update_fields=["minutes_state", "correction_reason", "updated_at"])
    record("meetings.minutes.correction_opened", meeting, actor=actor, changes={"reason": [None, reason]})
    return meeting


def name_of(user: User, network: Network) -> str:
    """The user's name in the network; for somebody who is not among its people the name of the account."""
    person = Person.objects.filter(network=network, user=user).first()
    return person.name if person else user.get_full_name() or str(user)


def _refuse_cancelled(meeting: Meeting) -> None:
    if meeting.state == MeetingState.CANCELLED:
        raise DomainError(_("The meeting was cancelled."))


def _request_signed(version: MinutesVersion, actor: User) -> None:
    try:
        request_document(SIGNED, version, actor=actor, language=version.meeting.language)
    except KeyError:
        # A process of an older version knows no such document; the page offers it when it is there.
        return
