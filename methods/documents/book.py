"""The catalogue as a book: the zones, and every version that holds today, with contents."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.documents import LONG_RENDER, DocumentKind, register_document
from core.pdf import RenderedPdf, render_pdf
from methods.documents.parts import head, key_of_versions, notice, printed_on, printed_versions, version_words
from methods.documents.zone_figures import figure_context
from methods.models import Catalogue
from methods.models.parts import PARTS

BOOK = "methods.book"


def book_context() -> dict[str, Any]:
    """Plain values: {"document", "pages": [see ``queries.method_page``], "notice", "figure", "zones"}."""
    versions = list(printed_versions().prefetch_related(*PARTS, "method__synonyms"))
    return {
        "document": head(
            kind=_("The catalogue as a book"),
            title=_("Catalogue of methods"),
            day=printed_on(versions),
            version=key_of_versions(versions)[:8],
        ),
        "pages": [version_words(version) for version in versions],
        "notice": notice(),
        "level": 3,
        **figure_context(),
    }


def render_book(_catalogue: Catalogue, _variant: str, language: str) -> RenderedPdf:
    with translation.override(language):
        context = book_context()
    return render_pdf("methods/pdf/book.html", context, language=language)


register_document(
    DocumentKind(
        name=BOOK,
        title=gettext_lazy("The catalogue as a book"),
        model="methods.catalogue",
        permission="methods.print_catalogue",
        version=lambda _catalogue, _variant: key_of_versions(printed_versions()),
        render=render_book,
        filename=lambda _catalogue, _variant: _("catalogue-of-methods"),
        # Hundreds of pages where the catalogue is large.
        job=LONG_RENDER,
    )
)
