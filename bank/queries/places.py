"""The team of an order as its page shows it: every place, who holds it or is asked, and what it waits for."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bank.enums import Answer
from bank.models import Invitation, Order, Slot
from bank.queries.status import team_of


@dataclass(frozen=True)
class Place:
    """One place. ``tone``, ``icon`` and ``word`` are its state, empty in an ended order; ``asked`` are lines on those
    asked for it.

    ``phone`` is empty unless the member allows partners to see it.
    """

    slot: Slot
    tone: str
    icon: str
    word: str
    phone: str = ""
    asked: list[str] = field(default_factory=list)


def places_shown(order: Order, *, with_asked: bool) -> list[Place]:
    """The places of the team; who has been asked is for the coordinator (``with_asked``). Two queries.

    An ended order has no open places any more: only who held one is told.
    """
    slots = {slot.pk for slot in order.slots.all()}
    members = {slot.pk: slot.member for slot in Slot.objects.filter(pk__in=slots).select_related("member__person")}
    by_slot: dict[int, list[Invitation]] = {}
    for one in Invitation.objects.live().filter(order=order).select_related("member__person").order_by("pk"):
        by_slot.setdefault(one.slot_id, []).append(one)
    places = []
    for slot in team_of(order):
        if slot.is_open and order.outcome:
            continue
        member = members[slot.pk]
        phone = member.person.phone if member is not None and member.show_phone else ""
        waiting = [one for one in by_slot.get(slot.pk, []) if one.answer != Answer.ACCEPTED]
        tone, icon, word = _state(slot, waiting, ended=bool(order.outcome))
        asked = [_asked(one) for one in waiting if not slot.name_label] if with_asked else []
        places.append(Place(slot, tone, icon, word, phone, asked))
    return places


def _state(slot: Slot, waiting: list[Invitation], *, ended: bool) -> tuple[str, str, str]:
    if slot.name_label and ended:
        return "", "", ""
    if slot.name_label and any(one.confirms_id for one in waiting):
        return "warning", "waiting", _("To be confirmed again")
    if slot.name_label:
        return "success", "check", _("Agreed")
    if not waiting:
        return "warning", "search", _("To be filled")
    return "info", "clock", _("Asked")


def _asked(invitation: Invitation) -> str:
    day = date_format(invitation.reply_by, "SHORT_DATE_FORMAT")
    words = (
        _("%(name)s, has not answered by %(day)s")
        if invitation.reply_by < timezone.localdate()
        else _("%(name)s, answers by %(day)s")
    )
    return words % {"name": invitation.member.person.name, "day": day}
