"""What the renderer may fetch, and how it behaves in a process: built once, forked, limited."""

import gc
import os
import shutil
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from core import pdf, pdf_engine
from core.pdf import PdfError
from tests.core.helpers import read


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
