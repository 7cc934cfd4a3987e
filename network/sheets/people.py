"""The sheet of people and where they work."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.folding import fold
from core.spreadsheets import Column, Sheet, SheetRow
from core.spreadsheets.sheets import comparable
from core.spreadsheets.understanding import RowReader, RowState, Understood, told
from network.models import Network, Person
from network.sheets.organisations import KnownOrganisation
from network.sheets.organisations import Reading as OrganisationsReading
from network.sheets.resembling import Resembling

SHEET = Sheet(
    gettext_lazy("People"),
    (
        Column("last_name", gettext_lazy("Last name"), required=True),
        Column("first_name", gettext_lazy("First name"), required=True),
        Column("title", pgettext_lazy("of a person", "Title"), width=24),
        Column("organisation", gettext_lazy("Organisation"), width=36),
        Column("email", gettext_lazy("E-mail"), width=28),
        Column("phone", gettext_lazy("Phone"), width=16),
        Column("since", gettext_lazy("From"), width=12),
    ),
    most_rows=1_000,
    name="people",
)


class Post(NamedTuple):
    """What somebody does in an organisation; ``is_over`` when it ended before today."""

    organisation: KnownOrganisation
    title: str
    since: date | None
    is_over: bool = False


@dataclass(eq=False)
class KnownPerson:
    """Somebody who is here, or of a row above: ``stored`` is then set when the row has been saved.

    ``names`` are the folded ones, those of merged doubles among them; ``twin`` is the person whom the author of the
    file says a row to be.
    """

    name: str
    names: set[str]
    email: str = ""
    phone: str = ""
    posts: list[Post] = field(default_factory=list)
    stored: Person | None = None
    twin: "KnownPerson | None" = None

    @property
    def now(self) -> "KnownPerson":
        return self.twin.now if self.twin else self

    def __str__(self) -> str:
        places = "; ".join(dict.fromkeys(str(post.organisation) for post in self.posts if not post.is_over))
        return f"{self.name} ({places})" if places else self.name

    def works_in(self, organisation: KnownOrganisation | None) -> bool:
        """Works or has worked there; in no organisation: nowhere that is known."""
        places = [post.organisation for post in self.posts]
        return organisation in places if organisation else not places


class Reading:
    """What the rows are held against, and whom they have named so far."""

    def __init__(self, network: Network, organisations: OrganisationsReading, rows: Sequence[SheetRow]) -> None:
        self.organisations, self.rows = organisations, rows
        self.by_name: dict[str, list[KnownPerson]] = {}
        self.by_email: dict[str, list[KnownPerson]] = {}
        self.resembling: Resembling[KnownPerson] = Resembling(map(_row_name, rows))
        if rows:
            for person in self._stored(network):
                self._add(self._known(person))

    def read(self) -> list[Understood]:
        return [self._read(row) for row in self.rows]

    def _stored(self, network: Network) -> Iterator[Person]:
        """Those of the network whom a row may mean; the others are looked at by name and address alone."""
        emails = {row.cells["email"].lower() for row in self.rows} - {""}
        people = Person.objects.filter(network=network)
        facts = people.values_list("pk", "merged_into", "search_text", "email")
        keys = {
            merged_into or pk
            for pk, merged_into, name, email in facts.iterator()
            if email.lower() in emails or self.resembling.holds(comparable(name))
        }
        chosen = people.kept().filter(pk__in=keys)
        return iter(chosen.prefetch_related("merged", "positions").order_by("pk"))

    def _known(self, person: Person) -> KnownPerson:
        today = timezone.localdate()
        posts = [
            Post(where, one.title, one.valid_from, one.valid_to is not None and one.valid_to < today)
            for one in person.positions.all()
            if (where := self.organisations.by_key.get(one.organisation_id))
        ]
        names = {comparable(one.sort_name) for one in (person, *person.merged.all())}
        return KnownPerson(person.name, names, person.email.lower(), person.phone, posts, person)

    def _add(self, known: KnownPerson) -> None:
        for name in known.names:
            self.by_name.setdefault(name, []).append(known)
            self.resembling.add(name, known)
        if known.email:
            self.by_email.setdefault(known.email, []).append(known)

    def _read(self, row: SheetRow) -> Understood:
        reader = RowReader(row, SHEET, strict=True)
        last_name = reader.text("last_name", 80, required=True)
        first_name = reader.text("first_name", 60, required=True)
        title = reader.text("title", 120)
        organisation = reader.named("organisation", self.organisations.by_name)
        since = reader.day("since")
        if (title or since) and not row.cells["organisation"]:
            reader.refuse("organisation", _("A title belongs to an organisation. Choose the organisation."))
        own = KnownPerson(
            f"{first_name} {last_name}",
            {_row_name(row)},
            reader.email("email"),
            reader.text("phone", 30),
            [Post(organisation, title, since)] if organisation else [],
        )
        facts = {
            "known": own,
            "organisation": organisation,
            "first_name": first_name,
            "last_name": last_name,
            "email": own.email,
            "phone": own.phone,
            # A row below may add to the person.
            "posts": tuple(own.posts),
        }
        found = reader.result(facts)
        if found.state is RowState.REFUSED:
            return found
        same, candidates, note = self._matches(own, organisation)
        if same is not None:
            compare_person(found, own, same)
            found.facts["known"] = same
            return found
        if candidates:
            found.state, found.candidates = RowState.DOUBTFUL, candidates
            found.notes = [note % {"name": str(one)} for one in candidates]
        self._add(own)
        return found

    def _matches(
        self, own: KnownPerson, organisation: KnownOrganisation | None
    ) -> tuple[KnownPerson | None, list[KnownPerson], str]:
        """The same person, or those who it may be and why."""
        (name,) = own.names
        named = list(self.by_name.get(name, []))
        by_email = list(self.by_email.get(own.email, [])) if own.email else []
        there = [one for one in named if one.works_in(organisation)]
        sure = [one for one in by_email if one in there] or [one for one in by_email if one in named]
        if sure:
            return sure[0], [], ""
        if len(there) == 1:
            return there[0], [], ""
        if by_email:
            return None, by_email, _("The e-mail address is that of %(name)s.")
        if named:
            return None, named, _("Somebody of this name is here: %(name)s.")
        return None, self.resembling.like(name), _("Resembles: %(name)s")


def compare_person(row: Understood, own: KnownPerson, same: KnownPerson) -> None:
    """What the row adds to somebody who is here ("adds": fields, and whether a position), and in what it differs."""
    row.facts["adds"], row.facts["adds_post"] = {}, False
    for name in ("email", "phone"):
        here, there = getattr(same, name), getattr(own, name)
        if there and not here:
            row.facts["adds"][name] = there
            setattr(same, name, there)
            row.notes.append(_("Adds: %(what)s") % {"what": SHEET.labels[name]})
        elif there and _plain(there) != _plain(here):
            row.differences.append((SHEET.labels[name], here, there))
    if comparable(own.name) != comparable(same.name):
        row.differences.append((_("Name"), same.name, own.name))
    for post in own.posts:
        _compare_post(row, post, same)
    adds = row.facts["adds"] or row.facts["adds_post"]
    row.state = RowState.ADDS if adds else RowState.DIFFERS if row.differences else RowState.SAME


def _compare_post(row: Understood, post: Post, same: KnownPerson) -> None:
    """A position in the same organisation is the same one: another title or day of it is left as it is here."""
    here = [one for one in same.posts if one.organisation.now is post.organisation.now and not one.is_over]
    if not here:
        row.facts["adds_post"] = True
        same.posts.append(post)
        what = ", ".join(filter(None, [post.title, str(post.organisation)]))
        row.notes.append(_("Adds: %(what)s") % {"what": what})
        return
    alike = [one for one in here if not post.title or comparable(one.title) == comparable(post.title)]
    if not alike:
        row.differences.append((SHEET.labels["title"], "; ".join(told(one.title) for one in here), post.title))
    elif post.since and all(one.since != post.since for one in alike):
        row.differences.append((SHEET.labels["since"], told(alike[0].since), told(post.since)))


def _row_name(row: SheetRow) -> str:
    return comparable(f"{row.cells['last_name']} {row.cells['first_name']}")


def _plain(text: str) -> str:
    """A telephone number without its spaces."""
    return fold(text).replace(" ", "").replace("-", "")
