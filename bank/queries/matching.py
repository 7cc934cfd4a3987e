"""Loads the facts of ``bank.matching``: a constant number of queries, however many members."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from bank.enums import QualificationState
from bank.matching import MemberFacts, OrderFacts
from bank.models import (
    Declaration,
    HomeMunicipality,
    Invitation,
    Member,
    Order,
    Pause,
    Qualification,
    SessionFacilitator,
    Slot,
)
from network.models import Position


def order_facts(order: Order, *, without_slot: int | None = None) -> OrderFacts:
    """The order for the rules. ``without_slot`` leaves the holder of a place out of the team, to look at it again."""
    taken = Slot.objects.in_team().filter(order=order, member__isnull=False).exclude(pk=without_slot)
    asked = Invitation.objects.live().filter(order=order).exclude(slot=without_slot)
    team = {*taken.values_list("member", flat=True), *asked.values_list("member", flat=True)}
    return OrderFacts(
        order_id=order.pk,
        contact_person_id=order.contact_id,
        unit=order.organisation_id,
        municipality=order.municipality_id,
        language=getattr(getattr(order, "outside_orderer", None), "language", ""),
        first_day=order.wished_earliest,
        last_day=order.wished_latest,
        team=frozenset(team),
    )


def member_facts(members: Iterable[Member], order: Order) -> list[MemberFacts]:
    """The members for the rules of an order, in the order given; nine queries."""
    members = list(members)
    ids = [member.pk for member in members]
    day = order.wished_earliest or timezone.localdate()
    states, since = _qualifications(ids, day)
    units, places = _positions([member.person_id for member in members], day)
    homes = dict(HomeMunicipality.objects.on(day).filter(member__in=ids).values_list("member", "municipality"))
    paused = set(
        Pause.objects.filter(member__in=ids)
        .filter(Q(valid_from__isnull=True) | Q(valid_from__lte=order.wished_latest or day))
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))
        .values_list("member", flat=True)
    )
    minutes, engaged = _minutes(ids, day.year), _engagements(ids, order)
    involved = set(
        Declaration.objects.filter(order=order, member__in=ids)
        .filter(Q(outside_case=False) | Q(outside_matter=False) | Q(outside_unit=False))
        .values_list("member", flat=True)
    )
    areas = defaultdict(set)
    for member_id, municipality in Member.areas.through.objects.filter(member__in=ids).values_list(
        "member_id", "municipality_id"
    ):
        areas[member_id].add(municipality)
    today = timezone.localdate()
    return [
        MemberFacts(
            member_id=member.pk,
            person_id=member.person_id,
            name=member.person.name,
            in_bank=(member.joined_on is None or member.joined_on <= today)
            and (member.left_on is None or member.left_on >= today),
            paused=member.pk in paused,
            states=states[member.pk],
            qualified_since=since[member.pk],
            units=frozenset(units[member.person_id]),
            home_municipality=homes.get(member.pk),
            work_municipalities=frozenset(places[member.person_id]),
            areas=frozenset(areas[member.pk]),
            languages=frozenset(member.languages),
            yearly_limit_hours=member.yearly_limit_hours,
            minutes_in_year=minutes.get(member.pk, 0),
            engagements=tuple(engaged[member.pk]),
            involved=member.pk in involved,
        )
        for member in members
    ]


def _qualifications(ids: list[int], day: date) -> tuple[dict, dict]:
    """``{member: {category: state}}`` on a day, and since when each is qualified."""
    states, since = defaultdict(dict), defaultdict(dict)
    rows = Qualification.objects.on(day).filter(member__in=ids).exclude(state=QualificationState.LEFT)
    for row in rows:
        expired = row.expires_on is not None and row.expires_on < day and row.state == QualificationState.QUALIFIED
        states[row.member_id][row.category] = QualificationState.TO_REFRESH if expired else row.state
        if row.state != QualificationState.IN_TRAINING and row.valid_from:
            since[row.member_id][row.category] = row.valid_from
    return states, since


def _positions(people: list[int], day: date) -> tuple[dict, dict]:
    """``{person: {organisation}}`` and ``{person: {municipality}}`` of the positions of a day."""
    units, places = defaultdict(set), defaultdict(set)
    rows = Position.objects.on(day).filter(person__in=people)
    for person, organisation, municipality in rows.values_list("person", "organisation", "organisation__municipality"):
        units[person].add(organisation)
        if municipality:
            places[person].add(municipality)
    return units, places


def _minutes(ids: list[int], year: int) -> dict[int, int]:
    """Work and travel of held sessions in a calendar year, in minutes."""
    rows = SessionFacilitator.objects.filter(member__in=ids, session__held_earliest__year=year)
    total = Sum(Coalesce(F("minutes"), 0) + Coalesce(F("travel_minutes"), 0))
    return dict(rows.order_by().values_list("member").annotate(total=total))


def _engagements(ids: list[int], order: Order) -> dict[int, list[tuple[date, date]]]:
    """The days of the other open orders in which each member holds a place."""
    found = defaultdict(list)
    slots = Slot.objects.in_team().filter(member__in=ids, order__outcome="", order__wished_earliest__isnull=False)
    slots = slots.exclude(order=order).exclude(order__postponed_at__isnull=False)
    for member, first, last in slots.values_list("member", "order__wished_earliest", "order__wished_latest"):
        found[member].append((first, last))
    return found


def members_for(order: Order) -> list[Member]:
    """All members of the order's bank with their people; whoever has left is told of, not left out silently."""
    return list(Member.objects.filter(network_id=order.network_id).select_related("person"))


__all__ = ["member_facts", "members_for", "order_facts"]
