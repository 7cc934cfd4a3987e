"""Reads the file of methods (methods/data/README.md tells its shape) and finds everything that is wrong with it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from core.guard import find_identity_codes, strip_controls
from methods.queries import steps_of_zones

METHODS_FILE = Path(__file__).resolve().parent.parent / "data" / "methods.json"
LANGUAGES = ("fi", "sv", "en")
TEXTS = ("purpose", "when", "participants", "not_for")
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
    "facilitators": list,
    "follow_up": bool,
    "participants": dict | None,
    "purpose": dict,
    "when": dict | None,
    "phases": list,
    "not_for": dict | None,
    "evidence": dict | None,
    "legal": list,
    "sources": list,
    "unchecked": list,
}
SYNONYM_KEYS = {"language": str, "text": str, "note": str}
ZONE_KEYS = {"zone": int, "steps": list, "primary": bool, "source": str}
FACILITATOR_KEYS = {"role": str, "count": int, "category": str | None, "outside": bool}
LEGAL_KEYS = {"act": str, "section": str, "note": dict, "checked_on": str}
ROLES = {"consultant", "convener", "trainer", "none"}
# Fields that may be marked as unchecked; a dotted name means one language of the field.
MARKABLE = {*TEXTS, "evidence", "names", "phases", "zones", "facilitators", "legal"}
MARK = re.compile(rf"({'|'.join(sorted(MARKABLE))})(\.({'|'.join(LANGUAGES)}))?")


class CatalogueRefused(ValueError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """The file cannot be loaded: ``problems`` holds one line for each thing to mend.

    In English and not translated: whoever keeps the file reads its keys in English too.
    """

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Entry:
    """One entry as the rows it becomes.

    ``columns`` are those of ``Method``, ``synonyms`` its other names, ``facts`` the columns of a version, and
    ``parts`` the rows that belong to the version, by the names of ``methods.models.parts.PARTS``.
    """

    label: str
    code: str
    parent: str | None
    columns: dict[str, Any]
    synonyms: list[dict[str, Any]]
    facts: dict[str, Any]
    parts: dict[str, list[dict[str, Any]]]


def read_catalogue(path: Path) -> list[Entry]:
    """The entries in the order of the file; raises ``CatalogueRefused`` with all problems at once."""
    data = _read_json(path)
    hidden = [where for where, text in _strings(data, "file") if next(find_identity_codes(text), None)]
    if hidden:
        # Nothing else is looked at: another message could repeat the code.
        raise CatalogueRefused([f"{where}: contains a personal identity code." for where in hidden])
    if (
        not isinstance(data, dict)
        or not isinstance(data.get("methods"), list)
        or not isinstance(data.get("acts"), dict)
    ):
        raise CatalogueRefused(["The file must be an object with an object “acts” and a list “methods”."])
    reader = _Reader(data["acts"])
    entries = [reader.entry(number, raw) for number, raw in enumerate(data["methods"], start=1)]
    if reader.problems:
        raise CatalogueRefused(reader.problems)
    return [entry for entry in entries if entry]


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CatalogueRefused([f"{path} cannot be read: {error.strerror}."]) from error
    except UnicodeDecodeError as error:
        raise CatalogueRefused([f"{path} is not UTF-8 text."]) from error
    except json.JSONDecodeError as error:
        raise CatalogueRefused([f"Line {error.lineno}, column {error.colno}: not JSON ({error.msg})."]) from error
    except RecursionError as error:
        raise CatalogueRefused([f"{path} is nested too deeply."]) from error


def _strings(value: Any, where: str) -> Iterator[tuple[str, str]]:
    """Every text in the data with the way to it; keys that are texts themselves count as their owner's."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield where, key
            yield from _strings(one, f"{where}.{key}" if key.isidentifier() else where)
    elif isinstance(value, list):
        for number, one in enumerate(value, start=1):
            yield from _strings(one, f"{where}[{number}]")


class _Wrong(Exception):  # noqa: N818 -- never leaves this module
    """A part of an entry is unusable; its text says why."""


