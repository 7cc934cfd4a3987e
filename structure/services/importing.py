"""A structure from a file: areas, numbered themes, their new names, strands and development groups.

Columns (UTF-8, with a header): kind (development_group, area, theme, theme_renamed, strand), number, area, name,
name_clean (the name as it should have been printed, where it was not), language, contact, date (ISO); others are
read over. A contact is somebody of the network or nobody: the file brings no people.
"""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import DomainError, FileRefused
from core.folding import fold
from core.numbers import number_in
from network.enums import GroupKind
from network.models import Group, Network, Person, User
from network.services import add_group
from structure.enums import ContactRole, PartKind
from structure.models import Part
from structure.services.contacts import name_contact
from structure.services.parts import add_part, change_part
from structure.services.places import place_group

COLUMNS = {"kind", "number", "area", "name", "name_clean", "language", "contact", "date"}
MAX_BYTES = 1_000_000


@dataclass
class Imported:
    """How many rows brought something new, how many were known, and which contacts are nobody in the network."""

    added: int = 0
    known: int = 0
    unknown_contacts: int = 0


@dataclass(frozen=True)
class _Row:
    line: int
    kind: str
    name: str
    area: str
    day: date
    number: int | None
    language: str
    contact: str


@dataclass
class _Load:
    network: Network
    actor: User | None
    done: Imported = field(default_factory=Imported)

    def count(self, *, is_new: bool) -> None:
        if is_new:
            self.done.added += 1
        else:
            self.done.known += 1


@transaction.atomic
def import_structure(network: Network, content: bytes, *, actor: User | None) -> Imported:
    """Take in the whole file or nothing; a second run changes nothing.

    Raises ``FileRefused`` with the lines that are not in order.
    """
    rows = _read(content)
    load = _Load(network, actor)
    strands = {row.area: row for row in rows if row.kind == PartKind.STRAND}
    problems = []
    for kind, take in _TAKERS.items():
        for row in rows:
            if row.kind == kind:
                try:
                    take(load, row, strands)
                except (DomainError, ValidationError) as error:
                    problems.append((row.line, _words_of(error)))
    if problems:
        raise FileRefused(problems)
    if load.done.added:
        record("structure.structure.imported", network, actor=actor, changes={"rows": [None, load.done.added]})
    return load.done


def _words_of(error: Exception) -> str:
    return "; ".join(error.messages) if isinstance(error, ValidationError) else str(error)


def _read(content: bytes) -> list[_Row]:
    if len(content) > MAX_BYTES:
        raise FileRefused([(None, _("The file is too large: at most %(limit)d MB.") % {"limit": 1})])
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True, restval="")
        if missing := COLUMNS - set(reader.fieldnames or ()):
            raise FileRefused([(1, _("Columns are missing: %(columns)s.") % {"columns": ", ".join(sorted(missing))})])
        cells = [(reader.line_num, one) for one in reader]
    except UnicodeDecodeError as error:
        raise FileRefused([(None, _("The file is not UTF-8 text."))]) from error
    except csv.Error as error:
        raise FileRefused([(None, _("The file is not CSV."))]) from error
    rows, problems = [], []
    for line, one in cells:
        try:
            rows.append(_row(line, one))
        except ValueError as error:
            problems.append((line, str(error)))
    if problems:
        raise FileRefused(problems)
    return rows


def _row(line: int, cells: dict[str, str]) -> _Row:
    if cells["kind"] not in _TAKERS:
        raise ValueError(_("The kind “%(kind)s” is not known.") % {"kind": cells["kind"]})
    try:
        day = date.fromisoformat(cells["date"])
    except ValueError:
        raise ValueError(_("The date must be like 2008-10-10.")) from None
    if cells["number"] and number_in(cells["number"]) is None:
        raise ValueError(_("The number must be a whole number."))
    return _Row(
        line=line,
        kind=cells["kind"],
        name=cells["name_clean"] or cells["name"],
        area=fold(cells["area"]),
        day=day,
        number=int(cells["number"]) if cells["number"] else None,
        language=cells["language"],
        contact=cells["contact"],
    )


def _take_area(load: _Load, row: _Row, _strands: dict[str, _Row]) -> None:
    if known := _part_named(load.network, PartKind.AREA, fold(row.name), row.day):
        load.count(is_new=False)
    else:
        known = add_part(load.network, kind=PartKind.AREA, name_fi=row.name, valid_from=row.day, actor=load.actor)
        load.count(is_new=True)
    _name(load, known, row, ContactRole.LEADER)


