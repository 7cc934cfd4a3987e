"""The concern of an order: written, and wiped by destroying its key."""

from functools import partial
from uuid import UUID

from django.db import transaction

from bank.models import Concern, Order
from core import keys
from core.audit import record
from network.models import User


def write_concern(order: Order, text: str, *, zone: int | None = None, situation: str = "") -> bool:
    """Store, change or remove the concern; whether anything changed. What the zone finder told of it stays with it.

    Call inside the transaction of the order. Raises ``ValidationError`` for words that may not be stored, and
    ``keys.KeyStoreAway`` while the store of keys is not there.
    """
    text = text.strip()
    stored = Concern.objects.select_for_update().filter(order=order).first()
    if stored and stored.is_away:
        # A form could not show the words: an empty one has changed nothing.
        if text:
            raise keys.KeyStoreAway
        return False
    known = (stored and stored.words) or {"text": "", "zone": zone, "situation": situation}
    told = known["zone"] is not None or bool(known["situation"])
    if text == known["text"] and (stored or not told):
        return False
    if not text and not told:
        _destroy_on_commit(stored.key)
        stored.delete()
        return True
    concern = stored or Concern(order=order)
    concern.write(**known | {"text": text})
    concern.save()
    return True


@transaction.atomic
def wipe_concern(order: Order, *, because: str, actor: User | None) -> bool:
    """Wipe the concern of an order for good, in old backups too; whether there was one.

    ``because``: "cancelled", "returned" or "time", for the log, which never holds what was wiped.
    """
    concern = Concern.objects.select_for_update().filter(order=order, wiped_at__isnull=True).first()
    if concern is None:
        return False
    key = concern.forget()
    concern.save()
    record("bank.concern.wiped", order, actor=actor, changes={"because": [None, because]})
    _destroy_on_commit(key)
    return True


def _destroy_on_commit(key: UUID) -> None:
    """What a fault between the two leaves behind is a key that no row names: ``keys.sweep`` destroys it."""
    transaction.on_commit(partial(keys.destroy, key), robust=True)
