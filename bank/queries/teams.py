"""Candidates for the places of a team."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bank.enums import Category, QualificationState, SlotRole
from bank.models import Member, Order, Qualification, Slot
from network.models import Network, User


@dataclass(frozen=True)
class Candidate:
    """A member who could hold a slot, or why not.

    ``qualified`` says whether the member has a category the method asks for; ``refusal`` is empty for those who may be
    picked.
    """

    member: Member
    categories: list[str]
    qualified: bool
    open_orders: int
    refusal: str
    why: str


def categories_of(order: Order) -> set[str]:
    """Categories that the order's method asks for; consultants where the method says nothing."""
    if order.method_id is None:
        return {Category.CONSULTANT}
    return {rule.category for rule in order.method.facilitator_rules.all()} or {Category.CONSULTANT}


def candidates(order: Order, user: User) -> list[Candidate]:
    """All members of the bank for the order's slots: qualified ones first, the least loaded first among them.

    Nobody is left out silently: who cannot be picked comes last, with the reason. Three queries.
    """
    wanted = categories_of(order)
    taken = {slot.member_id for slot in order.slots.all() if slot.member_id and slot.removed_at is None}
    members = (
        Member.objects.visible_to(user)
        .filter(network_id=order.network_id)
        .in_bank(timezone.localdate())
        .select_related("person")
        .prefetch_related("qualifications")
    )
    loads = open_loads(order.network)
    found = [_candidate(member, order, wanted, taken, loads.get(member.pk, 0)) for member in members]
    return sorted(
        found, key=lambda c: (bool(c.refusal), not c.qualified, c.open_orders, c.member.person.sort_name.casefold())
    )


def open_loads(network: Network) -> dict[int, int]:
    """In how many orders without an outcome each member holds a slot: ``{member id: count}``; one query.

    Goes from the open orders, which are few, to their slots; from the members it would read the slots of all times.
    """
    slots = Slot.objects.filter(order__network=network, order__outcome="", member__isnull=False)
    slots = slots.exclude(role=SlotRole.OBSERVER).order_by()
    return dict(slots.values_list("member").annotate(Count("pk")))


def _candidate(member: Member, order: Order, wanted: set[str], taken: set[int], load: int) -> Candidate:
    active = [q for q in member.qualifications.all() if q.state != QualificationState.LEFT]
    qualified = any(q.category in wanted and q.state == QualificationState.QUALIFIED for q in active)
    refusal = ""
    if member.pk in taken:
        refusal = _("Already picked for this order.")
    elif is_orderer(member, order):
        refusal = _("Is the orderer: a facilitator must be an outsider.")
    work = ngettext("%(count)d open order", "%(count)d open orders", load) % {"count": load}
    since = _since([q for q in active if q.category in wanted])
    parts = [since if qualified else _("no qualification for this method"), work]
    return Candidate(member, [q.get_category_display() for q in active], qualified, load, refusal, " · ".join(parts))


def _since(qualifications: Iterable[Qualification]) -> str:
    years = [q.valid_from.year for q in qualifications if q.valid_from]
    return _("qualified %(year)d") % {"year": min(years)} if years else _("qualified")


def is_orderer(member: Member, order: Order) -> bool:
    """Whether the member is the person who ordered."""
    return order.contact_id is not None and member.person_id == order.contact_id
