"""The invitation to a meeting: sent, answered, called off; and the meeting's own life."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.audit import key_of, record
from core.documents import request_document
from core.errors import DomainError
from core.mail import send_mail
from core.states import lock, move
from meetings.enums import MEETING_MOVES, Answer, AttendanceState, MeetingState
from meetings.mail import CALL_OFF, INVITE
from meetings.models import Attendance, Invitation, Meeting, MeetingCounter
from meetings.services.parts import next_position
from network.models import Person, User
from network.queries import group_name_on
from network.services import notify

AGENDA = "meetings.agenda"


@dataclass(frozen=True)
class Recipient:
    """Somebody to whom an invitation goes; ``person`` when it is one of the network."""

    name: str
    email: str
    person: Person | None = None


class InvitationLacks(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """What is missing before an invitation can go out; ``missing`` are the words for it."""

    def __init__(self, missing: Sequence[str]) -> None:
        self.missing = list(missing)
        text = ngettext(
            "The invitation was not sent. This is missing: %(missing)s.",
            "The invitation was not sent. These are missing: %(missing)s.",
            len(self.missing),
        )
        super().__init__(text % {"missing": ", ".join(self.missing)})


def what_an_invitation_lacks(meeting: Meeting, recipients: Sequence[Recipient]) -> list[str]:
    """The words for what must be there before an invitation goes out; empty when all is."""
    missing = []
    if meeting.inexact is not None:
        missing.append(_("the exact day and time"))
    if not meeting.place_name and not meeting.place_address:
        missing.append(_("the place"))
    if not recipients:
        missing.append(_("the recipients"))
    return missing


@transaction.atomic
def send_invitations(meeting: Meeting, *, recipients: Sequence[Recipient], actor: User) -> Meeting:
    """Invite: draw the meeting's number, write a row and a mail job for each recipient, log each, ask for the agenda.

    Sent again, the calendar file replaces the one that people have, and who was invited before keeps the answer.
    Raises ``InvitationLacks``, and ``DomainError`` for a meeting that has begun or is over or cancelled.
    """
    meeting = lock(meeting)
    if meeting.state != MeetingState.INVITED:
        move(meeting, MeetingState.INVITED, MEETING_MOVES)
    if missing := what_an_invitation_lacks(meeting, recipients):
        raise InvitationLacks(missing)
    if meeting.starts_at <= timezone.now():
        raise DomainError(_("The meeting has begun already. Change its day first."))
    _follow_group(meeting)
    if meeting.number is None and meeting.group_id:
        meeting.number_year = timezone.localtime(meeting.starts_at).year
        meeting.number = _next_number(meeting)
    if meeting.invited_at is not None:
        meeting.sequence += 1
    meeting.invited_at, meeting.invitation_is_old = timezone.now(), False
    meeting.save()
    for recipient in {one.email.casefold(): one for one in recipients}.values():
        invitation = _invite(meeting, recipient)
        record("meetings.invitation.sent", meeting, actor=actor, changes={"recipient": [None, key_of(invitation)]})
        _tell(meeting, invitation, actor=actor)
    _request_agenda(meeting, actor)
    return meeting


def _tell(meeting: Meeting, invitation: Invitation, *, actor: User) -> None:
    """By mail; whoever signs in to the network may have chosen to be told otherwise."""
    mail = partial(send_mail, INVITE, invitation, actor=actor, key=str(meeting.sequence))
    user = invitation.person.user if invitation.person else None
    if user is None or not user.is_active or meeting.network_id not in user.network_ids():
        mail()
        return
    key, path = f"{invitation.pk}:{meeting.sequence}", meeting.get_absolute_url()
    notify(user, about=INVITE, network=meeting.network, path=path, key=key, actor=actor, at_once=mail)


@transaction.atomic
def answer_invitation(invitation: Invitation, *, answer: str, deputy: str = "", actor: User | None) -> Invitation:
    """Say whether one comes; ``deputy`` is the name of who comes instead. The attendance follows the answer.

    ``actor`` is ``None`` when the link of the mail was used. Raises ``DomainError`` when the meeting has begun, is
    over or cancelled, and for a deputy without a name.
    """
    meeting = lock(invitation.meeting)
    invitation = lock(invitation)
    if meeting.state == MeetingState.CANCELLED:
        raise DomainError(_("The meeting was cancelled. No answer is needed."))
    if meeting.state != MeetingState.INVITED or meeting.starts_at <= timezone.now():
        raise DomainError(_("The meeting has begun already. Tell the secretary if something changed."))
    deputy = " ".join(deputy.split()) if answer == Answer.DEPUTY else ""
    if answer == Answer.DEPUTY and not deputy:
        raise DeputyNameless(_("Write the name of who comes instead of you."))
    before = [invitation.answer, invitation.deputy]
    invitation.answer, invitation.deputy, invitation.answered_at = answer, deputy, timezone.now()
    invitation.full_clean()
    invitation.save()
    _follow_answer(meeting, invitation, deputy_before=before[1])
    changes = {
        "invitation": [key_of(invitation), key_of(invitation)],
        # Who comes instead stands in the invitation: the log names no person.
        "answer": [before[0], answer],
    }
    record("meetings.invitation.answered", meeting, actor=actor, changes=changes)
    return invitation


class DeputyNameless(DomainError):  # noqa: N818 -- as above
    """A deputy is sent, and nobody knows who."""

    field = "deputy"


@transaction.atomic
def hold_meeting(meeting: Meeting, *, actor: User) -> Meeting:
    """Say that the meeting is held; from its day on.

    Raises ``TransitionNotAllowed`` for one that is over or cancelled, ``DomainError`` before its day and while the
    date is inexact.
    """
    meeting = lock(meeting)
    move(meeting, MeetingState.HELD, MEETING_MOVES)
    if meeting.inexact is not None:
        raise DomainError(_("Write first on which day the meeting is held."))
    if timezone.localtime(meeting.starts_at).date() > timezone.localdate():
        raise DomainError(_("The day of the meeting has not come yet. Change the day if it was held earlier."))
    if meeting.invited_at is None:
        _follow_group(meeting)
    meeting.save()
    record("meetings.meeting.held", meeting, actor=actor)
    return meeting


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, actor: User) -> Meeting:
    """Cancel the meeting; who was invited gets a mail whose calendar file takes the meeting away.

    Raises ``TransitionNotAllowed`` for one that was held or is cancelled already.
    """
    meeting = lock(meeting)
    move(meeting, MeetingState.CANCELLED, MEETING_MOVES)
    if meeting.invited_at is not None:
        meeting.sequence += 1
    meeting.save()
    record("meetings.meeting.cancelled", meeting, actor=actor)
    for invitation in meeting.invitations.all():
        send_mail(CALL_OFF, invitation, actor=actor, key=str(meeting.sequence))
    return meeting


@transaction.atomic
def plan_meeting_again(meeting: Meeting, *, actor: User) -> Meeting:
    """Take a cancellation back. People are invited anew; the number stays. Raises ``TransitionNotAllowed``."""
    meeting = lock(meeting)
    move(meeting, MeetingState.PLANNED, MEETING_MOVES)
    meeting.save()
    record("meetings.meeting.planned_again", meeting, actor=actor)
    return meeting


def _follow_group(meeting: Meeting) -> None:
    """The label of the day, when the group was renamed after the meeting was planned."""
    if meeting.group is None:
        return
    label = group_name_on(meeting.group, timezone.localtime(meeting.starts_at).date())
    if meeting.title == meeting.group_label:
        meeting.title = label
    meeting.group_label = label


def _next_number(meeting: Meeting) -> int:
    """The next number of the group's year, drawn under the lock of its counter; a number is never given twice."""
    counter, _created = MeetingCounter.objects.get_or_create(group_id=meeting.group_id, year=meeting.number_year)
    counter = lock(counter)
    given = Meeting.objects.filter(group_id=meeting.group_id, number_year=meeting.number_year)
    counter.last = max(counter.last, given.aggregate(last=Max("number"))["last"] or 0) + 1
    counter.save(update_fields=["last"])
    return counter.last


