import gettext
import os

import polib
import pytest

from devtools.messages import compile_messages


@pytest.fixture
def catalogue(tmp_path):
    """The path of a Finnish catalogue with one finished, one fuzzy and one plural entry."""
    path = tmp_path / "fi" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    file = polib.POFile()
    file.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": "nplurals=2; plural=(n != 1);"}
    file.append(polib.POEntry(msgid="Order", msgstr="Tilaus"))
    file.append(polib.POEntry(msgid="Meeting", msgstr="Tapaaminen?", flags=["fuzzy"]))
    file.append(
        polib.POEntry(msgid="one row", msgid_plural="{n} rows", msgstr_plural={0: "yksi rivi", 1: "{n} riviä"})
    )
    file.save(str(path))
    return path


def test_compile_messages_writes_what_gettext_reads_without_fuzzy_entries(tmp_path, catalogue):
    written = compile_messages(tmp_path)

    assert written == [catalogue.with_suffix(".mo")]
    with written[0].open("rb") as file:
        translations = gettext.GNUTranslations(file)
    assert translations.gettext("Order") == "Tilaus"
    assert translations.gettext("Meeting") == "Meeting"
    assert translations.ngettext("one row", "{n} rows", 2) == "{n} riviä"


def test_compile_messages_leaves_a_catalogue_alone_until_it_changes(tmp_path, catalogue):
    compile_messages(tmp_path)

    unchanged = compile_messages(tmp_path)
    newer = catalogue.with_suffix(".mo").stat().st_mtime + 5
    os.utime(catalogue, (newer, newer))
    changed = compile_messages(tmp_path)

    assert (unchanged, changed) == ([], [catalogue.with_suffix(".mo")])
    assert sorted(path.name for path in catalogue.parent.iterdir()) == ["django.mo", "django.po"]
