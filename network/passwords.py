"""Passwords that somebody who knows the product, the region and lists of common passwords tries first.

This is no check against passwords that were breached: no list of those comes with the product, and nothing is asked
of another service. It is Django's list of 20,000 common ones, also with what people put around a word to make it pass.
"""

import re
from collections.abc import Iterable
from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.folding import fold
from network.models import Municipality, Network, User

# Of the product, its trade, and the seasons and words with which passwords are made.
WORDS = (
    "verkosto", "verkostopankki", "verkostokonsultti", "natverk", "natverksbank", "network", "lastensuojelu",
    "barnskydd", "perhe", "familj", "huoli", "koordinaattori", "sosiaalityo", "hyvinvointialue", "valfardsomrade",
    "kunta", "kommun", "kaupunki", "salasana", "losenord", "password", "kirjaudu", "suomi", "finland", "tervetuloa",
    "valkommen", "welcome", "talvi", "kevat", "kesa", "syksy", "vinter", "sommar", "host", "qwerty", "asdfgh",
)  # fmt: skip
# What is typed in the place of letters.
_DISGUISES = str.maketrans("013457@$!|", "oleastasii")
# So many letters beside the words make a password of one's own.
OWN_LETTERS = 6
SHORTEST_WORD = 4


class TriedFirstValidator:
    """Refuses common passwords with something around them, and names of the product, networks and places."""

    def validate(self, password: str, user: User | None = None) -> None:
        if (
            _is_common(password)
            or _is_of_words(password, [*WORDS, *_names()])
            or len(set(password.lower())) < OWN_LETTERS
        ):
            raise ValidationError(self.get_help_text(), code="password_tried_first")

    def get_help_text(self) -> str:
        return _(
            "This password is among the first that others would try: a common one, or the name of a place, a network "
            "or this product with something around it."
        )


def _forms(password: str) -> set[str]:
    """The letters of a password, as typed and with disguises taken off."""
    plain = fold(password)
    return {re.sub(r"[^a-z]", "", text) for text in (plain, plain.translate(_DISGUISES))}


def _is_common(password: str) -> bool:
    plain = fold(password)
    ends_off = {
        re.sub(r"^[^a-z]+|[^a-z]+$", "", plain),
        re.sub(r"^[\W\d_]+|[\W\d_]+$", "", plain).translate(_DISGUISES),
    }
    forms = _forms(password) | ends_off
    halves = {text[: len(text) // 2] for text in forms if text[: len(text) // 2] * 2 == text}
    # Of a password that is no word, a letter or two can be left.
    return any(text in _common() for text in forms | halves if len(text) >= SHORTEST_WORD)


def _is_of_words(password: str, words: Iterable[str]) -> bool:
    """Whether little is left when the words are taken out, the longest first."""
    by_length = sorted({fold(word) for word in words if len(word) >= SHORTEST_WORD}, key=len, reverse=True)
    for letters in _forms(password):
        left = letters
        for word in by_length:
            left = left.replace(re.sub(r"[^a-z]", "", word), " ")
        if left != letters and len(left.replace(" ", "")) < OWN_LETTERS:
            return True
    return False


@cache
def _common() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords)


def _names() -> Iterable[str]:
    """Words of the names of networks and municipalities. Two queries: somebody chooses a password seldom."""
    for model in (Network, Municipality):
        for names in model.objects.values_list("name_fi", "name_sv"):
            for name in names:
                yield from re.findall(r"\w+", name)
