"""A published bulletin on paper, in each of its languages."""

from typing import Any

from django.utils import translation
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bulletins.models import BulletinVersion
from bulletins.queries import figures_of
from core.documents import DocumentKind, register_document
from core.mail import address_of
from core.pdf import RenderedPdf, render_pdf

BULLETIN = "bulletins.bulletin"


def bulletin_context(version: BulletinVersion, language: str) -> dict[str, Any]:
    """Plain values: {"document", "sections": those of ``figures_of``, "day", "site": what addresses begin with}."""
    said = version.content["languages"][language]
    day = date_format(parse_date(version.content["day"]), "DATE_FORMAT")
    return {
        "document": {
            "title": said["title"],
            "network": said["network"],
            "kind": _("Bulletin"),
            "date": day,
            "version": str(version.number),
            "address": f"{address_of(version.get_absolute_url())}?kieli={language}",
        },
        "sections": figures_of(version.content, language, paper=True),
        "day": day,
        "site": address_of(""),
    }


def render_bulletin(version: BulletinVersion, _variant: str, language: str) -> RenderedPdf:
    """Raises what ``render_pdf`` raises. A language in which there is none gives the one there is."""
    language = version.language_for(language)
    with translation.override(language):
        context = bulletin_context(version, language)
    return render_pdf("bulletins/pdf/bulletin.html", context, language=language)


register_document(
    DocumentKind(
        name=BULLETIN,
        title=gettext_lazy("Bulletin"),
        model="bulletins.bulletinversion",
        permission="bulletins.view_bulletinversion",
        version=lambda version, _variant: str(version.number),
        render=render_bulletin,
        filename=lambda version, _variant: _("bulletin-%(day)s") % {"day": version.day.isoformat()},
    )
)
