"""A reader who is nobody in particular: what several people open is read for what all of them are."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class AnyReader:
    """Whoever has these roles in the network; where none is named, everybody who has some role there.

    It stands in for a user in ``visible_to``, which asks it for its roles alone: what is visible to it is visible to
    all for whom it stands. A query that asks who the user is fails, as no person is meant.
    """

    network_id: int
    kinds: frozenset[str] = frozenset()
    is_authenticated: ClassVar[bool] = True

    def network_ids(self, *kinds: str) -> list[int]:
        """As of ``User``: the network, when one of the roles is among these, or when none is named."""
        return [self.network_id] if not kinds or self.kinds.intersection(kinds) else []
