"""A workbook of organisations and people taken in: read into a preview, then saved whole or not at all."""

from collections import Counter
from collections.abc import Mapping

from django.db import transaction

from core.audit import record
from core.numbers import number_in
from core.spreadsheets import SheetRow, read_sheets
from core.spreadsheets.previews import lock_preview, refuse_unseen, safe_name, wipe_preview
from core.spreadsheets.understanding import RowState, Understood
from network.models import ImportPreview, Network, Organisation, Person, Position, User
from network.services.organisations import add_organisations, edit_organisation
from network.services.people import add_people, add_position, edit_person
from network.sheets import SHEETS, organisations, people, read_rows
from network.sheets.organisations import KnownOrganisation, compare_organisation
from network.sheets.people import KnownPerson, compare_person

# What the author says of a row that resembles another: it is another one, or (its number) the same as a candidate.
ANOTHER = "new"


@transaction.atomic
def preview_import(network: Network, *, content: bytes, file_name: str, actor: User) -> ImportPreview:
    """Read a workbook into a preview of the actor's own. Raises ``FileRefused`` with every problem of the file."""
    name = safe_name(file_name)
    sheets = zip(SHEETS, read_sheets(content, SHEETS), strict=True)
    rows = [[sheet.name, row.number, row.cells] for sheet, rows in sheets for row in rows]
    preview = ImportPreview(network=network, file_name=name, rows=rows, created_by=actor)
    preview.full_clean(exclude=["network", "created_by"])
    preview.save()
    record("network.import.previewed", network, actor=actor, changes={"rows": [None, len(rows)]})
    return preview


def understood(preview: ImportPreview) -> list[Understood]:
    """What each row of a preview means in the network of this moment."""
    rows: dict[str, list[SheetRow]] = {}
    for sheet, number, cells in preview.rows:
        rows.setdefault(sheet, []).append(SheetRow(number, cells))
    return read_rows(preview.network, rows)


@transaction.atomic
def save_import(preview: ImportPreview, *, shown: str, answers: Mapping[str, str], actor: User) -> Counter[RowState]:
    """Save what a preview shows, all of it or nothing, and wipe it; how many rows became what.

    New rows are added, and to what is here is added what it lacks; nothing is overwritten. ``answers`` are those to
    the rows that resemble another, ``{key of the row: ANOTHER or the number of a candidate}``: a row without an answer
    is left out (it stays ``DOUBTFUL``), and what belongs to it with it. ``shown`` is the digest of what its author
    looked at. Raises ``DomainError`` for a preview that is another's, expired, saved before, holds a refused row, or
    means something else by now.
    """
    preview = lock_preview(preview, actor=actor)
    rows = understood(preview)
    refuse_unseen(rows, shown=shown)
    for row in rows:
        _settle(preview.network, row, answers.get(row.key, ""))
    _save(rows, actor)
    wipe_preview(preview)
    counts = Counter(row.state for row in rows)
    changes = {"added": [None, counts[RowState.NEW]], "completed": [None, counts[RowState.ADDS]]}
    record("network.import.saved", preview.network, actor=actor, changes=changes)
    return counts


def _settle(network: Network, row: Understood, answer: str) -> None:
    """What becomes of a row, after those above it; nothing is written yet."""
    kind = _KINDS[row.sheet.name]
    if row.state is RowState.DOUBTFUL:
        _answer(row, answer)
    known = row.facts["known"] = row.facts["known"].now
    whole = kind.whole_of(row)
    # What adds to, or belongs to, a row that was left out is left out too.
    lacks = (whole and whole.now.stored is None) or (row.state is not RowState.NEW and known.stored is None)
    if lacks:
        row.state = RowState.DOUBTFUL
    elif row.state is RowState.NEW:
        known.stored = kind.new(network, row)


def _answer(row: Understood, answer: str) -> None:
    own = row.facts["known"]
    if answer == ANOTHER:
        row.state = RowState.NEW
    elif (number := number_in(answer)) is not None and number < len(row.candidates):
        # Rows below that name this one mean the other.
        own.twin = row.candidates[number]
        _KINDS[row.sheet.name].compare(row, own, own.now)


def _save(rows: list[Understood], actor: User) -> None:
    """New organisations, new people, and then what is completed: that may be one of them."""
    for name, kind in _KINDS.items():
        kind.add([row for row in rows if row.sheet.name == name and row.state is RowState.NEW], actor)
    for row in rows:
        if row.state is RowState.ADDS:
            _KINDS[row.sheet.name].complete(row, actor)


class _Organisations:
    """What saving does with rows of organisations."""

    compare = staticmethod(compare_organisation)

    @staticmethod
    def whole_of(row: Understood) -> KnownOrganisation | None:
        return row.facts["known"].parent

    @staticmethod
    def new(network: Network, row: Understood) -> Organisation:
        known: KnownOrganisation = row.facts["known"]
        return Organisation(
            network=network,
            name=known.name,
            kind=known.kind,
            parent=known.parent and known.parent.now.stored,
            municipality=known.municipality,
        )

    @staticmethod
    def add(rows: list[Understood], actor: User) -> None:
        add_organisations([row.facts["known"].stored for row in rows], actor=actor)

    @staticmethod
    def complete(row: Understood, actor: User) -> None:
        known: KnownOrganisation = row.facts["known"]
        names = ("name", "kind", "parent", "municipality", "valid_from", "valid_to", "version")
        facts = {name: getattr(known.stored, name) for name in names}
        known.stored = edit_organisation(known.stored, **facts | row.facts["adds"], actor=actor)


class _People:
    """What saving does with rows of people and their positions."""

    compare = staticmethod(compare_person)

    @staticmethod
    def whole_of(row: Understood) -> KnownOrganisation | None:
        return row.facts["organisation"]

    @staticmethod
    def new(network: Network, row: Understood) -> Person:
        names = ("first_name", "last_name", "email", "phone")
        return Person(network=network, **{name: row.facts[name] for name in names})

    @staticmethod
    def add(rows: list[Understood], actor: User) -> None:
        posts = [post for row in rows for post in _posts(row)]
        add_people([row.facts["known"].stored for row in rows], posts, actor=actor)

    @staticmethod
    def complete(row: Understood, actor: User) -> None:
        known: KnownPerson = row.facts["known"]
        if row.facts["adds"]:
            names = ("first_name", "last_name", "email", "phone", "version")
            facts = {name: getattr(known.stored, name) for name in names}
            known.stored = edit_person(known.stored, **facts | row.facts["adds"], actor=actor)
        for post in _posts(row) if row.facts["adds_post"] else ():
            # There already when the organisation of the row turned out to be the same as another.
            if not known.stored.positions.filter(organisation=post.organisation, valid_to=None).exists():
                facts = {name: getattr(post, name) for name in ("organisation", "title", "valid_from")}
                add_position(known.stored, **facts, actor=actor)


def _posts(row: Understood) -> list[Position]:
    """The positions of a row of people, not saved."""
    person = row.facts["known"].stored
    return [
        Position(person=person, organisation=post.organisation.now.stored, title=post.title, valid_from=post.since)
        for post in row.facts["posts"]
    ]


# By the name of the sheet; organisations first, as people work in them.
_KINDS = {organisations.SHEET.name: _Organisations, people.SHEET.name: _People}
