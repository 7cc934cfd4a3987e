"""Municipalities merge: the figures of those of the day, and of what they are part of today."""

from typing import Any

from network.models import Municipality


def by_todays_municipality(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of figures ("municipalities") with predecessors summed under their successors; one query.

    A municipality that ended without a successor, and a place that is in no list, stay as they are.
    """
    places = {place.pk: place for place in Municipality.objects.all()}
    found: dict[Any, dict[str, Any]] = {}
    for row in rows:
        today = _successor(places, row["key"])
        names = row["names"] if today is None else {"fi": today.name_fi, "sv": today.name_sv}
        key = row["key"] if today is None else today.pk
        summed = found.setdefault(key, {"key": key, "names": names, "count": 0, "outcomes": {}})
        summed["count"] += row["count"]
        for outcome, count in row["outcomes"].items():
            summed["outcomes"][outcome] = summed["outcomes"].get(outcome, 0) + count
    return sorted(found.values(), key=lambda row: (-row["count"], row["names"]["fi"].casefold()))


def _successor(places: dict[int, Municipality], key: Any) -> Municipality | None:
    place, seen = places.get(key), set()
    while place is not None and place.successor_id is not None and place.pk not in seen:
        seen.add(place.pk)
        place = places[place.successor_id]
    return place
