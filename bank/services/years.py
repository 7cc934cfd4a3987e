"""Figures of years that are over: frozen, so that they outlive erasure and later changes."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bank.models import Order, YearStatistic
from bank.queries.figures import Span, figures_of
from core.audit import record
from core.errors import DomainError
from network.models import Network, User

# What is still recorded of the year before has been recorded by then.
FREEZES_ITSELF = (1, 31)


@transaction.atomic
def freeze_year(network: Network, *, year: int, actor: User | None) -> YearStatistic:
    """Keep the figures of a past year as they are now; they never change again. ``actor`` is None for the schedule.

    Raises ``DomainError`` for a year that is not over, and for one whose figures are frozen.
    """
    if year >= timezone.localdate().year:
        raise DomainError(_("The year is not over: its figures can be frozen from next January on."))
    refusal = DomainError(_("The figures of this year are frozen already."))
    if YearStatistic.objects.filter(network=network, year=year).exists():
        raise refusal
    statistic = YearStatistic(
        network=network, year=year, frozen_by=actor, figures=figures_of(network, Span.of_year(year))
    )
    statistic.full_clean(exclude=["network", "frozen_by"], validate_constraints=False)
    try:
        with transaction.atomic():
            statistic.save()
    except IntegrityError as error:  # two coordinators at once
        raise refusal from error
    record("bank.year.frozen", statistic, actor=actor, changes={"year": [None, year]})
    return statistic


def freeze_last_year(today: date) -> int:
    """From 31 January on, freeze the year before in every network that has orders; returns how many were frozen.

    Each is done once, and by itself, so that a stop over that day costs nothing.
    """
    if (today.month, today.day) < FREEZES_ITSELF:
        return 0
    year = today.year - 1
    done = YearStatistic.objects.filter(year=year).values("network")
    networks = Network.objects.filter(pk__in=Order.objects.values("network")).exclude(pk__in=done)
    for network in networks:
        freeze_year(network, year=year, actor=None)
    return len(networks)
