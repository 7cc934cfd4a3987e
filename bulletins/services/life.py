"""The life of a bulletin: to its second reader, published, corrected, withdrawn."""

from contextlib import suppress

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bulletins.documents import BULLETIN
from bulletins.enums import BULLETIN_MOVES, BulletinState
from bulletins.models import Bulletin, BulletinVersion
from bulletins.queries import content_of
from bulletins.services.writing import SectionRefused
from core.audit import record
from core.documents import request_document
from core.errors import DomainError, TransitionNotAllowed
from core.states import lock, move
from network.models import User


@transaction.atomic
def submit_bulletin(bulletin: Bulletin, *, actor: User) -> Bulletin:
    """Give a draft to a second reader. Raises ``DomainError`` for one that says nothing in one of its languages."""
    bulletin = lock(bulletin)
    move(bulletin, BulletinState.REVIEW, BULLETIN_MOVES)
    _refuse_empty(content_of(bulletin))
    bulletin.version += 1
    bulletin.save(update_fields=["state", "version", "updated_at"])
    bulletin.writers.add(actor)
    record("bulletins.bulletin.submitted", bulletin, actor=actor)
    return bulletin


@transaction.atomic
def return_bulletin(bulletin: Bulletin, *, actor: User) -> Bulletin:
    """Back to its writers, to be changed. Raises ``TransitionNotAllowed`` unless a second reader has it."""
    bulletin = lock(bulletin)
    # From published it comes back by a correction or a withdrawal alone.
    if bulletin.state != BulletinState.REVIEW:
        raise TransitionNotAllowed
    move(bulletin, BulletinState.DRAFT, BULLETIN_MOVES)
    bulletin.version += 1
    bulletin.save(update_fields=["state", "version", "updated_at"])
    record("bulletins.bulletin.returned", bulletin, actor=actor)
    return bulletin


@transaction.atomic
def publish_bulletin(bulletin: Bulletin, *, version: int | None, actor: User) -> BulletinVersion:
    """Freeze what the bulletin says, and put it before everybody, on paper too: its public page offers the PDF.

    Raises ``TransitionNotAllowed`` unless it is with its second reader, and ``DomainError`` for somebody who has
    written in it and for who has read another ``version`` of it: it was taken back and given again meanwhile.
    """
    bulletin = lock(bulletin)
    if bulletin.version != version:
        raise DomainError(_("The bulletin has changed since you opened it. Read it once more before you publish it."))
    move(bulletin, BulletinState.PUBLISHED, BULLETIN_MOVES)
    if bulletin.writers.filter(pk=actor.pk).exists():
        raise DomainError(_("You have worked on this bulletin. Somebody else reads and publishes it."))
    # What was chosen can have gone since it was submitted.
    content = content_of(bulletin)
    _refuse_empty(content)
    last = bulletin.versions.order_by("-number").first()
    published = BulletinVersion(
        bulletin=bulletin,
        number=last.number + 1 if last else 1,
        day=bulletin.day,
        content=content,
        reason=bulletin.reason,
        published_by=actor,
    )
    published.full_clean()
    published.save()
    bulletin.reason = ""
    bulletin.version += 1
    bulletin.save(update_fields=["state", "reason", "version", "updated_at"])
    bulletin.writers.clear()
    record("bulletins.bulletin.published", bulletin, actor=actor, changes={"version": [None, published.number]})
    for language in published.languages:
        # Where too many documents wait, the paper is asked for later on the page of the bulletin.
        with suppress(DomainError):
            request_document(BULLETIN, published, actor=actor, language=language)
    return published


@transaction.atomic
def correct_bulletin(bulletin: Bulletin, *, reason: str, actor: User) -> Bulletin:
    """Open a published bulletin for its next version; what was published stays as it is until then.

    Raises ``TransitionNotAllowed`` unless it is published, ``SectionRefused`` without a reason.
    """
    bulletin = lock(bulletin)
    if bulletin.state != BulletinState.PUBLISHED:
        raise TransitionNotAllowed
    move(bulletin, BulletinState.DRAFT, BULLETIN_MOVES)
    bulletin.reason = _reason(reason)
    bulletin.version += 1
    bulletin.full_clean()
    bulletin.save(update_fields=["state", "reason", "version", "updated_at"])
    bulletin.writers.add(actor)
    record("bulletins.bulletin.reopened", bulletin, actor=actor, changes={"reason": [None, bulletin.reason]})
    return bulletin


@transaction.atomic
def withdraw_bulletin(bulletin: Bulletin, *, reason: str, actor: User) -> Bulletin:
    """Take all versions off the public pages at once; their addresses stay and say when and why.

    Raises ``DomainError`` when nothing of it is public, ``SectionRefused`` without a reason.
    """
    bulletin = lock(bulletin)
    public = list(bulletin.versions.filter(withdrawn_at=None).select_for_update())
    if not public:
        raise DomainError(_("Nothing of this bulletin is on the public pages."))
    reason = _reason(reason)
    for version in public:
        version.withdrawn_at, version.withdrawal_reason = timezone.now(), reason
        version.full_clean()
        version.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    if bulletin.state == BulletinState.PUBLISHED:
        move(bulletin, BulletinState.DRAFT, BULLETIN_MOVES)
        bulletin.version += 1
        bulletin.save(update_fields=["state", "version", "updated_at"])
    record("bulletins.bulletin.withdrawn", bulletin, actor=actor, changes={"reason": [None, reason]})
    return bulletin


def _reason(text: str) -> str:
    reason = " ".join(text.split())
    if not reason:
        raise SectionRefused("reason", _("Write the reason: it is read by everybody."))
    return reason


def _refuse_empty(content: dict) -> None:
    if not all(said["sections"] for said in content["languages"].values()):
        raise DomainError(
            _(
                "The bulletin says nothing yet in one of its languages. Write or choose something, or take the "
                "title off."
            )
        )
