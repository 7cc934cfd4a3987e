import gc
import io
import os
import re
import shutil
import socket
import subprocess
import sys
from contextlib import suppress
from copy import deepcopy
from pathlib import Path

import pyphen
import pytest
from pypdf import PdfReader

from core import hyphenation, pdf, pdf_engine
from core.pdf import PdfError, render_pdf

DOCUMENT = {
    "title": "Muistio 15.1.2009",
    "network": "Rannikon verkosto",
    "kind": "Muistio",
    "date": "15.1.2009",
    "version": "3",
    "address": "verkosto.example/m/1",
}
LONG_WORDS = "Tämä on lastensuojelulaitoksessa toimiva huolenpuheeksiottokouluttaja."

needs_voikko = pytest.mark.skipif(
    hyphenation.finnish_dictionary() is None, reason="libvoikko1 or voikko-fi is not installed"
)


@pytest.fixture
def render(settings, tmp_path):
    """``render(body)``: a document with that body, through ``pdf/base.html``."""
    settings.TEMPLATES = deepcopy(settings.TEMPLATES)
    settings.TEMPLATES[0]["DIRS"].append(tmp_path)

    def make(body, *, language="fi", head="", **document):
        source = f'{{% extends "pdf/base.html" %}}{head}{{% block body %}}{body}{{% endblock body %}}'
        (tmp_path / "sample.html").write_text(source, encoding="utf-8")
        return render_pdf("sample.html", {"document": DOCUMENT | document}, language=language)

    return make


@pytest.fixture
def connections(monkeypatch):
    """Every attempt to open a connection or to look up a host, none of which succeeds."""
    attempts = []

    def attempt(*args, **kwargs):
        attempts.append(args)
        raise OSError("no network in tests")

    monkeypatch.setattr(socket.socket, "connect", attempt)
    monkeypatch.setattr(socket, "getaddrinfo", attempt)
    return attempts


def read(rendered):
    return PdfReader(io.BytesIO(rendered.content))


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


FOREIGN = [
    '<img alt="x" src="http://127.0.0.1:9/a.png">',
    '<img alt="x" src="https://example.org/a.png">',
    '<img alt="x" src="ftp://127.0.0.1/a.png">',
    '<img alt="x" src="file:///etc/passwd">',
    '<img alt="x" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
    '<img alt="x" src="verkosto:static/../pyproject.png">',
    '<img alt="x" src="verkosto:static/%2e%2e/pyproject.png">',
    '<img alt="x" src="verkosto:static//etc/a.png">',
    '<img alt="x" src="verkosto://static/css/pdf.css">',
    '<img alt="x" src="verkosto:var/a.png">',
    "<style>@import url(http://127.0.0.1:9/a.css);</style>",
    "<style>@import url(file:///etc/passwd);</style>",
    "<style>@font-face { font-family: x; src: url(http://127.0.0.1:9/a.ttf) }</style>",
    "<style>p::before { content: url(file:///etc/passwd) }</style><p>x</p>",
    '<link rel="stylesheet" href="http://127.0.0.1:9/a.css">',
    '<link rel="attachment" href="file:///etc/passwd">',
    '<base href="file:///etc/"><img alt="x" src="passwd">',
    '<svg width="9" height="9"><title>x</title><image href="file:///etc/passwd" width="9" height="9"/></svg>',
    '<object data="file:///etc/passwd">x</object>',
    '<embed src="http://127.0.0.1:9/a.svg">',
]


@pytest.mark.parametrize("markup", FOREIGN)
def test_foreign_address_is_refused_without_a_connection(render, connections, markup):
    with pytest.raises(PdfError, match=r"^sample.html: refused: "):
        render(f"<h1>Muistio</h1>{markup}")

    assert connections == []


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/a.css", "file:///etc/passwd", "data:text/css,p{}", "verkosto:static/../manage.py", "x"]
)
def test_fetcher_opens_no_foreign_address(connections, monkeypatch, url):
    opened = []
    monkeypatch.setattr(Path, "read_bytes", lambda path: opened.append(path))

    with pytest.raises(ValueError, match=r"^not one of our own files$"):
        pdf_engine.OwnFiles()(url)

    assert (connections, opened) == ([], [])


@pytest.mark.parametrize(
    ("url", "content_type"),
    [("verkosto:static/css/pdf.css", "text/css"), ("verkosto:font/SourceSansPro-It.ttf", "font/ttf")],
)
def test_fetcher_serves_our_own_files_with_their_type(url, content_type):
    response = pdf_engine.OwnFiles()(url)

    assert response.content_type == content_type
    assert len(response.read()) > 1000


def test_foreign_picture_is_left_out_and_logged_in_production(render, settings, connections, caplog):
    settings.PDF_STRICT = False

    rendered = render('<h1>Muistio</h1><img alt="x" src="http://127.0.0.1:9/a.png">')

    assert connections == []
    assert len(read(rendered).pages[0].images) == 0
    assert [record.getMessage()[:53] for record in caplog.records if record.name == "core.pdf"] == [
        "sample.html: WeasyPrint complained: refused: http://1"
    ]


def test_links_stay_links(render, connections):
    rendered = render('<h1>Muistio</h1><p><a href="https://example.org/a">example.org</a></p>')

    annotations = [note.get_object() for note in read(rendered).pages[0]["/Annots"]]
    assert [note["/A"]["/URI"] for note in annotations] == ["https://example.org/a"]
    assert connections == []


def test_style_sheet_makes_no_complaint():
    with pdf._listening() as complaints:
        pdf_engine.build_engine()

    assert complaints.lines == []


def test_engine_is_built_once_per_process(render):
    render("<h1>Yksi</h1>")
    first = pdf_engine.engine()
    render("<h1>Kaksi</h1>")

    assert pdf_engine.engine() is first


def test_forked_child_leaves_its_parents_fonts(tmp_path):
    engine = pdf_engine.build_engine()
    folder = engine.fonts._folder
    engine.fonts._owner = -1

    del engine
    gc.collect()

    assert len(list(folder.iterdir())) == 5
    shutil.rmtree(folder)


@pytest.mark.parametrize("title", ["Muistio", ""])
def test_garbage_collection_is_on_again_afterwards(render, title):
    with suppress(PdfError):
        render("<h1>Muistio</h1>", title=title)

    assert gc.isenabled()


def test_warming_up_renders_without_complaint():
    pdf.warm_up()


def test_document_beyond_the_memory_limit_fails_by_name(tmp_path):
    code = """
import django; django.setup()
from django.template import engines
from core import pdf
pdf.warm_up()
used = int(open("/proc/self/statm").read().split()[0]) * 4096 // 2**20
pdf.limit_memory(used + 30)
pdf.render_to_string = lambda *args: '<html lang="fi"><title>x</title>' + "<p>teksti <b>x</b></p>" * 20000
try:
    pdf.render_pdf("big.html", {}, language="fi")
except pdf.PdfError as error:
    print(error)
"""

    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    result = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)

    assert result.stdout == "big.html: rendering went over the memory limit of this process\n"


def test_rendering_does_not_make_cut_images_whole(render):
    from PIL import ImageFile  # noqa: PLC0415 -- leaf: read after WeasyPrint has set it

    render("<h1>Otsikko</h1>")

    assert ImageFile.LOAD_TRUNCATED_IMAGES is False
