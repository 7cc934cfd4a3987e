"""How far a facilitator has to go: straight lines between the middles of municipalities."""

from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt

from bank.matching.facts import Point

EARTH_RADIUS_KM = 6371


def kilometres(one: Point, other: Point) -> float:
    """The great-circle distance of two points in degrees, in kilometres."""
    lat, lon, lat2, lon2 = map(radians, (*one, *other))
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(half))


def nearest(points: Iterable[Point], target: Point | None) -> int | None:
    """Whole kilometres from the nearest point to the target; ``None`` when either is not known."""
    found = [kilometres(point, target) for point in points] if target is not None else []
    return round(min(found)) if found else None
