"""The methods on the zones of worry, drawn from the data on one page."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.documents import DocumentKind, register_document
from core.pdf import RenderedPdf, render_pdf
from methods.documents.parts import head, key_of_versions, notice, printed_on, printed_versions
from methods.figures import ROW, zone_figure
from methods.models import Catalogue
from methods.queries import catalogue_rows, zones

ZONES = "methods.zones"
# What one page has room for, and the least that a row needs, in CSS pixels.
ROOM, LEAST = 560, 24


def figure_context() -> dict[str, Any]:
    """The figure of all methods that a source places: {"figure": see ``figures``, "zones": see ``queries.zones``}."""
    rows = [row for row in catalogue_rows() if row["bars"]]
    height = max(LEAST, min(ROW, ROOM // max(len(rows), 1)))
    return {"figure": zone_figure(zones()["zones"], rows, row_height=height), "zones": zones()}


def zones_context() -> dict[str, Any]:
    """Plain values: {"document", "notice", **``figure_context``}."""
    versions = list(printed_versions())
    return {
        "document": head(
            kind=_("Figure of the zones"),
            title=_("Methods on the zones of worry"),
            day=printed_on(versions),
            version=key_of_versions(versions)[:8],
        ),
        "notice": notice(),
        **figure_context(),
    }


def render_zones(_catalogue: Catalogue, _variant: str, language: str) -> RenderedPdf:
    with translation.override(language):
        context = zones_context()
    return render_pdf("methods/pdf/zones.html", context, language=language)


register_document(
    DocumentKind(
        name=ZONES,
        title=gettext_lazy("Methods on the zones of worry"),
        model="methods.catalogue",
        permission="methods.print_catalogue",
        version=lambda _catalogue, _variant: key_of_versions(printed_versions()),
        render=render_zones,
        filename=lambda _catalogue, _variant: _("methods-on-the-zones"),
    )
)
