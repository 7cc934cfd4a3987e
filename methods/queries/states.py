"""How far a version has come, and what is due."""

from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from methods.enums import VersionState
from methods.models import Method, MethodVersion, VersionAuthor
from methods.querysets import VersionQuerySet
from network.models import User

# After this time the text of an act is read again before anything is published on it.
LAW_HOLDS = timedelta(days=365)
# A review is spoken of among editors this long beforehand; readers are told when it is this late.
DUE_AHEAD, OVERDUE_AFTER = timedelta(days=30), timedelta(days=60)


def current_version(method: Method, at: datetime | None = None) -> MethodVersion | None:
    """The version of a method that holds at a time (now), also a withdrawn one."""
    return method.versions.published(at).order_by("-published_from", "-number").first()


def open_draft(method: Method) -> MethodVersion | None:
    """The one version of a method that is being made, with its author; also while it is reviewed."""
    return method.versions.drafts().select_related("author").first()


def state_of(version: MethodVersion, at: datetime | None = None) -> VersionState:
    """The state as its facts and times have it; one query for a version that has been published."""
    at = at or timezone.now()
    is_published = version.published_from is not None and version.published_from <= at
    return state_beside(version, current_version(version.method, at) if is_published else None, at)


def state_beside(version: MethodVersion, current: MethodVersion | None, at: datetime | None = None) -> VersionState:
    """The same where the version that holds is known already; no query."""
    if version.published_from is None:
        return state_of_draft(version)
    if version.published_from > (at or timezone.now()):
        return VersionState.SCHEDULED
    if current is None or current.pk != version.pk:
        return VersionState.SUPERSEDED
    return VersionState.WITHDRAWN if version.withdrawn_at else VersionState.PUBLISHED


def state_of_draft(version: MethodVersion) -> VersionState:
    """How far a version has come that is not published; no query."""
    if version.submitted_at is None:
        return VersionState.DRAFT
    if version.content_reviewed_at is None:
        return VersionState.CONTENT_REVIEW
    if version.language_reviewed_at is None:
        return VersionState.LANGUAGE_REVIEW
    return VersionState.APPROVED


def due_reviews(today: date) -> VersionQuerySet:
    """Versions that hold and are to be reviewed soon, or should have been: the oldest first."""
    versions = MethodVersion.objects.current().filter(withdrawn_at=None, review_on__lte=today + DUE_AHEAD)
    return versions.select_related("method").order_by("review_on", "pk")


def review_is_overdue(version: MethodVersion, today: date) -> bool:
    """Whether readers are told that the page waits for its review."""
    return version.review_on is not None and version.review_on + OVERDUE_AFTER < today


def law_to_check(version: MethodVersion, today: date) -> bool:
    """Whether the legal bases must be read before the version is published.

    They must when one changed since the version it was made from, was last read over a year ago, or has ended; a
    check made since the last change is enough for the first, and none is for a provision that has ended.
    """
    bases = list(version.legal_bases.all())
    if any(not base.in_force(today) or base.checked_on < today - LAW_HOLDS for base in bases):
        return True
    return version.law_checked_at is None and _bases(bases) != _bases(_older_bases(version))


def ended_bases(version: MethodVersion, today: date) -> list[str]:
    """The provisions of a version that are not in force: ["812/2000 16 §"]."""
    return [str(base) for base in version.legal_bases.all() if not base.in_force(today)]


def _older_bases(version: MethodVersion) -> list:
    return list(version.made_from.legal_bases.all()) if version.made_from_id else []


def _bases(rows: list) -> set:
    return {(row.number, row.section, row.text_fi, row.valid_from, row.valid_to) for row in rows}


def waiting_for(versions: VersionQuerySet, user: User) -> VersionQuerySet:
    """Drafts that wait for an act of the user, those that have waited longest first.

    What one wrote waits for oneself until it is sent to review, then for somebody else; what was approved for anybody.
    """
    wrote = Exists(VersionAuthor.objects.filter(version=OuterRef("pk"), user=user))
    to_finish = Q(submitted_at=None) & wrote
    to_review = Q(submitted_at__isnull=False, language_reviewed_at=None) & ~wrote
    to_publish = Q(language_reviewed_at__isnull=False)
    waiting = versions.drafts().filter(to_finish | to_review | to_publish)
    return waiting.order_by(Coalesce("submitted_at", "changed_at"), "pk")
