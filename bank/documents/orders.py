"""Printed documents of the bank: the report of one order, and the register. Neither ever holds a concern."""

from hashlib import sha256
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bank.enums import OrderStep, OutcomeReason, PrintedWord, SlotRole
from bank.models import Order, OrderEvent, Slot
from bank.queries import (
    SessionRow,
    facilitators_of,
    holder_on,
    life_of,
    printed_word,
    register_rows,
    session_rows,
    sessions_of,
    status_of,
)
from core.documents import DocumentKind, register_document
from core.pdf import RenderedPdf, render_pdf
from network.models import Network

# Steps that the order report does not tell: they come by the dozen, or are told by another one.
UNTOLD = {OrderStep.INVITED, OrderStep.DECLINED, OrderStep.WITHDRAWN, OrderStep.RECONFIRM, OrderStep.ACCEPTED,
          OrderStep.FEEDBACK_ASKED}  # fmt: skip


def order_report_context(order: Order) -> dict[str, Any]:
    """Plain values of the order report.

    Shape: {"document": …, "summary", "team": [text], and "facts", "outcome", "sessions", "life", "steps" as
    ``core.pdf`` prints facts: [{"label", "values": [text]}]}. Reasons of steps are for coordinators and not printed.
    """
    facts = [
        (_("Ordering organisation"), order.organisation_label),
        (_("Contact person"), order.contact_label),
        (_("Method"), str(order.method) if order.method else order.method_label),
        (_("Kind"), order.get_kind_display()),
        (_("Received"), date_format(order.received_on) if order.received_on else _("not recorded")),
        (_("Wished date"), order.wished_text),
        (_("Place"), order.place_text),
        (_("Participants"), order.participants),
        (_("Payer"), order.payer),
    ]
    outcome = [
        (_("Outcome"), str(printed_word(order).label)),
        (_("Held"), order.held_text),
        (_("Delivered as"), order.delivered_label),
        (_("Reason"), order.get_outcome_reason_display()),
        (_("What happened instead"), order.outcome_note),
    ]
    events = list(order.events.all())
    sessions = sessions_of(order)
    return {
        "document": document_head(
            order.network,
            kind=_("Order report"),
            title=_("Order report %(order)s") % {"order": order},
            version=str(order.version),
            address=order.get_absolute_url(),
        ),
        "summary": order.summary,
        "facts": [_fact(label, text or "–") for label, text in facts],
        "team": [slot_words(slot) for slot in facilitators_of(order)],
        "outcome": [_fact(label, text) for label, text in outcome if text],
        "sessions": [
            {"label": row.session.get_kind_display(), "values": _session_lines(row)}
            for row in session_rows(sessions, with_hours=False)
        ],
        "life": [_fact(step.name, step.text) for step in life_of(order, events, sessions)],
        "steps": [
            _fact(date_format(timezone.localtime(event.at)), _step_words(event))
            for event in events
            if event.step not in UNTOLD
        ],
    }


def _session_lines(row: SessionRow) -> list[str]:
    session = row.session
    when = ", ".join(filter(None, [session.held_text or session.date_text, session.place]))
    state = f"{row.word}: {session.waived_reason}" if session.waived_reason else row.word
    people = [_("Participants: %(counts)s") % {"counts": row.participants}] if row.participants else []
    return [*filter(None, [when]), state, *row.people, *people]


def _step_words(event: OrderEvent) -> str:
    words = event.get_step_display()
    return f"{words}: {event.date_text}" if event.date_text else words


def register_context(network: Network, variant: str) -> dict[str, Any]:
    """Plain values of the register of a span of years ("2008-2009").

    Shape: {"document": …, **register_lines}.
    """
    first, last = _span(variant)
    years = str(first) if first == last else f"{first}–{last}"
    lines = register_lines(Order.objects.filter(network=network).of_years(first, last))
    if first == last:
        title = _("Orders of the consultant bank in %(year)d") % {"year": first}
    else:
        title = _("Orders of the consultant bank %(years)s") % {"years": years}
    return {
        "document": document_head(
            network,
            kind=_("Register"),
            title=title,
            version=register_version(network, variant)[:8],
            address=reverse("bank:register", args=[network.slug]),
        ),
        **lines,
    }


