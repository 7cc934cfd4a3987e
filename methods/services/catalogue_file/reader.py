"""Turns raw entries of the file into rows, and collects what is wrong with them."""

import re
from typing import Any

from core.guard import strip_controls
from methods.enums import ORDERED, Domain, EvidenceLine, Finding, KeptWhere, Party, Situation
from methods.queries import steps_of_zones
from methods.services.catalogue_file.rows import Entry, entry_of, in_columns
from methods.services.catalogue_file.shapes import (
    DOCUMENT_KEYS,
    EVIDENCE_KEYS,
    FACILITATOR_KEYS,
    KEYS,
    LANGUAGES,
    LEGAL_KEYS,
    PARTY_KEYS,
    PHASE_KEYS,
    SYNONYM_KEYS,
    TEXTS,
    ZONE_KEYS,
    Wrong,
    cleaned,
    codes,
    iso_date,
    once,
    optional_text,
    shape,
    span,
    text,
)

ROLES = {"consultant", "convener", "trainer", "none"}
# What may be marked as unchecked; a dotted name means one language of it.
MARKABLE = {
    *TEXTS, "names", "zones", "situations", "domains", "ages", "consent", "facilitators", "phases", "documents",
    "meetings", "lead_days", "follow_up", "cost", "instead", "evidence", "legal",
}  # fmt: skip
MARK = re.compile(rf"({'|'.join(sorted(MARKABLE))})(\.({'|'.join(LANGUAGES)}))?")


