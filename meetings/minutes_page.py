"""Frozen minutes as a page shows them: plain values in the order of the printed ones, in the language of the minutes.

What is read here are the data of "verkosto-minutes/1", of whatever layer; no row is touched.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext

from core import richtext
from core.fuzzydates.formats import format_days
from meetings.documents.pages import followed_up_text
from meetings.enums import ActionState, AttachmentState, AttendanceState, OutcomeKind


def page_of(content: dict[str, Any], *, notes: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What the template ``meetings/_minutes_page.html`` shows.

    ``notes`` are the secretary's, by the item's place ("2/7"); only the secretary's own page gives them.
    """
    with translation.override(content["language"]):
        labels = _labels(content)
        keys: set[str] = set()
        items = [_item(one, str(index), labels, keys, notes or {}) for index, one in enumerate(content["items"], 1)]
        following = content["next_meeting"]
        return {
            "language": content["language"],
            "kind": content["printed"]["document_kind"],
            "title": content["title"],
            "group": content["group"]["name"] if content["group"] else "",
            "labels": labels,
            "when": content["printed"]["time"] or _day(content["starts"]),
            "place": [part for part in (content["place"]["name"], content["place"]["address"]) if part],
            "subject": content["subject"] or "",
            "goals": content["meeting_goals"],
            "people": [_person(one) for one in content["attendees"]],
            "items": items,
            "attachments": [_attachment(one) for one in content["attachments"] if not one["in_body"]],
            "followed_up": [followed_up_text(one) for one in content.get("followed_up", [])],
            "next": following["text"] if following and not following["in_body"] else "",
            "recorded": (content["recorded"] or {}).get("text") or "",
        }


def heading_of(content: dict[str, Any]) -> dict[str, str]:
    """What a list says of minutes; any layer of the data, or the keys of its head alone."""
    with translation.override(content["language"]):
        return {
            "language": content["language"],
            "title": content["title"],
            "day": _day(content["starts"]),
            "group": content["group"]["name"] if content["group"] else "",
            "subject": content["subject"] or "",
        }


def item_at(page: dict[str, Any], key: str) -> dict[str, Any] | None:
    """The item whose lasting address ends with ``key``, or ``None``."""

    def walk(items: list[dict[str, Any]]) -> dict[str, Any] | None:
        for one in items:
            found = one if one["key"] == key else walk(one["children"])
            if found:
                return found
        return None

    return walk(page["items"])


def _labels(content: dict[str, Any]) -> dict[str, str]:
    ours = {
        "time": pgettext("minutes label", "Time"),
        "place": pgettext("minutes label", "Place"),
        "subject": pgettext("minutes label", "Subject"),
        "attendees": pgettext("minutes label", "Present"),
        "meeting_goals": pgettext("minutes label", "Goals of the day"),
        "items": pgettext("minutes label", "Items"),
        "goals": pgettext("minutes label", "Goals"),
        "measures": pgettext("minutes label", "Measures"),
        "attachments": gettext("Attachments"),
        "followed_up": pgettext("minutes label", "Actions agreed earlier"),
        "next_meeting": pgettext("minutes label", "Next meeting"),
    }
    printed = content["printed"]["labels"]
    return {name: printed.get(name) or words for name, words in ours.items()}


def _day(moment: str) -> str:
    day = date.fromisoformat(moment[:10])
    return format_days(day, day, translation.get_language() or "fi")


def _person(one: dict[str, Any]) -> dict[str, str]:
    parts = [one["printed_name"], one["title"], one["organisation"], one["role_text"]]
    state = "" if one["state"] == AttendanceState.PRESENT else str(AttendanceState(one["state"]).label)
    return {"text": ", ".join(part for part in parts if part), "state": state}


def _key(entry: dict[str, Any], place: str, keys: set[str]) -> str:
    """Ends an item's address: its number, frozen with the minutes; without one, or with one twice, its place."""
    key = "-".join((entry["number"] or "").replace("/", " ").split())
    if not key or key in keys:
        key = "p" + place.replace("/", "-")
    keys.add(key)
    return key


def _item(
    entry: dict[str, Any], place: str, labels: dict[str, str], keys: set[str], notes: Mapping[str, str]
) -> dict[str, Any]:
    key = _key(entry, place, keys)
    inside = [one for one in entry["outcomes"] if one["in_body"]]
    marks = [
        richtext.OutcomeMark(one["kind"], one["text"], str(OutcomeKind(one["kind"]).label), _facts_of(one))
        for one in inside
    ]
    quotation = entry["quotation"]
    return {
        "key": key,
        "number": entry["number"] or "",
        "heading": "" if entry["heading_in_body"] else entry["heading"],
        "name": " ".join(filter(None, [entry["number"], entry["heading"]])),
        "presenter": entry["presenter"] or "",
        "html": _safe(richtext.with_marks(entry["body_html"], marks)),
        "quotation": _safe(quotation["text_html"]) if quotation else "",
        "outcomes": [_outcome(one) for one in entry["outcomes"] if not one["in_body"]],
        "goals": [_goal(one) for one in entry["goals"]],
        "labels": labels,
        "note": notes.get(place, ""),
        "children": [
            _item(one, f"{place}/{index}", labels, keys, notes) for index, one in enumerate(entry["children"], 1)
        ],
    }


def _safe(html: str) -> SafeString:
    """Rich text was made clean when it was saved (``core.richfields.RichTextField``), and is frozen since."""
    return mark_safe(html)


def _outcome(one: dict[str, Any]) -> dict[str, str]:
    return {
        "kind": one["kind"],
        "label": str(OutcomeKind(one["kind"]).label),
        "text": one["text"],
        "facts": _facts_of(one),
    }


def _facts_of(one: dict[str, Any]) -> str:
    """Who does an action, by when, and its state on the day of the signature, as far as its words do not tell."""
    owner, due = one["owner"], one["due"]
    facts = [owner["name"] if owner else "", due["text"] if due else ""]
    if one.get("state", ActionState.OPEN) != ActionState.OPEN:
        facts.append(str(ActionState(one["state"]).label))
    return richtext.unsaid(one["text"], facts)


def _goal(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "number": one["number"] or "",
        "text": one["text"],
        "points": one["points"],
        "measures": [_outcome(measure) for measure in one["measures"]],
    }


def _attachment(one: dict[str, Any]) -> dict[str, str]:
    number = pgettext("minutes", "Attachment %(number)d") % {"number": one["number"]} if one["number"] else ""
    state = "" if one["state"] == AttachmentState.RECEIVED else str(AttachmentState(one["state"]).label)
    return {"number": number, "title": one["title"], "note": one["note"] or state}
