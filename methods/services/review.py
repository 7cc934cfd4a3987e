"""The way of a version to its readers: content review, language review, publication, withdrawal.

The current version follows from times, so that nothing has to run when a scheduled one begins to hold.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import DomainError, TransitionNotAllowed
from core.states import lock
from methods.enums import VersionState, VersionStep
from methods.models import Method, MethodVersion, VersionComment
from methods.models.parts import LISTS, TEXTS
from methods.queries.comparing import changed_fields
from methods.queries.readiness import missing_for_publishing, missing_for_review
from methods.queries.states import state_of
from methods.services.editing import lock_draft
from methods.services.versions import log
from network.models import User

REVIEWED_AGAIN_AFTER = timedelta(days=365)


class NotReady(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """Something is missing; ``lacks`` says what, one sentence each."""

    def __init__(self, lacks: list[str]) -> None:
        super().__init__(" ".join(lacks))
        self.lacks = lacks


@transaction.atomic
def submit_version(
    version: MethodVersion, *, change_note: str, correction: bool = False, actor: User
) -> MethodVersion:
    """Send a draft to content review; a small correction, which mends words only, straight to language review.

    Raises ``NotReady``, ``ValidationError`` for the note and, for a correction that changes facts or lists,
    ``DomainError``.
    """
    version = lock_draft(version)
    version.change_note, version.correction = change_note.strip(), correction
    version.full_clean(exclude=["author", "made_from"])
    if lacks := missing_for_review(version):
        raise NotReady(lacks)
    version.submitted_at = timezone.now()
    if correction:
        if version.made_from is None or set(changed_fields(version.made_from, version)) - set(TEXTS):
            raise DomainError(_("More than words has changed: this is a change of content, not a small correction."))
        version.content_reviewed_at = version.submitted_at
    _save(version, "submitted_at", "content_reviewed_at", "change_note", "correction")
    log(version, VersionStep.SUBMITTED, actor=actor, note=version.change_note)
    return version


@transaction.atomic
def pass_content(version: MethodVersion, *, note: str = "", actor: User) -> MethodVersion:
    """The content is right. Raises ``DomainError`` for an author of the version, and while comments are open."""
    version = _lock_in(version, VersionState.CONTENT_REVIEW)
    _refuse_author(version, actor)
    _refuse_open_comments(version)
    version.content_reviewed_at = timezone.now()
    _save(version, "content_reviewed_at")
    log(version, VersionStep.CONTENT_REVIEWED, actor=actor, note=note)
    return version


@transaction.atomic
def pass_language(version: MethodVersion, *, note: str = "", actor: User) -> MethodVersion:
    """The language is right: the version is approved. Raises as ``pass_content`` does."""
    version = _lock_in(version, VersionState.LANGUAGE_REVIEW)
    _refuse_author(version, actor)
    _refuse_open_comments(version)
    version.language_reviewed_at = timezone.now()
    _save(version, "language_reviewed_at")
    log(version, VersionStep.LANGUAGE_REVIEWED, actor=actor, note=note)
    return version


@transaction.atomic
def check_law(version: MethodVersion, *, note: str = "", actor: User) -> MethodVersion:
    """The legal bases were read today and hold; one that has ended must be changed instead.

    Raises ``DomainError`` for what was published already, for a basis that is not in force, and for an author.
    """
    version = lock(version)
    if version.published_from is not None:
        raise TransitionNotAllowed
    _refuse_author(version, actor)
    today = timezone.localdate()
    if any(not base.in_force(today) for base in version.legal_bases.all()):
        raise DomainError(_("A legal basis is no longer in force. Return the version, so that it is changed."))
    version.legal_bases.update(checked_on=today)
    version.law_checked_at = timezone.now()
    _save(version, "law_checked_at")
    log(version, VersionStep.LAW_CHECKED, actor=actor, note=note)
    return version


@transaction.atomic
def return_version(version: MethodVersion, *, reason: str, actor: User) -> MethodVersion:
    """Give a version back to its author, with a reason; its reviews begin anew.

    Raises ``DomainError`` for a draft, for what was published or is to be, and without a reason.
    """
    version = lock(version)
    if version.submitted_at is None or version.published_from is not None:
        raise TransitionNotAllowed
    if not reason.strip():
        raise DomainError(_("Write why it is returned."))
    version.submitted_at = version.content_reviewed_at = version.language_reviewed_at = None
    version.law_checked_at = None
    _save(version, "submitted_at", "content_reviewed_at", "language_reviewed_at", "law_checked_at")
    log(version, VersionStep.RETURNED, actor=actor, note=reason.strip())
    return version


@transaction.atomic
def publish_version(
    version: MethodVersion, *, at: datetime | None = None, review_on: date | None = None, actor: User
) -> MethodVersion:
    """Publish an approved version, now or from a time on. It keeps the method's names of this day.

    Raises ``NotReady``, and ``DomainError`` for a time that has passed and unless it is approved.
    """
    version = _lock_in(version, VersionState.APPROVED)
    now = timezone.now()
    if at is not None and at <= now:
        raise DomainError(_("That time has passed already. Choose a later one, or publish at once."))
    if lacks := missing_for_publishing(version, timezone.localdate()):
        raise NotReady(lacks)
    version.published_from = at or now
    version.review_on = review_on or timezone.localdate(version.published_from) + REVIEWED_AGAIN_AFTER
    _save(version, "published_from", "review_on")
    for text in version.texts.all():
        text.name = getattr(version.method, f"name_{text.language}")
        text.save(update_fields=["name"])
    log(version, VersionStep.SCHEDULED if at else VersionStep.PUBLISHED, actor=actor)
    return version


@transaction.atomic
def unschedule_version(version: MethodVersion, *, actor: User) -> MethodVersion:
    """Call off a publication that has not begun; the version is approved again.

    Raises ``TransitionNotAllowed``, and ``DomainError`` when another draft was opened meanwhile.
    """
    version = _lock_in(version, VersionState.SCHEDULED)
    if version.method.versions.drafts().exists():
        raise DomainError(_("Another draft of the method is open. Finish it or throw it away first."))
    version.published_from = None
    _save(version, "published_from")
    log(version, VersionStep.UNSCHEDULED, actor=actor)
    return version


@transaction.atomic
def withdraw_method(
    version: MethodVersion, *, reason: str, replaced_by: Method | None = None, actor: User
) -> MethodVersion:
    """Take the version that holds from use; its page stays, and says why and what to use instead.

    Raises ``TransitionNotAllowed`` unless it holds, ``ValidationError`` and, without a reason, ``DomainError``.
    """
    version = _lock_in(version, VersionState.PUBLISHED)
    if not reason.strip():
        raise DomainError(_("Write why it is withdrawn."))
    if replaced_by is not None and replaced_by.pk == version.method_id:
        raise DomainError(_("Name another method than this one."))
    version.withdrawn_at, version.withdrawn_reason, version.replaced_by = timezone.now(), reason.strip(), replaced_by
    version.full_clean(exclude=["author", "made_from"])
    _save(version, "withdrawn_at", "withdrawn_reason", "replaced_by")
    log(version, VersionStep.WITHDRAWN, actor=actor, note=version.withdrawn_reason)
    return version


@transaction.atomic
def set_review_date(version: MethodVersion, *, review_on: date, note: str, actor: User) -> MethodVersion:
    """The version that holds was looked through and is to be reviewed next by a day. Raises ``DomainError``."""
    version = _lock_in(version, VersionState.PUBLISHED)
    if review_on <= timezone.localdate():
        raise DomainError(_("Choose a day to come."))
    if not note.strip():
        raise DomainError(_("Write what was looked at."))
    version.review_on = review_on
    _save(version, "review_on")
    log(version, VersionStep.REVIEW_MOVED, actor=actor, note=note.strip())
    return version


@transaction.atomic
def comment(version: MethodVersion, *, field: str, text: str, actor: User) -> VersionComment:
    """Say something of one field of a version that is being made. Raises ``ValidationError``, ``DomainError``."""
    version = lock(version)
    if version.published_from is not None:
        raise TransitionNotAllowed
    if field not in (*TEXTS, *LISTS, "facts"):
        raise DomainError(_("There is no such field."))
    row = VersionComment(version=version, field=field, text=text, by=actor)
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def resolve_comment(row: VersionComment, *, actor: User) -> VersionComment:
    """A comment has been dealt with."""
    row = lock(row)
    if row.resolved_at is None:
        row.resolved_at, row.resolved_by = timezone.now(), actor
        row.save(update_fields=["resolved_at", "resolved_by"])
    return row


def _lock_in(version: MethodVersion, state: VersionState) -> MethodVersion:
    version = lock(version)
    if state_of(version) != state:
        raise TransitionNotAllowed
    return version


def _refuse_author(version: MethodVersion, actor: User) -> None:
    if version.authors.filter(user=actor).exists():
        raise DomainError(_("You wrote in this version, so somebody else reviews it."))


def _refuse_open_comments(version: MethodVersion) -> None:
    if version.comments.filter(resolved_at=None).exists():
        raise DomainError(_("Comments are open. Mark them as dealt with, or return the version to its author."))


def _save(version: MethodVersion, *fields: str) -> None:
    version.save(update_fields=fields)
