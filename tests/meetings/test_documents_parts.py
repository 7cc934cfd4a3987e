import io

import pytest
from docx import Document

from core.documents import request_document
from core.fuzzydates import Precision
from core.models import StoredFile
from meetings.documents import AGENDA, DECISIONS_WORD, EXTRACT, MINUTES_WORD
from meetings.documents.minutes import minutes_context, render_word
from meetings.documents.parts import (
    agenda_context,
    decisions_context,
    extract_context,
    extract_filename,
    render_agenda,
    render_decisions,
    word_agenda,
    word_decisions,
)
from meetings.enums import AttachmentState, ItemKind, Layer, OutcomeKind
from meetings.models import Item, Meeting
from tests.factories.meetings import AttachmentFactory, AttendanceFactory, ItemFactory, MeetingFactory, OutcomeFactory


@pytest.fixture
def meeting(network):
    return MeetingFactory(network=network, title="Early support", language="en", number=7, number_year=2083)


@pytest.fixture
def item(meeting):
    presenter = AttendanceFactory(meeting=meeting, name_label="Aino Esimerkki")
    return ItemFactory(
        meeting=meeting,
        heading="Family work",
        body="<p>Text of the <strong>minutes</strong>.</p><ol><li>one</li><li>two<ul><li>three</li></ul></li></ol>",
        presenter=presenter,
        minutes_planned=20,
        kind=ItemKind.PRESENTATION,
    )


def fresh(meeting):
    return Meeting.objects.select_related("network").get(pk=meeting.pk)


def lines_of(content):
    document = Document(io.BytesIO(content))
    return [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.text]


def test_the_agenda_tells_who_presents_and_how_long(meeting, item):
    ItemFactory(meeting=meeting, parent=item, number="1.1", heading="Its part", minutes_planned=10)
    ItemFactory(meeting=meeting, heading="Secretary's own", layer=Layer.SECRETARY, minutes_planned=99)
    AttachmentFactory(meeting=meeting, item=item, title="Slides", number=1, state=AttachmentState.EXPECTED)

    context = agenda_context(fresh(meeting))

    assert [(one["number"], one["heading"], one["level"], one["notes"]) for one in context["items"]] == [
        ("1", "Family work", 0, "Aino Esimerkki, presentation, 20 min"),
        ("1.1", "Its part", 1, "10 min"),
    ]
    assert context["items"][0]["attachments"] == ["Attachment 1: Slides (delivered later)"]
    assert (context["total"], context["facts"][0]["values"][0]["text"]) == ("Planned in all: 30 minutes", "7/2083")


def test_the_agenda_never_tells_what_the_minutes_say(meeting, item):
    page = render_agenda(fresh(meeting), "", "en").html

    assert ("Family work" in page, "Text of the" in page) == (True, False)


def test_the_agenda_takes_four_queries_whatever_it_holds(meeting, item, django_assert_num_queries):
    for _number in range(3):
        ItemFactory(meeting=meeting, presenter=AttendanceFactory(meeting=meeting))
    meeting = fresh(meeting)

    with django_assert_num_queries(4):
        context = agenda_context(meeting)

    assert len(context["items"]) == 4


def test_the_agenda_as_word_has_headings(meeting, item):
    lines = lines_of(word_agenda(fresh(meeting), "", "en").content)

    assert lines[0] == ("Normal", "AGENDA")
    assert lines[1] == ("Title", "Early support")
    assert lines[-3:] == [
        ("Heading 2", "1. Family work"),
        ("Normal", "Aino Esimerkki, presentation, 20 min"),
        ("Normal", "Planned in all: 20 minutes"),
    ]


def test_an_extract_has_one_item_and_what_hangs_on_it(meeting, item):
    other = ItemFactory(meeting=meeting, heading="Other")
    part = ItemFactory(meeting=meeting, parent=item, heading="Its part")
    AttachmentFactory(meeting=meeting, item=part, title="Table")
    AttachmentFactory(meeting=meeting, item=other, title="Slides")

    context = extract_context(fresh(meeting), str(item.pk))

    (printed,) = context["items"]
    assert [printed["heading"], printed["children"][0]["heading"]] == ["Family work", "Its part"]
    assert [value for one in context["closing"] for value in one["values"]] == ["Table"]
    assert context["kind"] == "EXTRACT: MEMO"
    assert extract_filename(meeting, str(item.pk)) == "Extract 14.1.2083 1"


@pytest.mark.parametrize("layer", [Layer.SECRETARY])
def test_an_item_of_the_secretary_has_no_extract(meeting, item, layer):
    Item.objects.filter(pk=item.pk).update(layer=layer)

    with pytest.raises(Item.DoesNotExist):
        extract_context(fresh(meeting), str(item.pk))


def test_decisions_are_listed_with_their_items(meeting, item):
    OutcomeFactory(item=item, text="Going on.")
    OutcomeFactory(item=item, text="Somebody does it.", kind=OutcomeKind.ACTION)

    context = decisions_context(fresh(meeting))
    word = word_decisions(fresh(meeting), "", "en").content

    assert context["rows"] == [["", "Going on.", "1. Family work"]]
    table = Document(io.BytesIO(word)).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Number", "Decision", "Item"],
        ["", "Going on.", "1. Family work"],
    ]