class Reader:
    """One method for each special key; ``problems`` holds a line for each thing to mend."""

    def __init__(self, acts: dict[str, Any]) -> None:
        self.acts = acts
        self.problems: list[str] = []
        self.codes: set[str] = set()
        self.words: dict[tuple[str, str], str] = {}

    def entries(self, raws: list) -> list[Entry]:
        """What could be read of the entries, in their order."""
        found = [self._entry(number, raw) for number, raw in enumerate(raws, start=1)]
        entries = [entry for entry in found if entry]
        for entry in entries:
            self.problems += [
                f"{entry.label}, instead: there is no entry “{code}”."
                for code in entry.instead
                if code not in self.codes
            ]
        return entries

    def _entry(self, number: int, raw: Any) -> Entry | None:
        code = raw.get("code", "no code") if isinstance(raw, dict) else "not an object"
        label = f"Entry {number} ({code})"
        read: dict[str, Any] = {}
        try:
            shape(raw, KEYS)
        except Wrong as wrong:
            self.problems.append(f"{label}: {wrong}")
            return None
        for key in KEYS:
            try:
                read[key] = getattr(self, f"_{key}", _as_it_is)(raw[key], raw)
            except Wrong as wrong:
                self.problems.append(f"{label}, {key}: {wrong}")
        self.codes.add(raw["code"])
        return entry_of(label, read) if read.keys() == KEYS.keys() else None

    def _code(self, value: str, _raw: dict) -> str:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
            raise Wrong("write it in letters a–z, digits and hyphens.")
        if value in self.codes:
            raise Wrong("another entry has the same code.")
        return value

    def _parent(self, value: str | None, _raw: dict) -> str | None:
        if value is not None and value not in self.codes:
            raise Wrong(f"no entry before this one has the code “{value}”.")
        return value

    def _variant(self, value: str | None, raw: dict) -> str:
        if value and not raw["parent"]:
            raise Wrong("only an entry with a parent can be a variant.")
        return value or ""

    def _names(self, value: dict, raw: dict) -> dict[str, str]:
        names = text(value)
        for language, name in names.items():
            self._claim(language, name, raw["code"])
        return names

    def _synonyms(self, value: list, raw: dict) -> list[dict[str, Any]]:
        rows = [cleaned(shape(row, SYNONYM_KEYS)) for row in value]
        for row in rows:
            if row["language"] not in LANGUAGES or not row["text"]:
                raise Wrong("each needs a text and one of the languages fi, sv and en.")
            self._claim(row["language"], row["text"], raw["code"])
        if len({(row["language"], row["text"]) for row in rows}) < len(rows):
            raise Wrong("a name stands twice.")
        return rows

    def _claim(self, language: str, word: str, code: str) -> None:
        """A word leads to one entry, upper and lower case alike."""
        other = self.words.setdefault((language, word.casefold()), code)
        if other != code:
            raise Wrong(f"“{word}” leads to {other} already.")

    def _zones(self, value: list, _raw: dict) -> list[dict[str, Any]]:
        rows = []
        for row in (cleaned(shape(one, ZONE_KEYS)) for one in value):
            zone, steps, allowed = row["zone"], row.pop("steps"), steps_of_zones().get(row["zone"])
            if allowed is None:
                raise Wrong(f"there is no zone {zone}.")
            if not steps or any(step not in allowed for step in steps) or steps != [*range(steps[0], steps[-1] + 1)]:
                raise Wrong(f"zone {zone} has the steps {', '.join(map(str, allowed))}; give one or more, in order.")
            if not row["source"]:
                raise Wrong(f"zone {zone} has no source.")
            rows.append(row | {"first_step": steps[0], "last_step": steps[-1]})
        return rows

    def _situations(self, value: list, raw: dict) -> list[str]:
        if not value and raw["orderability"] in ORDERED:
            raise Wrong("what can be ordered needs at least one.")
        return codes(value, Situation)

    def _domains(self, value: list, _raw: dict) -> list[str]:
        return codes(value, Domain)

    def _ages(self, value: dict | None, _raw: dict) -> tuple[int | None, int | None]:
        return span(value)

    _meetings = _ages

    def _facilitators(self, value: list, _raw: dict) -> list[dict[str, Any]]:
        rows = [shape(row, FACILITATOR_KEYS) for row in value]
        for row in rows:
            if row["role"] not in ROLES:
                raise Wrong(f"the roles are {', '.join(sorted(ROLES))}; not “{row['role']}”.")
            if row["role"] == "none":
                right = row["category"] is None and row["count"] == 0
            else:
                right = bool(row["category"]) and row["count"] > 0
            if not right:
                raise Wrong("give a category and a count, or the role “none” with count 0 and no category.")
        rules = [
            {key: row[key] for key in ("category", "count", "outside")} | {"knows": row["knows"] or ""}
            for row in rows
            if row["category"]
        ]
        if len({rule["category"] for rule in rules}) < len(rules):
            raise Wrong("a category may stand once.")
        return rules

    def _parties(self, value: list, _raw: dict) -> list[dict[str, Any]]:
        rows = [shape(row, PARTY_KEYS) for row in value]
        codes([row["party"] for row in rows], Party)
        return rows

    def _phases(self, value: list, _raw: dict) -> list[dict[str, Any]]:
        return [self._phase(shape(one, PHASE_KEYS)) for one in value]

    def _phase(self, row: dict) -> dict[str, Any]:
        return {
            "present": codes(row["present"], Party),
            "minutes": row["minutes"],
            **in_columns("text", text(row["text"])),
            **in_columns("output", optional_text(row["output"])),
        }

    def _documents(self, value: list, _raw: dict) -> list[dict[str, Any]]:
        rows = [shape(one, DOCUMENT_KEYS) for one in value]
        if any(row["client_data"] and row["kept"] == KeptWhere.NETWORK for row in rows):
            raise Wrong("client data is never kept in Verkosto.")
        return [
            {"kept": row["kept"], "client_data": row["client_data"], **in_columns("text", text(row["text"]))}
            for row in rows
        ]

    def _instead(self, value: list, raw: dict) -> list[str]:
        if raw["code"] in value:
            raise Wrong("the entry names itself.")
        return once(value)

    def _evidence(self, value: list, _raw: dict) -> list[dict[str, Any]]:
        rows = [cleaned(shape(one, EVIDENCE_KEYS)) for one in value]
        codes([row["line"] for row in rows], EvidenceLine)
        for row in rows:
            if row["finding"] != Finding.NOT_ASSESSED and not (row["source"] and row["text"]):
                raise Wrong(f"the finding on “{row['line']}” needs a text and a source.")
        return [
            {key: row[key] for key in ("line", "finding", "source")} | in_columns("text", optional_text(row["text"]))
            for row in rows
        ]

    def _legal(self, value: list, _raw: dict) -> list[dict[str, Any]]:
        return [self._basis(cleaned(shape(one, LEGAL_KEYS))) for one in value]

    def _basis(self, row: dict) -> dict[str, Any]:
        act = self.acts.get(row["act"])
        if not isinstance(act, dict) or not isinstance(act.get("number"), str):
            raise Wrong(f"“{row['act']}” is not among the acts of the file.")
        days = {key: iso_date(row[key], key) for key in ("valid_from", "valid_to", "checked_on")}
        if days["valid_from"] and days["valid_to"] and days["valid_to"] < days["valid_from"]:
            raise Wrong("a provision ends before it begins.")
        return {
            "number": act["number"],
            "section": row["section"],
            **days,
            **in_columns("act", text(act.get("names"))),
            **in_columns("text", text(row["note"])),
        }

    def _purpose(self, value: dict | None, _raw: dict) -> dict[str, str]:
        return optional_text(value)

    _when = _participants = _not_for = _conditions = _for_orderer = _for_payer = _training = _purpose

    def _sources(self, value: list, _raw: dict) -> list[str]:
        if not all(isinstance(source, str) and strip_controls(source).strip() for source in value):
            raise Wrong("each source must be a text.")
        return [strip_controls(source).strip() for source in value]

    def _unchecked(self, value: list, _raw: dict) -> list[str]:
        for name in value:
            if not isinstance(name, str) or not MARK.fullmatch(name):
                raise Wrong(f"“{name}” is not a field that can be marked.")
        return value


def _as_it_is(value: Any, _raw: dict) -> Any:
    return value
