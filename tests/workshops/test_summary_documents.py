"""The summary on paper: every comment in its order, slides of which nothing is cut off, Word and Excel."""

import io
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.factories.workshops import DayFeedbackFactory, FollowUpFactory, ReflectionFactory, WorkshopFactory
from tests.meetings.test_documents_real import printed_words, seed_words, word_words, words
from tests.workshops.conftest import REAL
from workshops.documents import (
    render_slides,
    render_summary,
    slides_of,
    summary_context,
    summary_filename,
    summary_version,
    summary_word,
    write_summary_sheets,
)
from workshops.enums import SummaryOrder, Topic
from workshops.queries import summary_of
from workshops.services import edit_line, import_workshop_day

BY_WORKSHOP, BY_MUNICIPALITY = SummaryOrder.WORKSHOPS, SummaryOrder.MUNICIPALITIES


@pytest.fixture
def real_day(network, real):
    return import_workshop_day(network, real, actor=None)


@pytest.fixture
def day(network, data):
    return import_workshop_day(network, data, actor=None)


def seed():
    (path,) = (Path(REAL).parents[1] / "seeds").glob("004_*.txt")
    return path.read_text()


def lines_of_slides(slides):
    return [row.text for slide in slides for row in slide.rows]


def comments_of(real):
    entries = [*(one for workshop in real["workshops"] for one in workshop["comments"]), *real["other_comments"]]
    return [one["printed"] for one in entries]


def test_the_pdf_has_every_word_of_the_seed_in_its_order(real_day):
    page = render_summary(real_day, BY_WORKSHOP, "fi")

    assert printed_words(page.html.partition('<section class="summary-matrix">')[0]) == words_of_the_seed()


def test_the_word_file_has_every_word_of_the_seed_in_its_order(real_day):
    found = word_words(summary_word(real_day, BY_WORKSHOP, "fi").content)

    wanted = words_of_the_seed()
    assert found[: len(wanted)] == wanted


def words_of_the_seed():
    return seed_words(seed())


def test_every_comment_is_in_the_pdf_with_its_municipality_in_the_order_of_the_seed(real_day, real):
    """Read out of the finished file, where lines are divided by the page: letters alone are compared."""
    reader = PdfReader(io.BytesIO(render_summary(real_day, BY_WORKSHOP, "fi").content))

    letters = "".join(words("".join(page.extract_text() for page in reader.pages))).replace("_", "")
    at = 0
    for printed in comments_of(real):
        wanted = "".join(words(printed))
        at = letters.find(wanted, at)
        assert at >= 0, printed
        at += len(wanted)


def test_every_comment_is_on_the_slides_in_the_order_of_the_seed(real_day, real):
    rows = lines_of_slides(slides_of(summary_of(real_day, order=BY_WORKSHOP)))

    assert [row for row in rows if row in set(comments_of(real))] == comments_of(real)


@pytest.mark.parametrize("order", SummaryOrder)
def test_slides_of_the_real_day_are_wide_and_hold_what_was_reckoned(real_day, order):
    rendered = render_slides(real_day, order, "fi")

    reader = PdfReader(io.BytesIO(rendered.content))
    slides = slides_of(summary_of(real_day, order=order))
    assert rendered.pages == len(slides) + 2
    assert {round(page.mediabox.width / page.mediabox.height, 3) for page in reader.pages} == {1.778}


def test_heading_is_repeated_where_it_goes_on(day):
    workshop = day.workshops.first()
    ReflectionFactory.create_batch(30, workshop=workshop, day=day, text="Sopisi meille hyvin, kun vain saamme aikaa.")

    slides = slides_of(summary_of(day, order=BY_WORKSHOP))

    numbers = [slide.number for slide in slides if slide.heading == "A. Palveluohjaus"]
    assert len(numbers) > 2
    assert numbers == [f"{number}/{len(numbers)}" for number in range(1, len(numbers) + 1)]


def test_heading_as_long_as_it_may_be_leaves_room_for_lines(network):
    workshop = WorkshopFactory(day__network=network, title="W" * 250)
    ReflectionFactory(workshop=workshop, text="x " * 900)

    slides = slides_of(summary_of(workshop.day, order=BY_WORKSHOP))

    assert "".join(lines_of_slides(slides)).count("x") == 900


def test_numbers_of_an_older_page_give_way_to_those_of_the_slides(day):
    found = [(slide.heading, slide.number) for slide in slides_of(summary_of(day, order=BY_WORKSHOP))]

    assert ("JATKOTYÖ", "1/2") in found
    assert ("JATKOTYÖ", "2/2") in found


