"""What the editors of the catalogue see of it: who writes what, and how far the languages have come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Q, QuerySet
from django.utils import timezone

from methods.enums import Language, VersionState
from methods.models import Method, MethodVersion
from methods.models.parts import TEXTS
from methods.queries.comparing import Change, compare
from methods.queries.states import due_reviews, review_is_overdue, state_of_draft
from methods.queries.translations import is_stale, missing_translation
from methods.queries.words import field_label, language_label
from methods.querysets import MethodQuerySet
from network.models import User


@dataclass(frozen=True)
class LanguageState:
    """How far a version has come in a language: how many texts it lacks, and how many are older than the Finnish."""

    language: str
    missing: int
    stale: int

    @property
    def label(self) -> str:
        return language_label(self.language)

    @property
    def state(self) -> str:
        return "missing" if self.missing else "stale" if self.stale else "complete"


@dataclass(frozen=True)
class OverviewRow:
    """A method with what is made of it and what holds; ``coming`` is a version whose publication is scheduled."""

    method: Method
    draft: MethodVersion | None
    draft_state: VersionState | None
    coming: MethodVersion | None
    current: MethodVersion | None
    languages: list[LanguageState]
    overdue: bool


def overview_rows(methods: Iterable[Method], today: date) -> list[OverviewRow]:
    """The rows of methods that come ``with_current``; two queries however many they are.

    The languages are those of the newest: the draft, else what is scheduled, else what holds.
    """
    methods = list(methods)
    wanted = Q(published_from=None) | Q(published_from__gt=timezone.now()) | Q(pk__in=[m.current_id for m in methods])
    versions = MethodVersion.objects.filter(wanted, method__in=methods).select_related("author")
    found: dict[int, list[MethodVersion]] = {}
    for version in versions.prefetch_related("texts").order_by("-number"):
        found.setdefault(version.method_id, []).append(version)
    return [_row(method, found.get(method.pk, []), today) for method in methods]


def _row(method: Method, versions: list[MethodVersion], today: date) -> OverviewRow:
    current = next((version for version in versions if version.pk == method.current_id), None)
    draft = next((version for version in versions if version.published_from is None), None)
    coming = next((version for version in versions if version not in (current, draft)), None)
    newest = draft or coming or current
    return OverviewRow(
        method=method,
        draft=draft,
        draft_state=state_of_draft(draft) if draft else None,
        coming=coming,
        current=current,
        languages=language_states(newest) if newest else [],
        overdue=current is not None and not current.withdrawn_at and review_is_overdue(current, today),
    )


def language_states(version: MethodVersion) -> list[LanguageState]:
    """How far each language has come; of Finnish what is asked of every version."""
    texts = {text.language: text for text in version.texts.all()}
    finnish = texts.get("fi")
    lacks = [field for field in ("purpose", "when") if not (finnish and getattr(finnish, field))]
    states = [LanguageState("fi", len(lacks), 0)]
    for language in Language.values[1:]:
        row = texts.get(language)
        missing = [field for field in TEXTS if finnish and missing_translation(row, finnish, field)]
        stale = [field for field in TEXTS if row and is_stale(row, finnish, field)]
        # Where there is no Finnish yet, nothing can be complete.
        states.append(LanguageState(language, len(missing) + (0 if finnish else len(TEXTS)), len(stale)))
    return states


def method_versions(method: Method, user: User) -> list[MethodVersion]:
    """All versions of a method that the user sees, the newest first, each with its ``state``; one query."""
    versions, now = list(method.versions.visible_to(user).select_related("author").order_by("-number")), timezone.now()
    begun = [version for version in versions if version.published_from and version.published_from <= now]
    current = max(begun, key=lambda version: (version.published_from, version.number), default=None)
    for version in versions:
        version.method = method
        if version.published_from is None:
            version.state = state_of_draft(version)
        elif version is current:
            version.state = VersionState.WITHDRAWN if version.withdrawn_at else VersionState.PUBLISHED
        else:
            version.state = VersionState.SUPERSEDED if version in begun else VersionState.SCHEDULED
    return versions


def changes_by_field(older: MethodVersion, newer: MethodVersion) -> list[tuple[str, list[Change]]]:
    """What differs, by the name of the field: ``[("Purpose", [Change, …])]``, texts of each language together."""
    return [
        (field_label(field), list(changes))
        for field, changes in groupby(compare(older, newer), key=lambda change: change.field)
    ]


def with_state(methods: MethodQuerySet, state: str) -> QuerySet[Method]:
    """Methods, given ``with_current``, whose draft, scheduled version or version that holds is in a state."""
    if state in (VersionState.PUBLISHED, VersionState.WITHDRAWN):
        holding = MethodVersion.objects.filter(withdrawn_at__isnull=state == VersionState.PUBLISHED)
        return methods.filter(_current__in=holding.values("pk"))
    return methods.filter(pk__in=MethodVersion.objects.in_state(state).values("method"))


def with_due_review(methods: MethodQuerySet, today: date) -> QuerySet[Method]:
    return methods.filter(pk__in=due_reviews(today).order_by().values("method"))
