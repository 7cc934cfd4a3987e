"""Members of the bank as a sheet: a row for each qualification, with the facts of the member repeated."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Prefetch
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bank.enums import Category, QualificationState
from bank.models import HomeMunicipality, Member
from core.spreadsheets import Column, Sheet, SheetRow, Value
from core.spreadsheets.sheets import comparable
from core.spreadsheets.understanding import NO, YES, RowReader, RowState, Understood, by_name, choice_words, compare
from methods.models import Method
from network.models import Municipality, Network, Person, Position
from network.queries import municipalities_by_name, organisations_by_name

SHEET = Sheet(
    gettext_lazy("Members of the bank"),
    (
        Column("last_name", gettext_lazy("Last name"), required=True),
        Column("first_name", gettext_lazy("First name"), required=True),
        Column("email", gettext_lazy("E-mail"), width=28),
        Column("phone", gettext_lazy("Phone"), width=16),
        Column("show_phone", gettext_lazy("Phone may be shown"), width=12),
        Column("employer", gettext_lazy("Employer"), width=28),
        Column("title", pgettext_lazy("of a person", "Title"), width=24),
        Column("home", gettext_lazy("Home municipality"), width=16),
        Column("joined", gettext_lazy("In the bank since"), width=12),
        Column("left", gettext_lazy("Left the bank on"), width=12),
        Column("languages", gettext_lazy("Languages"), width=14),
        Column("areas", gettext_lazy("Municipalities served"), width=28),
        Column("limit", gettext_lazy("Most hours in a year"), width=10),
        Column("category", gettext_lazy("Category"), width=28),
        Column("method", gettext_lazy("Method"), width=24),
        Column("state", gettext_lazy("State"), width=14),
        Column("since", gettext_lazy("Since"), width=12),
        Column("until", gettext_lazy("Until"), width=12),
        Column("expires", gettext_lazy("Valid until"), width=12),
    ),
    # A member is many records; a bank has some hundreds of them.
    most_rows=1_000,
)
# The facts of the member, which stand on each of its rows or on the first one alone.
_OF_MEMBER = ("email", "phone", "show_phone", "employer", "title", "home", "joined", "left", "languages", "areas",
              "limit")  # fmt: skip


class Qualified(NamedTuple):
    """One qualification as a row tells it; ``method`` by name."""

    category: str
    method: str
    state: str
    valid_from: date | None
    valid_to: date | None
    expires_on: date | None

    def overlaps(self, other: "Qualified") -> bool:
        if (self.category, self.method) != (other.category, other.method):
            return False
        first, last = date.min, date.max
        return (self.valid_from or first) <= (other.valid_to or last) and (other.valid_from or first) <= (
            self.valid_to or last
        )


def export_rows(network: Network, _variant: str) -> Iterator[list[Value]]:
    for member in _stored(network):
        facts, names = facts_of(member), language_names()
        own = [
            member.person.last_name,
            member.person.first_name,
            facts["email"],
            facts["phone"],
            str(YES if facts["show_phone"] else NO),
            facts["employer"],
            facts["title"],
            facts["home"],
            facts["joined"],
            facts["left"],
            "; ".join(names.get(code, code) for code in facts["languages"]),
            "; ".join(facts["areas"]),
            facts["limit"],
        ]
        for one in facts["qualifications"] or [None]:
            if one is None:
                yield [*own, *[None] * 6]
                continue
            words = [str(Category(one.category).label), one.method, str(QualificationState(one.state).label)]
            yield [*own, *words, one.valid_from, one.valid_to, one.expires_on]


def facts_of(member: Member) -> dict[str, Any]:
    """What the rows of a member tell; reads what ``_stored`` has prefetched."""
    position = next(iter(member.person.positions_today), None)
    home = next(iter(member.homes_today), None)
    return {
        "email": member.person.email,
        "phone": member.person.phone,
        "show_phone": member.show_phone,
        "employer": position.organisation.name if position else "",
        "title": position.title if position else "",
        "home": home.municipality.name if home else "",
        "joined": member.joined_on,
        "left": member.left_on,
        "languages": sorted(member.languages),
        "areas": sorted(municipality.name for municipality in member.areas.all()),
        "limit": member.yearly_limit_hours,
        "qualifications": sorted(
            (
                Qualified(
                    str(one.category),
                    one.method.name if one.method_id else "",
                    str(one.state),
                    one.valid_from,
                    one.valid_to,
                    one.expires_on,
                )
                for one in member.qualifications.all()
            ),
            key=_order,
        ),
    }


def _order(one: Qualified) -> tuple:
    return one.category, one.method, one.valid_from or date.min, one.state


def _stored(network: Network) -> Iterable[Member]:
    today = timezone.localdate()
    positions = Position.objects.on(today).select_related("organisation").order_by("-valid_from", "pk")
    homes = HomeMunicipality.objects.on(today).select_related("municipality")
    return (
        Member.objects.filter(network=network)
        .select_related("person")
        .prefetch_related(
            "areas",
            "qualifications__method",
            Prefetch("homes", homes, to_attr="homes_today"),
            Prefetch("person__positions", positions, to_attr="positions_today"),
        )
        .order_by("person__last_name", "person__first_name", "pk")
    )


def language_names() -> dict[str, str]:
    """``{code: name}`` of the languages in which a member can lead, in the language that is active."""
    return {code: str(name) for code, name in settings.LANGUAGES}


def _language_words() -> dict[str, str]:
    words = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for code, name in settings.LANGUAGES:
                words[comparable(str(name))] = words[comparable(code)] = code
    return words


class _Reading:
    """What the rows are held against, and the rows of each person so far."""

    def __init__(self, network: Network) -> None:
        self.categories, self.states = choice_words(Category), choice_words(QualificationState)
        self.languages = _language_words()
        self.municipalities = municipalities_by_name()
        self.methods = by_name(Method.objects.all(), lambda one: [one.name_fi, one.name_sv, one.name_en])
        self.organisations = organisations_by_name(network)
        people = list(Person.objects.kept().filter(network=network).prefetch_related("merged"))
        self.people = by_name(people, lambda one: [one.sort_name, *(double.sort_name for double in one.merged.all())])
        self.members = {member.person_id: member for member in _stored(network)}
        self.groups: dict[tuple[str, str], list[Understood]] = {}

    def read(self, row: SheetRow) -> Understood:
        reader = RowReader(row, SHEET)
        facts = {
            "last_name": reader.text("last_name", 80, required=True),
            "first_name": reader.text("first_name", 60, required=True),
            "email": reader.email("email"),
            "phone": reader.text("phone", 30),
            "show_phone": reader.yes("show_phone"),
            "employer": reader.text("employer", 150),
            "title": reader.text("title", 120),
            "joined": reader.day("joined"),
            "left": reader.day("left"),
            "languages": self._languages(reader),
            "limit": reader.number("limit", 8784),
        }
        facts["organisation"] = reader.named("employer", self.organisations)
        home = reader.named("home", self.municipalities, _name)
        facts |= {"home": home.name if home else "", "home_row": home}
        areas = self._areas(reader)
        facts |= {"areas": sorted(one.name for one in areas), "area_rows": areas}
        facts["qualification"] = self._qualification(reader, facts)
        if facts["limit"] == 0:
            reader.refuse("limit", _("The limit must be at least one hour."))
        if facts["joined"] and facts["left"] and facts["left"] < facts["joined"]:
            reader.refuse("left", _("The last day must not be before the first."))
        found = reader.result(facts)
        self._join(found)
        return found

    def finish(self) -> None:
        """What only all rows of a person together tell."""
        for rows in self.groups.values():
            self._settle(rows)

    def _languages(self, reader: RowReader) -> list[str]:
        words = [word for word in reader.row.cells["languages"].replace(",", ";").split(";") if word.strip()]
        codes = {self.languages.get(comparable(word)) for word in words}
        if None in codes:
            reader.keep("languages", _("a language is not known"))
        return sorted(codes - {None})

    def _areas(self, reader: RowReader) -> list[Municipality]:
        words = [word for word in reader.row.cells["areas"].replace(",", ";").split(";") if word.strip()]
        found = {word: self.municipalities.get(comparable(word), []) for word in words}
        if any(len(rows) != 1 for rows in found.values()):
            reader.keep("areas", _("a name is not known"))
        return [rows[0] for rows in found.values() if len(rows) == 1]

    def _qualification(self, reader: RowReader, facts: dict[str, Any]) -> Qualified | None:
        category = reader.choice("category", self.categories, Category)
        state = reader.choice("state", self.states, QualificationState)
        method = reader.named("method", self.methods, _name)
        facts["method_row"] = method
        since, until, expires = reader.day("since"), reader.day("until"), reader.day("expires")
        if since and until and until < since:
            reader.refuse("until", _("The last day must not be before the first."))
        if since and expires and expires < since:
            reader.refuse("expires", _("The last day of validity must not be before the first."))
        if category and not reader.row.cells["state"]:
            reader.refuse("state", _("The cell is empty."))
        if reader.row.cells["method"] and method is None:
            # One for every method would say more than the row does.
            reader.keep("category", _("its method is not known"))
            return None
        if not category or not state:
            return None
        return Qualified(category, method.name if method else "", state, since, until, expires)

    def _join(self, found: Understood) -> None:
        facts = found.facts
        key = comparable(f"{facts['last_name']} {facts['first_name']}"), facts["email"]
        self.groups.setdefault(key, []).append(found)

    def _settle(self, rows: list[Understood]) -> None:
        first = rows[0]
        for row in rows[1:]:
            for name in _OF_MEMBER:
                if row.cells[name] and row.cells[name] != first.cells[name]:
                    row.refuse(_("%(column)s: the row %(row)d says otherwise of the same person.") % {
                        "column": SHEET.labels[name], "row": first.number})  # fmt: skip
        self._refuse_overlaps(rows)
        first.facts["qualifications"] = sorted(
            (row.facts["qualification"] for row in rows if row.facts["qualification"]), key=_order
        )
        person = self._person(first)
        first.facts["person"] = person
        member = self.members.get(person.pk) if person else None
        if member is not None:
            self._compare(rows, member)
        for row in rows[1:]:
            row.facts["with_row"] = first.number

    def _refuse_overlaps(self, rows: list[Understood]) -> None:
        before: list[Understood] = []
        for row in rows:
            own = row.facts["qualification"]
            for other in before:
                if own and other.facts["qualification"] and own.overlaps(other.facts["qualification"]):
                    message = _("The qualification covers days that the row %(row)d covers too.")
                    row.refuse(message % {"row": other.number})
            before.append(row)

    def _person(self, first: Understood) -> Person | None:
        """The person of the network whom the rows mean; several of the name are told apart by the address."""
        facts = first.facts
        people = self.people.get(comparable(f"{facts['last_name']} {facts['first_name']}"), [])
        if len(people) > 1:
            people = [person for person in people if person.email == facts["email"]]
            if len(people) != 1:
                first.refuse(_("Several people have this name. Tell them apart by the e-mail address."))
                return None
        return people[0] if people else None

    def _compare(self, rows: list[Understood], member: Member) -> None:
        stored = facts_of(member)
        labels = {name: SHEET.labels[name] for name in _OF_MEMBER} | {"qualifications": str(_("Qualifications"))}
        compare(rows[0], stored | {"qualifications": _shown(stored["qualifications"])},
                {name: label for name, label in labels.items() if name != "qualifications"})  # fmt: skip
        here, there = _shown(stored["qualifications"]), _shown(rows[0].facts["qualifications"])
        if here != there:
            rows[0].differences.append((labels["qualifications"], "; ".join(here) or "–", "; ".join(there) or "–"))
            if rows[0].state is RowState.SAME:
                rows[0].state = RowState.DIFFERS
        for row in rows[1:]:
            if row.state is not RowState.REFUSED:
                row.state = rows[0].state


def read_rows(network: Network, rows: Iterable[SheetRow]) -> list[Understood]:
    reading = _Reading(network)
    found = [reading.read(row) for row in rows]
    reading.finish()
    return found


def _name(row: Municipality | Method) -> str:
    return row.name


def _shown(qualifications: list[Qualified]) -> list[str]:
    """Qualifications in words, one text each."""
    texts = []
    for one in qualifications:
        days = "–".join(f"{day.day}.{day.month}.{day.year}" if day else "" for day in one[3:5])
        words = [str(Category(one.category).label), one.method, str(QualificationState(one.state).label), days]
        if one.expires_on:
            words.append(f"({one.expires_on.day}.{one.expires_on.month}.{one.expires_on.year})")
        texts.append(" ".join(filter(None, words)))
    return texts