@pytest.mark.parametrize(
    "text",
    [
        "Lastensuojelulaitoksessa " * 80,
        "ISOIN KIRJAIMIN KIRJOITETTU KOMMENTTI " * 50,
        "x" * 2000,
        "W" * 2000,
        "Lyhyt",
        "iii lll " * 250,
        "Keskipitkä kommentti, jossa on pilkkuja, lukuja 1234 ja väliviivoja – kuten ihmiset kirjoittavat. " * 3,
    ],
    ids=["words", "capitals", "one word", "wide word", "short", "narrow", "middle"],
)
def test_nothing_falls_off_a_slide(network, text):
    workshop = WorkshopFactory(day__network=network, title="Pitkä otsikko, joka jatkuu toiselle riville " * 4)
    day = workshop.day
    ReflectionFactory.create_batch(3, workshop=workshop, text=text.strip(), kind="gain")
    FollowUpFactory(day=day, topic=Topic.CONTENT, text=text.strip(), points=[text.strip(), "Toinen"])
    DayFeedbackFactory(day=day, text=text.strip())

    rendered = render_slides(day, BY_WORKSHOP, "fi")

    slides = slides_of(summary_of(day, order=BY_WORKSHOP))
    assert rendered.pages == len(slides) + 1
    said = [row.text for slide in slides for row in slide.rows if not row.kind.startswith("sub")]
    letters = "".join("".join(said).split())
    assert letters.count("".join(text.split())) >= 3


def test_document_is_the_same_until_something_is_said(day, secretary):
    before = {order: summary_version(day, order) for order in SummaryOrder}

    assert len(set(before.values())) == 2
    assert summary_version(day, BY_WORKSHOP) == before[BY_WORKSHOP]
    line = day.reflections.first()
    edit_line(line, edited_text="Lyhyemmin", version=line.version, actor=secretary)
    assert summary_version(day, BY_WORKSHOP) != before[BY_WORKSHOP]


def test_document_says_what_the_secretary_made_of_a_line(day, secretary):
    line = day.reflections.first()
    edit_line(line, edited_text="Ajoissa, sanoi kunta", version=line.version, actor=secretary)

    page = render_summary(day, BY_WORKSHOP, "fi").html

    assert "Ajoissa, sanoi kunta (Siuntio)" in page
    assert "Tarpeeksi aikaisin" not in page


def test_documents_speak_the_language_of_the_meeting(network):
    workshop = WorkshopFactory(day__network=network, day__meeting__language="sv")
    ReflectionFactory(workshop=workshop)

    context = summary_context(workshop.day, BY_WORKSHOP)

    assert context["summary"].parts[0].heading == "Vad verkstäderna gav och hur det kan användas"
    assert context["document"]["kind"] == "Sammandrag av verkstadsdagen"


def test_file_names_tell_day_and_order(day):
    assert summary_filename(day, BY_MUNICIPALITY) == "yhteenveto-2009-09-01-kunnittain"


@pytest.mark.parametrize("order", SummaryOrder)
def test_workbook_has_a_sheet_for_each_part(day, order):
    book = load_workbook(io.BytesIO(write_summary_sheets(day, order, "fi").content))

    assert book.sheetnames == ["Kommentit", "Jatkotyö", "Organisoituminen ja aikataulu", "Palaute", "Pajat ja kunnat"]
    places = [row[3].value for row in book["Kommentit"].iter_rows(min_row=2)]
    assert places == (["Siuntio", None, "Vihti"] if order == BY_WORKSHOP else ["Siuntio", "Vihti", None])
    assert [[cell.value for cell in row] for row in book["Pajat ja kunnat"].iter_rows()] == [
        ["Kunta", "A", "B", "Muut", "Yhteensä"],
        ["Siuntio", 1, None, None, 1],
        ["Vihti", None, None, 1, 1],
        ["Ilman kuntaa", 1, None, None, 1],
        ["Yhteensä", 2, 0, 1, 3],
    ]


def test_nothing_in_the_workbook_is_a_formula(network):
    trick = '=HYPERLINK("http://127.0.0.1/";"x")'
    workshop = WorkshopFactory(day__network=network, title=trick, code="=1")
    ReflectionFactory(workshop=workshop, text=trick, municipality_label="@SUM(1)")
    FollowUpFactory(day=workshop.day, text=trick, who="+1", municipality_label="-1")
    DayFeedbackFactory(day=workshop.day, text=trick)

    book = load_workbook(io.BytesIO(write_summary_sheets(workshop.day, BY_WORKSHOP, "fi").content))

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value == trick} == {"s"}
    assert "f" not in {cell.data_type for cell in cells}


def test_hostile_text_is_text_on_paper(network):
    trick = '<script>alert(1)</script><img src="http://127.0.0.1:9/x">{{ settings.SECRET_KEY }}'
    workshop = WorkshopFactory(day__network=network, title=trick)
    ReflectionFactory(workshop=workshop, text=trick)
    FollowUpFactory(day=workshop.day, topic=Topic.CONTENT, text=trick, points=[trick])
    workshop.day.printed = {"headings": {"workshops": [{"text": trick, "before": 0}]}, "subtitles": [trick]}
    workshop.day.save()

    for render in (render_summary, render_slides):
        page = render(workshop.day, BY_WORKSHOP, "fi").html
        assert "<script" not in page
        assert "<img" not in page
        assert "{{ settings.SECRET_KEY }}" in page


def test_word_file_has_real_headings_and_lists(day):
    document = Document(io.BytesIO(summary_word(day, BY_MUNICIPALITY, "fi").content))

    styles = {paragraph.style.name for paragraph in document.paragraphs if paragraph.text}
    assert {"Title", "Heading 1", "Heading 2", "List Bullet", "List Bullet 2"} <= styles
    assert [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"] == [
        "Kerava",
        "Siuntio",
        "Vihti",
        "Ilman kuntaa",
        "Palaute päivästä",
        "Kommentit pajoittain ja kunnittain",
    ]