def _take_theme(load: _Load, row: _Row, _strands: dict[str, _Row]) -> None:
    area = _part_named(load.network, PartKind.AREA, row.area, row.day)
    theme = _theme(load.network, row)
    if theme and fold(theme.version_on(row.day).name_fi) != fold(row.name):
        message = _("Theme %(number)d has another name on this day. Give it a new name instead.")
        raise DomainError(message % {"number": row.number})
    load.count(is_new=theme is None)
    if theme is None:
        theme = add_part(
            load.network,
            kind=PartKind.THEME,
            name_fi=row.name,
            number=row.number,
            area=area,
            valid_from=row.day,
            actor=load.actor,
        )
    _name(load, theme, row, ContactRole.LEADER)


def _take_new_name(load: _Load, row: _Row, _strands: dict[str, _Row]) -> None:
    theme = _theme(load.network, row)
    if theme is None:
        raise DomainError(_("There is no theme of this number on this day."))
    before = theme.version_on(row.day)
    is_new = fold(before.name_fi) != fold(row.name)
    if is_new:
        theme = change_part(
            theme,
            name_fi=row.name,
            number=row.number,
            area=before.area,
            valid_from=row.day,
            actor=load.actor,
        )
    load.count(is_new=is_new)
    _name(load, theme, row, ContactRole.REPRESENTATIVE)


def _take_strand(load: _Load, row: _Row, _strands: dict[str, _Row]) -> None:
    strand = _part_named(load.network, PartKind.STRAND, fold(row.name), row.day)
    load.count(is_new=strand is None)
    if strand is None:
        strand = add_part(
            load.network,
            kind=PartKind.STRAND,
            name_fi=row.name,
            language=row.language if row.language in ("fi", "sv") else "",
            valid_from=row.day,
            actor=load.actor,
        )
    _name(load, strand, row, ContactRole.CONTACT)


def _take_group(load: _Load, row: _Row, strands: dict[str, _Row]) -> None:
    """Under the area or strand that the row names; without one it works for the whole network."""
    part = _part_named(load.network, PartKind.AREA, row.area, row.day)
    if part is None and row.area in strands:
        part = _part_named(load.network, PartKind.STRAND, fold(strands[row.area].name), row.day)
    if part is None and row.area:
        raise DomainError(_("The area of this row is not known."))
    group = next((one for one in _groups(load.network) if fold(row.name) in one.folded_names), None)
    if group is None:
        group = add_group(load.network, name=row.name, kind=GroupKind.DEVELOPMENT_GROUP, actor=load.actor)
    is_new = not group.places.on(row.day).filter(part=part).exists()
    if is_new:
        place_group(group, part=part, valid_from=row.day, actor=load.actor)
    load.count(is_new=is_new)


_TAKERS: dict[str, Callable[[_Load, _Row, dict[str, _Row]], None]] = {
    "area": _take_area,
    "theme": _take_theme,
    "theme_renamed": _take_new_name,
    "strand": _take_strand,
    "development_group": _take_group,
}


def _parts(network: Network, kind: str, day: date) -> list[Part]:
    return list(Part.objects.filter(network=network, kind=kind).on(day).prefetch_related("versions"))


def _part_named(network: Network, kind: str, folded: str, day: date) -> Part | None:
    return next((one for one in _parts(network, kind, day) if fold(one.version_on(day).name_fi) == folded), None)


def _theme(network: Network, row: _Row) -> Part | None:
    themes = _parts(network, PartKind.THEME, row.day)
    return next((one for one in themes if one.version_on(row.day).number == row.number), None)


def _groups(network: Network) -> list[Group]:
    groups = list(Group.objects.filter(network=network).prefetch_related("names"))
    for group in groups:
        group.folded_names = {fold(group.name), *(fold(one.name) for one in group.names.all())}
    return groups


def _name(load: _Load, part: Part, row: _Row, role: str) -> None:
    """The contact of the row, if it is one person of the network; the file makes nobody."""
    if not row.contact:
        return
    words = sorted(fold(row.contact).split())
    people = [
        person
        for person in Person.objects.filter(network=load.network).search(row.contact)[:20]
        if sorted(person.search_text.split()) == words
    ]
    if len(people) != 1:
        load.done.unknown_contacts += 1
        return
    if not part.contacts.on(row.day).filter(person=people[0], role=role).exists():
        name_contact(part, person=people[0], role=role, valid_from=row.day, actor=load.actor)
