"""Areas, themes and strands: added, called otherwise from a day on, ended. What held before stays as it was."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import DomainError
from core.guard import one_line
from core.states import lock
from network.models import Network, Theme, User
from structure.enums import PartKind
from structure.models import GroupPlace, Part, PartContact, PartVersion


class PartRefused(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """What a part cannot be; ``field`` is what must be mended."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def add_part(
    network: Network,
    *,
    kind: str,
    name_fi: str,
    valid_from: date,
    name_sv: str = "",
    number: int | None = None,
    area: Part | None = None,
    language: str = "",
    marked_theme: Theme | None = None,
    actor: User | None,
) -> Part:
    """Add an area, a theme or a strand that exists from a day on.

    Raises ``PartRefused`` for a theme without number or area, for another part with either, and for a number, an
    area or a name that the network's other parts rule out.
    """
    # The network's row is the lock of its structure: two themes at once could otherwise take one number.
    lock(network)
    part = Part(network=network, kind=kind, language=language, valid_from=valid_from, marked_theme=marked_theme)
    _check_marked(part)
    part.full_clean()
    part.save()
    row = PartVersion(
        part=part,
        valid_from=valid_from,
        number=number,
        name_fi=one_line(name_fi),
        name_sv=one_line(name_sv),
        area=area,
    )
    _check(part, row)
    row.full_clean()
    row.save()
    record("structure.part.added", part, actor=actor, changes={"name": [None, row.label]})
    return part


@transaction.atomic
def change_part(
    part: Part,
    *,
    name_fi: str,
    valid_from: date,
    name_sv: str = "",
    number: int | None = None,
    area: Part | None = None,
    version: int | None = None,
    actor: User | None,
) -> Part:
    """Give the part another name, number or area from a day on; the figure of earlier days keeps the old ones.

    Raises ``EditConflict`` when somebody changed the part after ``version``; ``PartRefused`` for a day outside the
    part's own, for a day on which it changes already, for no change at all, and for what ``add_part`` refuses.
    """
    lock(part.network)
    part = lock(part, version=version)
    before = part.version_on(valid_from)
    row = PartVersion(
        part=part,
        valid_from=valid_from,
        number=number,
        name_fi=one_line(name_fi),
        name_sv=one_line(name_sv),
        area=area,
    )
    refuse_outside(part, valid_from)
    if part.versions.filter(valid_from=valid_from).exists():
        raise PartRefused("valid_from", _("The part changes on this day already. Choose another day."))
    if _facts(before) == _facts(row):
        raise PartRefused("name_fi", _("Nothing changes. Write the new name, number or area."))
    _check(part, row)
    row.full_clean()
    row.save()
    part.version += 1
    part.save(update_fields=["version", "updated_at"])
    changes = {"name": [before.label, row.label], "from": [None, valid_from.isoformat()]}
    record("structure.part.changed", part, actor=actor, changes=changes)
    return part


@transaction.atomic
def end_part(part: Part, *, last_day: date, actor: User) -> Part:
    """End the part on a day, that day included; its places and contacts that go on end with it.

    Raises ``DomainError`` when it has an end already, when the day is before the first or before a change, and for an
    area that has themes after that day.
    """
    lock(part.network)
    part = lock(part)
    if part.valid_to is not None:
        raise DomainError(_("The part has an end already."))
    newest = part.versions.latest("valid_from")
    if last_day < max(part.valid_from, newest.valid_from):
        raise PartRefused("last_day", _("The last day must not be before the first, nor before a change of the part."))
    if any(_area_after(theme, last_day) == part.pk for theme in _others(part)):
        raise PartRefused("last_day", _("The area has themes after this day. End or move them first."))
    part.valid_to = last_day
    part.version += 1
    part.save(update_fields=["valid_to", "version", "updated_at"])
    for rows in (part.places, part.contacts):
        rows.filter(valid_from__gt=last_day).delete()
        rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=last_day)).update(valid_to=last_day)
    record("structure.part.ended", part, actor=actor, changes={"last day": [None, last_day.isoformat()]})
    return part


