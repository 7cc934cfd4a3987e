"""Every message of the code stands in both catalogues, translated, with the same placeholders.

The catalogues are brought up to date with
``./dev manage makemessages -l fi -l sv --no-obsolete --add-location file -i var -i tests -i devtools``.
"""

import re
import shutil
from pathlib import Path

import polib
import pytest
from django.core.management import call_command

pytestmark = pytest.mark.check

ROOT = Path(__file__).resolve().parents[2]
SOURCES = (
    "core",
    "network",
    "methods",
    "bank",
    "meetings",
    "structure",
    "bulletins",
    "workshops",
    "verkosto",
    "templates",
)
LANGUAGES = ("fi", "sv")
needs_gettext = pytest.mark.skipif(shutil.which("xgettext") is None, reason="gettext is not installed")


@pytest.fixture(scope="module")
def messages(tmp_path_factory):
    """``{(context, message, plural or "")}`` of the code as it is now, found by gettext in a copy of it."""
    folder = tmp_path_factory.mktemp("messages")
    for name in SOURCES:
        ignored = shutil.ignore_patterns("locale", "migrations", "__pycache__", "data")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr("django.conf.settings.LOCALE_PATHS", [str(folder / "locale")])
        (folder / "locale").mkdir()
        call_command("makemessages", locale=["fi"], keep_pot=True, add_location="file", verbosity=0)
    return {key_of(entry) for entry in polib.pofile(str(folder / "locale" / "django.pot"))}


@pytest.fixture(params=LANGUAGES)
def catalogue(request):
    path = ROOT / "verkosto" / "locale" / request.param / "LC_MESSAGES" / "django.po"
    assert path.exists(), f"{path} is missing."
    return polib.pofile(str(path))


def key_of(entry):
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""


def placeholders(text):
    """``["%(count)d", "%s", "{name}"]``, sorted; a doubled sign is a plain one."""
    text = text.replace("%%", "").replace("{{", "").replace("}}", "")
    return sorted(re.findall(r"%\(\w+\)[#0\- +]?[\d.]*[a-zA-Z]|%[sdrif]|{\w*}", text))


def translations(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@needs_gettext
def test_catalogue_holds_every_message_of_the_code_and_no_other(messages, catalogue):
    stored = {key_of(entry) for entry in catalogue if not entry.obsolete}

    assert (sorted(messages - stored), sorted(stored - messages)) == ([], [])


def test_nothing_is_untranslated_fuzzy_or_obsolete(catalogue):
    unfinished = [entry.msgid for entry in catalogue if entry.fuzzy or entry.obsolete or not all(translations(entry))]

    assert unfinished == []


def test_placeholders_are_those_of_the_message(catalogue):
    wrong = []
    for entry in catalogue:
        allowed = {tuple(placeholders(text)) for text in (entry.msgid, entry.msgid_plural or entry.msgid)}
        wrong += [(entry.msgid, text) for text in translations(entry) if tuple(placeholders(text)) not in allowed]

    assert wrong == []


def test_line_breaks_and_spaces_at_the_ends_are_those_of_the_message(catalogue):
    def ends(text):
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

    wrong = [(entry.msgid, text) for entry in catalogue for text in translations(entry)
             if ends(text) != ends(entry.msgid)]  # fmt: skip

    assert wrong == []


def test_tags_within_a_translation_are_those_of_the_message(catalogue):
    def tags(text):
        return sorted(re.findall(r"</?[a-z][^>]*>", text))

    wrong = [(entry.msgid, text) for entry in catalogue for text in translations(entry)
             if tags(text) not in (tags(entry.msgid), tags(entry.msgid_plural or entry.msgid))]  # fmt: skip

    assert wrong == []


def test_singular_and_plural_are_told_apart_as_both_languages_do(catalogue):
    assert re.sub(r"\s", "", catalogue.metadata["Plural-Forms"]).rstrip(";") == "nplurals=2;plural=(n!=1)"
