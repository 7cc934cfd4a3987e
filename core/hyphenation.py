"""Finnish hyphenation for printed documents.

WeasyPrint asks pyphen, which has Swedish and English dictionaries but no Finnish one, and no list of patterns could
know where "lastensuojelulaitos" joins its parts. Voikko does: ``register`` gives pyphen a dictionary object that asks
it. Debian packages libvoikko1 and voikko-fi; without them Finnish is printed unhyphenated (system check core.W001).
"""

from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from libvoikko import Voikko
    from pyphen import DataInt

LANGUAGE = "fi"
# Distinct words kept; a word and its break points take some 300 bytes.
CACHED_WORDS = 20_000
# No part of a compound shorter than this is divided ("yö-työ", never "y-ö").
SHORTEST_PART = 4


class VoikkoDictionary:
    """What pyphen calls a dictionary: ``positions(word)`` gives the places where the word may be divided."""

    def __init__(self, voikko: "Voikko") -> None:
        voikko.setMinHyphenatedWordLength(SHORTEST_PART)
        self._voikko = voikko
        self._lock = Lock()  # one Voikko must not serve two threads at once, nor with another's options
        self.positions = lru_cache(maxsize=CACHED_WORDS)(self._positions)

    def _positions(self, word: str) -> "tuple[DataInt, ...]":
        """Indexes of the characters before which a hyphen may stand, in order."""
        from pyphen import DataInt  # noqa: PLC0415 -- leaf: comes with WeasyPrint, which only workers load

        fine, correct = self._breaks(word, ugly=False), self._breaks(word, ugly=True)
        # Voikko calls every break between two vowels ugly. That is right for "a-la", but costs "puheeksi-otto" its
        # best place; so an ugly break stays where it leaves no letter alone.
        edges = [0, *correct, len(word)]
        roomy = {
            here
            for before, here, after in zip(edges, edges[1:], edges[2:], strict=False)
            if here - before > 1 and after - here > 1
        }
        return tuple(DataInt(index) for index in correct if index in fine or index in roomy)

    def _breaks(self, word: str, *, ugly: bool) -> list[int]:
        """Voikko's other mark, ``=``, replaces a character by the hyphen ("vaa'an") or stands on a hyphen that is
        already there ("linja-auto"). WeasyPrint cannot do the first and does the second by itself.
        """
        with self._lock:
            self._voikko.setNoUglyHyphenation(not ugly)
            pattern = self._voikko.getHyphenationPattern(word)
        return [index for index, mark in enumerate(pattern) if mark == "-"]


@lru_cache(maxsize=1)
def finnish_dictionary() -> VoikkoDictionary | None:
    """Voikko's Finnish dictionary; ``None`` where the library or its Finnish data is not installed."""
    import libvoikko  # noqa: PLC0415 -- leaf: looks for the C library

    try:
        return VoikkoDictionary(libvoikko.Voikko(LANGUAGE))
    except (OSError, libvoikko.VoikkoException):
        return None


def register() -> bool:
    """Give pyphen the Finnish dictionary; tells whether there is one. Safe to call again."""
    import pyphen  # noqa: PLC0415 -- leaf: comes with WeasyPrint, which only workers load

    dictionary = finnish_dictionary()
    if dictionary is None:
        return False
    # pyphen finds a language's file in LANGUAGES and the file's parsed dictionary in hdcache. The key stands for a
    # file but is never opened.
    key = f"voikko:{LANGUAGE}"
    pyphen.hdcache[key] = dictionary
    pyphen.LANGUAGES[LANGUAGE] = key
    pyphen.LANGUAGES_LOWERCASE[LANGUAGE] = LANGUAGE
    return True
