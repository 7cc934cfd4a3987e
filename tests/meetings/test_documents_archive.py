"""The signed copy held against what PDF/A-3a (ISO 19005-3) wants of a file, as far as its parts can be counted.

No validator is among the packages: these are the clauses that WeasyPrint's output could break.
"""

import io
import re
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from meetings.documents import render_signed
from meetings.exchange import FILE_NAME
from tests.factories.meetings import (
    AttachmentFactory,
    AttendanceFactory,
    GoalFactory,
    ItemFactory,
    MinutesVersionFactory,
    OutcomeFactory,
)

BODY = (
    "<p>Teksti <strong>lihavoituna</strong>, <em>kursiivilla</em> ja <a href='https://esimerkki.fi/'>linkkinä</a>.</p>"
    "<ul><li>Luettelo</li></ul><table><tr><th>Otsikko</th></tr><tr><td>Solu</td></tr></table>"
)


@pytest.fixture
def reader(meeting):
    AttendanceFactory(meeting=meeting, name_label="Olli Osallistuja")
    item = ItemFactory(meeting=meeting, number="1", heading="Asia", body=BODY)
    OutcomeFactory(item=item, text="Sovittiin.")
    GoalFactory(item=item, text="Tavoite")
    AttachmentFactory(meeting=meeting, item=item, number=1)
    version = MinutesVersionFactory(meeting=meeting, signed_at=datetime(2083, 1, 20, 10, 0, tzinfo=UTC))
    return PdfReader(io.BytesIO(render_signed(version, "", meeting.language).content))


@pytest.fixture
def catalog(reader):
    return reader.trailer["/Root"]


@pytest.fixture
def objects(reader):
    """Every dictionary and stream of the file."""
    found, waiting, seen = [], [reader.trailer], set()
    while waiting:
        one = waiting.pop().get_object()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, DictionaryObject):
            found.append(one)
            waiting.extend(value for name, value in one.items() if name not in ("/Parent", "/P"))
        elif isinstance(one, ArrayObject):
            waiting.extend(one)
    return found


def test_it_says_in_its_metadata_that_it_is_a_pdf_a_3a_and_what_it_is_called(reader, catalog):
    text = catalog["/Metadata"].get_object().get_data().decode()

    assert re.findall(r"pdfaid:(part|conformance)[^\w]+(\w+)", text) == [("part", "3"), ("conformance", "A")]
    assert reader.metadata.title in text


def test_its_colours_have_a_profile(catalog):
    (intent,) = catalog["/OutputIntents"]
    profile = intent.get_object()["/DestOutputProfile"].get_object()

    assert (intent.get_object()["/S"], profile["/N"]) == ("/GTS_PDFA1", 3)
    assert profile.get_data()[36:40] == b"acsp"


def test_its_fonts_are_all_in_it_with_their_unicode(objects):
    fonts = [one for one in objects if one.get("/Type") == "/Font"]
    descriptors = [one for one in objects if one.get("/Type") == "/FontDescriptor"]

    assert len(descriptors) >= 2
    assert [one["/FontName"] for one in descriptors if not one.keys() & {"/FontFile2", "/FontFile3"}] == []
    assert [one for one in fonts if one["/Subtype"] == "/Type0" and "/ToUnicode" not in one] == []
    assert {one["/Subtype"] for one in fonts} <= {"/Type0", "/CIDFontType2", "/CIDFontType0"}


def test_it_carries_the_minutes_as_their_source(catalog):
    (associated,) = [one.get_object() for one in catalog["/AF"]]
    names = catalog["/Names"]["/EmbeddedFiles"]["/Names"]
    file = associated["/EF"]["/F"].get_object()

    assert (associated["/F"], associated["/UF"], associated["/AFRelationship"]) == (FILE_NAME, FILE_NAME, "/Source")
    assert names[1].get_object()["/UF"] == FILE_NAME
    assert (file["/Subtype"], file["/Params"]["/ModDate"][:10]) == ("/application/json", "D:20830120")


def test_it_is_tagged_and_says_its_language(catalog):
    assert (catalog["/Lang"], catalog["/MarkInfo"]["/Marked"], "/StructTreeRoot" in catalog) == ("fi", True, True)


def test_it_holds_nothing_that_an_archive_forbids(reader, objects):
    actions = {one["/S"] for one in objects if one.get("/Type") == "/Action" or ("/URI" in one and "/S" in one)}
    filters = {str(one["/Filter"]) for one in objects if isinstance(one, StreamObject) and "/Filter" in one}
    outside = [one for one in objects if isinstance(one, StreamObject) and "/F" in one]
    annotations = [one for one in objects if one.get("/Subtype") == "/Link"]

    assert (reader.is_encrypted, "/ID" in reader.trailer, outside) == (False, True, [])
    assert actions <= {"/URI", "/GoTo"}
    assert filters <= {"/FlateDecode", "['/FlateDecode']"}
    assert [one for one in objects if one.keys() & {"/AA", "/JS", "/XFA", "/OpenAction"}] == []
    # Shown and printed: neither invisible nor hidden (6.3.2).
    assert {one["/F"] & 0b100111 for one in annotations} == {0b100}
