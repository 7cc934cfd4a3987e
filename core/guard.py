"""Guarded text: what must never be stored is stripped or refused before it reaches a row.

- C0 and C1 control characters, NUL and bidirectional overrides are removed: they hide or reorder text, break XML
  and mail headers, and nobody types them on purpose. Word's soft line break (``\\x0b``) becomes a line break.
- A Finnish personal identity code is refused, and the refusal does not repeat it. Source of the format: Digital and
  Population Data Services Agency, "The personal identity code" (DDMMYY, century sign, three digits, check character).
"""

import datetime
import re
import unicodedata
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

CENTURIES = dict.fromkeys("+", 1800) | dict.fromkeys("-YXWVU", 1900) | dict.fromkeys("ABCDEF", 2000)
CHECK_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"

# Tab, line feed and carriage return stay; U+2028/9 and \x0b, \x0c are line breaks in disguise.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Marks that people, word processors and disguises put between the characters of a code.
_GAP = r"[\s.,:;/_·•*'’\u200b-\u200d\u2060\u00ad]{0,3}"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u00ad~"
_CODE = re.compile(
    r"(?<![0-9])"
    + _GAP.join([r"([0-3])", r"([0-9])", r"([01])", r"([0-9])", r"([0-9])", r"([0-9])"])
    + r"[\s.,:;/_]{0,3}([-+YXWVUABCDEF]|["
    + re.escape(_DASHES)
    + r"])"
    + r"[\s.,:;/_-]{0,3}"
    + _GAP.join([r"([0-9])", r"([0-9])", r"([0-9])", r"([0-9A-Z])"])
    + r"(?![0-9A-Za-zÅÄÖåäö])",
    re.IGNORECASE,
)


def strip_controls(text: str) -> str:
    """The text without characters that nobody typed; every kind of line break becomes ``\\n``."""
    return _CONTROL.sub("", _BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """The text on one line: safe for a mail header and a table cell."""
    return " ".join(strip_controls(text).split())


def find_identity_codes(text: str) -> Iterator[tuple[int, int]]:
    """Spans of what is, after undoing full-width digits, spaces, dots and other dashes, a valid identity code.

    A code is valid when its date exists in its century and its check character is that of its nine digits
    modulo 31.
    """
    folded = _fold(text)
    position = 0
    while match := _CODE.search(folded, position):
        if _is_valid(match):
            yield match.span()
            position = match.end()
        else:
            position = match.start() + 1


def refuse_identity_code(text: str) -> None:
    """Raise ``ValidationError`` when the text holds an identity code; the message never repeats it."""
    if next(find_identity_codes(text), None):
        raise ValidationError(
            _("The text contains a personal identity code. Remove it: this service never stores clients' data."),
            code="identity_code",
        )


def _fold(text: str) -> str:
    """Compatibility forms (full-width digits, mathematical digits) as plain ones, length unchanged."""
    return "".join(
        folded if len(folded := unicodedata.normalize("NFKC", character)) == 1 else character for character in text
    )


def _is_valid(match: re.Match[str]) -> bool:
    day, month, year = (int(match[i] + match[i + 1]) for i in (1, 3, 5))
    sign = match[7].upper()
    century = 1900 if sign in _DASHES else CENTURIES[sign]
    try:
        datetime.date(century + year, month, day)
    except ValueError:
        return False
    digits = int("".join(match.group(1, 2, 3, 4, 5, 6, 8, 9, 10)))
    return CHECK_CHARACTERS[digits % 31] == match[11].upper()
