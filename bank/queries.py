"""Reads that serve one page or join several rows: status, the coordinator's queue, candidates for a slot."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bank.enums import Category, QualificationState, SlotRole, Status
from bank.models import ImportedRow, Member, Order, Qualification, Slot
from network.models import Network, User

QUEUE_LENGTH = 10


def status_of(order: Order, day: date | None = None) -> Status:
    """What the order is on a day: its outcome, or upcoming, or overdue when its latest wished date has passed.

    Enquiries are answered, not held, but they end the same way. ``OrderQuerySet.with_status`` is the same rule in SQL.
    """
    if order.outcome:
        return Status(order.outcome)
    if order.wished_latest and order.wished_latest < (day or timezone.localdate()):
        return Status.OVERDUE
    return Status.UPCOMING


@dataclass(frozen=True)
class QueueRow:
    """One thing that waits for the coordinator: an order, why it waits, and how long it has."""

    order: Order
    reason: str
    age_days: int
    act: str  # what the button says
    url: str


@dataclass(frozen=True)
class Queue:
    """A part of the queue: its rows, and whether there are more than shown."""

    rows: list[QueueRow]
    has_more: bool


def overdue_queue(network: Network, user: User, *, limit: int = QUEUE_LENGTH) -> Queue:
    """Orders whose date has passed without an outcome, oldest date first; one query."""
    day = timezone.localdate()
    orders = Order.objects.visible_to(user).filter(network=network).overdue(day).order_by("wished_latest", "pk")
    found = list(orders[: limit + 1])
    return Queue(
        [
            _queue_row(
                order,
                network,
                age=(day - order.wished_latest).days,
                reason=_("The wished date (%(date)s) has passed.") % {"date": order.wished_text},
                act=_("Record outcome"),
                page="bank:order-outcome",
            )
            for order in found[:limit]
        ],
        has_more=len(found) > limit,
    )


def unfilled_queue(network: Network, user: User, *, limit: int = QUEUE_LENGTH) -> Queue:
    """Open orders, not yet overdue, in which nobody leads, oldest first; one query."""
    day = timezone.localdate()
    orders = Order.objects.visible_to(user).filter(network=network).without_facilitators()
    orders = orders.with_status(Status.UPCOMING, day).order_by("pk")
    found = list(orders[: limit + 1])
    return Queue(
        [
            _queue_row(
                order,
                network,
                age=(day - (order.received_on or order.created_at.date())).days,
                reason=_("No facilitators yet."),
                act=_("Pick facilitators"),
                page="bank:order-team",
            )
            for order in found[:limit]
        ],
        has_more=len(found) > limit,
    )


def _queue_row(order: Order, network: Network, *, age: int, reason: str, act: str, page: str) -> QueueRow:
    order.network = network  # saves a query for each address
    return QueueRow(order, reason, age, act, reverse(page, args=[network.slug, order.pk]))


def coming_orders(network: Network, user: User, *, days: int = 30, limit: int = QUEUE_LENGTH) -> list[Order]:
    """Open orders with a date within the next days, soonest first, with their facilitators; two queries."""
    day = timezone.localdate()
    orders = Order.objects.visible_to(user).filter(
        network=network, outcome="", wished_latest__gte=day, wished_earliest__lte=day + timedelta(days=days)
    )
    found = list(orders.order_by("wished_earliest", "pk").prefetch_related("slots")[:limit])
    for order in found:
        order.network = network
    return found


def register_rows(orders: QuerySet[Order]) -> QuerySet[Order]:
    """The orders with what a line of the register shows; three queries whatever the number of rows."""
    rows = ImportedRow.objects.only("order_id", "cells", "uncertain", "row", "register")
    return orders.prefetch_related("slots", Prefetch("imported_row", queryset=rows))


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
    taken = {slot.member_id for slot in order.slots.all() if slot.member_id}
    members = (
        Member.objects.visible_to(user)
        .filter(network_id=order.network_id)
        .in_bank(timezone.localdate())
        .select_related("person")
    )
    loads, active = open_loads(order.network), _active_qualifications(members)
    labels = {value: str(label) for value, label in Category.choices}
    found = [
        _candidate(member, order, wanted, taken, loads.get(member.pk, 0), active.get(member.pk, []), labels)
        for member in members
    ]
    return sorted(
        found, key=lambda c: (bool(c.refusal), not c.qualified, c.open_orders, c.member.person.sort_name.casefold())
    )


def _active_qualifications(members: QuerySet[Member]) -> dict[int, list[Any]]:
    """``{member id: rows with category, state, since}``, those that have left not; plain rows, as there are many."""
    rows = Qualification.objects.filter(member__in=members.order_by().values("pk")).order_by("category")
    found: dict[int, list[Any]] = {}
    for row in rows.exclude(state=QualificationState.LEFT).values_list(
        "member_id", "category", "state", "since", named=True
    ):
        found.setdefault(row.member_id, []).append(row)
    return found


def open_loads(network: Network) -> dict[int, int]:
    """In how many orders without an outcome each member holds a slot: ``{member id: count}``; one query.

    Goes from the open orders, which are few, to their slots; from the members it would read the slots of all times.
    """
    slots = Slot.objects.filter(order__network=network, order__outcome="", member__isnull=False)
    slots = slots.exclude(role=SlotRole.OBSERVER).order_by()
    return dict(slots.values_list("member").annotate(Count("pk")))


def _candidate(
    member: Member,
    order: Order,
    wanted: set[str],
    taken: set[int],
    load: int,
    active: list[Any],
    labels: dict[str, str],
) -> Candidate:
    qualified = any(q.category in wanted and q.state == QualificationState.QUALIFIED for q in active)
    refusal = ""
    if member.pk in taken:
        refusal = _("Already picked for this order.")
    elif is_orderer(member, order):
        refusal = _("Is the orderer: a facilitator must be an outsider.")
    work = ngettext("%(count)d open order", "%(count)d open orders", load) % {"count": load}
    since = _since([q for q in active if q.category in wanted])
    parts = [since if qualified else _("no qualification for this method"), work]
    return Candidate(member, [labels[q.category] for q in active], qualified, load, refusal, " · ".join(parts))


def _since(qualifications: Iterable[Any]) -> str:
    years = [q.since.year for q in qualifications if q.since]
    return _("qualified %(year)d") % {"year": min(years)} if years else _("qualified")


def is_orderer(member: Member, order: Order) -> bool:
    """Whether the member is the person who ordered."""
    return order.contact_id is not None and member.person_id == order.contact_id


def team_of(order: Order) -> list[Slot]:
    """The slots in the order of the register: leads, observers, reserves last."""
    rank = {SlotRole.LEAD: 0, SlotRole.TRAINEE: 1, SlotRole.OBSERVER: 2, SlotRole.RESERVE: 3}
    return sorted(order.slots.all(), key=lambda slot: (rank[slot.role], slot.position, slot.pk))
