"""Writing a bulletin: its date and titles, and its sections in their order."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from bulletins.enums import FIRST_SECTIONS, SectionKind
from bulletins.models import Bulletin, Section
from core.audit import record
from core.errors import DomainError, TransitionNotAllowed
from core.richtext import plain_text
from core.states import lock
from meetings.redaction import EMAIL
from network.models import Network, Person, User

# What may stand around an address in a sentence.
_AROUND = ".!?…*/"


class SectionRefused(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """Something is wrong with ``field`` of a section."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        super().__init__(message)


@transaction.atomic
def open_bulletin(network: Network, *, day: date, title_fi: str = "", title_sv: str = "", actor: User) -> Bulletin:
    """A draft with the sections that a printed bulletin has, in their order and empty: those left empty say nothing.

    Raises ``ValidationError`` without a title, and ``SectionRefused`` as ``edit_section`` does.
    """
    _refuse_addresses(network, title_fi=title_fi, title_sv=title_sv)
    bulletin = Bulletin(network=network, day=day, title_fi=title_fi, title_sv=title_sv)
    bulletin.full_clean()
    bulletin.save()
    bulletin.writers.add(actor)
    Section.objects.bulk_create(
        Section(bulletin=bulletin, position=position, kind=kind) for position, kind in enumerate(FIRST_SECTIONS)
    )
    record("bulletins.bulletin.opened", bulletin, actor=actor)
    return bulletin


@transaction.atomic
def edit_bulletin(
    bulletin: Bulletin, *, day: date, title_fi: str, title_sv: str, version: int, actor: User
) -> Bulletin:
    """Change date and titles of a draft. Raises ``EditConflict`` when it has moved on since ``version``.

    Raises ``SectionRefused`` as ``edit_section`` does.
    """
    bulletin = _draft(bulletin, version=version)
    _refuse_addresses(bulletin.network, title_fi=title_fi, title_sv=title_sv)
    bulletin.day, bulletin.title_fi, bulletin.title_sv = day, title_fi, title_sv
    bulletin.version += 1
    bulletin.full_clean()
    bulletin.save()
    bulletin.writers.add(actor)
    record("bulletins.bulletin.edited", bulletin, actor=actor)
    return bulletin


@transaction.atomic
def add_section(bulletin: Bulletin, *, kind: str, actor: User) -> Section:
    """An empty section, the last one."""
    bulletin = _draft(bulletin)
    last = bulletin.sections.order_by("-position").first()
    section = Section(bulletin=bulletin, kind=kind, position=last.position + 1 if last else 0)
    section.full_clean()
    section.save()
    bulletin.writers.add(actor)
    record("bulletins.section.added", bulletin, actor=actor, changes={"kind": [None, str(kind)]})
    return section


@transaction.atomic
def edit_section(
    section: Section,
    *,
    heading_fi: str = "",
    heading_sv: str = "",
    body_fi: str = "",
    body_sv: str = "",
    chosen: Sequence[str] = (),
    version: int,
    actor: User,
) -> Section:
    """Change what a section says. Raises ``EditConflict`` when it has moved on since ``version``.

    Raises ``SectionRefused`` for a text with the e-mail address of somebody of the network: a bulletin stands before
    everybody, and nothing says that the address may.
    """
    bulletin = _draft(section.bulletin)
    section = lock(section, version=version)
    said = {"heading_fi": heading_fi, "heading_sv": heading_sv, "body_fi": body_fi, "body_sv": body_sv}
    _refuse_addresses(bulletin.network, **said)
    section.heading_fi, section.heading_sv = heading_fi, heading_sv
    section.body_fi, section.body_sv = body_fi, body_sv
    section.chosen = [] if section.kind == SectionKind.TEXT else list(chosen)
    section.version += 1
    section.full_clean()
    section.save()
    bulletin.writers.add(actor)
    record("bulletins.section.edited", bulletin, actor=actor, changes={"kind": [section.kind, section.kind]})
    return section


@transaction.atomic
def move_section(section: Section, *, up: bool, actor: User) -> Section:
    """Change places with the section before or after; the first and the last stay where they are."""
    bulletin = _draft(section.bulletin)
    rows = list(bulletin.sections.select_for_update().order_by("position", "pk"))
    here = next((index for index, one in enumerate(rows) if one.pk == section.pk), None)
    if here is None:
        raise TransitionNotAllowed
    there = here + (-1 if up else 1)
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
        for position, one in enumerate(rows):
            one.position = position
        Section.objects.bulk_update(rows, ["position"])
        bulletin.writers.add(actor)
        record("bulletins.section.moved", bulletin, actor=actor, changes={"place": [here + 1, there + 1]})
    return section


@transaction.atomic
def remove_section(section: Section, *, actor: User) -> None:
    bulletin = _draft(section.bulletin)
    record("bulletins.section.removed", bulletin, actor=actor, changes={"kind": [section.kind, None]})
    section.delete()
    bulletin.writers.add(actor)


def _draft(bulletin: Bulletin, *, version: int | None = None) -> Bulletin:
    bulletin = lock(bulletin, version=version)
    if not bulletin.is_editable:
        raise TransitionNotAllowed
    return bulletin


def _refuse_addresses(network: Network, **texts: str) -> None:
    """Of texts by their fields, in HTML or plain."""
    for field, text in texts.items():
        # As people read it and as it is written: tags divide addresses, and links hold others. The words that mislead
        # machines ("nimi (at) …") are addresses too, but lead to nobody's row.
        found = {one.casefold().strip(_AROUND) for form in (plain_text(text), text) for one in EMAIL.findall(form)}
        theirs = Q(email__in=found) | Q(user__email__in=found)
        if found and Person.objects.filter(theirs, network=network).exists():
            raise SectionRefused(
                field,
                _(
                    "The text has the e-mail address of somebody of the network. A bulletin is public, and nothing "
                    "says that the address may be: choose the person and the form for questions among the contacts "
                    "instead."
                ),
            )
