import re
import shutil
import subprocess

import pyphen
import pytest

from core import hyphenation, pdf
from core.pdf import PdfError, render_pdf
from tests.core.helpers import read

LONG_WORDS = "Tämä on lastensuojelulaitoksessa toimiva huolenpuheeksiottokouluttaja."

needs_voikko = pytest.mark.skipif(
    hyphenation.finnish_dictionary() is None, reason="libvoikko1 or voikko-fi is not installed"
)


def tag_tree(element):
    """("Document", [("H1", []), …]) without the spans that hold the text."""
    element = element.get_object()
    kids = [kid for kid in element.get("/K", []) if not isinstance(kid, int) and "/S" in kid.get_object()]
    return element["/S"][1:], [tag_tree(kid) for kid in kids if kid.get_object()["/S"] != "/Span"]


def document_tags(rendered):
    return tag_tree(read(rendered).trailer["/Root"]["/StructTreeRoot"]["/K"][0])


def pieces_in_tree(element):
    element = element.get_object()
    if isinstance(element, int):
        return {int(element)}
    return set().union(*(pieces_in_tree(kid) for kid in element.get("/K", [])))


def fonts_of(rendered):
    """Name of each font in the file and whether the font itself is there."""
    found = set()
    for page in read(rendered).pages:
        for font in page["/Resources"]["/Font"].values():
            descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
            found.add((descriptor["/FontFamily"], "/FontFile2" in descriptor))
    return found


def test_document_says_its_language_and_title(render):
    rendered = render("<h1>Muistio</h1>")

    catalog = read(rendered).trailer["/Root"]
    assert read(rendered).metadata.title == "Muistio 15.1.2009"
    assert catalog["/Lang"] == "fi"
    assert catalog["/ViewerPreferences"] == {"/DisplayDocTitle": True}
    assert catalog["/MarkInfo"] == {"/Marked": True}
    assert "pdfuaid:part" in catalog["/Metadata"].get_data().decode()


def test_document_is_rendered_in_its_own_language(render):
    head = "{% block title %}{% load l10n i18n %}{% get_current_language as code %}{{ code }}{% endblock title %}"

    titles = [read(render("<h1>x</h1>", language=code, head=head)).metadata.title for code in ("fi", "sv", "en")]

    assert titles == ["fi", "sv", "en"]


def test_header_and_footer_are_in_the_html(render):
    html = render("<h1>Muistio</h1>", language="en").html

    running = re.findall(r'<div class="running-(\w+)">(.*?)</div>', html, re.DOTALL)
    assert [(name, re.sub(r"<[^>]+>|\s+", " ", text).split()[:2]) for name, text in running] == [
        ("network", ["Rannikon", "verkosto"]),
        ("kind", ["Muistio"]),
        ("meta", ["15.1.2009", "Version"]),
    ]


def test_footer_leaves_out_what_is_not_known(render):
    text = read(render("<h1>Muistio</h1>", version="", address="")).pages[0].extract_text()

    assert text.split() == ["Muistio", "Rannikon", "verkosto", "Muistio", "15.1.2009", "1/1"]


@pytest.mark.parametrize("title", ["", "  "])
def test_document_without_a_title_is_refused(render, title):
    with pytest.raises(PdfError, match=r"^sample.html: the document has no title$"):
        render("<h1>Muistio</h1>", title=title)


def test_document_in_another_language_is_refused(render, tmp_path):
    (tmp_path / "swedish.html").write_text('<html lang="sv"><head><title>x</title></head><body></body></html>')

    with pytest.raises(PdfError, match=r'^swedish.html: the document\'s language is not "fi"$'):
        render_pdf("swedish.html", {}, language="fi")


def test_lists_and_tables_are_tagged(render):
    rendered = render(
        '<h1>Muistio</h1><dl class="facts"><dt>Aika</dt><dd>tänään</dd></dl>'
        '<table class="register"><thead><tr><th scope="col">Pvm</th></tr></thead>'
        "<tbody><tr><td>15.1.2009</td></tr></tbody></table>"
    )

    assert document_tags(rendered) == (
        "Document",
        [
            ("H1", []),
            ("L", [("LI", [("LBody", [])]), ("LI", [("LBody", [])])]),
            ("Table", [("THead", [("TR", [("TH", [])])]), ("TBody", [("TR", [("TD", [])])])]),
        ],
    )


def test_signature_lines_are_a_list(render):
    rendered = render(
        '<h1>x</h1>{% include "pdf/includes/signature_lines.html" with signers=document.signers %}',
        signers=[{"name": "Aino Esimerkki", "role": ""}, {"name": "Kalle Kokeilu", "role": ""}],
    )

    assert document_tags(rendered)[1][1] == ("L", [("LI", [("LBody", [])]), ("LI", [("LBody", [])])])


def test_facts_without_a_value_are_left_out(render):
    html = render(
        '<h1>x</h1>{% include "pdf/includes/facts.html" with facts=document.facts %}',
        facts=[{"label": "Aika", "values": ["tänään"]}, {"label": "Paikka", "values": []}],
    ).html

    assert re.findall(r"<d[td]>.*?</d[td]>", html) == ["<dt>Aika</dt>", "<dd>tänään</dd>"]