def register_lines(orders: QuerySet[Order]) -> dict[str, Any]:
    """Orders as the register prints them, in its order.

    Shape: {"rows": [{"date", "order", "leaders", "status", "note"}], "counts": [(word, count)], "total",
    "has_uncertain"}.
    """
    today = timezone.localdate()
    rows, counts = [], dict.fromkeys(PrintedWord, 0)
    for order in register_rows(orders.in_register_order()).iterator(chunk_size=2000):
        word = printed_word(order, today)
        counts[word] += 1
        imported = getattr(order, "imported_row", None)
        uncertain = imported.uncertain if imported else {}
        rows.append(
            {
                "date": _marked(order.held_text or order.wished_text, "date", uncertain),
                "order": order.summary,
                "leaders": _marked(_listed(_names(order)), "leaders", uncertain),
                "status": _marked(str(word.label), "status", uncertain),
                "note": order.outcome_note or _reason_words(order),
            }
        )
    return {
        "rows": rows,
        "counts": [(str(word.label), count) for word, count in counts.items() if count],
        "total": ngettext("%(count)d order", "%(count)d orders", len(rows)) % {"count": len(rows)},
        "has_uncertain": any("?" in row[key] for row in rows for key in ("date", "leaders", "status")),
    }


def _reason_words(order: Order) -> str:
    """Why an order ended as it did; nothing where an older register did not tell."""
    if order.outcome_reason == OutcomeReason.NOT_RECORDED:
        return ""
    return _lower(order.get_outcome_reason_display())


def slot_words(slot: Slot) -> str:
    """A facilitator as the register prints one: "Maija Esimerkki (varalla)"."""
    return slot.name_label if slot.role == SlotRole.LEAD else f"{slot.name_label} ({_lower(slot.get_role_display())})"


def order_version(order: Order, _variant: str) -> str:
    """The report changes when the order or a session does, and when the day changes what their states are."""
    overdue = Q(date_latest__lt=timezone.localdate())
    sessions = order.sessions.aggregate(rows=Count("pk"), versions=Sum("version"), overdue=Count("pk", filter=overdue))
    return "-".join(str(part or 0) for part in (order.version, status_of(order), *sessions.values()))


def register_version(network: Network, variant: str) -> str:
    """Changes when any order of the span does, when one is added, and when a date passes."""
    first, last = _span(variant)
    orders = Order.objects.filter(network=network).of_years(first, last)
    facts = orders.aggregate(count=Count("pk"), changed=Max("updated_at"), newest=Max("pk"))
    overdue = orders.overdue(timezone.localdate()).count()
    return sha256(f"{facts}{overdue}".encode()).hexdigest()[:32]


def _fact(label: str, text: str) -> dict[str, Any]:
    return {"label": label, "values": [text]}


def _span(variant: str) -> tuple[int, int]:
    first, _dash, last = variant.partition("-")
    return int(first), int(last)


def _names(order: Order) -> list[str]:
    return [slot_words(slot) for slot in facilitators_of(order)]


def _listed(names: list[str]) -> str:
    """Names as a person lists them: A, B and C."""
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def _marked(text: str, column: str, uncertain: dict[str, str]) -> str:
    """The text, with a question mark where the older register was missing it or was not sure."""
    if column not in uncertain:
        return text or "–"
    return f"{text} (?)" if text else "– (?)"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def document_head(network: Network, *, kind: str, title: str, version: str, address: str) -> dict[str, str]:
    """What the header and the footer of a page say; one query, for who runs the bank."""
    holder = holder_on(network, timezone.localdate())
    return {
        "title": title,
        "network": str(network),
        "holder": str(holder or ""),
        "kind": kind,
        "date": date_format(timezone.localdate()),
        "version": version,
        "address": address,
    }


def render_order_report(order: Order, _variant: str, language: str) -> RenderedPdf:
    with translation.override(language):
        context = order_report_context(order)
    return render_pdf("bank/pdf/order_report.html", context, language=language)


def render_register(network: Network, variant: str, language: str) -> RenderedPdf:
    with translation.override(language):
        context = register_context(network, variant)
    return render_pdf("bank/pdf/register.html", context, language=language)


register_document(
    DocumentKind(
        name="bank.order_report",
        title=gettext_lazy("Order report"),
        model="bank.order",
        permission="bank.print_order",
        version=order_version,
        render=render_order_report,
        filename=lambda order, _variant: _("order-%(year)d-%(number)d") % {"year": order.year, "number": order.number},
    )
)
register_document(
    DocumentKind(
        name="bank.register",
        title=gettext_lazy("Register of orders"),
        model="network.network",
        permission="bank.print_register",
        version=register_version,
        render=render_register,
        filename=lambda network, variant: (
            _("register-%(network)s-%(years)s") % {"network": network.slug, "years": variant}
        ),
    )
)
