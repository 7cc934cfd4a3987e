"""A version beside the others of its method, and what leads to a method."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from methods.enums import VersionState
from methods.models import Instead, Method, MethodVersion
from methods.queries.states import current_version, review_is_overdue, state_beside
from methods.querysets import VersionQuerySet


def standing(version: MethodVersion, current: MethodVersion | None) -> dict[str, Any]:
    """What a reader is told of a version before its text; ``current`` is the one that holds. One query or two.

    Shape: {"state": VersionState, "number", "correction", "change_note", "since": time or None, "until": time or None,
    "withdrawn": {"at", "reason", "instead": Method or None} or None, "overdue": the day of the review or None,
    "is_now": the version is what the method says today}.
    """
    state = state_beside(version, current)
    instead = Method.objects.filter(pk=version.replaced_by_id).first() if version.replaced_by_id else None
    later = version.method.versions.published().order_by("published_from", "number")
    following = (
        later.filter(published_from__gt=version.published_from).first() if state == VersionState.SUPERSEDED else None
    )
    is_overdue = state == VersionState.PUBLISHED and review_is_overdue(version, timezone.localdate())
    return {
        "state": state,
        "number": version.number,
        "correction": version.correction,
        "change_note": version.change_note,
        "since": version.published_from,
        "until": following.published_from if following else None,
        "withdrawn": {"at": version.withdrawn_at, "reason": version.withdrawn_reason, "instead": instead}
        if version.withdrawn_at
        else None,
        "overdue": version.review_on if is_overdue else None,
        "is_now": state in (VersionState.PUBLISHED, VersionState.WITHDRAWN),
    }


def version_rows(method: Method, versions: VersionQuerySet) -> list[dict[str, Any]]:
    """Versions of one method as rows, the newest first; two queries.

    Shape: {"number", "url", "state", "since": time or None, "until": time or None, "correction", "change_note"}.
    """
    current, rows, following = current_version(method), [], None
    for version in versions.order_by("-published_from", "-number"):
        version.method = method
        state = state_beside(version, current)
        is_past = state in (VersionState.PUBLISHED, VersionState.WITHDRAWN, VersionState.SUPERSEDED)
        rows.append(
            {
                "number": version.number,
                "url": version.get_absolute_url(),
                "state": state,
                "since": version.published_from,
                "until": version.withdrawn_at or (following if state == VersionState.SUPERSEDED else None),
                "correction": version.correction,
                "change_note": version.change_note,
            }
        )
        following = version.published_from if is_past else following
    return rows


def links_here(method: Method) -> list[dict[str, str]]:
    """Published methods whose page leads to this one, and why: [{"name", "url", "why"}]; one query."""
    names_it = Exists(Instead.objects.filter(version=OuterRef("pk"), method=method))
    holds = Q(withdrawn_at=None) & (Q(method__parent=method) | Q(method=method.parent_id) | names_it)
    rows = (
        MethodVersion.objects.current()
        .filter(holds | Q(withdrawn_at__isnull=False, replaced_by=method))
        .annotate(names_it=names_it)
        .select_related("method")
        .order_by("method__position", "method__code")
    )
    return [{"name": row.method.name, "url": row.method.get_absolute_url(), "why": _why(row, method)} for row in rows]


def _why(version: MethodVersion, method: Method) -> str:
    if version.withdrawn_at:
        return _("withdrawn: this is used in its place")
    if version.method_id == method.parent_id:
        return _("this is part of it")
    if version.method.parent_id == method.pk:
        return _("part of this")
    return _("names this as something to use instead")