def test_headers_and_footers_are_artifacts_and_all_else_is_in_the_tree(render):
    rendered = render("<h1>Muistio</h1>" + "<p>Tekstiä.</p>" * 100)

    document = read(rendered)
    root = document.trailer["/Root"]["/StructTreeRoot"]["/K"][0]
    for page in document.pages:
        content = page.get_contents().get_data().decode("latin-1")
        tagged = {int(number) for number in re.findall(r"/MCID (\d+)", content)}
        on_page = [kid for kid in root.get_object()["/K"] if kid.get_object()["/Pg"].get_object() == page]
        assert tagged == set().union(*(pieces_in_tree(kid) for kid in on_page))
        assert content.count("/Type /Pagination") >= 4
    assert rendered.pages == len(document.pages) == 3


def test_headings_become_bookmarks(render):
    rendered = render(
        '<h1>Muistio</h1><ol class="items"><li><h2><span class="number">1.</span> Nimi</h2><p>Asia.</p></li></ol>'
    )

    outline = read(rendered).outline
    assert (outline[0].title, outline[1][0].title) == ("Muistio", "1. Nimi")


def test_numbered_headings_are_numbered(render):
    rendered = render(
        "<h1>Muistio</h1><h2>Ensin</h2><h3>Ala</h3><h2>Sitten</h2>",
        head="{% block body_class %}numbered{% endblock body_class %}",
    )

    assert [line for line in read(rendered).pages[0].extract_text().splitlines() if line[0].isdigit()][:3] == [
        "1. Ensin",
        "1.1 Ala",
        "2. Sitten",
    ]


def test_table_repeats_its_head_on_every_page(render):
    rows = "<tr><td>rivi</td></tr>" * 100

    rendered = render(
        f'<h1>x</h1><table><thead><tr><th scope="col">Otsake</th></tr></thead><tbody>{rows}</tbody></table>'
    )

    assert rendered.pages > 1
    assert [page.extract_text().count("Otsake") for page in read(rendered).pages] == [1] * rendered.pages


@pytest.mark.parametrize("lines", range(38, 50))
def test_no_heading_stands_at_the_foot_of_a_page(render, lines):
    body = "<h1>Muistio</h1>" + "<p>Rivi.</p>" * lines + "<h2>Otsikko</h2><h3>Alaotsikko</h3><p>Teksti.</p>"

    pages = [page.extract_text() for page in read(render(body)).pages]

    assert [("Otsikko" in page, "Alaotsikko" in page) for page in pages if "Teksti" in page] == [(True, True)]


def test_lines_to_sign_on_do_not_draw_the_text_before_them_along(render):
    body = "<h1>x</h1>" + "<p>Rivi.</p>" * 31 + "<ul><li>Liite 1<br>jatkuu</li><li>Liite 2<br>jatkuu</li></ul>"
    signers = '<ul class="signature-lines"><li style="height: 60mm">Nimi</li></ul>'

    pages = [page.extract_text() for page in read(render(body + signers)).pages]

    assert [("Liite 2" in page, "Nimi" in page) for page in pages] == [(True, False), (False, True)]


def test_every_font_is_source_sans_pro_and_in_the_file(render):
    rendered = render(
        "<h1>Äiti</h1><p>Teksti <strong>lihava</strong> <em>kursiivi <strong>molemmat</strong></em> → § – ”</p>"
        "<ul><li>yksi<ul><li>kaksi<ul><li>kolme</li></ul></li></ul></li></ul>"
    )

    assert fonts_of(rendered) == {("Source Sans Pro", True)}


def test_character_that_no_font_has_is_replaced_and_logged(render, caplog):
    rendered = render("<h1>Muistio</h1><p>a\U0010fffdb</p>")

    assert read(rendered).pages[0].extract_text().splitlines()[1] == "a☐b"
    assert [record.getMessage() for record in caplog.records if record.name == "core.pdf"] == [
        "sample.html: no font has U+10FFFD"
    ]


@needs_voikko
def test_finnish_is_hyphenated(render):
    rendered = render(f'<h1>x</h1><p style="width: 40mm">{LONG_WORDS}</p>')

    lines = read(rendered).pages[0].extract_text().splitlines()
    assert lines[1:4] == ["Tämä on lastensuojelulai-", "toksessa toimiva huolen-", "puheeksiottokouluttaja."]


def test_swedish_is_hyphenated(render):
    rendered = render('<h1>x</h1><p style="width: 20mm">barnskyddsanstalterna</p>', language="sv")

    assert read(rendered).pages[0].extract_text().splitlines()[1].endswith("-")


def test_finnish_without_a_dictionary_is_not_hyphenated(render, monkeypatch):
    pdf.warm_up()
    monkeypatch.delitem(pyphen.LANGUAGES, "fi", raising=False)
    monkeypatch.delitem(pyphen.LANGUAGES_LOWERCASE, "fi", raising=False)

    rendered = render(f'<h1>x</h1><p style="width: 40mm">{LONG_WORDS}</p>')

    lines = read(rendered).pages[0].extract_text().splitlines()
    assert lines[1:4] == ["Tämä on", "lastensuojelulaitoksessa", "toimiva"]


@needs_voikko
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) is not installed")
def test_divided_words_are_found_by_searching(render, tmp_path):
    (tmp_path / "x.pdf").write_bytes(render(f'<h1>x</h1><p style="width: 40mm">{LONG_WORDS}</p>').content)

    text = subprocess.run(["pdftotext", tmp_path / "x.pdf", "-"], capture_output=True, text=True, check=True).stdout

    assert LONG_WORDS in " ".join(text.split())