def _invite(meeting: Meeting, recipient: Recipient) -> Invitation:
    invitation = meeting.invitations.filter(email__iexact=recipient.email).first()
    if invitation is None:
        invitation = Invitation(meeting=meeting, email=recipient.email)
    invitation.name_label, invitation.person = recipient.name, recipient.person
    invitation.sent_at = timezone.now()
    invitation.full_clean()
    invitation.save()
    return invitation


def _request_agenda(meeting: Meeting, actor: User) -> None:
    try:
        request_document(AGENDA, meeting, actor=actor, language=meeting.language)
    except KeyError:
        # A worker of an older version knows no agenda; the page offers it when it is there.
        return


def _follow_answer(meeting: Meeting, invitation: Invitation, *, deputy_before: str) -> None:
    name = invitation.name_label
    rows = meeting.attendances
    row = rows.filter(person=invitation.person).first() if invitation.person_id else None
    row = row or rows.filter(person=None, name_label__iexact=name).first()
    coming = invitation.answer == Answer.COMING
    state = AttendanceState.PRESENT if coming else AttendanceState.EXCUSED
    if deputy_before and deputy_before != invitation.deputy:
        rows.filter(name_label=deputy_before, deputy_for=name).delete()
    if row is None and coming and "@" not in name:
        row = Attendance(meeting=meeting, person=invitation.person, name_label=name, position=next_position(rows))
    if row is not None and (row.pk is None or row.state != state):
        row.state = state
        row.version += 1
        row.save()
    if invitation.deputy and not rows.filter(name_label=invitation.deputy, deputy_for=name).exists():
        Attendance.objects.create(
            meeting=meeting,
            name_label=invitation.deputy,
            organisation_label=row.organisation_label if row else "",
            deputy_for=name if "@" not in name else "",
            position=next_position(rows),
        )
