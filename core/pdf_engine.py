"""WeasyPrint as this product uses it. Imported by ``core.pdf`` alone, in workers and tests.

One style sheet, parsed once per process; one font configuration; one URL fetcher that opens our own files and nothing
else.
"""

import atexit
import datetime
import logging
import os
from collections.abc import Callable, Iterable
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from django.conf import settings
from font_source_sans_pro import font_directory
from PIL import ImageFile
from pydyf import PDF, Array, Dictionary
from weasyprint import CSS, HTML, Attachment, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from core import hyphenation
from core.pdf import UA, EmbeddedFile, PdfError

logger = logging.getLogger(__name__)

# WeasyPrint makes Pillow take cut images for whole ones in all of the process; what people attach must be whole.
ImageFile.LOAD_TRUNCATED_IMAGES = False

SCHEME = "verkosto"
STYLESHEET = f"{SCHEME}:static/css/pdf.css"
# Without a content type WeasyPrint drops a style sheet; a type we do not know is not ours.
CONTENT_TYPES = {
    ".css": "text/css",
    ".ttf": "font/ttf",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
}


class OwnFiles(URLFetcher):
    """Serves ``verkosto:static/…`` and ``verkosto:font/…``; every other address is refused before anything opens.

    ``data:`` too: whatever can be printed is a file that was reviewed. WeasyPrint leaves the picture, font or style
    sheet out; not always with a word about it, so the refusal is logged here.
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols=(SCHEME,), allow_redirects=False)
        self._roots = {
            "static": Path(settings.BASE_DIR, "static").resolve(),
            "font": Path(font_directory).resolve(),
        }

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        path = self._path(url)
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": CONTENT_TYPES[path.suffix]})

    def _path(self, url: str) -> Path:
        parts = urlsplit(url)
        place, _slash, name = unquote(parts.path).partition("/")
        root = self._roots.get(place) if parts.scheme == SCHEME and not parts.netloc else None
        path = (root / name).resolve() if root else None
        if path is None or not path.is_relative_to(root) or path.suffix not in CONTENT_TYPES:
            logger.warning("refused: %s", url)
            raise ValueError("not one of our own files")
        return path


class Fonts(FontConfiguration):
    """Removes its folder of fonts only in the process that made it: a forked worker child shares the folder."""

    def __init__(self) -> None:
        super().__init__()
        self._owner = os.getpid()

    def __del__(self, getpid: Callable[[], int] = os.getpid) -> None:  # bound: ``os`` may be gone at the very end
        if getattr(self, "_owner", None) == getpid():
            super().__del__()


class Engine(NamedTuple):
    fetcher: OwnFiles
    fonts: Fonts
    stylesheet: CSS


def build_engine() -> Engine:
    hyphenation.register()
    fetcher, fonts = OwnFiles(), Fonts()
    return Engine(fetcher, fonts, CSS(url=STYLESHEET, url_fetcher=fetcher, font_config=fonts))


# One per process; a forked child goes on with its parent's.
engine = lru_cache(maxsize=1)(build_engine)
# While the interpreter still stands: the fonts' folder is removed when they go.
atexit.register(engine.cache_clear)


def write(
    html: str, language: str, *, variant: str = UA, attachments: Iterable[EmbeddedFile] = ()
) -> tuple[bytes, int]:
    """The PDF and its number of pages. Raises ``PdfError`` without a title or in another language."""
    fetcher, fonts, stylesheet = engine()
    page = HTML(string=html, url_fetcher=fetcher)
    if not (page.etree_element.findtext("head/title") or "").strip():
        raise PdfError("the document has no title")
    if page.etree_element.get("lang") != language:
        raise PdfError(f'the document\'s language is not "{language}"')
    document = page.render(font_config=fonts, stylesheets=[stylesheet], pdf_variant=variant)
    files = [_embedded(file, fetcher) for file in attachments]
    content = document.write_pdf(pdf_variant=variant, attachments=files, finisher=finish)
    return content, len(document.pages)


def _embedded(file: EmbeddedFile, fetcher: OwnFiles) -> Attachment:
    made = file.made_at.astimezone(datetime.UTC)  # written with a Z
    return Attachment(
        file_obj=BytesIO(file.content),
        url_fetcher=fetcher,
        name=file.name,
        description=file.description,
        created=made,
        modified=made,
        relationship=file.relationship,
    )


def finish(document: Document, pdf: PDF) -> None:
    """What WeasyPrint leaves to be mended before the file is written."""
    make_margins_artifacts(document, pdf)
    if "AF" in pdf.catalog:
        # It names each associated file twice.
        pdf.catalog["AF"] = Array(dict.fromkeys(pdf.catalog["AF"]))


def make_margins_artifacts(_document: Document, pdf: PDF) -> None:
    """Mark headers and footers as page furniture, so that a screen reader does not read them on every page.

    WeasyPrint tags them as text and leaves their tags outside the document's tree. PDF/UA-1 (ISO 14289-1, 7.1) wants
    everything on a page to be in that tree or to be an artifact.
    """
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    in_tree = _descendants(pdf, root)
    # Shape: [page index, [the tag of the page's n-th piece of content, …], …], then the annotations'.
    tags_of_pages = _object(pdf, root["ParentTree"])["Nums"][1::2]
    page_numbers = pdf.pages["Kids"][::3]
    for page_number, tags in zip(page_numbers, tags_of_pages, strict=False):
        loose = {piece for piece, tag in enumerate(tags) if tag not in in_tree}
        for piece in loose:
            tags[piece] = b"null"
        _mark_as_artifacts(_object(pdf, pdf.objects[page_number]["Contents"]).stream, loose)


def _mark_as_artifacts(stream: list[Any], pieces: set[int]) -> None:
    # A piece begins with three items: its tag, its properties, and the operator BDC.
    for index, item in enumerate(stream):
        if isinstance(item, Dictionary) and item.get("MCID") in pieces and stream[index + 1] == b"BDC":
            stream[index - 1 : index + 1] = ["/Artifact", Dictionary({"Type": "/Pagination"})]


def _descendants(pdf: PDF, root: Dictionary) -> set[bytes]:
    found, waiting = set(), list(root["K"])
    while waiting:
        kid = waiting.pop()
        if isinstance(kid, bytes):  # a reference; the number of a piece of content is an int
            found.add(kid)
            waiting.extend(_object(pdf, kid).get("K", ()))
    return found


def _object(pdf: PDF, reference: bytes) -> Any:
    """The object that ``b"12 0 R"`` names."""
    return pdf.objects[int(reference.split()[0])]
