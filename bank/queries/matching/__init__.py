"""Loads the facts of ``bank.matching``: a constant number of queries, however many members and orders."""

from collections.abc import Iterable

from bank.matching import MemberFacts
from bank.models import Member, Order
from bank.queries.matching.bank import SPAN_MONTHS, BankFacts
from bank.queries.matching.order import order_facts

__all__ = ["SPAN_MONTHS", "BankFacts", "member_facts", "members_of_bank", "order_facts"]


def member_facts(members: Iterable[Member], order: Order) -> list[MemberFacts]:
    """The members for the rules of an order, in the order given."""
    return BankFacts(members).of(order)


def members_of_bank(network_id: int) -> list[Member]:
    """All members of a bank with their people; whoever has left is told of, not left out silently."""
    return list(Member.objects.filter(network_id=network_id).select_related("person"))