@transaction.atomic
def mark_part(part: Part, *, marked_theme: Theme | None, actor: User) -> Part:
    """Say under which theme the matter is marked in minutes. Raises ``PartRefused`` for one of another network."""
    part = lock(part)
    before, part.marked_theme = part.marked_theme, marked_theme
    _check_marked(part)
    part.save(update_fields=["marked_theme", "updated_at"])
    changes = {"theme": [before.name if before else None, marked_theme.name if marked_theme else None]}
    record("structure.part.marked", part, actor=actor, changes=changes)
    return part


def refuse_outside(part: Part, day: date) -> None:
    """Raise ``PartRefused`` for a day on which the part does not exist."""
    if not _exists(part, day):
        raise PartRefused("valid_from", _("The part does not exist on this day. Choose another day."))


def end_row(row: PartContact | GroupPlace, last_day: date) -> None:
    """Save the last day of a task or a place. Raises ``DomainError`` when it has one already."""
    if row.valid_to is not None:
        raise DomainError(_("This has an end already."))
    if row.valid_from and last_day < row.valid_from:
        raise PartRefused("last_day", _("The last day must not be before the first."))
    row.valid_to = last_day
    row.save(update_fields=["valid_to"])


def _facts(row: PartVersion) -> tuple:
    return row.name_fi, row.name_sv, row.number, row.area_id


def _check_marked(part: Part) -> None:
    if part.marked_theme and part.marked_theme.network_id != part.network_id:
        raise PartRefused("marked_theme", _("The theme is not in this network."))


def _check(part: Part, row: PartVersion) -> None:
    """Raise ``PartRefused`` for what the row says that cannot be; the day is the row's first."""
    if part.is_theme and row.number is None:
        raise PartRefused("number", _("Give the theme a number."))
    if part.is_theme and row.area is None:
        raise PartRefused("area", _("Choose the area to which the theme belongs."))
    if not part.is_theme and (row.number or row.area):
        raise PartRefused("number" if row.number else "area", _("Only a theme has a number and an area."))
    if row.area is not None and (
        row.area.network_id != part.network_id
        or row.area.kind != PartKind.AREA
        or not _exists(row.area, row.valid_from)
    ):
        raise PartRefused("area", _("This is not an area of the network on this day. Choose another one."))
    last = _last_day(part, row)
    for other in _others(part):
        for theirs in other.versions.all():
            if not _meet(row.valid_from, last, theirs.valid_from, _last_day(other, theirs)):
                continue
            if part.is_theme and theirs.number == row.number and other.is_theme:
                message = _("Theme %(number)d is “%(name)s” at that time. Choose another number.")
                raise PartRefused("number", message % {"number": row.number, "name": theirs.name_fi})
            if other.kind == part.kind and theirs.name_fi.casefold() == row.name_fi.casefold():
                raise PartRefused("name_fi", _("The network has a part of this name at that time."))


def _others(part: Part) -> list[Part]:
    return list(Part.objects.filter(network=part.network_id).exclude(pk=part.pk).prefetch_related("versions"))


def _exists(part: Part, day: date) -> bool:
    return part.valid_from <= day and (part.valid_to is None or part.valid_to >= day)


def _last_day(part: Part, row: PartVersion) -> date | None:
    """The last day of a version: the day before the next one, or that of the part."""
    later = [one.valid_from for one in part.versions.all() if one.valid_from > row.valid_from]
    return min(later) - timedelta(days=1) if later else part.valid_to


def _meet(first: date, last: date | None, other_first: date, other_last: date | None) -> bool:
    return (last is None or other_first <= last) and (other_last is None or first <= other_last)


def _area_after(theme: Part, day: date) -> int | None:
    """The area in which a theme stands, or will stand, after a day; ``None`` when it has ended by then."""
    if not theme.is_theme or (theme.valid_to and theme.valid_to <= day):
        return None
    return theme.version_on(theme.valid_to or date.max).area_id
