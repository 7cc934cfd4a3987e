"""An entry of the file as the rows it becomes."""

from dataclasses import dataclass
from typing import Any

from methods.services.catalogue_file.shapes import LANGUAGES, TEXTS


@dataclass(frozen=True)
class Entry:
    """One entry as the rows it becomes.

    ``columns`` are those of ``Method``, ``synonyms`` its other names, ``facts`` the columns of a version, and
    ``parts`` the rows that belong to the version, by the names of ``methods.models.parts.PARTS``; ``instead`` holds
    codes, which become rows when every method is there.
    """

    label: str
    code: str
    parent: str | None
    columns: dict[str, Any]
    synonyms: list[dict[str, Any]]
    facts: dict[str, Any]
    parts: dict[str, list[dict[str, Any]]]
    instead: list[str]


def entry_of(label: str, read: dict[str, Any]) -> Entry:
    """``read`` holds what each key was read as (``reader``)."""
    return Entry(
        label=label,
        code=read["code"],
        parent=read["parent"],
        columns=_columns(read),
        synonyms=read["synonyms"],
        facts=_facts(read),
        parts=_parts(read),
        instead=read["instead"],
    )


def in_columns(name: str, text: dict[str, str]) -> dict[str, str]:
    return {f"{name}_{language}": words for language, words in text.items()}


def _columns(read: dict[str, Any]) -> dict[str, Any]:
    return {key: read[key] for key in ("variant", "kind", "position", "sv_proposed")} | in_columns(
        "name", read["names"]
    )


def _facts(read: dict[str, Any]) -> dict[str, Any]:
    same = ("orderability", "domains", "lead_days", "follow_up_weeks", "free_for_family", "sources", "unchecked")
    (age_from, age_to), (sessions_from, sessions_to) = read["ages"], read["meetings"]
    return {
        **{key: read[key] for key in same},
        "needs_follow_up": read["follow_up"],
        "age_from": age_from,
        "age_to": age_to,
        "consent": read["consent"] or "",
        "sessions_from": sessions_from,
        "sessions_to": sessions_to,
        "cost_basis": read["cost_basis"] or "",
    }


def _parts(read: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    return {
        "texts": [_text_row(read, language) for language in LANGUAGES],
        "placements": read["zones"],
        "situations": [{"situation": code} for code in read["situations"]],
        "participant_rules": read["parties"],
        "facilitator_rules": read["facilitators"],
        "phases": read["phases"],
        "documents": read["documents"],
        "legal_bases": read["legal"],
        "evidence": read["evidence"],
    }


def _text_row(read: dict[str, Any], language: str) -> dict[str, Any]:
    """The texts of a language; those of the file are in step, so each was made from the Finnish that stands there."""
    made_from = {} if language == "fi" else {key: read[key]["fi"] for key in TEXTS if read[key][language]}
    return {
        "language": language,
        "name": read["names"][language],
        "made_from": made_from,
        **{key: read[key][language] for key in TEXTS},
    }
