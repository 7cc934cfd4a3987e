"""Tables of the bank to hand on: table 1 of the members on paper, and the sheets for Excel."""

from datetime import date
from functools import partial
from hashlib import sha256
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bank.documents import document_head, register_version
from bank.enums import ImportKind
from bank.queries import table_of_members
from bank.sheets import export_rows, sheet_of
from core.documents import DocumentKind, register_document
from core.pdf import RenderedPdf, render_pdf
from core.spreadsheets import Column, Sheet, Value, WrittenWorkbook, write_workbook
from network.models import Network

MEMBER_TABLE, MEMBER_TABLE_SHEET = "bank.member_table", "bank.member_table_sheet"
SHEET_DOCUMENTS = {kind: f"bank.{kind.value}_sheet" for kind in ImportKind}
TABLE_SHEET = Sheet(
    gettext_lazy("Members by category"),
    (
        Column("group", gettext_lazy("Members of the bank"), width=40),
        Column("category", gettext_lazy("Category"), width=30),
        Column("name", gettext_lazy("Name"), width=26),
        Column("employer", gettext_lazy("Employer"), width=34),
        Column("state", gettext_lazy("State"), width=16),
        Column("since", gettext_lazy("Since"), width=12),
        Column("expires", gettext_lazy("Valid until"), width=12),
    ),
)


def member_table_context(network: Network, variant: str) -> dict[str, Any]:
    """Plain values of table 1 as of a day ("2009-05-01").

    Shape: {"document": …, "rows": [{"label", "count", "in_training": text or "", "parts": [{"label", "people":
    [text]}]}], "total"}.
    """
    day = date.fromisoformat(variant)
    table = table_of_members(network, day)
    rows = [
        {
            "label": row["label"],
            "count": row["count"],
            "in_training": _in_training(row["in_training"]),
            "parts": [
                {"label": part["label"], "people": [_person(one) for one in part["people"]]} for part in row["parts"]
            ],
        }
        for row in table["rows"]
    ]
    return {
        "document": document_head(
            network,
            kind=_("Members of the bank"),
            title=_("Members of the consultant bank on %(day)s") % {"day": date_format(day)},
            version=member_table_version(network, variant)[:8],
            address=reverse("bank:member-table", args=[network.slug]),
        ),
        "rows": rows,
        "total": ngettext("%(count)d person in all", "%(count)d people in all", table["people"])
        % {"count": table["people"]},
    }


def _in_training(count: int) -> str:
    return (
        ngettext("and %(count)d in training", "and %(count)d in training", count) % {"count": count} if count else ""
    )


def _person(one: dict[str, Any]) -> str:
    text = ", ".join(filter(None, [one["name"], one["employer"]]))
    return _("%(person)s (in training)") % {"person": text} if one["in_training"] else text


def member_table_version(network: Network, variant: str) -> str:
    """Changes when anything that the table shows does."""
    return _hash(table_of_members(network, date.fromisoformat(variant)))


def sheet_version(kind: ImportKind, network: Network, variant: str) -> str:
    if kind == ImportKind.REGISTER:
        return register_version(network, variant)
    return _hash(list(export_rows(kind, network, variant)))


def _hash(values: Any) -> str:
    return sha256(repr(values).encode()).hexdigest()[:32]


def render_member_table(network: Network, variant: str, language: str) -> RenderedPdf:
    with translation.override(language):
        context = member_table_context(network, variant)
    return render_pdf("bank/pdf/member_table.html", context, language=language)


def write_member_table(network: Network, variant: str, language: str) -> WrittenWorkbook:
    with translation.override(language):
        table = table_of_members(network, date.fromisoformat(variant))
        return write_workbook(TABLE_SHEET, list(_table_rows(table)))


def _table_rows(table: dict[str, Any]) -> Any:
    for row in table["rows"]:
        for part in row["parts"]:
            for one in part["people"]:
                values: list[Value] = [row["label"], part["label"] or row["label"], one["name"], one["employer"],
                                       one["state"], one["since"], one["expires_on"]]  # fmt: skip
                yield values


def write_sheet(kind: ImportKind, network: Network, variant: str, language: str) -> WrittenWorkbook:
    with translation.override(language):
        return write_workbook(sheet_of(kind), export_rows(kind, network, variant))


register_document(
    DocumentKind(
        name=MEMBER_TABLE,
        title=gettext_lazy("Members by category"),
        model="network.network",
        permission="bank.manage_members",
        version=member_table_version,
        render=render_member_table,
        filename=lambda network, variant: _("members-%(network)s-%(day)s") % {"network": network.slug, "day": variant},
    )
)
register_document(
    DocumentKind(
        name=MEMBER_TABLE_SHEET,
        title=gettext_lazy("Members by category"),
        model="network.network",
        permission="bank.manage_members",
        version=member_table_version,
        render=write_member_table,
        filename=lambda network, variant: _("members-%(network)s-%(day)s") % {"network": network.slug, "day": variant},
        ending="xlsx",
    )
)
_NAMES = {
    ImportKind.REGISTER: gettext_lazy("register-%(network)s-%(years)s"),
    ImportKind.MEMBERS: gettext_lazy("members-%(network)s"),
    ImportKind.TRAININGS: gettext_lazy("trainings-%(network)s"),
}
for _kind in ImportKind:
    register_document(
        DocumentKind(
            name=SHEET_DOCUMENTS[_kind],
            title=_kind.label,
            model="network.network",
            permission="bank.exchange_sheets",
            version=partial(sheet_version, _kind),
            render=partial(write_sheet, _kind),
            filename=lambda network, variant, kind=_kind: str(_NAMES[kind]) % {
                "network": network.slug, "years": variant},
            ending="xlsx",
        )
    )  # fmt: skip
