"""Reads that serve one page or one picker of the network app."""

from datetime import date

from django.db.models import Prefetch, QuerySet

from network.models import Person, Position


def people_with_positions(people: QuerySet[Person], day: date) -> QuerySet[Person]:
    """The people, each with ``positions_today``: what they do on a day, with organisations. One query more."""
    positions = Position.objects.on(day).select_related("organisation").order_by("-valid_from", "pk")
    return people.prefetch_related(Prefetch("positions", queryset=positions, to_attr="positions_today"))
