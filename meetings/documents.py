"""The minutes on paper: in the order and with the labels of the minutes people know (Aika, Paikka, Aihe, Paikalla,
Asiat, Seuraava kokoontuminen, Liite), in the meeting's own language.
"""

import json
from hashlib import sha256
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext, pgettext

from core import documents
from core.pdf import RenderedPdf, render_pdf
from meetings.blocks import holds
from meetings.enums import AttendanceState
from meetings.models import Attendance, Item, Meeting

MINUTES = "meetings.minutes"
# About a line of the page, in characters.
LEADING_LENGTH = 90


def minutes_context(meeting: Meeting) -> dict[str, Any]:
    """What the minutes say, as plain values in the meeting's language. At most four queries.

    Words that already stand in the text (a decision in its item, the next meeting under a heading of its own) are
    not printed a second time.
    """
    prefetch_related_objects([meeting], "attendances", "items__outcomes", "attachments")
    with translation.override(meeting.language):
        kind = meeting.get_document_kind_display()
        context = {
            "document": {
                "title": f"{kind}: {meeting.title}",
                "network": str(meeting.network),
                "kind": kind,
                "date": _day(meeting),
                "address": meeting.get_absolute_url(),
            },
            "kind": kind,
            "title": meeting.title,
            "group": "" if meeting.group_label.casefold() in meeting.title.casefold() else meeting.group_label,
            "facts": [*_facts(meeting), *_attendance(list(meeting.attendances.all()))],
            "items": [_item(item) for item in meeting.items.all()],
            "closing": [_next_meeting(meeting), _attachments([one.title for one in meeting.attachments.all()])],
        }
    context["document"]["version"] = _fingerprint(context)[:8]
    return context


def minutes_version(meeting: Meeting, _variant: str = "") -> str:
    """The version of the minutes' content: equal content has equal versions, whatever was saved in between."""
    return _fingerprint(minutes_context(meeting))


def render_minutes(meeting: Meeting, _variant: str, _language: str) -> RenderedPdf:
    """The minutes as PDF; the meeting's language is the document's."""
    return render_pdf("meetings/pdf/minutes.html", minutes_context(meeting), language=meeting.language)


def minutes_filename(meeting: Meeting, _variant: str) -> str:
    return f"{meeting.get_document_kind_display()} {_day(meeting)}"


def _fingerprint(context: dict[str, Any]) -> str:
    return sha256(json.dumps(context, sort_keys=True).encode()).hexdigest()


def _day(meeting: Meeting) -> str:
    return meeting.when.format(translation.get_language() or meeting.language)


def _facts(meeting: Meeting) -> list[dict]:
    """Shape: ``[{"label": str, "values": [{"text": str, "role": str}]}]``; one without values is not printed."""
    place = "\n".join(filter(None, [meeting.place_name, meeting.place_address]))
    texts = {
        pgettext("minutes label", "Time"): meeting.when_text,
        pgettext("minutes label", "Place"): place,
        pgettext("minutes label", "Subject"): meeting.subject,
    }
    return [{"label": label, "values": [{"text": text, "role": ""}] if text else []} for label, text in texts.items()]


def _attendance(attendances: list[Attendance]) -> list[dict]:
    """Facts too: "Name, title, organisation" one under the other, each with the word of the role."""
    labels = {
        AttendanceState.PRESENT: pgettext("minutes label", "Present"),
        AttendanceState.EXCUSED: pgettext("minutes label", "Excused"),
        AttendanceState.ABSENT: pgettext("minutes label", "Absent"),
    }
    people = [
        (one.state, {"text": str(one), "role": one.get_role_display() if one.role else ""}) for one in attendances
    ]
    return [
        {"label": label, "values": [words for state, words in people if state == wanted]}
        for wanted, label in labels.items()
    ]


def _item(item: Item) -> dict:
    return {
        "number": item.number,
        "heading": item.heading,
        "blocks": [block | {"leads": _leads(block)} for block in item.blocks],
        "outcomes": [
            {"kind": outcome.kind, "label": outcome.get_kind_display(), "text": outcome.text}
            for outcome in item.outcomes_after_text
        ],
    }


def _leads(block: dict) -> bool:
    """Whether a paragraph is a short line without an end, as above a list: it never stands last on a page."""
    text = "".join(run["text"] for run in block["lines"][-1]).strip()
    return not block["is_list"] and len(block["lines"]) == 1 and len(text) <= LEADING_LENGTH and text[-1:] not in ".!?"


def _next_meeting(meeting: Meeting) -> dict:
    """``{"label": str, "values": [str]}``, without a value where there is none or an item says it already."""
    label, when = pgettext("minutes label", "Next meeting"), meeting.next_meeting_text
    said = any(
        holds(item.heading.casefold(), label.casefold())
        and holds(f"{item.heading}\n{item.body}".casefold(), when.casefold())
        for item in meeting.items.all()
    )
    text = "" if said else ", ".join(filter(None, [when, meeting.next_meeting_place]))
    return {"label": label, "values": [text] if text else []}


def _attachments(titles: list[str]) -> dict:
    """The same shape: one attachment stands after its label alone, several are numbered."""
    label = npgettext("minutes label", "Attachment", "Attachments", len(titles))
    if len(titles) > 1:
        titles = [
            pgettext("minutes label", "Attachment %(number)d: %(title)s") % {"number": number, "title": title}
            for number, title in enumerate(titles, start=1)
        ]
    return {"label": label, "values": titles}


documents.register_document(
    documents.DocumentKind(
        name=MINUTES,
        title=_("Minutes of the meeting"),
        model="meetings.meeting",
        permission="meetings.print_minutes",
        version=minutes_version,
        render=render_minutes,
        filename=minutes_filename,
    )
)