class _Reader:
    """Turns raw entries into ``Entry`` rows and collects what is wrong with them: one method for each special key."""

    def __init__(self, acts: dict[str, Any]) -> None:
        self.acts = acts
        self.problems: list[str] = []
        self.codes: set[str] = set()
        self.words: dict[tuple[str, str], str] = {}

    def entry(self, number: int, raw: Any) -> Entry | None:
        code = raw.get("code", "no code") if isinstance(raw, dict) else "not an object"
        label = f"Entry {number} ({code})"
        parts: dict[str, Any] = {}
        try:
            _shape(raw, KEYS)
        except _Wrong as wrong:
            self.problems.append(f"{label}: {wrong}")
            return None
        for key in KEYS:
            try:
                parts[key] = getattr(self, f"_{key}", _as_it_is)(raw[key], raw)
            except _Wrong as wrong:
                self.problems.append(f"{label}, {key}: {wrong}")
        self.codes.add(raw["code"])
        if parts.keys() != KEYS.keys():
            return None
        return Entry(
            label, parts["code"], parts["parent"], _columns(parts), parts["synonyms"], _facts(parts), _parts(parts)
        )

    def _code(self, value: str, _raw: dict) -> str:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
            raise _Wrong("write it in letters a–z, digits and hyphens.")
        if value in self.codes:
            raise _Wrong("another entry has the same code.")
        return value

    def _parent(self, value: str | None, _raw: dict) -> str | None:
        if value is not None and value not in self.codes:
            raise _Wrong(f"no entry before this one has the code “{value}”.")
        return value

    def _variant(self, value: str | None, raw: dict) -> str:
        if value and not raw["parent"]:
            raise _Wrong("only an entry with a parent can be a variant.")
        return value or ""

    def _names(self, value: dict, raw: dict) -> dict[str, str]:
        names = _text(value)
        for language, name in names.items():
            self._claim(language, name, raw["code"])
        return names

    def _synonyms(self, value: list, raw: dict) -> list[dict[str, Any]]:
        rows = [_cleaned(_shape(row, SYNONYM_KEYS)) for row in value]
        for row in rows:
            if row["language"] not in LANGUAGES or not row["text"]:
                raise _Wrong("each needs a text and one of the languages fi, sv and en.")
            self._claim(row["language"], row["text"], raw["code"])
        if len({(row["language"], row["text"]) for row in rows}) < len(rows):
            raise _Wrong("a name stands twice.")
        return rows

    def _claim(self, language: str, word: str, code: str) -> None:
        """A word leads to one entry, upper and lower case alike."""
        other = self.words.setdefault((language, word.casefold()), code)
        if other != code:
            raise _Wrong(f"“{word}” leads to {other} already.")

    def _zones(self, value: list, _raw: dict) -> list[dict[str, Any]]:
        rows = []
        for row in (_cleaned(_shape(one, ZONE_KEYS)) for one in value):
            zone, steps, allowed = row["zone"], row.pop("steps"), steps_of_zones().get(row["zone"])
            if allowed is None:
                raise _Wrong(f"there is no zone {zone}.")
            if not steps or any(step not in allowed for step in steps) or steps != [*range(steps[0], steps[-1] + 1)]:
                raise _Wrong(f"zone {zone} has the steps {', '.join(map(str, allowed))}; give one or more, in order.")
            if not row["source"]:
                raise _Wrong(f"zone {zone} has no source.")
            rows.append(row | {"first_step": steps[0], "last_step": steps[-1]})
        return rows

    def _facilitators(self, value: list, _raw: dict) -> list[dict[str, Any]]:
        rows = [_shape(row, FACILITATOR_KEYS) for row in value]
        for row in rows:
            if row["role"] not in ROLES:
                raise _Wrong(f"the roles are {', '.join(sorted(ROLES))}; not “{row['role']}”.")
            if row["role"] == "none":
                right = row["category"] is None and row["count"] == 0
            else:
                right = bool(row["category"]) and row["count"] > 0
            if not right:
                raise _Wrong("give a category and a count, or the role “none” with count 0 and no category.")
        rules = [{key: row[key] for key in ("category", "count", "outside")} for row in rows if row["category"]]
        if len({rule["category"] for rule in rules}) < len(rules):
            raise _Wrong("a category may stand once.")
        return rules

    def _legal(self, value: list, _raw: dict) -> list[dict[str, Any]]:
        rows = []
        for row in (_cleaned(_shape(one, LEGAL_KEYS)) for one in value):
            act = self.acts.get(row["act"])
            if not isinstance(act, dict) or not isinstance(act.get("number"), str):
                raise _Wrong(f"“{row['act']}” is not among the acts of the file.")
            if not _is_iso_date(row["checked_on"]):
                raise _Wrong("write “checked_on” as 2025-02-21.")
            rows.append(
                {
                    "number": act["number"],
                    "section": row["section"],
                    "checked_on": date.fromisoformat(row["checked_on"]),
                }
                | _in_columns("act", _text(act.get("names")))
                | _in_columns("text", _text(row["note"]))
            )
        return rows

    def _purpose(self, value: dict | None, _raw: dict) -> dict[str, str]:
        return _text(value) if value is not None else dict.fromkeys(LANGUAGES, "")

    _when = _participants = _not_for = _evidence = _purpose

    def _phases(self, value: list, _raw: dict) -> list[dict[str, str]]:
        return [_text(phase) for phase in value]

    def _sources(self, value: list, _raw: dict) -> list[str]:
        if not all(isinstance(source, str) and strip_controls(source).strip() for source in value):
            raise _Wrong("each source must be a text.")
        return [strip_controls(source).strip() for source in value]

    def _unchecked(self, value: list, _raw: dict) -> list[str]:
        for name in value:
            if not isinstance(name, str) or not MARK.fullmatch(name):
                raise _Wrong(f"“{name}” is not a field that can be marked.")
        return value


