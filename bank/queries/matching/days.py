"""What holds of members on one day: qualifications, employers, homes."""

from collections import defaultdict
from datetime import date
from functools import cached_property

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from bank.enums import QualificationState
from bank.matching import Point
from bank.models import HomeMunicipality, Member, Pause, Qualification
from network.models import Position

# Of several qualifications in one category, the strongest counts.
_STRENGTH = [QualificationState.IN_TRAINING, QualificationState.TO_REFRESH, QualificationState.QUALIFIED]


# Of so few members the rows are asked for by name; of more, all rows of the networks are quicker read.
FEW = 50


def of_members(rows: QuerySet, ids: list[int]) -> QuerySet:
    """Rows narrowed to the members where that helps."""
    return rows.filter(member__in=ids) if len(ids) <= FEW else rows


class DatedRows:
    """The dated rows of the members, read when they are first needed, and what they say of each day."""

    def __init__(self, members: list[Member]) -> None:
        self.members = members
        self.ids = [member.pk for member in members]
        self._days: dict[tuple[date, int | None], OnDay] = {}

    def on(self, day: date, method_id: int | None) -> "OnDay":
        if (day, method_id) not in self._days:
            self._days[day, method_id] = OnDay(self, day, method_id)
        return self._days[day, method_id]

    def is_paused(self, member: int, first: date, last: date) -> bool:
        """Whether a pause and the days have a day in common."""
        found = self._pauses.get(member)
        return found is not None and any(_overlap(begins, ends, first, last) for begins, ends in found)

    @cached_property
    def qualifications(self) -> list[Qualification]:
        rows = Qualification.objects.filter(member__in=self.ids)
        return list(rows.exclude(state=QualificationState.LEFT).order_by("pk"))

    @cached_property
    def positions(self) -> list[tuple]:
        """``[(person, from, until, organisation, municipality, latitude, longitude)]``"""
        rows = Position.objects.filter(person__in=[member.person_id for member in self.members]).order_by()
        names = ("person", "valid_from", "valid_to", "organisation", "organisation__municipality")
        return list(rows.values_list(*names, *_coordinates("organisation__municipality")))

    @cached_property
    def homes(self) -> list[tuple]:
        """``[(member, from, until, municipality, latitude, longitude)]``"""
        rows = HomeMunicipality.objects.filter(member__in=self.ids).order_by("valid_from", "pk")
        names = ("member", "valid_from", "valid_to", "municipality")
        return list(rows.values_list(*names, *_coordinates("municipality")))

    @cached_property
    def _pauses(self) -> dict[int, list[tuple]]:
        found = defaultdict(list)
        rows = Pause.objects.filter(member__in=self.ids).order_by()
        for member, begins, ends in rows.values_list("member", "valid_from", "valid_to"):
            found[member].append((begins, ends))
        return found


class OnDay:
    """What holds on one day for one method; shared by all orders of the day.

    ``states`` and ``since`` are by member and category, ``homes`` by member, ``units`` and ``work`` (municipalities)
    by person, ``points`` by member: where he or she works and lives.
    """

    def __init__(self, rows: DatedRows, day: date, method_id: int | None) -> None:
        self.states, self.since = defaultdict(dict), defaultdict(dict)
        self.homes: dict[int, int] = {}
        for row in rows.qualifications:
            if _overlap(row.valid_from, row.valid_to, day, day) and row.method_id in (None, method_id):
                self._add(row, day)
        units, work, at_work = defaultdict(set), defaultdict(set), defaultdict(list)
        for person, begins, ends, organisation, municipality, *point in rows.positions:
            if not _overlap(begins, ends, day, day):
                continue
            units[person].add(organisation)
            if municipality:
                work[person].add(municipality)
            if None not in point:
                at_work[person].append(tuple(point))
        self.points: dict[int, tuple[Point, ...]] = {
            member.pk: tuple(at_work.get(member.person_id, ())) for member in rows.members
        }
        for member, begins, ends, municipality, *point in rows.homes:
            if _overlap(begins, ends, day, day):
                self.homes[member] = municipality
                self.points[member] += () if None in point else (tuple(point),)
        self.units = defaultdict(frozenset, {person: frozenset(found) for person, found in units.items()})
        self.work = defaultdict(frozenset, {person: frozenset(found) for person, found in work.items()})

    def _add(self, row: Qualification, day: date) -> None:
        is_old = row.expires_on is not None and row.expires_on < day and row.state == QualificationState.QUALIFIED
        state = QualificationState.TO_REFRESH if is_old else QualificationState(row.state)
        states, since = self.states[row.member_id], self.since[row.member_id]
        before = states.get(row.category)
        if before is None or _STRENGTH.index(state) > _STRENGTH.index(before):
            states[row.category] = state
        if state != QualificationState.IN_TRAINING and row.valid_from:
            since[row.category] = min(row.valid_from, since.get(row.category, row.valid_from))


def _coordinates(path: str) -> list[Coalesce]:
    """The latitude and longitude of a municipality that a row points at; of its successor when it has ended."""
    return [Coalesce(F(f"{path}__{name}"), F(f"{path}__successor__{name}")) for name in ("latitude", "longitude")]


def _overlap(begins: date | None, ends: date | None, first: date, last: date) -> bool:
    """Whether a span with open ends and a whole one have a day in common."""
    return (begins is None or begins <= last) and (ends is None or first <= ends)
