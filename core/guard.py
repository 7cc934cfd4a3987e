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

# As Unicode's stream-safe text format (UAX #15); no language needs more than a few.
MARKS_ON_A_LETTER = 30

# Tab, line feed and carriage return stay; U+2028/9 and \x0b, \x0c are line breaks in disguise. Half characters
# (surrogates) and non-characters fit neither UTF-8 nor XML.
_CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u23af\ufe58\ufe63\uff0d\u00ad~"
# Marks that people, word processors and disguises put between the characters of a code. Every invisible character
# is a zero-width space by the time this is read.
_MARKS = r"\s.,:;/\\|_·•*'’\"()\[\]\u200b" + re.escape(_DASHES)
_GAP, _WIDE_GAP = f"[{_MARKS}]{{0,3}}", f"[{_MARKS}]{{0,12}}"
_SIGN = "[+YXWVUABCDEF" + re.escape(_DASHES) + "]"
_DATE = _GAP.join(["([0-3])", "([0-9])", "([01])", "([0-9])", "([0-9])", "([0-9])"])
_END = r"(?![^\W_])"
_CODE = re.compile(
    rf"(?<![0-9]){_DATE}{_WIDE_GAP}({_SIGN}){_WIDE_GAP}"
    + _GAP.join(["([0-9])", "([0-9])", "([0-9])", "([0-9A-Z])"])
    + _END,
    re.IGNORECASE,
)
# Without a century sign a code is told from other numbers by a letter at its end, and only then.
_SIGNLESS = re.compile(
    rf"(?<![0-9]){_DATE}(){_WIDE_GAP}" + "\u200b*".join(["([0-9])", "([0-9])", "([0-9])", "([A-Z])"]) + _END,
    re.IGNORECASE,
)
# "12.10.09–13.10.09" and "12.10.09 – 13.30" are spans of time, whatever their digits make modulo 31.
_DAY = re.compile(r"(?:[0-2]?[0-9]|3[01])[./] ?(?:0?[0-9]|1[0-2])[./]")
_CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-4])[.:][0-5][0-9]" + _END)
# "2006-03-02", 16 holds the digits of a code whose sign stands within the date.
_ISO_DATE = re.compile(r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?![0-9A-Z])", re.IGNORECASE)
_WRITTEN_DATE = re.compile(r"[0-9]{2}([./]) ?[0-9]{2}\1 ?[0-9]{2}\b")
# Letters of other alphabets that look like those of a code.
_LOOKALIKES = str.maketrans("АВСЕНКМРТХУавсенкмртхуΑΒΕΗΚΜΝΡΤΥΧ", "ABCEHKMPTXYABCEHKMPTXYABEHKMNPTYX")

_INVISIBLE = dict.fromkeys((*range(9), *range(14, 32), 127), "\u200b")


def strip_controls(text: str) -> str:
    """The text without characters that nobody typed; every kind of line break becomes ``\\n``.

    A letter and its accent typed as two characters become one, so that search and equality see one spelling.
    """
    return unicodedata.normalize("NFC", _without_piles(_CONTROL.sub("", _BREAKS.sub("\n", text))))


def _without_piles(text: str) -> str:
    """The text with at most ``MARKS_ON_A_LETTER`` accents on a letter.

    Sorting the accents of one letter takes time in the square of their number: a megabyte of them takes hours.
    """
    if text.isascii() or len(text) <= MARKS_ON_A_LETTER:
        return text
    kept, pile = [], 0
    for character in text:
        pile = pile + 1 if unicodedata.combining(character) else 0
        if pile <= MARKS_ON_A_LETTER:
            kept.append(character)
    return "".join(kept)


def one_line(text: str) -> str:
    """The text on one line: safe for a mail header and a table cell."""
    return " ".join(strip_controls(text).split())


def find_identity_codes(text: str) -> Iterator[tuple[int, int]]:
    """Spans of what is, after undoing full-width digits, spaces, dots and other dashes, a valid identity code.

    A code is valid when its date exists in its century and its check character is that of its nine digits
    modulo 31.
    """
    folded = _fold(text)
    for pattern in (_CODE, _SIGNLESS):
        position = 0
        while match := pattern.search(folded, position):
            if _is_valid(match) and not _is_time(match):
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
    """Digits of every script, full-width forms and look-alike letters as plain ones, length unchanged."""
    folded = text if text.isascii() else "".join(map(_fold_character, text)).translate(_LOOKALIKES)
    return folded.translate(_INVISIBLE)


def _fold_character(character: str) -> str:
    if character.isascii() or character in _DASHES:
        return character
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if unicodedata.category(character) in ("Cf", "Cc", "Cs", "Mn", "Me"):
        return "\u200b"
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character


def _is_valid(match: re.Match[str]) -> bool:
    day, month, year = (int(match[i] + match[i + 1]) for i in (1, 3, 5))
    sign = match[7].upper()
    centuries = [CENTURIES.get(sign, 1900)] if sign else [1800, 1900, 2000]
    digits = int("".join(match.group(1, 2, 3, 4, 5, 6, 8, 9, 10)))
    return CHECK_CHARACTERS[digits % 31] == match[11].upper() and any(
        _is_date(century + year, month, day) for century in centuries
    )


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def _is_time(match: re.Match[str]) -> bool:
    """Whether what was found is a date and what follows it, or a span of time."""
    text = match.string
    if _ISO_DATE.match(text, match.start()):
        return True
    if not match[7] or not _WRITTEN_DATE.match(text, match.start()):
        return False
    return bool(_DAY.match(text, match.start(8)) or _CLOCK.match(text, match.start(8)))