def _as_it_is(value: Any, _raw: dict) -> Any:
    return value


def _shape(raw: Any, keys: dict[str, Any]) -> dict[str, Any]:
    """The object, if it has exactly these keys with values of these types."""
    if not isinstance(raw, dict):
        raise _Wrong("an object is expected here.")
    if missing := [key for key in keys if key not in raw]:
        raise _Wrong(f"missing: {', '.join(missing)}.")
    if strange := [key for key in raw if key not in keys]:
        raise _Wrong(f"unknown: {', '.join(strange)}.")
    for key, kind in keys.items():
        # To Python, True is an int; to the reader of the file it is not.
        if not isinstance(raw[key], kind) or (kind is int and isinstance(raw[key], bool)):
            raise _Wrong(f"“{key}” has a value of the wrong type.")
    return raw


def _text(value: Any) -> dict[str, str]:
    """A text in the three languages, none of them empty."""
    if not isinstance(value, dict) or value.keys() != set(LANGUAGES):
        raise _Wrong("a text is an object with fi, sv and en.")
    if not all(isinstance(text, str) and strip_controls(text).strip() for text in value.values()):
        raise _Wrong("a text must not be empty in any language.")
    return {language: strip_controls(value[language]).strip() for language in LANGUAGES}


def _cleaned(row: dict[str, Any]) -> dict[str, Any]:
    return {key: strip_controls(value).strip() if isinstance(value, str) else value for key, value in row.items()}


def _is_iso_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _columns(parts: dict[str, Any]) -> dict[str, Any]:
    return {
        **{key: parts[key] for key in ("variant", "kind", "position", "sv_proposed")},
        **{f"name_{language}": name for language, name in parts["names"].items()},
    }


def _facts(parts: dict[str, Any]) -> dict[str, Any]:
    return {
        "orderability": parts["orderability"],
        "needs_follow_up": parts["follow_up"],
        "sources": parts["sources"],
        "unchecked": parts["unchecked"],
    }


def _parts(parts: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    evidence = [{"line": "effect", **_in_columns("text", parts["evidence"])}] if parts["evidence"]["fi"] else []
    return {
        "texts": [_text_row(parts, language) for language in LANGUAGES],
        "placements": parts["zones"],
        "facilitator_rules": parts["facilitators"],
        "phases": [_in_columns("text", phase) for phase in parts["phases"]],
        "legal_bases": parts["legal"],
        "evidence": evidence,
    }


def _text_row(parts: dict[str, Any], language: str) -> dict[str, Any]:
    """The texts of a language; those of the file are in step, so each was made from the Finnish that stands there."""
    made_from = {} if language == "fi" else {key: parts[key]["fi"] for key in TEXTS if parts[key][language]}
    return {
        "language": language,
        "name": parts["names"][language],
        "made_from": made_from,
        **{key: parts[key][language] for key in TEXTS},
    }


def _in_columns(name: str, text: dict[str, str]) -> dict[str, str]:
    return {f"{name}_{language}": words for language, words in text.items()}
