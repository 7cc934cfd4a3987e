"""What the structure holds of a person (``core.exporting``)."""

from django.utils.translation import gettext_lazy as _

from core.exporting import Column, Part
from structure.enums import ContactRole
from structure.models import PartContact


def person_parts(key: int, _within: int | None) -> list[Part]:
    """The exporter of the structure for ``network.person``: which parts somebody leads or answers for. Two queries."""
    contacts = PartContact.objects.filter(person=key).order_by("pk").select_related("part")
    contacts = contacts.prefetch_related("part__versions")
    columns = (
        Column("part", _("part of the structure")),
        Column("role", _("task"), dict(ContactRole.choices)),
        Column("valid_from", _("from")),
        Column("valid_to", _("until")),
    )
    rows = [(str(row.part), row.role, row.valid_from, row.valid_to) for row in contacts]
    return [Part("structure_tasks", _("Tasks in the structure"), columns, rows)]
