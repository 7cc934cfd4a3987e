"""A personal identity code is found whatever it is dressed as, and nothing else is taken for one."""

import datetime
import re
from pathlib import Path

import polib
from django.conf import settings

from core.guard import CENTURIES, find_identity_codes
from tests.core.test_guard import DISGUISES, code_of

SHARED = Path(settings.BASE_DIR).parent / "shared"


def test_every_form_of_a_code_is_found(proof):
    """Identity codes: every century sign, every day of its century, every disguise."""
    step = proof.size(997, 7)
    tried = 0
    missed = []
    for sign, century in CENTURIES.items():
        first = datetime.date(century, 1, 1)
        for days in range(proof.random.randrange(step), 36524, step):
            code = code_of(first + datetime.timedelta(days), sign, proof.random.randrange(900, 1000))
            for name, disguise in DISGUISES.items():
                tried += 1
                if not any(find_identity_codes(f"Lapsi {disguise(code)}, tavattu.")):
                    missed.append((name, sign))

    proof.figure("codes in disguise", tried)
    proof.figure("disguises", len(DISGUISES))
    proof.figure("missed", len(missed))
    assert missed == []


def finnish_text():
    """Texts of the product and, where they are at hand, of the field, as ``(name, text)``."""
    for language in ("fi", "sv"):
        catalogue = polib.pofile(str(settings.BASE_DIR / f"verkosto/locale/{language}/LC_MESSAGES/django.po"))
        yield (
            language,
            "\n".join(text for entry in catalogue for text in (entry.msgstr, *entry.msgstr_plural.values())),
        )
    for folder in (settings.BASE_DIR / "methods" / "data", SHARED):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".json", ".csv", ".md", ".txt", ".toml", ".yaml", ".html"):
                yield path.name, path.read_text(errors="replace")


def test_no_finnish_text_is_taken_for_a_code(proof):
    """Identity codes: none is seen in Finnish text."""
    characters, found, pieces = 0, [], []
    for name, text in finnish_text():
        characters += len(text)
        pieces += [line for line in text.splitlines() if re.search(r"\d", line)]
        found += [(name, text[start - 20 : end + 20]) for start, end in find_identity_codes(text)]
    # What stands side by side in one document may stand so in another: the lines that hold figures, shuffled.
    wanted = proof.size(100_000, 1_000_000)
    while characters < wanted or not characters:
        shuffled = " ".join(proof.random.sample(pieces, len(pieces)))
        characters += len(shuffled)
        found += [("shuffled", shuffled[start - 20 : end + 20]) for start, end in find_identity_codes(shuffled)]

    proof.figure("characters", characters)
    proof.figure("taken for codes", len(found))
    assert found == []
