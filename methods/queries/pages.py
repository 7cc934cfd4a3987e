"""What the page of one method says."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from methods.enums import Category
from methods.models import FacilitatorRule, LegalBasis, Method, MethodVersion, ZonePlacement
from methods.models.parts import Part
from methods.queries.catalogue import bars, sources_differ, spans
from methods.queries.zones import NOTICE_ZONE, zones

# Sections are kept as Finnish law writes them: "5 ja 20 §", "44 § 1 mom. 4 kohta".
SECTION_WORDS = {"sv": {" ja ": " och ", " kohta": " punkten"}, "en": {" ja ": " and "}}


def method_page(version: MethodVersion) -> dict[str, Any]:
    """The page of a version as plain values; ``version`` comes with its method and that one's parent.

    A number of queries that does not depend on what it holds.
    """
    language, method = get_language(), version.method
    placements = list(version.placements.all())
    texts = {text.language: text for text in version.texts.all()}
    text = texts.get(language) or texts.get("fi")
    return {
        "code": method.code,
        "number": version.number,
        "name": (text.name if text else "") or method.name,
        "kind": method.get_kind_display(),
        "variant": method.get_variant_display(),
        "orderability": version.orderability,
        "parent": _link(method.parent) if method.parent else None,
        "children": [_link(child) for child in method.children.published()],
        "names": _names(version, language),
        "synonyms": _synonyms(method, language),
        "text": text,
        "phases": [
            {"text": phase.words(), "language": _language_of(phase, language)} for phase in version.phases.all()
        ],
        "rules": [{"who": _who(rule), "outside": rule.outside} for rule in version.facilitator_rules.all()],
        "placements": _by_source(placements),
        "differ": sources_differ(placements),
        "notice": zones()["notice"] if any(place.zone == NOTICE_ZONE for place in placements) else None,
        "legal": [_legal(base, language) for base in version.legal_bases.all()],
        "evidence": [
            {
                "line": row.get_line_display(),
                "finding": row.get_finding_display(),
                "text": row.words(),
                "language": _language_of(row, language),
                "source": row.source,
            }
            for row in version.evidence.all()
        ],
        "sources": version.sources,
        "unchecked": version.unchecked,
    }


def _language_of(row: Part, language: str) -> str:
    """The language in which a row of a list is shown."""
    return language if getattr(row, f"text_{language}", "") else "fi"


def _link(method: Method) -> dict[str, str]:
    return {"name": method.name, "url": method.get_absolute_url()}


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


def _who(rule: FacilitatorRule) -> str:
    """ "2 network consultants" """
    words = {
        Category.CONSULTANT: ngettext("%(count)d network consultant", "%(count)d network consultants", rule.count),
        Category.CONSULTANT_TRAINEE: ngettext(
            "%(count)d network consultant in training", "%(count)d network consultants in training", rule.count
        ),
        Category.CONVENER: ngettext(
            "%(count)d convener of family group conferences",
            "%(count)d conveners of family group conferences",
            rule.count,
        ),
        Category.WORRY_TRAINER: ngettext(
            "%(count)d trainer in taking up worries", "%(count)d trainers in taking up worries", rule.count
        ),
        Category.WORRY_MAPPER: ngettext("%(count)d mapper of worries", "%(count)d mappers of worries", rule.count),
    }
    return words[Category(rule.category)] % {"count": rule.count}


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


def _legal(base: LegalBasis, language: str) -> dict[str, Any]:
    return {
        "name": base.words("act"),
        "number": base.number,
        "section": _section(base.section, language),
        "note": base.words(),
        "checked_on": base.checked_on,
    }


def _section(text: str, language: str) -> str:
    """ "5 och 20 §" """
    for finnish, word in SECTION_WORDS.get(language, {}).items():
        text = text.replace(finnish, word)
    return text
