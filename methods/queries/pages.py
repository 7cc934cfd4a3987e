"""What the page of one method says."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from methods.models import Method, MethodVersion, ZonePlacement
from methods.models.parts import PARTS
from methods.queries.catalogue import bars, sources_differ, spans
from methods.queries.page_parts import (
    cost_of,
    documents_of,
    edition,
    evidence_of,
    facts_of,
    instead_of,
    legal_of,
    link,
    parties_of,
    phases_of,
    rules_of,
    texts_of,
)
from methods.queries.zones import NOTICE_ZONE, zones


def method_page(version: MethodVersion) -> dict[str, Any]:
    """The page of a version as plain values; ``version`` comes with its method and that one's parent.

    A number of queries that does not depend on what it holds: the lists of a version, and the children, other names
    and methods to use instead.
    """
    prefetch_related_objects([version], *(name for name in PARTS if name != "instead"))
    language, method = get_language(), version.method
    placements = list(version.placements.all())
    texts = {text.language: text for text in version.texts.all()}
    text = texts.get(language) or texts.get("fi")
    return {
        "code": method.code,
        "number": version.number,
        "edition": edition(version),
        "change_note": version.change_note,
        "name": (text.name if text else "") or method.name,
        "kind": method.get_kind_display(),
        "variant": method.get_variant_display(),
        "orderability": version.orderability,
        "parent": link(method.parent) if method.parent else None,
        "children": [link(child) for child in method.children.published()],
        "names": _names(version, language),
        "synonyms": _synonyms(method, language),
        "text": text,
        "texts": texts_of(version),
        "situations": [row.get_situation_display() for row in version.situations.all()],
        "facts": facts_of(version),
        "parties": parties_of(version),
        "rules": rules_of(version),
        "phases": phases_of(version),
        "documents": documents_of(version),
        "cost": cost_of(version),
        "instead": instead_of(version),
        "placements": _by_source(placements),
        "differ": sources_differ(placements),
        "notice": zones()["notice"] if any(place.zone == NOTICE_ZONE for place in placements) else None,
        "legal": legal_of(version, timezone.localdate()),
        "evidence": evidence_of(version),
        "sources": version.sources,
        "unchecked": version.unchecked,
    }


def _names(version: MethodVersion, language: str) -> list[dict[str, Any]]:
    """The names in the other languages, and that of the page's language when something is to be said of it."""
    names = [
        {
            "language": code,
            "text": getattr(version.method, f"name_{code}"),
            "proposed": code == "sv" and version.method.sv_proposed,
            "unchecked": f"names.{code}" in version.unchecked,
        }
        for code in ("fi", "sv", "en")
    ]
    return [
        name
        for name in names
        if name["text"] and (name["language"] != language or name["proposed"] or name["unchecked"])
    ]


def _synonyms(method: Method, language: str) -> list[dict[str, Any]]:
    """The other names by language, those of the page's language first. Notes are Finnish and shown to its readers."""
    rows = sorted(method.synonyms.all(), key=lambda row: (row.language != language, row.language, row.pk))
    return [
        {
            "language": code,
            "rows": [{"text": row.text, "note": row.note if language == "fi" else ""} for row in group],
        }
        for code, group in groupby(rows, key=lambda row: row.language)
    ]


def _by_source(placements: list[ZonePlacement]) -> list[dict[str, Any]]:
    """One row for each source and strength: those that place the method first of all come first."""
    found: dict[tuple[str, bool], list[ZonePlacement]] = {}
    for placement in sorted(placements, key=lambda row: (not row.primary, row.pk)):
        found.setdefault((placement.source, placement.primary), []).append(placement)
    return [
        {
            "number": number,
            "source": source,
            "primary": primary,
            "where": where_placed(rows),
            "bars": bars(rows),
        }
        for number, ((source, primary), rows) in enumerate(found.items(), start=1)
    ]


def where_placed(placements: Iterable[Any]) -> str:
    """ "Zones 3–4, steps 4–7"; of rows with ``zone``, ``first_step`` and ``last_step``."""
    placements = list(placements)
    numbers = sorted({row.zone for row in placements})
    steps = sorted({step for row in placements for step in range(row.first_step, row.last_step + 1)})
    values = {"zones": spans(numbers), "steps": spans(steps)}
    if len(steps) == 1:
        return _("Zone %(zones)s, step %(steps)s") % values
    return ngettext("Zone %(zones)s, steps %(steps)s", "Zones %(zones)s, steps %(steps)s", len(numbers)) % values
