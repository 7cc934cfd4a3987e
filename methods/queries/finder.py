"""What the zone finder shows: the methods that hold today, judged by ``queries.finding``."""

from typing import Any

from django.db.models import prefetch_related_objects

from methods.models import MethodVersion
from methods.queries.catalogue import current_versions, first_sentence
from methods.queries.finding import Candidate, Choice, Place, Result, find
from methods.querysets import texts_of

# A list is for reading: what comes after these is told as a number.
SHOWN = 20


def finder_results(choice: Choice) -> list[dict[str, Any]]:
    """The methods for a choice in three groups; five queries whatever there is.

    Shape: [{"key": "fits", "also" or "not_for", "rows": [{"code", "url", "name", "kind", "orderability", "purpose":
    first sentence, "not_for", "language": of both, "reasons": [Reason], "unchecked": the placement is}], "more": how
    many are not shown}], without groups that have none.
    """
    versions = {version.pk: version for version in _versions()}
    found = find(choice, [_candidate(version) for version in versions.values()])
    groups = {"fits": found.fits, "also": found.also, "not_for": found.not_for}
    shown = [versions[result.key] for results in groups.values() for result in results[:SHOWN]]
    prefetch_related_objects(shown, texts_of())
    return [
        {
            "key": key,
            "rows": [_row(versions[result.key], result) for result in results[:SHOWN]],
            "more": max(len(results) - SHOWN, 0),
        }
        for key, results in groups.items()
        if results
    ]


def _versions() -> list[MethodVersion]:
    """Without texts: only those that are shown need them."""
    parts = ("placements", "situations", "participant_rules")
    return list(current_versions(with_texts=False).prefetch_related(*parts))


def _candidate(version: MethodVersion) -> Candidate:
    return Candidate(
        version.pk,
        version.method.kind,
        tuple(
            Place(row.zone, row.first_step, row.last_step, row.primary, row.source) for row in version.placements.all()
        ),
        tuple(row.situation for row in version.situations.all()),
        {row.party: row.presence for row in version.participant_rules.all()},
    )


def _row(version: MethodVersion, result: Result) -> dict[str, Any]:
    method = version.method
    text = version.texts_here[0] if version.texts_here else None
    return {
        "code": method.code,
        "url": method.get_absolute_url(),
        "name": method.name,
        "kind": method.get_kind_display(),
        "orderability": version.orderability,
        "orderability_words": version.get_orderability_display(),
        "purpose": first_sentence(text.purpose) if text else "",
        "not_for": text.not_for if text else "",
        "language": text.language if text else "",
        "reasons": result.reasons,
        "unchecked": "zones" in version.unchecked,
    }
