import io
import re
from datetime import timedelta

import pytest
from django.utils import timezone, translation
from pypdf import PdfReader

from core.documents import kind_of, request_document
from methods.documents import (
    A4,
    BOOK,
    BROCHURE,
    COMPARISON,
    FOLDED,
    ZONES,
    book_context,
    brochure_context,
    comparison_context,
    render_book,
    render_brochure,
    render_comparison,
    render_zones,
    zones_context,
)
from methods.models import Catalogue, Method, MethodVersion
from methods.services import load_methods
from tests.factories.methods import (
    EvidenceFactory,
    LegalBasisFactory,
    MethodFactory,
    MethodVersionFactory,
    VersionTextFactory,
    ZonePlacementFactory,
)

pytestmark = pytest.mark.django_db
LANGUAGES = ("fi", "sv", "en")


@pytest.fixture
def version():
    version = MethodVersionFactory(sources=["Lähde"])
    ZonePlacementFactory(version=version)
    LegalBasisFactory(version=version)
    EvidenceFactory(version=version)
    return version


def pages_of(rendered):
    return [page.extract_text() for page in PdfReader(io.BytesIO(rendered.content)).pages]


def root_of(rendered):
    return PdfReader(io.BytesIO(rendered.content)).trailer["/Root"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("variant", [A4, FOLDED])
def test_brochure_is_tagged_and_names_version_day_and_address(version, variant, language):
    rendered = render_brochure(version, variant, language)

    root, text = root_of(rendered), " ".join(pages_of(rendered))
    day = timezone.localtime(version.published_from)
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], "/StructTreeRoot" in root) == (language, True, True)
    assert f"{day.day}.{day.month}.{day.year}" in text
    folder = "metoder" if language == "sv" else "menetelmat"
    assert f"/{folder}/{version.method.code}/" in text.replace("\n", "")
    assert '<svg viewBox="0 0 ' in rendered.html


def test_folded_brochure_is_one_sheet_of_two_sides_lying(version):
    rendered = render_brochure(version, FOLDED, "fi")

    sides = PdfReader(io.BytesIO(rendered.content)).pages
    assert [(round(side.mediabox.width), round(side.mediabox.height)) for side in sides] == [(842, 595)] * 2


def test_folded_brochure_has_its_front_on_the_right_of_the_outside(version):
    rendered = render_brochure(version, FOLDED, "fi")

    places = {}
    PdfReader(io.BytesIO(rendered.content)).pages[0].extract_text(
        visitor_text=lambda text, _cm, matrix, *_font: places.setdefault(text.strip(), matrix[4])
    )
    left, right = sorted({round(x) for x in places.values() if x})[0], places[version.method.name_fi]
    assert (left < 60, right > 500, places["Tilaaja kutsuu osallistujat."] < 60) == (True, True, True)


@pytest.mark.parametrize("length", [700, 1400, 2100, 5000])
def test_folded_brochure_stays_one_sheet_however_long_the_texts_are(version, length):
    words = ("Osalliset puhuvat vuorollaan. " * 200)[:length]
    version.texts.update(purpose=words[:600], when=words, participants=words, for_orderer=words, for_payer=words)

    rendered = render_brochure(version, FOLDED, "fi")

    assert rendered.pages == 2


def test_old_version_prints_as_it_was_after_later_ones(version):
    version.texts.update(name="Silloinen nimi")
    first = render_brochure(version, A4, "fi")
    Method.objects.filter(pk=version.method_id).update(name_fi="Uusi nimi")
    for number in range(2, 5):
        later = MethodVersionFactory(
            method=version.method, number=number, published_from=timezone.now() - timedelta(days=10 - number)
        )
        later.texts.update(name="Uusi nimi", purpose="Toinen tarkoitus.")

    again = render_brochure(MethodVersion.objects.get(pk=version.pk), A4, "fi")

    assert (again.html, pages_of(again)) == (first.html, pages_of(first))
    assert "Silloinen nimi" in pages_of(again)[0]


def test_brochure_of_a_draft_says_so(version):
    draft = MethodVersionFactory(published_from=None)

    with translation.override("en"):
        context = brochure_context(draft)

    assert context["document"]["version"] == "1 (draft)"


