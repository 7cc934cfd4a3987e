"""Minutes before everybody: publishing, and taking back what should not have been published."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import DomainError
from core.states import lock, move
from meetings.enums import MINUTES_MOVES, MinutesState, PublicPeople
from meetings.models import Approval, Meeting, MinutesVersion
from meetings.services.minutes import FieldRefused
from meetings.versions import latest_version
from network.models import User


@transaction.atomic
def publish_minutes(meeting: Meeting, *, people: str = PublicPeople.ORGANISATIONS, actor: User) -> MinutesVersion:
    """Put the public layer of the signed minutes on the public page, with people as ``people`` says.

    Raises ``TransitionNotAllowed`` unless the minutes are signed, ``DomainError`` when the group wants them approved
    first. A version that was withdrawn can be published again.
    """
    meeting = lock(meeting)
    if meeting.minutes_state == MinutesState.FINAL and meeting.group and meeting.group.minutes_are_approved:
        raise DomainError(_("The group has its minutes approved first. Have them approved, then publish them."))
    move(meeting, MinutesState.PUBLISHED, MINUTES_MOVES, field="minutes_state")
    meeting.save(update_fields=["minutes_state", "updated_at"])
    version = lock(latest_version(meeting))
    version.published_at, version.public_people = timezone.now(), people
    version.withdrawn_at, version.withdrawal_reason = None, ""
    version.full_clean()
    version.save(update_fields=["published_at", "public_people", "withdrawn_at", "withdrawal_reason"])
    changes = {"version": [None, version.number], "people": [None, str(people)]}
    record("meetings.minutes.published", meeting, actor=actor, changes=changes)
    return version


@transaction.atomic
def withdraw_minutes(version: MinutesVersion, *, reason: str, actor: User) -> MinutesVersion:
    """Take a published version off the public page at once; its address stays and says when and why.

    Possible while a correction is open too: what should not be public cannot wait for it. Members, and those to whom
    the minutes were mailed, read the version as before. Raises ``DomainError`` for one that is not public, and
    without a reason.
    """
    meeting = lock(version.meeting)
    version = lock(version)
    if not version.is_public:
        raise DomainError(_("This version is not on the public page."))
    reason = " ".join(reason.split())
    if not reason:
        raise FieldRefused("reason", _("Write why the minutes are withdrawn."))
    version.withdrawn_at, version.withdrawal_reason = timezone.now(), reason
    version.full_clean()
    version.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    if meeting.minutes_state == MinutesState.PUBLISHED and version.pk == latest_version(meeting).pk:
        # Back to where they were published from. No arrow of the table: nothing else leads from here to a signature.
        is_approved = Approval.objects.filter(version=version).exists()
        meeting.minutes_state = MinutesState.APPROVED if is_approved else MinutesState.FINAL
        meeting.save(update_fields=["minutes_state", "updated_at"])
    changes = {"version": [version.number, version.number], "reason": [None, reason]}
    record("meetings.minutes.withdrawn", meeting, actor=actor, changes=changes)
    return version
