"""What a bulletin says, as plain values: of a draft freshly read, and so frozen when it is published."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bulletins.enums import SectionKind
from bulletins.models import Bulletin, Section
from bulletins.queries.knowledge import entries
from network.models import Network
from structure.figures import paper_svgs, structure_svg
from structure.queries import Node, Structure, structure_on


def content_of(bulletin: Bulletin) -> dict[str, Any]:
    """What the sections of a draft say today; ``BulletinVersion.content`` has the shape. Reads ``network``."""
    sections = list(bulletin.sections.all())
    return {
        "day": bulletin.day.isoformat(),
        "languages": {language: _in_language(bulletin, sections, language) for language in bulletin.languages},
    }


def figures_of(content: Mapping[str, Any], language: str, *, paper: bool = False) -> list[dict[str, Any]]:
    """The sections in one language, each with ``figure``, ``narrow`` and ``roots``, or with ``pictures`` on paper.

    A picture cannot go on from page to page: on paper each root of the structure has its own.
    """
    found = []
    with translation.override(language):
        for section in content["languages"][language]["sections"]:
            drawn: dict[str, Any] = {}
            if section["structure"]:
                structure = _thawed(section["structure"], date.fromisoformat(content["day"]))
                drawn = {"roots": structure.roots} | (
                    {"pictures": paper_svgs(structure)}
                    if paper
                    else {
                        "figure": structure_svg(structure, links=False),
                        "narrow": structure_svg(structure, links=False, narrow=True),
                    }
                )
            # Rich text was made clean when it was saved, and is frozen since.
            found.append(section | drawn | {"html": SafeString(section["html"])})
    return found


def _in_language(bulletin: Bulletin, sections: list[Section], language: str) -> dict[str, Any]:
    with translation.override(language):
        said = [_said(section, bulletin.network, bulletin.day, language) for section in sections]
        return {
            "title": getattr(bulletin, f"title_{language}"),
            "network": str(bulletin.network),
            "sections": [section for section in said if section],
        }


def _said(section: Section, network: Network, day: date, language: str) -> dict[str, Any] | None:
    """A section in the active language; ``None`` when it says nothing there."""
    html = getattr(section, f"body_{language}")
    rows = [choice.entry for choice in entries(section.kind, network, section.chosen, day)]
    if not html and not rows:
        return None
    is_figure = section.kind == SectionKind.STRUCTURE and bool(rows)
    return {
        "kind": str(section.kind),
        "heading": getattr(section, f"heading_{language}") or _heading(section.kind),
        "html": html,
        "entries": [] if is_figure else rows,
        "structure": _frozen(structure_on(network, day)) if is_figure else None,
    }


def _heading(kind: str) -> str:
    return {
        SectionKind.TEXT: "",
        SectionKind.PROJECTS: _("Projects"),
        SectionKind.GROUPS: _("Groups"),
        SectionKind.TRAININGS: pgettext("bank", "Trainings"),
        SectionKind.MEETINGS: _("Meetings that are coming"),
        SectionKind.QUESTIONS: _("Questions to members"),
        SectionKind.DECISIONS: _("Decisions"),
        SectionKind.STRUCTURE: _("Structure of the network"),
        SectionKind.CONTACTS: pgettext("bulletin", "Contacts"),
    }[SectionKind(kind)]


def _frozen(structure: Structure) -> dict[str, Any]:
    """Names without people and addresses: who leads what is said where contacts were chosen."""
    return {
        "network": structure.network_name,
        **{name: [_plain(node) for node in getattr(structure, name)] for name in ("areas", "strands", "groups")},
    }


def _plain(node: Node) -> dict[str, Any]:
    children = [_plain(child) for child in node.children]
    return {"kind": str(node.kind), "name": node.name, "number": node.number, "children": children}


def _thawed(frozen: Mapping[str, Any], day: date) -> Structure:
    empty = Structure(frozen["network"], day, (), (), ())
    names = ("areas", "strands", "groups")
    return replace(empty, **{name: tuple(_node(one) for one in frozen[name]) for name in names})


def _node(plain: Mapping[str, Any]) -> Node:
    children = tuple(_node(child) for child in plain["children"])
    return Node(plain["kind"], 0, plain["name"], "", plain["number"], children)