def test_brochure_of_a_withdrawn_version_says_why(version):
    version.withdrawn_at, version.withdrawn_reason = timezone.now(), "Vanhentunut"

    with translation.override("en"):
        context = brochure_context(version)

    assert context["page"]["withdrawn"].endswith(": Vanhentunut")


def test_book_holds_every_version_of_today_and_no_other():
    first, second = MethodFactory(name_fi="Ensimmäinen"), MethodFactory(name_fi="Toinen")
    MethodVersionFactory(method=first, number=2, published_from=None)
    gone = MethodFactory(name_fi="Poistettu")
    gone.versions.update(withdrawn_at=timezone.now(), withdrawn_reason="Vanhentunut")

    with translation.override("fi"):
        context = book_context()

    assert [page["code"] for page in context["pages"]] == [first.code, second.code]
    assert {page["number"] for page in context["pages"]} == {1}


@pytest.mark.parametrize("language", LANGUAGES)
def test_whole_catalogue_prints_as_a_book_with_contents_that_name_pages(language):
    load_methods()

    rendered = render_book(Catalogue(), "", language)

    pages = pages_of(rendered)
    names = Method.objects.values_list(f"name_{language}", flat=True)
    contents = re.findall(r"^(.+?) ?\.{3,} ?(\d+)$", pages[0], re.MULTILINE)
    assert [name for name, _page in contents[1:]] == list(names)
    assert all(name.split()[0] in pages[int(page) - 1] for name, page in contents[1:])
    assert root_of(rendered)["/Lang"] == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_figure_of_the_zones_stands_on_one_page(language):
    load_methods()

    rendered = render_zones(Catalogue(), "", language)

    assert rendered.pages == 1
    assert rendered.html.count("<svg") == 1


@pytest.mark.parametrize("count", [1, 15, 20])
def test_figure_of_the_zones_makes_its_rows_lower_where_there_are_many(count):
    for _number in range(count):
        ZonePlacementFactory(version=MethodVersionFactory())

    with translation.override("fi"):
        context = zones_context()

    assert context["figure"]["row_height"] == {1: 46, 15: 37, 20: 28}[count]
    assert len(context["figure"]["rows"]) == count


def test_comparison_puts_two_methods_side_by_side(version):
    other = MethodVersionFactory()
    VersionTextFactory(version=other, language="en", purpose="A plan.")

    with translation.override("en"):
        context = comparison_context(version, other)

    rows = {row["label"]: row["cells"] for row in context["rows"]}
    assert [cell["html"] for cell in rows["What it is for"]][1] == "<p>A plan.</p>"
    assert [cell["lines"] for cell in rows["What effect was found"]] == [
        ["Not shown", "Vaikutusta ei ole osoitettu.", "Source: Lähde"],
        ["Not assessed"],
    ]
    assert "Documents" not in rows


def test_comparison_is_printed(version):
    other = MethodVersionFactory()

    rendered = render_comparison(version, str(other.pk), "sv")

    assert f"{version.method.name_sv}" in " ".join(pages_of(rendered))
    assert root_of(rendered)["/Lang"] == "sv"


@pytest.mark.parametrize(("kind", "variant"), [(BROCHURE, A4), (BROCHURE, FOLDED), (BOOK, ""), (ZONES, "")])
def test_same_content_is_rendered_once_and_a_new_version_anew(version, coordinator, kind, variant):
    def stored():
        subject = version if kind == BROCHURE else Catalogue.objects.order_by("pk").first()
        return request_document(kind, subject, actor=coordinator, language="fi", variant=variant)

    first, again = stored(), stored()
    version.changed_at = timezone.now()
    version.save()

    assert (first.pk, stored().pk == first.pk) == (again.pk, False)
    assert first.name.endswith(".pdf")


def test_comparison_is_one_document_of_both(version, coordinator):
    other = MethodVersionFactory()

    stored = request_document(COMPARISON, version, actor=coordinator, language="fi", variant=str(other.pk))

    assert kind_of(stored).shows_variant is False
    assert (version.method.code in stored.name, other.method.code in stored.name) == (True, True)
