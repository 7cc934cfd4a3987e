"""The minutes and their PDF attachments in one file."""

from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from core.documents import request_document
from core.filekinds import check_upload
from meetings.bundle import BUNDLE, bundle_version, render_bundle
from meetings.services import add_attachment, number_attachments
from tests.factories.meetings import ItemFactory
from tests.meetings.files import office, pdf, upload


@pytest.fixture
def add(meeting, secretary, django_capture_on_commit_callbacks):
    """``add("Luvut", content, name)``: an attachment with its file, looked into."""

    def make(title, content=None, name="liite.pdf", **facts):
        with django_capture_on_commit_callbacks(execute=True):
            checked = check_upload(upload(content, name)) if content else None
            return add_attachment(meeting, title=title, upload=checked, actor=secretary, **facts)

    return make


def bundle(meeting):
    rendered = render_bundle(meeting, "", "fi")
    return rendered, PdfReader(BytesIO(rendered.content))


def test_attachments_follow_the_minutes_in_the_order_of_their_numbers(meeting, add, secretary):
    ItemFactory(meeting=meeting, body="<p>Liite 2 ja liite 1</p>")
    add("Toinen", pdf(1))
    add("Ensimmäinen", pdf(3), note="jaettiin kokouksessa")
    number_attachments(meeting, actor=secretary)

    rendered, reader = bundle(meeting)

    bookmarks = {one.title: reader.get_destination_page_number(one) for one in reader.outline if hasattr(one, "title")}
    first = bookmarks["Liite 1: Ensimmäinen"]
    # A leaf and its three pages, then the next leaf.
    assert bookmarks["Liite 2: Toinen"] == first + 4
    assert (len(reader.pages), rendered.pages) == (first + 6, first + 6)
    assert "Ensimmäinen" in reader.pages[first].extract_text()
    assert "jaettiin kokouksessa" in reader.pages[first].extract_text()
    assert (reader.root_object["/Lang"], "/Metadata" in reader.root_object) == ("fi", False)


def test_what_is_left_out_is_named_with_its_reason(meeting, add):
    add("Lukittu", pdf(password="salasana"))
    add("Rikki", b"%PDF-1.7 not really")
    add("Taulukko", office("xlsx"), "taulukko.xlsx")
    add("Myöhemmin", expected=True)
    add("Paperilla")

    _rendered, reader = bundle(meeting)

    last = reader.pages[-1].extract_text()
    assert [title for title in ("Lukittu", "Rikki", "Taulukko", "Myöhemmin", "Paperilla") if title not in last] == []
    assert [one.title for one in reader.outline if getattr(one, "title", "").startswith("Liite")] == []


def test_an_attachment_for_the_secretary_only_is_not_in_it(meeting, add):
    hidden = ItemFactory(meeting=meeting, layer="secretary")
    part = ItemFactory(meeting=meeting, parent=hidden)
    add("Salainen", pdf(), item=part)

    rendered, _reader = bundle(meeting)

    assert "Salainen" not in rendered.html


def test_what_a_foreign_page_would_do_is_taken_away(meeting, add):
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x")})
    page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): action})
    out = BytesIO()
    writer.write(out)
    add("Vaarallinen", out.getvalue())

    rendered, _reader = bundle(meeting)

    assert b"JavaScript" not in rendered.content


def test_the_version_follows_the_attachments(meeting, add):
    before = bundle_version(meeting)
    add("Luvut", pdf())

    assert (bundle_version(meeting) != before, bundle_version(meeting)) == (True, bundle_version(meeting))


def test_the_worker_makes_it(meeting, add, secretary, django_capture_on_commit_callbacks):
    add("Luvut", pdf(2))

    with django_capture_on_commit_callbacks(execute=True):
        stored = request_document(BUNDLE, meeting, actor=secretary, language="fi")

    stored.refresh_from_db()
    assert (stored.is_ready, stored.pages) == (True, len(PdfReader(BytesIO(stored.file.read())).pages))
