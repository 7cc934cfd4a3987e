"""What the walk of the access table needs: people of every kind, and objects of their own, of others, of elsewhere."""

from tests.verkosto.access_data.kinds import (
    BULLETINS,
    CONCERN,
    EDITORS_KINDS,
    ELSEWHERE,
    FOREIGN,
    MIXED,
    NOTHING,
    NOWHERE,
    OTHER,
    OUTSIDE,
    OWN,
    PARTS,
    PEOPLE,
    PUBLISHED,
    UNKNOWN,
)
from tests.verkosto.access_data.world import World

__all__ = [
    "BULLETINS",
    "CONCERN",
    "EDITORS_KINDS",
    "ELSEWHERE",
    "FOREIGN",
    "MIXED",
    "NOTHING",
    "NOWHERE",
    "OTHER",
    "OUTSIDE",
    "OWN",
    "PARTS",
    "PEOPLE",
    "PUBLISHED",
    "UNKNOWN",
    "World",
]
