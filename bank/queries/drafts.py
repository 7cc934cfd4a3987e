"""The teams that a dry run proposes: for which orders, and how they are shown."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import F, Prefetch, QuerySet

from bank.matching import rank_people
from bank.models import Invitation, Member, Order, Slot, TeamDraft
from bank.queries.matching import SPAN_MONTHS, BankFacts, order_facts
from bank.queries.teams import Proposed, place_of, proposed
from core.fuzzydates import FuzzyDate
from core.fuzzydates.db import overlapping
from network.models import Network, User


@dataclass(frozen=True)
class DraftRow:
    """An order with the team proposed for it: ``[(place, member)]``, and why it is not whole."""

    order: Order
    draft: TeamDraft
    people: list[tuple[Slot, Proposed]]


def orders_to_draft(network: Network, season: FuzzyDate | None, *, day: date) -> QuerySet[Order]:
    """Open orders whose team is not whole, that may fall into the season, the soonest first.

    Without a season, those without a date too. Left out are postponed ones and those whose date has passed: they wait
    for another word first.
    """
    orders = Order.objects.filter(network=network, postponed_at__isnull=True).unfilled().exclude(wished_latest__lt=day)
    if season is not None:
        orders = orders.filter(overlapping("wished", season.earliest, season.latest))
    related = ("municipality__successor", "organisation__municipality__successor", "outside_orderer")
    invitations = Invitation.objects.filter(ended_at__isnull=True)
    orders = orders.select_related(*related).prefetch_related("slots", Prefetch("invitations", queryset=invitations))
    return orders.order_by(F("wished_earliest").asc(nulls_last=True), "wished_latest", "pk")


def drafted_orders(network: Network, user: User) -> QuerySet[Order]:
    """Open orders with a proposed team, the soonest first."""
    orders = Order.objects.visible_to(user).filter(network=network, outcome="", team_draft__isnull=False)
    orders = orders.select_related(
        "team_draft", "municipality__successor", "organisation__municipality__successor", "outside_orderer"
    )
    return orders.prefetch_related("slots", "invitations").order_by(
        F("wished_earliest").asc(nulls_last=True), "wished_latest", "pk"
    )


def draft_rows(orders: Iterable[Order], network: Network) -> list[DraftRow]:
    """The proposals with their reasons as of now; a dozen queries for the members of all of them."""
    orders = list(orders)
    ids = {place["member"] for order in orders for place in order.team_draft.places}
    bank = BankFacts(Member.objects.filter(network=network, pk__in=ids).select_related("person"))
    rows = []
    for order in orders:
        order.network = network  # saves a query for each address
        rows.append(_row(order, bank))
    return rows


def _row(order: Order, bank: BankFacts) -> DraftRow:
    facts, slots = order_facts(order), {slot.pk: slot for slot in order.slots.all() if slot.removed_at is None}
    members = {one.member_id: one for one in bank.for_ranking(order)}
    places = [(slots[one["slot"]], members[one["member"]]) for one in order.team_draft.places
              if one["slot"] in slots and one["member"] in members]  # fmt: skip
    team = {member.member_id for _slot, member in places}
    people = []
    for slot, member in places:
        partners = facts.partners | (team - {member.member_id})
        candidate = rank_people([member], replace(facts, partners=partners), place_of(slot))[0]
        people.append((slot, proposed(candidate, replace(facts, partners=partners), SPAN_MONTHS)))
    return DraftRow(order, order.team_draft, people)
