"""The printed summary of a project."""

from decimal import Decimal
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.documents import DocumentKind, register_document
from core.fingerprints import fingerprint
from core.mail import address_of
from core.pdf import RenderedPdf, render_pdf
from network.sections import Line, has_sight, printed_sections, span
from structure.models import Project

PROJECT = "structure.project"


def project_context(project: Project, sight: str) -> dict[str, Any]:
    """Plain values: {"document", "name", "goals", "facts": [(label, text)], "lists": [(title, [text])],
    "budget": [(what for, euros)], "total": euros or ""}.

    Meetings and trainings are those that everybody of the ``sight`` sees (``network.sections``).
    """
    budget = [(line.name, number_format(line.amount, 2, force_grouping=True)) for line in project.budget.all()]
    total = sum((line.amount for line in project.budget.all()), Decimal(0))
    facts = [
        (_("Number"), project.number),
        (_("Funder"), project.funder),
        (_("Owner"), str(project.owner or "")),
        (_("Development area"), str(project.area or "")),
        (_("Time"), span(project.valid_from, project.valid_to)),
    ]
    lists = [
        (_("Partners"), [str(one) for one in project.partners.order_by("name", "pk")]),
        (_("Themes"), sorted(str(one) for one in project.themes.prefetch_related("versions"))),
        (_("Groups"), [str(one) for one in project.groups.order_by("name", "pk")]),
    ]
    lists += [(told.title, [_words_of(line) for line in told.lines]) for told in printed_sections(project, sight)]
    content = {
        "name": project.name,
        "goals": project.goals,
        "facts": [(label, text) for label, text in facts if text],
        "lists": [(title, rows) for title, rows in lists if rows],
        "budget": budget,
        "total": number_format(total, 2, force_grouping=True) if budget else "",
    }
    return content | {
        "document": {
            "title": project.name,
            "network": str(project.network),
            "kind": _("Project"),
            "date": date_format(timezone.localdate(project.updated_at), "DATE_FORMAT"),
            # Meetings and trainings come and go without a change of the project.
            "version": fingerprint(content)[:8],
            "address": address_of(project.get_absolute_url()),
        },
    }


def _words_of(line: Line) -> str:
    return " – ".join(filter(None, [line.text, line.note]))


def project_version(project: Project, variant: str) -> str:
    """A key of all that the summary says to those of a sight, which is the variant."""
    return fingerprint(project_context(project, variant))


def render_project(project: Project, variant: str, language: str) -> RenderedPdf:
    """``variant`` is the sight of those who may open it. Raises what ``render_pdf`` raises."""
    with translation.override(language):
        context = project_context(project, variant)
    return render_pdf("structure/pdf/project.html", context, language=language)


register_document(
    DocumentKind(
        name=PROJECT,
        title=gettext_lazy("Summary of the project"),
        model="structure.project",
        permission="structure.view_project",
        version=project_version,
        render=render_project,
        filename=lambda project, _variant: _("project-%(number)s") % {"number": project.pk},
        shows_variant=False,
        may_see=has_sight,
    )
)
