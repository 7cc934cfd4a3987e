"""Who joins which themes, who has answered and who not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from network.models import Network, Organisation, Position, Role, User
from structure.enums import Answer
from structure.models import AskedOrganisation, Call, Part, ThemeDecision
from structure.queries.names import name_of_member

# Asked, and nothing answered that day.
WAITING = "waiting"


@dataclass(frozen=True)
class ThemeColumn:
    """A theme that was asked, as it is called on the day."""

    pk: int
    number: int | None
    name: str
    url: str
    joined: int

    @property
    def label(self) -> str:
        return f"{self.number}. {self.name}" if self.number else self.name


@dataclass(frozen=True)
class MemberRow:
    """A municipality, or a member without one; ``answers``: of ``Answer``, "waiting", or "" for not asked."""

    name: str
    url: str
    answers: tuple[tuple[ThemeColumn, str], ...]


@dataclass(frozen=True)
class CommitmentTable:
    day: date
    themes: tuple[ThemeColumn, ...]
    rows: tuple[MemberRow, ...]


def standing_on(
    network: Network, day: date, themes: Sequence[Part] | None = None
) -> dict[Organisation, dict[int, str]]:
    """What each asked organisation says of each asked theme on a day, by the theme's key. Four queries at most.

    With ``themes`` only the questions about one of them are read. The last answer of each question holds; "later" and
    silence leave what an earlier question brought.
    """
    with_place = ("organisation__municipality", "organisation__parent__municipality")
    latest = ThemeDecision.objects.latest(day).prefetch_related("themes")
    rows = (
        AskedOrganisation.objects.filter(call__network=network, call__asked_on__lte=day)
        .exclude(organisation__valid_to__lt=day)
        .select_related("call", *with_place)
        .prefetch_related("call__themes", Prefetch("decisions", queryset=latest, to_attr="last"))
        .order_by("call__asked_on", "pk")
    )
    if themes is not None:
        rows = rows.filter(call__in=Call.themes.through.objects.filter(part__in=themes).values("call"))
    found: dict[Organisation, dict[int, str]] = {}
    for asked in rows:
        told = found.setdefault(asked.organisation, {})
        decision = asked.last[0] if asked.last else None
        joined = {part.pk for part in decision.themes.all()} if decision else set()
        for part in asked.call.themes.all():
            if decision is None or decision.answer == Answer.LATER:
                told.setdefault(part.pk, Answer.LATER.value if decision else WAITING)
            else:
                told[part.pk] = Answer.JOINS.value if part.pk in joined else Answer.DECLINES.value
    return found


def commitments_on(network: Network, day: date) -> CommitmentTable:
    """The table of members and themes on a day, names as of that day. Six queries at most."""
    standing = standing_on(network, day)
    asked = {pk for told in standing.values() for pk in told}
    parts = [(part.version_on(day), part) for part in Part.objects.filter(pk__in=asked).prefetch_related("versions")]
    parts.sort(key=lambda pair: (pair[0].number or 0, pair[1].pk))
    columns = tuple(
        ThemeColumn(
            part.pk,
            version.number,
            version.name,
            reverse("structure:part-detail", args=[network.slug, part.pk]),
            joined=sum(told.get(part.pk) == Answer.JOINS for told in standing.values()),
        )
        for version, part in parts
    )
    rows = [
        MemberRow(
            name_of_member(organisation),
            reverse("network:organisation-detail", args=[network.slug, organisation.pk]),
            tuple((column, told.get(column.pk, "")) for column in columns),
        )
        for organisation, told in standing.items()
    ]
    return CommitmentTable(day, columns, tuple(sorted(rows, key=lambda row: row.name.casefold())))


def is_answered(call: Call) -> bool:
    """Whether an organisation has answered: then the question stays as it was. One query."""
    return ThemeDecision.objects.filter(asked__call=call).exists()


def answers_of(call: Call) -> tuple[list[AskedOrganisation], list[AskedOrganisation]]:
    """Who has answered, each with ``last`` and ``earlier`` answers, and who has not. Three queries."""
    decisions = ThemeDecision.objects.order_by("-pk").prefetch_related("themes__versions")
    rows = list(call.asked.select_related("organisation").prefetch_related(Prefetch("decisions", queryset=decisions)))
    for asked in rows:
        told = list(asked.decisions.all())
        asked.last, asked.earlier = (told[0] if told else None), told[1:]
    return [asked for asked in rows if asked.last], [asked for asked in rows if not asked.last]


def people_of(asked: AskedOrganisation, day: date) -> list[User]:
    """Accounts that may answer for the organisation: with a role in the network, and a role or a position there."""
    roles, positions = _speaking(asked.call.network_id, [asked.organisation_id], day)
    speaks, works = Q(pk__in=roles.values("user")), Q(pk__in=positions.values("person__user"))
    return list(User.objects.filter(speaks | works).order_by("pk"))


def mark_reachable(call: Call, asked: Iterable[AskedOrganisation], day: date) -> None:
    """Set ``has_account`` of each: whether ``people_of`` finds somebody of it. Two queries, however many they are."""
    place = ("organisation", "organisation__parent")
    roles, positions = _speaking(call.network_id, call.asked.order_by().values("organisation"), day)
    places = {*roles.values_list(*place), *positions.values_list(*place)}
    reached = {key for pair in places for key in pair}
    for one in asked:
        one.has_account = one.organisation_id in reached


def _speaking(
    network: int, organisations: Iterable[int] | QuerySet, day: date
) -> tuple[QuerySet[Role], QuerySet[Position]]:
    """Roles and positions of a day in the organisations or their units, of open accounts with a role that day."""
    there = Q(organisation__in=organisations) | Q(organisation__parent__in=organisations)
    roles = Role.objects.on(day).filter(network=network, user__is_active=True)
    positions = Position.objects.on(day).filter(person__network=network, person__user__in=roles.values("user"))
    return roles.filter(there), positions.filter(there)