def test_no_decisions_are_said_to_be_none(meeting, item):
    page = render_decisions(fresh(meeting), "", "en").html

    assert ("No decisions have been recorded." in page, "<table" in page) == (True, False)


def test_owner_and_day_of_an_action_stand_after_it_unless_it_tells_them(meeting, item):
    said = OutcomeFactory(item=item, text="Järvikunta asks in autumn.", kind=OutcomeKind.ACTION)
    unsaid = OutcomeFactory(item=item, text="Somebody asks.", kind=OutcomeKind.ACTION)
    for one in (said, unsaid):
        one.owner_kind, one.owner_label = "organisation", "Järvikunta"
        one.due_precision, one.due_text = Precision.UNKNOWN, "in autumn"
        one.save()

    (printed,) = minutes_context(fresh(meeting))["items"]

    assert [one["text"] for one in printed["outcomes"]] == [
        "Järvikunta asks in autumn.",
        "Somebody asks. (Järvikunta, in autumn)",
    ]


def test_the_key_names_the_themes_that_are_in_italics(meeting):
    ItemFactory(meeting=meeting, body='<p><mark data-theme="early support">Early</mark> and late.</p>')

    assert minutes_context(fresh(meeting))["themes"] == "Themes, in italics in the text: early support"


def test_lists_in_word_are_lists_and_count_from_one_each(meeting, item):
    ItemFactory(meeting=meeting, heading="Again", body="<ol><li>first</li></ol>")

    content = render_word(fresh(meeting), "", "en").content

    lists = [line for line in lines_of(content) if line[0].startswith("List")]
    numbers = [
        paragraph._p.pPr.numPr.numId.val
        for paragraph in Document(io.BytesIO(content)).paragraphs
        if paragraph.style.name == "List Number"
    ]
    assert lists == [
        ("List Number", "one"),
        ("List Number", "two"),
        ("List Bullet 2", "three"),
        ("List Number", "first"),
    ]
    assert (numbers[0] == numbers[1], numbers[0] == numbers[2]) == (True, False)


def test_tables_and_links_come_into_word(meeting):
    body = (
        "<table><tr><th>Who</th><th>When</th></tr><tr><td>Saari</td><td><em>spring</em></td></tr></table>"
        '<p>See <a href="https://example.org/">the page</a>.</p>'
    )
    ItemFactory(meeting=meeting, body=body)

    document = Document(io.BytesIO(render_word(fresh(meeting), "", "en").content))

    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["Who", "When"],
        ["Saari", "spring"],
    ]
    (link,) = [one for paragraph in document.paragraphs for one in paragraph.hyperlinks]
    assert (link.text, link.address) == ("the page", "https://example.org/")


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (MINUTES_WORD, "Memo 14.1.2083.docx"),
        (DECISIONS_WORD, "Decisions 14.1.2083.docx"),
        (AGENDA, "Agenda 14.1.2083.pdf"),
    ],
)
def test_documents_are_stored_with_their_ending(
    meeting, item, secretary, kind, name, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        stored = request_document(kind, meeting, actor=secretary, language="en")
    stored.refresh_from_db()

    ending = name.rpartition(".")[2]
    assert (stored.name, stored.is_ready, stored.file.name.rpartition(".")[2]) == (name, True, ending)


def test_buttons_ask_for_their_documents(client_as, member, meeting, item):
    browser = client_as(member)
    address = f"/v/oma/kokoukset/{meeting.pk}"

    for name in ("", "word", "esityslista", "esityslista-word", "paatokset", "paatokset-word"):
        browser.post(f"{address}/tulosta/", {"asiakirja": name})
    browser.post(f"{address}/asiat/{item.pk}/ote/", {"asiakirja": "word"})
    unknown = browser.post(f"{address}/tulosta/", {"asiakirja": "kaikki"})

    assert unknown.status_code == 404
    assert list(StoredFile.objects.order_by("pk").values_list("kind", "variant")) == [
        ("meetings.minutes", ""),
        ("meetings.minutes_word", ""),
        ("meetings.agenda", ""),
        ("meetings.agenda_word", ""),
        ("meetings.decisions", ""),
        ("meetings.decisions_word", ""),
        ("meetings.extract_word", str(item.pk)),
    ]


@pytest.mark.parametrize("above", [True, False])
def test_what_is_the_secretarys_has_no_extract_for_anybody(client_as, member, meeting, item, above):
    hidden = ItemFactory(meeting=meeting, layer=Layer.SECRETARY)
    part = ItemFactory(meeting=meeting, parent=hidden)
    pk = hidden.pk if above else part.pk

    response = client_as(member).post(f"/v/oma/kokoukset/{meeting.pk}/asiat/{pk}/ote/")

    assert (response.status_code, StoredFile.objects.filter(kind=EXTRACT).count()) == (404, 0)
