"""Orders by what they were and how they ended; how far they came; how long people waited."""

from collections import Counter, defaultdict
from datetime import timedelta
from typing import Any

from django.db.models import (
    Aggregate,
    BooleanField,
    Case,
    CharField,
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce, ExtractYear, TruncDate

from bank.enums import LEADING, Outcome, SessionKind
from bank.models import COUNTED_ON, Invitation, Order, Session, Slot
from core.fuzzydates import Precision
from methods.models import Method
from network.models import Municipality

# Whoever writes an order down later than this writes down history.
LATE = timedelta(days=14)

# How an order stands in figures: its outcome, or one of these.
POSTPONED, OPEN = "postponed", "open"
STANDINGS = (*Outcome.values, POSTPONED, OPEN)

# How far an order came, the first step first.
RECEIVED, OFFERED, ACCEPTED, CALLED, HELD, FOLLOWED_UP = STAGES = (
    "received",
    "offered",
    "accepted",
    "called_together",
    "held",
    "followed_up",
)
# Why an order that was held is not among those followed up.
NO_FOLLOW_UP, WAIVED, FOLLOW_UP_OPEN = "no_follow_up", "waived", "follow_up_open"

STANDING = Case(
    When(~Q(outcome=""), then=F("outcome")),
    When(postponed_at__isnull=False, then=Value(POSTPONED)),
    default=Value(OPEN),
    output_field=CharField(),
)


class Median(Aggregate):
    """The middle value, or the mean of the two middle ones; NULL without any."""

    function = "PERCENTILE_CONT"
    name = "Median"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"


def order_counts(orders: QuerySet[Order]) -> dict[str, Any]:
    """Shape: {"orders": n, "kinds", "outcomes": {code: n}, "kind_outcomes": {kind: {outcome: n}},
    "methods": [{"key", "names": {language: name}, "count", "outcomes": {outcome: n}}], "municipalities" alike,
    "years": {year: {kind: n}}, "delivered": [{"ordered": names, "delivered": names, "count"}]}; four queries.
    """
    keys = ("kind", "method", "method_label", "municipality", "municipality_label", "standing", "counted_year")
    grouped = orders.order_by().annotate(standing=STANDING, counted_year=ExtractYear(COUNTED_ON))
    rows = grouped.values_list(*keys).annotate(count=Count("pk"))
    kinds, outcomes, total = Counter(), Counter(), 0
    kind_outcomes, years, methods, places = (defaultdict(Counter) for _counter in range(4))
    for kind, method, method_label, place, place_label, standing, year, count in rows:
        total += count
        kinds[kind] += count
        outcomes[standing] += count
        kind_outcomes[kind][standing] += count
        years[str(year)][kind] += count
        methods[method or method_label][standing] += count
        places[place or place_label][standing] += count
    names_of_methods = {method.pk: _names(method) for method in Method.objects.all()}
    wanted = [key for key in places if isinstance(key, int)]
    names_of_places = {place.pk: _names(place) for place in Municipality.objects.filter(pk__in=wanted)}
    return {
        "orders": total,
        "kinds": dict(kinds),
        "outcomes": dict(outcomes),
        "kind_outcomes": {kind: dict(counts) for kind, counts in kind_outcomes.items()},
        "years": {year: dict(counts) for year, counts in sorted(years.items())},
        "methods": _named(methods, names_of_methods),
        "municipalities": _named(places, names_of_places),
        "delivered": _delivered(orders, names_of_methods),
    }


def funnel(orders: QuerySet[Order]) -> dict[str, Any]:
    """How far orders came and why they stopped; one query.

    Shape: {"reached": {stage: n}, "drops": {stage: {reason: n}}}; an order that was held has reached every step
    before it, also those that nobody recorded. The reason is that of the outcome, "open" or "postponed", and of one
    that was held why no follow-up meeting is told of.
    """
    reasons = orders.order_by().annotate(stage=_stage(), standing=STANDING, follow_up=_follow_up())
    rows = reasons.values_list("stage", "standing", "outcome_reason", "follow_up").annotate(count=Count("pk"))
    reached, drops = Counter(), defaultdict(Counter)
    for stage, standing, reason, follow_up, count in rows:
        for passed in STAGES[: STAGES.index(stage) + 1]:
            reached[passed] += count
        if stage == HELD:
            drops[stage][follow_up] += count
        elif stage != FOLLOWED_UP:
            drops[stage][reason or standing] += count
    return {
        "reached": {stage: reached[stage] for stage in STAGES},
        "drops": {stage: dict(counts) for stage, counts in drops.items()},
    }


def waits(orders: QuerySet[Order]) -> dict[str, Any]:
    """Median days from the day of the order until all facilitators were found, and until it was held; one query.

    Shape: {"filled": {"median": days or None, "count": n}, "held": …}. Left out is what cannot be told: meetings
    without an exact day, and what was written down afterwards, so that it seems to come before the order.
    """
    filled_on = TruncDate("filled_at")
    found = _days(filled_on, F("received_on"))
    held = _days(F("held_earliest"), F("received_on"))
    in_time = Q(filled_on__gte=F("received_on")) & (
        Q(held_earliest__isnull=True) | Q(filled_on__lte=F("held_earliest"))
    )
    # An order that was typed in long after it came has no other times than those of the typing.
    in_time &= ~Q(filled_at__gte=F("created_at"), created_at__date__gt=F("received_on") + LATE)
    exact = Q(held_precision=Precision.DAY, held_latest=F("held_earliest"), held_earliest__gte=F("received_on"))
    row = orders.order_by().annotate(filled_on=filled_on).aggregate(
        filled=Median(found, filter=in_time, output_field=DurationField()),
        filled_count=Count("pk", filter=in_time),
        held=Median(held, filter=exact, output_field=DurationField()),
        held_count=Count("pk", filter=exact),
    )  # fmt: skip
    return {
        name: {"median": row[name].total_seconds() / 86_400 if row[name] is not None else None,
               "count": row[f"{name}_count"]}
        for name in ("filled", "held")
    }  # fmt: skip


def _days(end: Any, begin: Any) -> ExpressionWrapper:
    return ExpressionWrapper(end - begin, output_field=DurationField())


def _stage() -> Case:
    carried_out = Q(outcome=Outcome.CARRIED_OUT)
    own = {"order": OuterRef("pk")}
    followed = Session.objects.filter(**own, kind=SessionKind.FOLLOW_UP).exclude(held_precision="")
    # Older registers tell who led, and not when they were found.
    led = Slot.objects.in_team().filter(**own, role__in=LEADING).exclude(name_label="")
    return Case(
        When(carried_out & Q(Exists(followed)), then=Value(FOLLOWED_UP)),
        When(carried_out, then=Value(HELD)),
        When(called_together_at__isnull=False, then=Value(CALLED)),
        When(Q(filled_at__isnull=False) | Q(Exists(led), outcome__gt="", search_opened_at__isnull=True),
             then=Value(ACCEPTED)),
        When(Q(search_opened_at__isnull=False) | Q(Exists(Invitation.objects.filter(**own))), then=Value(OFFERED)),
        default=Value(RECEIVED),
        output_field=CharField(),
    )  # fmt: skip


def _follow_up() -> Case:
    """Why no follow-up meeting is told of: the method asks for none, it was not needed, or it is still to come."""
    waived = Session.objects.filter(order=OuterRef("pk"), kind=SessionKind.FOLLOW_UP, waived_at__isnull=False)
    needed = Coalesce("delivered_version__needs_follow_up", "method_version__needs_follow_up", Value(False),
                      output_field=BooleanField())  # fmt: skip
    return Case(
        When(Exists(waived), then=Value(WAIVED)),
        When(Q(needed), then=Value(FOLLOW_UP_OPEN)),
        default=Value(NO_FOLLOW_UP),
        output_field=CharField(),
    )


def _delivered(orders: QuerySet[Order], names: dict[int, dict[str, str]]) -> list[dict[str, Any]]:
    """What was held as another method than the one that was ordered."""
    other = orders.filter(delivered_method__isnull=False, method__isnull=False).exclude(delivered_method=F("method"))
    rows = other.order_by().values_list("method", "delivered_method").annotate(count=Count("pk"))
    return [
        {"ordered": names[method], "delivered": names[delivered], "count": count}
        for method, delivered, count in sorted(rows)
    ]


def _names(thing: Method | Municipality) -> dict[str, str]:
    return {"fi": thing.name_fi, "sv": thing.name_sv, "en": getattr(thing, "name_en", "")}


def _named(counts: dict[Any, Counter], names: dict[int, dict[str, str]]) -> list[dict[str, Any]]:
    """Rows with their names, those that were counted most first; a label without a row is its own name."""
    found = [
        {
            "key": key,
            "names": names.get(key) or {"fi": key or ""},
            "count": outcomes.total(),
            "outcomes": dict(outcomes),
        }
        for key, outcomes in counts.items()
    ]
    return sorted(found, key=lambda row: (-row["count"], row["names"]["fi"].casefold()))
