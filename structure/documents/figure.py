"""The structure of a day on paper: the figure, the same as a list, and who leads what."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.documents import DocumentKind, register_document
from core.fingerprints import fingerprint
from core.mail import address_of
from core.pdf import RenderedPdf, render_pdf
from network.models import Network
from structure.figures import paper_svgs
from structure.queries import structure_on

FIGURE = "structure.figure"


def structure_context(network: Network, day: date) -> dict[str, Any]:
    """Plain values: {"document", "structure": ``Structure``, "pictures": those of ``paper_svgs``}."""
    structure = structure_on(network, day)
    return {
        "document": {
            "title": _("Structure of %(network)s") % {"network": network},
            "network": str(network),
            "kind": _("Structure of the network"),
            "date": date_format(day, "DATE_FORMAT"),
            "version": fingerprint(structure)[:8],
            "address": address_of(f"{reverse('structure:overview', args=[network.slug])}?paiva={day.isoformat()}"),
        },
        "structure": structure,
        "pictures": paper_svgs(structure),
    }


def structure_version(network: Network, variant: str) -> str:
    """A key of all that the document says; the same content is rendered once."""
    return fingerprint(structure_on(network, date.fromisoformat(variant)))


def render_structure(network: Network, variant: str, language: str) -> RenderedPdf:
    """``variant`` is the day (ISO). Raises what ``render_pdf`` raises."""
    with translation.override(language):
        context = structure_context(network, date.fromisoformat(variant))
    return render_pdf("structure/pdf/structure.html", context, language=language)


register_document(
    DocumentKind(
        name=FIGURE,
        title=gettext_lazy("Structure of the network"),
        model="network.network",
        permission="structure.view_structure",
        version=structure_version,
        render=render_structure,
        filename=lambda _network, variant: _("structure-%(day)s") % {"day": variant},
        variant_words=lambda variant: date_format(date.fromisoformat(variant), "DATE_FORMAT"),
    )
)
