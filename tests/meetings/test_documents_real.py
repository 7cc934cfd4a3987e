"""The real minutes, where the shared folder stands beside the checkout: imported, printed, and read back."""

import html
import io
import json
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from docx import Document
from pypdf import PdfReader

from meetings.documents import minutes_context, render_minutes, render_signed, render_word
from meetings.documents.minutes import signed_context
from meetings.exchange import FILE_NAME, minutes_in_file, minutes_to_json
from meetings.models import Approval, Meeting, MinutesVersion
from meetings.services import import_minutes

SHARED = Path(settings.BASE_DIR).parent / "shared"


@pytest.fixture(params=["000", "001"])
def real(request, network, secretary):
    """``(data, text of the seed, imported meeting)``."""
    return imported(request.param, network, secretary)


@pytest.fixture
def regional(network, secretary):
    return imported("001", network, secretary)


@pytest.fixture
def theme_workshop(network, secretary):
    return imported("000", network, secretary)


def imported(number, network, actor):
    path = SHARED / "domain" / f"minutes_{number}.json"
    if not path.exists():
        pytest.skip(f"{path} is not there: the real minutes are not part of the repository")
    (seed,) = (SHARED / "seeds").glob(f"{number}_*.txt")
    data = json.loads(path.read_text())
    meeting = import_minutes(network, data, actor=actor)
    return data, seed.read_text(), Meeting.objects.get(pk=meeting.pk)


def signed(meeting, actor):
    return MinutesVersion.objects.create(
        meeting=meeting,
        number=1,
        content=minutes_to_json(meeting),
        sha256="0" * 64,
        signed_by=actor,
        signed_label="Kalle Malli",
        signed_at=datetime(2083, 1, 15, 12, 0, tzinfo=UTC),
    )


def seed_words(text):
    """Every word and number of the seed, without its bullets ("o" too) and the marks of bold and italics."""
    text = re.sub(r"^\s*-(\s+o)?\s+", " ", text, flags=re.MULTILINE)
    return words(re.sub(r"\*+", "", text))


def words(text):
    return re.findall(r"\w+", text)


def long_words(text_words):
    return [word for word in text_words if len(re.sub(r"[\d_]", "", word)) >= 4]


def printed_words(page):
    """The words of the page's body. A tag inside a word ("tukiperhe" in "tukiperhetoiminta") does not divide it."""
    body = page.partition("<body")[2].partition('<div class="doc-head">')[2]
    body = re.sub(r"</?(mark|em|strong|a|span)\b[^>]*>", "", body)
    return words(html.unescape(re.sub(r"<[^>]+>", " ", body)))


def word_words(content):
    document = Document(io.BytesIO(content))
    pieces = {"t": lambda node: node.text or "", "tab": lambda _node: " ", "br": lambda _node: " "}
    lines = []
    for block in document.element.body:
        tags = [(node.tag.rpartition("}")[2], node) for node in block.iter()]
        lines.append("".join(pieces[tag](node) for tag, node in tags if tag in pieces))
    return words("\n".join(lines))


def test_the_pdf_has_every_word_and_number_of_the_seed_in_its_order(real):
    _data, text, meeting = real

    page = render_minutes(meeting, "", "fi")

    assert printed_words(page.html) == seed_words(text)


def test_the_word_file_has_every_word_and_number_of_the_seed_in_its_order(real):
    _data, text, meeting = real

    content = render_word(meeting, "", "fi").content

    assert word_words(content) == seed_words(text)


def test_the_words_can_be_read_out_of_the_pdf_too(real):
    _data, text, meeting = real

    reader = PdfReader(io.BytesIO(render_minutes(meeting, "", "fi").content))

    # Hyphenated at the ends of lines; letters alone are compared.
    letters = re.sub(r"[\W\d_]", "", "".join(page.extract_text() for page in reader.pages))
    missing = [word for word in set(long_words(seed_words(text))) if re.sub(r"[\d_]", "", word) not in letters]
    assert missing == []


def test_the_signed_copy_is_an_archive_file_that_carries_the_same_minutes(real, secretary, other_network):
    data, _text, meeting = real

    content = render_signed(signed(meeting, secretary), "", "fi").content

    assert minutes_in_file(content) == data
    again = import_minutes(other_network, minutes_in_file(content), actor=secretary)
    assert minutes_to_json(Meeting.objects.get(pk=again.pk)) == data


