"""What the objects of the file look like, and the checks that every key shares."""

from datetime import date
from typing import Any

from django.db import models

from core.guard import strip_controls

LANGUAGES = ("fi", "sv", "en")
TEXTS = ("purpose", "when", "participants", "not_for", "conditions", "for_orderer", "for_payer", "training")
KEYS = {
    "code": str,
    "parent": str | None,
    "variant": str | None,
    "kind": str,
    "orderability": str,
    "position": int,
    "names": dict,
    "sv_proposed": bool,
    "synonyms": list,
    "zones": list,
    "situations": list,
    "domains": list,
    "ages": dict | None,
    "consent": str | None,
    "facilitators": list,
    "participants": dict | None,
    "parties": list,
    "purpose": dict,
    "when": dict | None,
    "phases": list,
    "documents": list,
    "meetings": dict | None,
    "lead_days": int | None,
    "follow_up": bool,
    "follow_up_weeks": int | None,
    "conditions": dict | None,
    "for_orderer": dict | None,
    "for_payer": dict | None,
    "cost_basis": str | None,
    "free_for_family": bool,
    "training": dict | None,
    "not_for": dict | None,
    "instead": list,
    "evidence": list,
    "legal": list,
    "sources": list,
    "unchecked": list,
}
SYNONYM_KEYS = {"language": str, "text": str, "note": str}
ZONE_KEYS = {"zone": int, "steps": list, "primary": bool, "source": str}
SPAN_KEYS = {"from": int | None, "to": int | None}
FACILITATOR_KEYS = {"role": str, "count": int, "category": str | None, "outside": bool, "knows": str | None}
PARTY_KEYS = {"party": str, "presence": str}
PHASE_KEYS = {"text": dict, "present": list, "minutes": int | None, "output": dict | None}
DOCUMENT_KEYS = {"text": dict, "kept": str, "client_data": bool}
EVIDENCE_KEYS = {"line": str, "finding": str, "text": dict | None, "source": str}
LEGAL_KEYS = {
    "act": str,
    "section": str,
    "note": dict,
    "valid_from": str | None,
    "valid_to": str | None,
    "checked_on": str,
}


class Wrong(Exception):  # noqa: N818 -- never leaves this package
    """A part of an entry is unusable; its text says why."""


def shape(raw: Any, keys: dict[str, Any]) -> dict[str, Any]:
    """The object, if it has exactly these keys with values of these types."""
    if not isinstance(raw, dict):
        raise Wrong("an object is expected here.")
    if missing := [key for key in keys if key not in raw]:
        raise Wrong(f"missing: {', '.join(missing)}.")
    if strange := [key for key in raw if key not in keys]:
        raise Wrong(f"unknown: {', '.join(strange)}.")
    for key, kind in keys.items():
        # To Python, True is an int; to the reader of the file it is not.
        if not isinstance(raw[key], kind) or (kind is not bool and isinstance(raw[key], bool)):
            raise Wrong(f"“{key}” has a value of the wrong type.")
    return raw


def text(value: Any) -> dict[str, str]:
    """A text in the three languages, none of them empty."""
    if not isinstance(value, dict) or value.keys() != set(LANGUAGES):
        raise Wrong("a text is an object with fi, sv and en.")
    if not all(isinstance(words, str) and strip_controls(words).strip() for words in value.values()):
        raise Wrong("a text must not be empty in any language.")
    return {language: strip_controls(value[language]).strip() for language in LANGUAGES}


def optional_text(value: dict | None) -> dict[str, str]:
    """A text, or three empty ones where there is none."""
    return dict.fromkeys(LANGUAGES, "") if value is None else text(value)


def cleaned(row: dict[str, Any]) -> dict[str, Any]:
    return {key: strip_controls(value).strip() if isinstance(value, str) else value for key, value in row.items()}


def codes(value: list, allowed: type[models.TextChoices]) -> list[str]:
    """Codes of a list of choices, each once."""
    for code in once(value):
        if code not in allowed.values:
            raise Wrong(f"“{code}” is none of {', '.join(allowed.values)}.")
    return value


def once(values: list) -> list[str]:
    """Words, each of them once."""
    if not all(isinstance(value, str) for value in values):
        raise Wrong("a list of codes is expected here.")
    if len(set(values)) < len(values):
        raise Wrong("one stands twice.")
    return values


def span(value: dict | None) -> tuple[int | None, int | None]:
    """Two numbers that run upwards; each may be missing."""
    if value is None:
        return None, None
    first, last = (shape(value, SPAN_KEYS)[key] for key in SPAN_KEYS)
    if first is not None and last is not None and last < first:
        raise Wrong("“to” is below “from”.")
    return first, last


def iso_date(value: str | None, key: str) -> date | None:
    """A day as ISO writes it; nothing for nothing."""
    if value is None:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        day = None
    if day is None or day.isoformat() != value:
        raise Wrong(f"write “{key}” as 2025-02-21.")
    return day
