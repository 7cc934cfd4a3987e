"""Reading one row: each cell becomes a value, stays text with the reason why, or refuses the row."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.fuzzydates import FuzzyDate, FuzzyDateError, Precision, parse
from core.guard import one_line
from core.spreadsheets.reading import SheetRow
from core.spreadsheets.sheets import Sheet, comparable, in_every_language
from core.spreadsheets.writing import Value

Row = TypeVar("Row")
# Without a year a date would be taken for one of this year, which an older record hardly means.
_HAS_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
YES, NO = gettext_lazy("yes"), gettext_lazy("no")


class RowState(Enum):
    """What saving does with a row; ``word``, ``tone`` and ``icon`` show it."""

    NEW = "new", pgettext_lazy("row of a file", "New"), "success", "plus"
    ADDS = "adds", gettext_lazy("Adds to what is here"), "success", "plus"
    SAME = "same", gettext_lazy("Here already"), "neutral", "check"
    DIFFERS = "differs", gettext_lazy("Differs: left as it is here"), "warning", "swap"
    # Saved only as its author says.
    DOUBTFUL = "doubtful", gettext_lazy("Resembles another"), "warning", "question"
    REFUSED = "refused", pgettext_lazy("row of a file", "Refused"), "danger", "error"

    def __new__(cls, value: str, word: Promise, tone: str, icon: str) -> "RowState":
        state = object.__new__(cls)
        state._value_, state.word, state.tone, state.icon = value, word, tone, icon
        return state


@dataclass
class Understood:
    """One row: ``values`` is ``[(heading, text as written, how it is understood or "")]``.

    ``kept`` is ``{column: why it was not understood}``: its text is kept as written. ``problems`` refuse the row, and
    with it the file. ``facts`` is what saving needs; ``differences`` is ``[(heading, here, in the file)]``; ``notes``
    say what is added, or why a row is doubtful; ``candidates`` are what it may be the same as.
    """

    number: int
    cells: dict[str, str]
    state: RowState = RowState.NEW
    facts: dict[str, Any] = field(default_factory=dict)
    values: list[tuple[str, str, str]] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    differences: list[tuple[str, str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    candidates: list[Any] = field(default_factory=list)
    sheet: Sheet | None = None

    @property
    def key(self) -> str:
        """What a page calls the row: the sheet and the number."""
        return f"{self.sheet.name}-{self.number}"

    def refuse(self, message: str) -> None:
        """Refuse a row that was read, for what it says beside others or beside what is here."""
        self.state = RowState.REFUSED
        self.problems.append(message)

    @property
    def needs_a_look(self) -> bool:
        return bool(self.kept or self.problems or self.differences or self.notes)

    @property
    def kept_values(self) -> list[tuple[str, str, str]]:
        """``[(heading, text as written, why it was not understood)]``."""
        labels = self.sheet.labels
        return [(labels[name], self.cells[name], why) for name, why in self.kept.items()]


class RowReader:
    """Reads the cells of one row, and remembers what was understood of each.

    ``strict``: what is not understood has no place where it could be kept as written, and refuses the row.
    """

    def __init__(self, row: SheetRow, sheet: Sheet, *, strict: bool = False) -> None:
        self.row, self.sheet, self.strict = row, sheet, strict
        self.read: dict[str, str] = {}
        self.kept: dict[str, str] = {}
        self.problems: list[str] = []
        self._labels = sheet.labels

    def result(self, facts: dict[str, Any]) -> Understood:
        cells = self.row.cells
        if self.strict:
            for name, why in self.kept.items():
                self.refuse(name, _("“%(text)s” – %(why)s.") % {"text": cells[name][:60], "why": why})
            self.kept = {}
        return Understood(
            number=self.row.number,
            cells=cells,
            state=RowState.REFUSED if self.problems else RowState.NEW,
            facts=facts,
            values=[
                (self._labels[name], cells[name], self.read.get(name, ""))
                for name in self.sheet.names
                if cells[name] and name not in self.kept
            ],
            kept=self.kept,
            problems=self.problems,
            sheet=self.sheet,
        )

    def refuse(self, name: str, message: str) -> None:
        self.problems.append(f"{self._labels[name]}: {message}")

    def keep(self, name: str, why: str) -> None:
        self.kept[name] = why

    def text(self, name: str, limit: int, *, lines: bool = False, required: bool = False) -> str:
        text = self.row.cells[name] if lines else one_line(self.row.cells[name])
        if len(text) > limit:
            self.refuse(name, _("The text is longer than %(limit)d characters.") % {"limit": limit})
        if required and not text:
            self.refuse(name, _("The cell is empty."))
        return text

    def email(self, name: str) -> str:
        text = self.text(name, 254).lower()
        try:
            if text:
                validate_email(text)
        except ValidationError as error:
            self.refuse(name, error.messages[0])
        return text

    def choice(self, name: str, words: Mapping[str, str], labels: type[TextChoices]) -> str:
        """The code of a word in any language; an unknown word is kept as written."""
        text = self.row.cells[name]
        if not text:
            return ""
        code = words.get(comparable(text))
        if code is None:
            self.keep(name, _("the word is not known"))
            return ""
        self.read[name] = str(labels(code).label)
        return code

    def yes(self, name: str) -> bool:
        text = comparable(self.row.cells[name])
        if text and text not in in_every_language(NO) | in_every_language(YES):
            self.keep(name, _("the word is not known"))
        return text in in_every_language(YES)

    def fuzzy(self, name: str, stored: FuzzyDate | None = None) -> FuzzyDate | None:
        """A date as people say it. Words that are no date are kept; a date that does not exist refuses the row.

        The words of ``stored`` mean what they meant when it was stored.
        """
        text = one_line(self.row.cells[name])
        if not text:
            return None
        if stored is not None and stored.text == text:
            return stored
        if len(text) > 120:
            self.refuse(name, _("The text is longer than %(limit)d characters.") % {"limit": 120})
            return None
        try:
            found = parse(text, today=timezone.localdate())
        except FuzzyDateError as error:
            if error.code != "not_understood":
                self.refuse(name, error.message)
                return None
            found = None
        if found is None:
            self.keep(name, _("not understood as a date"))
        elif found.earliest is not None and not _HAS_YEAR.search(text):
            self.keep(name, _("the year is not told"))
        else:
            self.read[name] = _days(found)
            return found
        return FuzzyDate(None, None, Precision.UNKNOWN, text)

    def day(self, name: str) -> date | None:
        """One day; less than that is kept as written."""
        found = self.fuzzy(name)
        if found is None:
            return None
        if found.earliest is None or found.earliest != found.latest:
            self.read.pop(name, None)
            self.kept.setdefault(name, _("not one day"))
            return None
        return found.earliest

    def number(self, name: str, most: int) -> int | None:
        text = self.row.cells[name]
        if not text:
            return None
        if not re.fullmatch(r"[0-9]{1,9}", text):
            self.keep(name, _("not a whole number"))
            return None
        if int(text) > most:
            self.refuse(name, _("The number is larger than %(most)d.") % {"most": most})
        return int(text)

    def decimal(self, name: str, most: int) -> Decimal | None:
        """A number with at most one decimal."""
        text = self.row.cells[name].replace(",", ".")
        if not text:
            return None
        try:
            value = Decimal(text)
        except InvalidOperation:
            value = None
        if value is None or not value.is_finite() or value != round(value, 1) or value < 0:
            self.keep(name, _("not a number with at most one decimal"))
            return None
        if value > most:
            self.refuse(name, _("The number is larger than %(most)d.") % {"most": most})
        return value

    def named(self, name: str, rows: Mapping[str, list[Row]], show: Callable[[Row], str] = str) -> Row | None:
        """The row of a name; an unknown name, or one that several have, is kept as written."""
        text = self.row.cells[name]
        found = rows.get(comparable(text), []) if text else []
        if len(found) == 1:
            self.read[name] = show(found[0])
            return found[0]
        if text:
            self.keep(name, _("several have this name") if found else _("the name is not known"))
        return None


def choice_words(choices: type[TextChoices]) -> dict[str, str]:
    """``{label in any language, in comparable form: code}``."""
    return {word: choice.value for choice in choices for word in in_every_language(choice.label)}


def by_name(rows: Iterable[Row], names: Callable[[Row], Iterable[str]]) -> dict[str, list[Row]]:
    """``{name in comparable form: [rows that have it]}``."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        for name in {comparable(name) for name in names(row) if name}:
            found.setdefault(name, []).append(row)
    return found


