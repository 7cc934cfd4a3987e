"""What came of a method in a network: its orders by version and outcome, as what they were held, and who is free."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q

from bank.enums import QualificationState, SessionKind
from bank.models import Feedback, Member, Order, Pause, Qualification, Session
from bank.queries.feedback import SideResult, side_results
from bank.queries.figures.orders import STANDING
from core.disclosure import Total, may_show, protect
from methods.models import Method
from methods.queries import current_version
from network.models import Network


@dataclass(frozen=True)
class MethodResults:
    """Figures of one method; ``None`` stands for one that is too small to be told.

    ``outcomes``: ``{outcome, "postponed" or "open": n}``; ``versions``: ``{number or None for orders of before: n}``;
    ``delivered``: ``{method: n}`` held as another method than the one that was ordered.
    """

    orders: int | None
    outcomes: dict[str, int | None]
    versions: dict[int | None, int | None]
    delivered: dict[Method, int | None]
    follow_ups_held: int | None
    follow_ups_waived: int | None
    feedback: list[SideResult]
    facilitators: int
    paused: int


def method_results(network: Network, method: Method, *, today: date, small_too: bool) -> MethodResults:
    """The results of a method; without ``small_too`` no figure of fewer than five is told. Nine queries."""
    orders = Order.objects.filter(network=network, method=method).order_by()
    rows = orders.annotate(standing=STANDING).values_list("standing", "method_version__number").annotate(n=Count("pk"))
    outcomes: Counter[str] = Counter()
    versions: Counter[int | None] = Counter()
    for standing, number, count in rows:
        outcomes[standing] += count
        versions[number] += count
    told = _told({"outcomes": outcomes, "versions": versions}, small_too=small_too)
    others = orders.filter(delivered_method__isnull=False).exclude(delivered_method=F("method"))
    counted = dict(others.values_list("delivered_method").annotate(n=Count("pk")))
    delivered = {other: counted[other.pk] for other in Method.objects.filter(pk__in=counted)}
    follow_ups = Session.objects.filter(order__in=orders, kind=SessionKind.FOLLOW_UP)
    held, waived = follow_ups.exclude(held_precision="").count(), follow_ups.filter(waived_at__isnull=False).count()
    given = Feedback.objects.filter(order__network=network, order__delivered_method=method).order_by("pk")
    free, paused = _facilitators(network, method, today)
    return MethodResults(
        orders=sum(outcomes.values()) if small_too or may_show(sum(outcomes.values())) else None,
        outcomes=told["outcomes"],
        versions=told["versions"],
        delivered={other: count if small_too or may_show(count) else None for other, count in delivered.items()},
        follow_ups_held=held if small_too or may_show(held) else None,
        follow_ups_waived=waived if small_too or may_show(waived) else None,
        feedback=side_results(given, protect=not small_too),
        facilitators=free,
        paused=paused,
    )


def _told(divisions: dict[str, Counter], *, small_too: bool) -> dict[str, dict]:
    """The divisions as they may be told: none of their small figures can be worked out."""
    if small_too:
        return {name: dict(counts) for name, counts in divisions.items()}
    total = Total(
        sum(divisions["outcomes"].values()),
        {name: {key: Total(count) for key, count in counts.items()} for name, counts in divisions.items()},
    )
    shown = protect(total).divisions
    return {
        name: {key: shown[name][key].count if key in shown.get(name, {}) else None for key in counts}
        for name, counts in divisions.items()
    }


def _facilitators(network: Network, method: Method, today: date) -> tuple[int, int]:
    """How many members are qualified for what the method asks for: those free today, and those who have a pause."""
    version = current_version(method)
    categories = [rule.category for rule in version.facilitator_rules.all()] if version else []
    qualified = (
        Qualification.objects.in_state(QualificationState.QUALIFIED, today)
        .filter(Q(method=None) | Q(method=method), category__in=categories)
        .values("member")
    )
    members = Member.objects.filter(network=network, pk__in=qualified).in_bank(today)
    paused = members.filter(pk__in=Pause.objects.on(today).values("member")).count()
    return members.count() - paused, paused
