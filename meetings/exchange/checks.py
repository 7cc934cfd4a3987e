"""Building blocks of the reader: each checks one kind of value, names its place, and gives the clean value.

A place is written as JSON paths are: ``$.items[1].children[0].heading``.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core import richtext
from core.guard import one_line, refuse_identity_code, strip_controls

MAX_PROBLEMS = 25
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Problems(list[str]):
    """What is wrong, each with its place; after ``MAX_PROBLEMS`` nobody reads on."""

    def add(self, path: str, message: str) -> None:
        if len(self) < MAX_PROBLEMS:
            self.append(f"{path}: {message}")

    def check(self, path: str, validator: Callable[[Any], Any], value: Any) -> Any:
        """What the validator gives, its refusal noted; the refusals of texts never repeat what they refuse."""
        try:
            return validator(value)
        except ValidationError as error:
            self.add(path, " ".join(error.messages))
            return value


Check = Callable[[Any, str, Problems], Any]


def text(limit: int, *, null: bool = False, empty: bool = False, lines: bool = False) -> Check:
    """A text of at most ``limit`` characters, on one line unless ``lines``; nothing is null, or "" if ``empty``."""

    def check(value: Any, path: str, problems: Problems) -> Any:
        if value is None and null:
            return None
        if not isinstance(value, str):
            problems.add(path, _("must be a text or null.") if null else _("must be a text."))
            return value
        value = strip_controls(value) if lines else one_line(value)
        if not value and not empty:
            problems.add(path, _("is empty; write null where there is nothing.") if null else _("is empty."))
        if len(value) > limit:
            problems.add(path, _("is longer than %(limit)d characters.") % {"limit": limit})
        problems.check(path, refuse_identity_code, value)
        return value

    return check


def html(*, empty: bool = False) -> Check:
    """Rich text, cleaned as every text of minutes is."""

    def check(value: Any, path: str, problems: Problems) -> Any:
        if not isinstance(value, str):
            problems.add(path, _("must be a text."))
            return value
        value = problems.check(path, richtext.sanitise, value) if value else value
        if not value and not empty:
            problems.add(path, _("is empty."))
        return value

    return check


def one_of(words: Iterable[str], *, null: bool = False) -> Check:
    known = list(words)

    def check(value: Any, path: str, problems: Problems) -> Any:
        if not (value is None and null) and (not isinstance(value, str) or value not in known):
            message = _("must be one of these, or null: %(words)s.") if null else _("must be one of these: %(words)s.")
            problems.add(path, message % {"words": ", ".join(known)})
        return value

    return check


def flag(value: Any, path: str, problems: Problems) -> Any:
    if not isinstance(value, bool):
        problems.add(path, _("must be true or false."))
    return value


def number(*, null: bool = False, limit: int = 32_767) -> Check:
    def check(value: Any, path: str, problems: Problems) -> Any:
        if value is None and null:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= limit:
            problems.add(path, _("must be a whole number from 1 to %(limit)d.") % {"limit": limit})
        return value

    return check


def moment(*, null: bool = False, days: bool = False) -> Check:
    """Helsinki time without offset, ``2009-01-15T09:30``; with ``days`` a day, ``2009-01-15``, is right too."""

    def check(value: Any, path: str, problems: Problems) -> Any:
        if value is None and null:
            return None
        if isinstance(value, str):
            try:
                if _MOMENT.fullmatch(value):
                    datetime.fromisoformat(value)
                    return value
                if days and _DAY.fullmatch(value):
                    date.fromisoformat(value)
                    return value
            except ValueError:
                problems.add(path, _("is no day of the calendar or no time of the day."))
                return value
        example = "2009-01-15" if days else "2009-01-15T09:30"
        problems.add(path, _("must be written like %(example)s.") % {"example": example})
        return value

    return check


def listing(of: Check, *, limit: int = 500) -> Check:
    def check(value: Any, path: str, problems: Problems) -> Any:
        if not isinstance(value, list):
            problems.add(path, _("must be a list."))
            return value
        if len(value) > limit:
            problems.add(path, _("has more than %(limit)d entries.") % {"limit": limit})
            return value
        return [of(one, f"{path}[{index}]", problems) for index, one in enumerate(value)]

    return check


def record(required: dict[str, Check], optional: dict[str, Check] | None = None, *, null: bool = False) -> Check:
    """An object with these names and no others; the ``optional`` ones may be left out."""
    known = required | (optional or {})

    def check(value: Any, path: str, problems: Problems) -> Any:
        if value is None and null:
            return None
        if not isinstance(value, dict):
            problems.add(path, _("must be an object or null.") if null else _("must be an object."))
            return value
        for name in required:
            if name not in value:
                problems.add(f"{path}.{name}", _("is missing."))
        for name in value:
            if name not in known:
                problems.add(f"{path}.{one_line(name)[:40]}", _("is not a name of this format."))
        return {name: known[name](part, f"{path}.{name}", problems) for name, part in value.items() if name in known}

    return check
