"""The brochure of one version: pages of A4, or one sheet of A4 folded once to A5.

Of the folded one the outside of the sheet comes first: its right half is the front and its left half the back. The
inside is read from left to right. Printed on both sides, turned over the short edge, and folded once, it reads in
order.
"""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.documents import DocumentKind, register_document
from core.mail import address_of
from core.pdf import RenderedPdf, render_pdf
from core.qr import qr_svg
from methods.documents.parts import content_key, slug_of, version_head, version_words
from methods.models import MethodVersion

BROCHURE = "methods.brochure"
A4, FOLDED = "a4", "folded"
VARIANTS = {A4: gettext_lazy("A4 pages"), FOLDED: gettext_lazy("one sheet, folded once")}
SIDES = 2
# From the size that is pleasant to read to the smallest that still is; at last only the beginnings of the texts.
SIZES = ("", "small", "smaller", "smallest", "smallest shortened")


def brochure_context(version: MethodVersion) -> dict[str, Any]:
    """Plain values: {"document", "page": see ``queries.method_page``, "qr"}."""
    page = version_words(version)
    address = address_of(version.method.get_absolute_url())
    return {
        "document": version_head(version, kind=_("Brochure of a method"), title=page["name"]),
        "page": page,
        "qr": qr_svg(address, title=_("QR code of the address %(address)s") % {"address": page["address"]}),
        "level": 2,
    }


def render_brochure(version: MethodVersion, variant: str, language: str) -> RenderedPdf:
    """Raises what ``render_pdf`` raises."""
    with translation.override(language):
        context = brochure_context(version)
    if variant != FOLDED:
        return render_pdf("methods/pdf/brochure.html", context, language=language)
    for size in SIZES:
        rendered = render_pdf(
            "methods/pdf/folded.html", context | {"size": size, "shortened": "shortened" in size}, language=language
        )
        if rendered.pages <= SIDES:
            break
    return rendered


register_document(
    DocumentKind(
        name=BROCHURE,
        title=gettext_lazy("Brochure of a method"),
        model="methods.methodversion",
        permission="methods.print_version",
        version=lambda version, _variant: content_key(version),
        render=render_brochure,
        filename=lambda version, variant: (
            (_("brochure-%(method)s-%(number)d") % {"method": slug_of(version.method), "number": version.number})
            + ("" if variant == A4 else "-a5")
        ),
        variant_words=lambda variant: str(VARIANTS[variant]),
    )
)
