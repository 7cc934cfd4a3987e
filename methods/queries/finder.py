"""What the zone finder shows: the methods that hold today, judged by ``queries.finding``."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from methods.models import MethodVersion, Participant, SituationOfVersion, ZonePlacement
from methods.models.parts import Part
from methods.queries.catalogue import current_versions, first_sentence
from methods.queries.finding import Candidate, Choice, Place, Result, find

# A list is for reading: what comes after these is told as a number.
SHOWN = 20


def finder_results(choice: Choice) -> list[dict[str, Any]]:
    """The methods for a choice in three groups; six queries whatever there is.

    Shape: [{"key": "fits", "also" or "not_for", "rows": [{"code", "url", "name", "kind", "orderability", "purpose":
    first sentence, "not_for", "language": of both, "reasons": [Reason], "unchecked": the placement is}], "more": how
    many are not shown}], without groups that have none.
    """
    found = find(choice, _candidates())
    groups = {"fits": found.fits, "also": found.also, "not_for": found.not_for}
    shown = [result.key for results in groups.values() for result in results[:SHOWN]]
    versions = current_versions(with_texts=True).in_bulk(shown)
    return [
        {
            "key": key,
            "rows": [_row(versions[result.key], result) for result in results[:SHOWN]],
            "more": max(len(results) - SHOWN, 0),
        }
        for key, results in groups.items()
        if results
    ]


def _candidates() -> list[Candidate]:
    """All that could be shown, without their texts: plain rows, as there may be a thousand."""
    kinds = dict(current_versions(with_texts=False).values_list("pk", "method__kind"))
    places = _by_version(ZonePlacement, kinds, "zone", "first_step", "last_step", "primary", "source")
    situations = _by_version(SituationOfVersion, kinds, "situation")
    parties = _by_version(Participant, kinds, "party", "presence")
    return [
        Candidate(
            key,
            kind,
            tuple(Place(*row) for row in places[key]),
            tuple(situation for (situation,) in situations[key]),
            dict(parties[key]),
        )
        for key, kind in kinds.items()
    ]


def _by_version(model: type[Part], keys: Collection[int], *fields: str) -> dict[int, list[tuple[Any, ...]]]:
    """The rows of a part of versions in their order, by the version."""
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for key, *row in model.objects.filter(version__in=keys).values_list("version", *fields):
        found[key].append(tuple(row))
    return found


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