def compare(row: Understood, stored: dict[str, Any], labels: dict[str, str]) -> None:
    """Set whether a row says the same as what is here, and what differs. ``labels`` is ``{fact: heading}``."""
    row.differences = [
        (label, told(stored[name]), told(row.facts[name]))
        for name, label in labels.items()
        if plain(stored[name]) != plain(row.facts[name])
    ]
    if row.state is not RowState.REFUSED:
        row.state = RowState.DIFFERS if row.differences else RowState.SAME


def plain(value: Any) -> Any:
    """A date as its words: the days behind "as soon as possible" do not make two records differ."""
    return value.text if isinstance(value, FuzzyDate) else value or None


def told(value: Any) -> str:
    """A fact as a person reads it."""
    if isinstance(value, date):
        return date_format(value)
    if isinstance(value, bool):
        return str(YES if value else NO)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {text}" for name, text in value.items()) or "–"
    if isinstance(value, list | tuple):
        return "; ".join(" ".join(filter(None, map(told, one))) if isinstance(one, tuple) else told(one)
                         for one in value) or "–"  # fmt: skip
    return str(value if value not in (None, "") else "–")


def excel_date(value: FuzzyDate | None) -> Value:
    """A date cell for an exact day written as such, otherwise the words."""
    if value is None:
        return None
    day = value.earliest
    exact = value.precision == Precision.DAY and value.text == f"{day.day}.{day.month}.{day.year}"
    return day if exact else value.text


def _days(found: FuzzyDate) -> str:
    """What was understood, where it is not what was written."""
    if found.earliest is None:
        return ""
    if found.earliest == found.latest:
        return date_format(found.earliest)
    return f"{date_format(found.earliest)}–{date_format(found.latest)}"
