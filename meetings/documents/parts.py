"""What is made of a meeting besides its minutes: the agenda, an extract of one item, the list of its decisions."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone, translation
from django.utils.translation import gettext, pgettext

from core.pdf import RenderedPdf, render_pdf
from core.word import RenderedWord, Run
from meetings.documents.minutes import day_of, fingerprint, in_language, with_version
from meetings.documents.pages import attachment_text, joined, minutes_page
from meetings.documents.word import minutes_word, new_file, number_text
from meetings.enums import ItemKind, MeetingState, OutcomeKind
from meetings.exchange import minutes_to_json
from meetings.exchange.reading import themes_of, walk
from meetings.exchange.writing import addresses_of
from meetings.models import Item, Meeting, Outcome
from meetings.registers import open_actions_of


def agenda_context(meeting: Meeting) -> dict[str, Any]:
    """Number, time and place, and the items with who presents them and how long they are to take. Four queries.

    Shape: {"document", "kind", "title", "group", "facts", "items_label", "items": [{"number", "heading", "level",
    "notes": text, "attachments": [text]}], "actions": {"label", "values": [text]}, "total": text}. The
    actions are those of earlier meetings that wait, overdue ones first.
    """
    prefetch_related_objects([meeting], "items__presenter", "attachments")
    with translation.override(meeting.language):
        kind = pgettext("document", "Agenda")
        number = f"{meeting.number}/{meeting.number_year}" if meeting.number else ""
        items = [_agenda_item(item, level, meeting) for item, level in _shown(meeting)]
        minutes = sum(item.minutes_planned or 0 for item, _level in _shown(meeting))
        facts = {
            pgettext("minutes label", "Meeting"): number,
            pgettext("minutes label", "Time"): meeting.when_text,
            pgettext("minutes label", "Place"): "\n".join(filter(None, [meeting.place_name, meeting.place_address])),
            pgettext("minutes label", "Subject"): meeting.subject,
            pgettext("minutes label", "Goals of the day"): "\n".join(meeting.goals),
        }
        context = {
            "document": _document(meeting, kind),
            "kind": kind.upper(),
            "title": meeting.title,
            "group": _group(meeting),
            "facts": joined(
                [
                    {"label": label, "values": [{"text": text, "role": ""}] if text else []}
                    for label, text in facts.items()
                ]
            ),
            "items_label": pgettext("minutes label", "Items"),
            "items": items,
            "actions": _waiting(meeting),
            "total": gettext("Planned in all: %(minutes)d minutes") % {"minutes": minutes} if minutes else "",
        }
    return with_version(context)


def extract_context(meeting: Meeting, variant: str) -> dict[str, Any]:
    """The minutes' head and one item with its parts; ``variant`` is the item's key.

    Raises ``Item.DoesNotExist`` for an item that is not of this meeting or not for the participants.
    """
    data = minutes_to_json(meeting)
    address = addresses_of(meeting).get(int(variant))
    found = next((item for item, _path, here in walk(data["items"]) if here == address), None)
    if found is None:
        raise Item.DoesNotExist
    attachments = [one for one in data["attachments"] if one["item"] and f"{one['item']}/".startswith(f"{address}/")]
    data = data | {"items": [found], "attachments": attachments, "next_meeting": None}
    context = minutes_page(data | {"themes": themes_of(data)}, meeting)
    with translation.override(meeting.language):
        kind = gettext("Extract: %(kind)s") % {"kind": str(meeting.get_document_kind_display()).lower()}
    context["document"] |= {"kind": kind, "title": f"{kind}: {meeting.title}"}
    return with_version(context | {"kind": kind.upper()})


def decisions_context(meeting: Meeting) -> dict[str, Any]:
    """The decisions of one meeting with their numbers. Three queries.

    Shape: {"document", "kind", "title", "group", "facts": [], "columns": [text], "rows": [[number, decision, item]]}.
    """
    prefetch_related_objects([meeting], "items__outcomes__series")
    with translation.override(meeting.language):
        kind = pgettext("document", "Decisions")
        rows = [
            [one.number_text, one.text, " ".join(filter(None, [number_text(item.number), item.heading]))]
            for item, _level in _shown(meeting)
            for one in item.outcomes.all()
            if one.kind == OutcomeKind.DECISION
        ]
        context = {
            "document": _document(meeting, kind),
            "kind": kind.upper(),
            "title": meeting.title,
            "group": _group(meeting),
            "facts": [
                {"label": pgettext("minutes label", "Time"), "values": [{"text": meeting.when_text, "role": ""}]}
            ],
            "columns": [gettext("Number"), pgettext("outcome of an item", "Decision"), pgettext("minutes", "Item")],
            "rows": rows,
            "empty": "" if rows else gettext("No decisions have been recorded."),
        }
    return with_version(context)


def agenda_version(meeting: Meeting, _variant: str = "") -> str:
    return fingerprint(agenda_context(meeting))


def extract_version(meeting: Meeting, variant: str) -> str:
    return fingerprint(extract_context(meeting, variant))


def decisions_version(meeting: Meeting, _variant: str = "") -> str:
    return fingerprint(decisions_context(meeting))


def render_agenda(meeting: Meeting, _variant: str, _language: str) -> RenderedPdf:
    return render_pdf("meetings/pdf/agenda.html", agenda_context(meeting), language=meeting.language)


def render_extract(meeting: Meeting, variant: str, _language: str) -> RenderedPdf:
    return render_pdf("meetings/pdf/minutes.html", extract_context(meeting, variant), language=meeting.language)


def render_decisions(meeting: Meeting, _variant: str, _language: str) -> RenderedPdf:
    return render_pdf("meetings/pdf/decisions.html", decisions_context(meeting), language=meeting.language)


def word_agenda(meeting: Meeting, _variant: str, _language: str) -> RenderedWord:
    context = agenda_context(meeting)
    return in_language(meeting, lambda: _write_agenda(context, meeting.language))


def word_extract(meeting: Meeting, variant: str, _language: str) -> RenderedWord:
    context = extract_context(meeting, variant)
    return in_language(meeting, lambda: minutes_word(context, language=meeting.language))


def word_decisions(meeting: Meeting, _variant: str, _language: str) -> RenderedWord:
    context = decisions_context(meeting)
    return in_language(meeting, lambda: _write_decisions(context, meeting.language))


def agenda_filename(meeting: Meeting, _variant: str) -> str:
    return f"{pgettext('document', 'Agenda')} {day_of(meeting)}"


def extract_filename(meeting: Meeting, variant: str) -> str:
    number = meeting.items.filter(pk=int(variant)).values_list("number", flat=True).first() or variant
    return f"{pgettext('document', 'Extract')} {day_of(meeting)} {number}"


def decisions_filename(meeting: Meeting, _variant: str) -> str:
    return f"{pgettext('document', 'Decisions')} {day_of(meeting)}"


def _write_agenda(context: dict[str, Any], language: str) -> RenderedWord:
    word = new_file(context, language=language)
    word.facts([(fact["label"], [[Run(one["text"])] for one in fact["values"]]) for fact in context["facts"]])
    word.heading(context["items_label"], 1)
    for item in context["items"]:
        heading = " ".join(filter(None, [number_text(item["number"]), item["heading"]]))
        word.heading(heading, min(item["level"] + 2, 4))
        if item["notes"]:
            word.paragraph([Run(item["notes"], italic=True)])
        for title in item["attachments"]:
            word.point(title)
    if context["actions"]["values"]:
        word.heading(context["actions"]["label"], 1)
        for text in context["actions"]["values"]:
            word.point(text)
    if context["total"]:
        word.paragraph(context["total"])
    return RenderedWord(word.as_bytes())


def _write_decisions(context: dict[str, Any], language: str) -> RenderedWord:
    word = new_file(context, language=language)
    word.facts([(fact["label"], [[Run(one["text"])] for one in fact["values"]]) for fact in context["facts"]])
    if context["rows"]:
        word.table([context["columns"], *context["rows"]], widths=(24, 90, 56))
    else:
        word.paragraph(context["empty"])
    return RenderedWord(word.as_bytes())


def _document(meeting: Meeting, kind: str) -> dict[str, str]:
    return {
        "title": f"{kind}: {meeting.title}",
        "network": str(meeting.network),
        "kind": kind,
        "date": day_of(meeting),
        "address": meeting.get_absolute_url(),
    }


def _group(meeting: Meeting) -> str:
    return "" if meeting.group_label.casefold() in meeting.title.casefold() else meeting.group_label


def _shown(meeting: Meeting) -> list[tuple[Item, int]]:
    """The items that participants see, parts after theirs, each with its depth; reads ``items``."""
    shown = addresses_of(meeting)
    items = {item.pk: item for item in meeting.items.all()}
    return [(items[pk], address.count("/")) for pk, address in shown.items()]


def _waiting(meeting: Meeting) -> dict[str, Any]:
    day = timezone.localtime(meeting.starts_at).date()
    actions = open_actions_of(meeting.group_id, day) if meeting.group_id and meeting.state != MeetingState.HELD else []
    return {
        "label": pgettext("minutes label", "Actions agreed earlier"),
        "values": [_action(one) for one in actions],
    }


def _action(one: Outcome) -> str:
    late = pgettext("action", "Overdue").lower() if one.overdue else ""
    unsaid = [words for words in (one.owner_label, one.due_text) if words and words not in one.text]
    more = ", ".join(filter(None, [*unsaid, late]))
    return f"{one.text} ({more})" if more else one.text


def _agenda_item(item: Item, level: int, meeting: Meeting) -> dict[str, Any]:
    notes = [
        item.presenter.name_label if item.presenter else "",
        item.area,
        "" if item.kind == ItemKind.DISCUSSION else str(item.get_kind_display()).lower(),
        gettext("%(minutes)d min") % {"minutes": item.minutes_planned} if item.minutes_planned else "",
    ]
    attachments = [
        {"number": one.number, "title": one.title, "state": one.state, "note": one.note}
        for one in meeting.attachments.all()
        if one.item_id == item.pk
    ]
    return {
        "number": item.number,
        "heading": item.heading,
        "level": level,
        "notes": ", ".join(filter(None, notes)),
        "attachments": [attachment_text(one) for one in attachments],
    }
