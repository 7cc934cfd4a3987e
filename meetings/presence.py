"""Who else has the same section open. Kept in the cache for half a minute: nobody's doings are stored."""

import time

from django.core.cache import cache

from meetings.models import Item
from network.models import User

SECONDS = 30


def tell(item: Item, user: User) -> list[str]:
    """Say that the user has the item open, and get the names of the others who have.

    Two who tell at the very same moment may miss each other until they tell again, ten seconds later.
    """
    now = time.time()
    key = f"writing-{item.pk}"
    here = {who: seen for who, seen in (cache.get(key) or {}).items() if now - seen[1] < SECONDS}
    here[user.pk] = (str(user), now)
    cache.set(key, here, SECONDS * 2)
    return sorted(name for who, (name, _seen) in here.items() if who != user.pk)


def leave(item: Item, user: User) -> None:
    """The user has closed the item."""
    key = f"writing-{item.pk}"
    here = cache.get(key) or {}
    if here.pop(user.pk, None):
        cache.set(key, here, SECONDS * 2)