def test_the_signed_copy_says_what_it_is_and_what_its_file_is(theme_workshop, secretary):
    _data, _text, meeting = theme_workshop

    reader = PdfReader(io.BytesIO(render_signed(signed(meeting, secretary), "", "fi").content))

    catalog = reader.trailer["/Root"]
    metadata = catalog["/Metadata"].get_object().get_data().decode()
    (associated,) = [one.get_object() for one in catalog["/AF"]]
    file = associated["/EF"]["/F"].get_object()
    assert re.findall(r"pdfaid:(part|conformance)[^\w]+(\w+)", metadata) == [("part", "3"), ("conformance", "A")]
    assert (associated["/UF"] if "/UF" in associated else associated["/F"], associated["/AFRelationship"]) == (
        FILE_NAME,
        "/Source",
    )
    assert (file["/Subtype"], catalog["/Lang"], catalog["/MarkInfo"]["/Marked"]) == ("/application/json", "fi", True)


def test_the_signed_copy_says_who_signed_and_approved_it(theme_workshop, secretary, coordinator):
    _data, _text, meeting = theme_workshop
    version = signed(meeting, secretary)
    Approval.objects.create(version=version, approved_by=coordinator, approved_label="Hyväksyi Aino Esimerkki")

    lines = signed_context(version)["signatures"]

    assert (lines[0], lines[2], "0" * 64 in lines[3], len(lines)) == (
        "Kalle Malli",
        "Hyväksyi Aino Esimerkki",
        True,
        4,
    )


def test_the_command_reads_the_signed_copy(theme_workshop, secretary, other_network, tmp_path):
    data, _text, meeting = theme_workshop
    (tmp_path / "muistio.pdf").write_bytes(render_signed(signed(meeting, secretary), "", "fi").content)

    call_command("import_minutes", str(tmp_path / "muistio.pdf"), network="toinen")

    assert minutes_to_json(other_network.meetings.get()) == data


def test_the_regional_meeting_has_all_its_people_attachments_and_themes(regional):
    data, _text, meeting = regional

    people = list(meeting.attendances.all())
    attachments = list(meeting.attachments.all())
    themes = {mention.theme.name for item in meeting.items.all() for mention in item.mentions.all()}

    assert len(people) == 20
    assert sum(bool(one.organisation_label) for one in people) == 18
    assert sum(bool(one.title_label) and not one.organisation_label for one in people) == 2
    assert [(one.number, one.state) for one in attachments] == [
        *((number, "received") for number in range(1, 9)),
        (None, "expected"),
    ]
    assert (themes, len(themes)) == (set(data["themes"]), 17)
    assert sum(item.mentions.count() for item in meeting.items.all()) == 20


def test_the_regional_meeting_prints_quotation_next_meeting_and_recorder_once(regional):
    data, _text, meeting = regional

    page = render_minutes(meeting, "", "fi").html

    (quoted,) = re.findall(r"<blockquote>(.*?)</blockquote>", page, flags=re.DOTALL)
    sentence = data["next_meeting"]["text"]
    assert quoted == data["items"][1]["children"][6]["quotation"]["text_html"]
    assert [page.count(sentence), page.count(data["recorded"]["text"])] == [1, 1]
    assert page.count("<mark data-theme") == 20


def test_goals_stand_with_their_points_and_measures(theme_workshop):
    data, _text, meeting = theme_workshop

    item = minutes_context(meeting)["items"][4]

    goals = data["items"][4]["goals"]
    assert (item["goals_label"], item["goals"][1]["label"]) == ("Tavoitteet", "Toimenpiteet")
    assert [goal["points"] for goal in item["goals"]] == [goal["points"] for goal in goals]
    assert item["goals"][1]["measures"] == [measure["text"] for measure in goals[1]["measures"]]


def test_the_word_file_has_real_headings_lists_bold_and_italics(regional):
    _data, _text, meeting = regional

    content = render_word(meeting, "", "fi").content

    document = Document(io.BytesIO(content))
    styles = {paragraph.style.name for paragraph in document.paragraphs if paragraph.text}
    looks = {(bool(run.bold), bool(run.italic)) for paragraph in document.paragraphs for run in paragraph.runs}
    assert {"Title", "Heading 2", "List Bullet", "List Bullet 2", "Quote"} <= styles
    assert {(False, False), (True, False), (False, True)} <= looks
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None


def test_themes_stand_out_in_a_quotation_of_the_word_file(regional):
    _data, _text, meeting = regional

    document = Document(io.BytesIO(render_word(meeting, "", "fi").content))

    quoted = [run for paragraph in document.paragraphs if paragraph.style.name == "Quote" for run in paragraph.runs]
    assert [run.text for run in quoted if run.italic] == [
        "varhainen puuttuminen",
        "tukiperhe",
        "seudulliset kehittäjätiimit",
    ]
    assert document.styles["Quote"].font.italic is False
