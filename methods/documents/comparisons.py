"""Two methods side by side."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.documents import DocumentKind, register_document
from core.pdf import RenderedPdf, render_pdf
from methods.documents.parts import head, key_of_versions, printed_on, slug_of, version_words
from methods.enums import Orderability
from methods.models import MethodVersion

COMPARISON = "methods.comparison"
TEXTS = {
    "when": gettext_lazy("When to use it"),
    "not_for": gettext_lazy("What it is not for"),
    "conditions": gettext_lazy("Conditions"),
    "for_orderer": gettext_lazy("What the orderer must know"),
    "for_payer": gettext_lazy("What the payer must know"),
    "training": gettext_lazy("Training and licence"),
}


def comparison_context(version: MethodVersion, other: MethodVersion) -> dict[str, Any]:
    """Plain values: {"document", "pages": the two, "rows": [{"label", "cells": [{"html", "lines"} × 2]}]}.

    A row that is empty on both sides is left out.
    """
    pages = [version_words(one) for one in (version, other)]
    return {
        "document": head(
            kind=_("Comparison of two methods"),
            title=_("%(first)s and %(second)s") % {"first": pages[0]["name"], "second": pages[1]["name"]},
            day=printed_on([one for one in (version, other) if one.published_from]),
            version=f"{version.number} / {other.number}",
        ),
        "pages": pages,
        "rows": [row for row in _rows(pages) if any(cell["html"] or cell["lines"] for cell in row["cells"])],
    }


def _rows(pages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    facts = [{fact["key"]: fact["value"] for fact in page["facts"]} for page in pages]
    labels = {fact["key"]: fact["label"] for page in pages for fact in page["facts"]}
    return [
        _row(_("What it is for"), [_text(page, "purpose") for page in pages]),
        _row(_("Kind"), [_lines([page["kind"]]) for page in pages]),
        _row(_("Ordering"), [_lines([Orderability(page["orderability"]).label]) for page in pages]),
        _row(
            _("On the zones of worry"),
            [_lines([_placement(place) for place in page["placements"]]) for page in pages],
        ),
        _row(_("Situations in which it can help"), [_lines(page["situations"]) for page in pages]),
        *(_row(label, [_lines([one[key]] if key in one else []) for one in facts]) for key, label in labels.items()),
        _row(
            _("Who takes part"), [_lines([f"{p['who']}: {p['presence']}" for p in page["parties"]]) for page in pages]
        ),
        _row(_("Who facilitates it"), [_lines([_facilitator(rule) for rule in page["rules"]]) for page in pages]),
        _row(_("How it goes"), [_lines([phase["text"] for phase in page["phases"]]) for page in pages]),
        _row(_("Documents"), [_lines([_document(one) for one in page["documents"]]) for page in pages]),
        *(_row(str(label), [_text(page, field) for page in pages]) for field, label in TEXTS.items()),
        _row(_("Cost"), [_lines(page["cost"]) for page in pages]),
        *(
            _row(lines[0]["line"], [_lines(_evidence(line)) for line in lines])
            for lines in zip(*(page["evidence"] for page in pages), strict=True)
        ),
        _row(_("Legal basis"), [_lines([_basis(base) for base in page["legal"]]) for page in pages]),
    ]


def _row(label: str, cells: list[dict[str, Any]]) -> dict[str, Any]:
    return {"label": label, "cells": cells}


def _text(page: dict[str, Any], field: str) -> dict[str, Any]:
    text = page["texts"].get(field, {"html": "", "language": ""})
    return text | {"lines": []}


def _lines(lines: list[str]) -> dict[str, Any]:
    return {"html": "", "language": "", "lines": lines}


def _placement(place: dict[str, Any]) -> str:
    also = "" if place["primary"] else f" ({_('also used')})"
    return f"{place['where']}{also}: {place['source']}"


def _facilitator(rule: dict[str, Any]) -> str:
    return f"{rule['who']} ({_('from outside')})" if rule["outside"] else rule["who"]


def _document(row: dict[str, Any]) -> str:
    client = f" ({_('holds client data')})" if row["client_data"] else ""
    return f"{row['text']}: {row['kept']}{client}"


def _evidence(row: dict[str, Any]) -> list[str]:
    source = [_("Source: %(source)s") % {"source": row["source"]}] if row["source"] else []
    return [row["finding"], *filter(None, [row["text"]]), *source]


def _basis(base: dict[str, Any]) -> str:
    return f"{base['name']} ({base['number']}) {base['section']}"


def _other(version: MethodVersion, variant: str) -> MethodVersion:
    """The second one, by the key that the variant is; anybody may read it when it was ever published."""
    return MethodVersion.objects.published().select_related("method__parent").get(pk=int(variant))


def render_comparison(version: MethodVersion, variant: str, language: str) -> RenderedPdf:
    with translation.override(language):
        context = comparison_context(version, _other(version, variant))
    return render_pdf("methods/pdf/comparison.html", context, language=language)


register_document(
    DocumentKind(
        name=COMPARISON,
        title=gettext_lazy("Comparison of two methods"),
        model="methods.methodversion",
        permission="methods.print_version",
        version=lambda version, variant: key_of_versions([version, _other(version, variant)]),
        render=render_comparison,
        filename=lambda version, variant: (
            _("comparison-%(first)s-%(second)s")
            % {"first": slug_of(version.method)[:40], "second": slug_of(_other(version, variant).method)[:40]}
        ),
        # The key of the other version.
        shows_variant=False,
    )
)
