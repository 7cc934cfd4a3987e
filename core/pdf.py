"""PDF documents: a Django template in, tagged PDF/UA-1 (or, for what is kept for good, PDF/A-3a) bytes out.

Rendering belongs in the worker, never in a web request. Its limits are those of the worker: Celery's time limits
(``JOB_TIME_LIMIT_SECONDS``) and the memory limit that ``limit_memory`` puts on the child process
(``JOB_MEMORY_LIMIT_MB``). WeasyPrint is imported in here only, by the functions that need it (``core.pdf_engine``).
"""

import datetime
import gc
import logging
import resource
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Lock, get_ident
from typing import Any, NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

logger = logging.getLogger(__name__)

# Everyday documents are accessible; those to be kept for good carry their fonts, their colours and their source too.
UA, ARCHIVE = "pdf/ua-1", "pdf/a-3a"
# Stands for a character that no installed font has: PDF/UA forbids the box a viewer would draw.
REPLACEMENT = "☐"
# WeasyPrint's font configuration is shared and not made for two threads.
_rendering = Lock()


class PdfError(Exception):
    """The document could not be made, or (``PDF_STRICT``) WeasyPrint complained about it."""


class RenderedPdf(NamedTuple):
    """``html`` is what was printed, for tests to read."""

    html: str
    content: bytes
    pages: int


class EmbeddedFile(NamedTuple):
    """A file that a PDF/A-3 carries; ``relationship`` says what it is to the page (ISO 19005-3, annex E)."""

    name: str
    content: bytes
    description: str
    made_at: datetime.datetime
    relationship: str = "Source"


class Complaints(logging.Handler):
    """What WeasyPrint says while this thread renders. Its log is the only place where it tells what it left out."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []
        self.missing: set[int] = set()
        self._thread = get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread != self._thread:
            return
        if record.msg.startswith(".notdef"):
            self.missing.add(record.args[1])
        else:
            # An address in a message can be as long as the picture it holds.
            self.lines.append(record.getMessage()[:200])


def render_pdf(
    template: str,
    context: dict[str, Any],
    *,
    language: str,
    variant: str = UA,
    attachments: Iterable[EmbeddedFile] = (),
) -> RenderedPdf:
    """Render a template that extends ``pdf/base.html``, in the document's language.

    ``attachments`` are carried by a document whose ``variant`` is ``ARCHIVE``.

    Raises ``PdfError`` when the page has no title or another language than ``language``, when memory runs out, and
    with ``PDF_STRICT`` when WeasyPrint logged anything; otherwise those lines are logged with the template's name.
    """
    with translation.override(language):
        html = render_to_string(template, context)
    try:
        with _rendering, _without_garbage_collection():
            rendered, complaints = _write(html, language, variant, attachments)
            if complaints.missing:
                logger.warning("%s: no font has %s", template, _names(complaints.missing))
                html = html.translate(dict.fromkeys(complaints.missing, REPLACEMENT))
                rendered, complaints = _write(html, language, variant, attachments)
    except MemoryError as error:
        raise PdfError(f"{template}: rendering went over the memory limit of this process") from error
    except PdfError as error:
        raise PdfError(f"{template}: {error}") from error
    lines = complaints.lines + ([f"no font has {_names(complaints.missing)}"] if complaints.missing else [])
    if lines and settings.PDF_STRICT:
        raise PdfError(f"{template}: {'; '.join(lines)}")
    if lines:
        logger.warning("%s: WeasyPrint complained: %s", template, "; ".join(lines))
    return rendered


def warm_up() -> None:
    """Pay the first render's second (libraries, fonts, style sheet, Finnish dictionary) before a job comes."""
    render_pdf("pdf/warm_up.html", {"document": {"title": "Verkosto"}}, language="fi")


def limit_memory(megabytes: int | None = None) -> None:
    """Bound this process's address space; over it, rendering raises ``PdfError`` or the process dies.

    Either way the job counts a failed attempt and the machine stays up. Without an argument the limit is
    ``JOB_MEMORY_LIMIT_MB``. Call it in worker children only: it cannot be told apart from other use of memory.
    """
    limit = (megabytes or settings.JOB_MEMORY_LIMIT_MB) * 1024 * 1024
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _write(
    html: str, language: str, variant: str, attachments: Iterable[EmbeddedFile]
) -> tuple[RenderedPdf, Complaints]:
    from core import pdf_engine  # noqa: PLC0415 -- leaf: WeasyPrint takes half a second and belongs in workers

    with _listening() as complaints:
        content, pages = pdf_engine.write(html, language, variant=variant, attachments=attachments)
    return RenderedPdf(html, content, pages), complaints


@contextmanager
def _listening() -> Iterator[Complaints]:
    complaints = Complaints()
    sources = [logging.getLogger("weasyprint"), logging.getLogger("core.pdf_engine")]
    for source in sources:
        source.addHandler(complaints)
    try:
        yield complaints
    finally:
        for source in sources:
            source.removeHandler(complaints)


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """A page is ten thousands of small objects that all live until it is written: looking for dead ones only costs."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _names(codepoints: set[int]) -> str:
    return ", ".join(f"U+{codepoint:04X}" for codepoint in sorted(codepoints))
