"""The sheet of organisations and their units."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.spreadsheets import Column, Sheet, SheetRow
from core.spreadsheets.sheets import comparable
from core.spreadsheets.understanding import RowReader, RowState, Understood, choice_words, told
from network.enums import OrganisationKind
from network.models import Municipality, Network, Organisation
from network.queries import municipalities_by_name
from network.sheets.resembling import Resembling

SHEET = Sheet(
    gettext_lazy("Organisations"),
    (
        Column("name", gettext_lazy("Name"), required=True, width=36),
        Column("kind", gettext_lazy("Kind"), width=24),
        Column("parent", pgettext_lazy("organisation", "Part of"), width=36),
        Column("municipality", gettext_lazy("Municipality")),
    ),
    # Each is a record with its line in the log, made while somebody waits.
    most_rows=1_000,
    name="organisations",
)


@dataclass(eq=False)
class KnownOrganisation:
    """One that is here, or of a row above: ``stored`` is then set when the row has been saved.

    ``twin`` is the one that the author of the file says a row to be the same as.
    """

    name: str
    kind: str
    # Those of merged doubles.
    other_names: tuple[str, ...] = ()
    parent: "KnownOrganisation | None" = None
    municipality: Municipality | None = None
    stored: Organisation | None = None
    twin: "KnownOrganisation | None" = None

    @property
    def now(self) -> "KnownOrganisation":
        return self.twin.now if self.twin else self

    @property
    def own_names(self) -> set[str]:
        return {comparable(name) for name in (self.name, *self.other_names)}

    def __str__(self) -> str:
        return f"{self.name}, {self.parent.name}" if self.parent else self.name


@dataclass
class Reading:
    """What the rows are held against, and what they have named so far."""

    network: Network
    rows: Sequence[SheetRow]
    by_key: dict[int, KnownOrganisation] = field(default_factory=dict)
    # By name alone, and by the name with that of the whole: "Perhekeskus, Esimerkkilä".
    by_name: dict[str, list[KnownOrganisation]] = field(default_factory=dict)
    ended: dict[str, list[KnownOrganisation]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.kinds = choice_words(OrganisationKind)
        self.municipalities = municipalities_by_name() if self.rows else {}
        self.resembling: Resembling[KnownOrganisation] = Resembling(comparable(row.cells["name"]) for row in self.rows)
        rows = Organisation.objects.kept().filter(network=self.network).select_related("municipality")
        stored = list(rows.prefetch_related("merged").order_by("pk"))
        for one in stored:
            _name, *others = one.all_names
            facts = {"municipality": one.municipality, "stored": one, "other_names": tuple(others)}
            self.by_key[one.pk] = KnownOrganisation(one.name, one.kind, **facts)
        today = timezone.localdate()
        for one in stored:
            known = self.by_key[one.pk]
            known.parent = self.by_key.get(one.parent_id)
            if one.valid_to is None or one.valid_to >= today:
                self._add(known)
            else:
                self.ended.setdefault(comparable(known.name), []).append(known)

    def read(self) -> list[Understood]:
        return [self._read(row) for row in self.rows]

    def _add(self, known: KnownOrganisation) -> None:
        own = known.own_names
        of_whole = {comparable(f"{name}, {known.parent.name}") for name in own} if known.parent else set()
        for name in own | of_whole:
            self.by_name.setdefault(name, []).append(known)
        for name in own:
            self.resembling.add(name, known)

    def _read(self, row: SheetRow) -> Understood:
        reader = RowReader(row, SHEET, strict=True)
        name = reader.text("name", 150, required=True)
        parent = reader.named("parent", self.by_name)
        # What is a part of something and says no more is a unit of it.
        kind = reader.choice("kind", self.kinds, OrganisationKind) or (OrganisationKind.UNIT if parent else "")
        municipality = reader.named("municipality", self.municipalities, _short)
        own = KnownOrganisation(name, kind, parent=parent, municipality=municipality)
        found = reader.result({"known": own})
        if found.state is RowState.REFUSED:
            return found
        same, like = self._matches(own, told_parent=bool(row.cells["parent"]))
        if same is not None:
            compare_organisation(found, own, same)
            found.facts["known"] = same
            return found
        if not kind:
            found.refuse(_("%(column)s: The cell is empty.") % {"column": SHEET.labels["kind"]})
            return found
        if like:
            found.state, found.candidates = RowState.DOUBTFUL, like
            found.notes = [_("Resembles: %(name)s") % {"name": _with_end(one)} for one in like]
        self._add(own)
        return found

    def _matches(
        self, own: KnownOrganisation, *, told_parent: bool
    ) -> tuple[KnownOrganisation | None, list[KnownOrganisation]]:
        """The same one, or those that it may be."""
        name = comparable(own.name)
        named = [one for one in self.by_name.get(name, []) if name in one.own_names]
        here = [one for one in named if one.parent is own.parent]
        if not here and not told_parent and len(named) == 1:
            # The file does not say of what it is a part.
            here = named
        if here:
            return here[0], []
        if told_parent:
            # Units of one name in two places are two.
            named = [one for one in named if one.parent is None]
        beside = [one for one in self.resembling.like(name) if one.parent is own.parent]
        return None, list(dict.fromkeys([*named, *self.ended.get(name, []), *beside]))


def compare_organisation(row: Understood, own: KnownOrganisation, same: KnownOrganisation) -> None:
    """What the row adds to one that is here ("adds": facts), and in what it differs from it."""
    row.facts["adds"] = {}
    if own.municipality and same.municipality is None:
        row.facts["adds"]["municipality"] = same.municipality = own.municipality
        row.notes.append(_("Adds: %(what)s") % {"what": SHEET.labels["municipality"]})
    elif own.municipality and own.municipality != same.municipality:
        row.differences.append((SHEET.labels["municipality"], _short(same.municipality), _short(own.municipality)))
    if row.cells["kind"] and own.kind != same.kind:
        row.differences.append((SHEET.labels["kind"], *(str(OrganisationKind(one.kind).label) for one in (same, own))))
    row.state = RowState.ADDS if row.facts["adds"] else RowState.DIFFERS if row.differences else RowState.SAME


def _short(municipality: Municipality) -> str:
    return municipality.name


def _with_end(one: KnownOrganisation) -> str:
    """With the last day of one that has ended."""
    end = one.stored.valid_to if one.stored else None
    return f"{one} (–{told(end)})" if end else str(one)
