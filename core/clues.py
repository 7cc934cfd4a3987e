"""What in a free text may tell of a client without being forbidden: shown as a question, never refused.

A given name with an age, a street address, a telephone number, and a family named by an initial, in Finnish and in
Swedish. These are patterns with a list of common given names: they miss rare names and spelt-out ages, and a
facilitator's own address looks like a client's. So people decide; nothing of what was found is logged.
"""

import re
from functools import cache
from pathlib import Path

from django.db import models
from django.utils.translation import gettext_lazy as _

_NAMES = Path(__file__).parent / "data" / "given_names.txt"


class Clue(models.TextChoices):
    """What a text seems to hold."""

    AGE = "age", _("a name with an age")
    STREET = "street", _("a street address")
    PHONE = "phone", _("a telephone number")
    FAMILY = "family", _("a family or a child named by an initial")


_WORD = r"(?<![\w-])([A-ZÅÄÖÉ][a-zåäöéü]{1,20})"
_YEARS = r"\d{1,2}(?:\s?[–-]?\s?(?:vuotia\w+|vuotta\b|v\b|kk\b|kuukautta\b|årig\w*|åring\w*|år\b|mån\b))"
_NAME_AND_AGE = re.compile(rf"{_WORD}[\s,(]{{1,3}}(?:(?:on|oli|är|var)\s)?{_YEARS}")
_AGE_AND_NAME = re.compile(rf"(?<![\w-]){_YEARS}\.?,?\s{_WORD}(?!\w)")
# The endings of cases: "Villen", "Danielille"; Swedish "Villes".
_ENDING = re.compile(r"(?:i?n|i?ll[aäe]|i?lt[aä]|i?st[aä]|i?ss[aä]|i?[aä]|s)$")

_FINNISH_STREET = (
    r"(?:kad(?:un|ulla|ulle|ulta)|katu|tie(?:n|lle|ll[aä]|lt[aä])?|kuja(?:n|lla|lle|lta)?|pol(?:ku|un|ulla|ulle)"
    r"|väylä(?:n|llä|lle)?|kaar(?:i|en|ella|elle)|raitti|raitin|raitilla|penger|penkere(?:en|ellä)|esplanadi"
    r"|bulevardi)"
)
_SWEDISH_STREET = r"(?:gatan|vägen|väg|stigen|stig|gränden|gränd|esplanaden|bågen|stråket)"
_NUMBER = r"\s\d{1,3}(?![\d/:%]|[.,]\d)(?:\s?[A-Za-z](?!\w)(?:\s?\d{1,3})?)?"
_STREET = re.compile(rf"(?<![\w-])([A-ZÅÄÖ][a-zåäöé-]{{1,30}}(?:{_FINNISH_STREET}|{_SWEDISH_STREET})){_NUMBER}(?!\w)")
# Roads that have numbers of their own.
_ROADS = ("valtatie", "kantatie", "seututie", "yhdystie", "moottoritie", "riksväg", "stamväg")

# A number of a mobile, a subscriber or an enterprise, written with spaces or hyphens: 7 to 12 digits. A business
# identity code has a hyphen before its last digit; a number of a record ends in a slash and the year.
_PHONE = re.compile(
    r"(?<![\w.,/+-])(?:(?:\+|00)(?:358|46)[\s-]?(?:\(0\)[\s-]?)?[1-9]\d?|\(?0[1-9]\d{0,2}\)?)"
    r"(?:[\s-]?\d{2,4}){2,3}(?![\w/:%-]|[.,]\d)"
)
_BUSINESS_CODE = re.compile(r"\d{7}-\d")

_ONE = r"(?:perhe(?:en|ell[aäe]|elt[aä]|est[aä]|ess[aä]|eseen|tt[aä])?|laps(?:i|en|ell[aäe]|elt[aä]|est[aä])|lasta"
_ONE += r"|familj(?:en|ens)?|barn(?:et|ets)?)"
_FAMILY = re.compile(rf"(?<![\w.-])[A-ZÅÄÖ](?:\.(?:[A-ZÅÄÖ]\.)?|:n|:s)\s{_ONE}(?!\w)|(?<!\w){_ONE}\s[A-ZÅÄÖ]\.(?!\w)")


def find_clues(text: str) -> list[Clue]:
    """What the text seems to hold, each once, in the order of ``Clue``; nothing of the text itself."""
    looks = {
        Clue.AGE: _has_name_with_age,
        Clue.STREET: _has_street,
        Clue.PHONE: _has_phone,
        Clue.FAMILY: _FAMILY.search,
    }
    return [clue for clue, look in looks.items() if look(text)]


@cache
def _given_names() -> frozenset[str]:
    return frozenset(_NAMES.read_text(encoding="utf-8").split())


def _is_given_name(word: str) -> bool:
    return word in _given_names() or _ENDING.sub("", word, count=1) in _given_names()


def _has_name_with_age(text: str) -> bool:
    return any(_is_given_name(match[1]) for one in (_NAME_AND_AGE, _AGE_AND_NAME) for match in one.finditer(text))


def _has_street(text: str) -> bool:
    return any(not match[1].lower().startswith(_ROADS) for match in _STREET.finditer(text))


def _has_phone(text: str) -> bool:
    return any(_is_phone(match[0]) for match in _PHONE.finditer(text))


def _is_phone(written: str) -> bool:
    digits = sum(character.isdigit() for character in written)
    return 7 <= digits <= 14 and not _BUSINESS_CODE.fullmatch(written)
