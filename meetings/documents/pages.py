"""What minutes say on paper, as plain values in printing order: made from "verkosto-minutes/1" alone, so that a page
of today's rows, of signed minutes and of an imported file is the same page. PDF and Word are written from it.
"""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext, pgettext

from core import richtext
from meetings.enums import ActionState, AttachmentState, AttendanceState, DocumentKind, OutcomeKind
from meetings.exchange.reading import says, walk
from meetings.exchange.words import DOCUMENT_KINDS
from meetings.models import Meeting


def minutes_page(data: dict[str, Any], meeting: Meeting) -> dict[str, Any]:
    """The page of these data; of the row only what every document says of itself (network, address, date) is used.

    Shape: {"kind", "title", "group": text, "facts": [{"label", "values": [{"text", "role"}]}], "goals": {"label",
    "points"}, "items_label", "items": [item], "closing": [{"label", "values": [text]}], "themes": text}; an item is
    {"number", "heading", "note", "body": HTML, "quotation": {"from", "html"} or None, "outcomes": [{"kind", "label",
    "text"}], "goals_label", "goals": [{"number", "text", "points", "label", "measures": [text]}], "children": [item]}.
    What is empty is not printed.
    """
    with translation.override(data["language"]):
        ours = _has_our_words(data)
        labels = data["printed"]["labels"]
        kind = str(DocumentKind(DOCUMENT_KINDS[data["document_kind"]]).label)
        group = data["group"]["name"] if data["group"] and ours else ""
        return {
            "document": {
                "title": f"{kind}: {data['title']}",
                "network": str(meeting.network),
                "kind": kind,
                "date": meeting.when.format(data["language"]),
                "address": meeting.get_absolute_url(),
            },
            "kind": data["printed"]["document_kind"] or "",
            "title": data["title"],
            "group": "" if group.casefold() in data["title"].casefold() else group,
            "facts": joined([*_facts(data), *_attendance(data, ours)]),
            "goals": {"label": labels["meeting_goals"] or "", "points": data["meeting_goals"]},
            "items_label": labels["items"] or "",
            "items": [item_page(item, labels, ours=ours) for item in data["items"]],
            "closing": [
                _followed_up(data),
                _next_meeting(data),
                _attachments(data),
                {"label": "", "values": _recorded(data)},
            ],
            "themes": _theme_key(data) if ours else "",
        }


def item_page(item: dict[str, Any], labels: dict[str, str | None], *, ours: bool) -> dict[str, Any]:
    """One item with its parts. Words of our own (who presents, whose contribution) are for our own page only."""
    marks = [_mark(one, ours) for one in item["outcomes"] if one["in_body"]]
    body = richtext.sanitise(item["body_html"]) if item["body_html"] else ""
    quotation = item["quotation"]
    return {
        "number": item["number"] or "",
        "heading": "" if item["heading_in_body"] else item["heading"],
        "note": _presenter(item) if ours else "",
        "body": richtext.with_marks(body, marks),
        "quotation": {
            "from": quotation["from"] or "" if ours else "",
            "html": richtext.sanitise(quotation["text_html"]),
        }
        if quotation
        else None,
        "outcomes": [
            {"kind": one["kind"], "label": str(OutcomeKind(one["kind"]).label), "text": outcome_text(one)}
            for one in item["outcomes"]
            if not one["in_body"]
        ],
        "goals_label": labels["goals"] or "" if item["goals"] else "",
        "goals": [
            {
                "number": goal["number"] or "",
                "text": goal["text"],
                "points": goal["points"],
                "label": labels["measures"] or "",
                "measures": [outcome_text(one) for one in goal["measures"] if not one["in_body"]],
            }
            for goal in item["goals"]
        ],
        "children": [item_page(child, labels, ours=ours) for child in item["children"]],
    }


def outcome_text(one: dict[str, Any]) -> str:
    """The words of an outcome; who does it and by when stand after them where they do not say it themselves."""
    tail = _unsaid(one)
    return f"{one['text']} ({tail})" if tail else one["text"]


def _unsaid(one: dict[str, Any]) -> str:
    facts = [one["owner"]["name"] if one["owner"] else "", one["due"]["text"] if one["due"] else ""]
    return richtext.unsaid(one["text"], facts)


def _mark(one: dict[str, Any], ours: bool) -> richtext.OutcomeMark:
    """An outcome that stands in the text: decisions are set off, and our own page tells who does an action."""
    kind = one["kind"] if one["kind"] == OutcomeKind.DECISION else ""
    return richtext.OutcomeMark(kind, one["text"], tail=_unsaid(one) if ours else "")


def followed_up_text(one: dict[str, Any]) -> str:
    """What became of an action agreed earlier: "Kutsutaan koulut (Järvikunta) – tehty: kaikki tulivat"."""
    text = outcome_text({"text": one["text"], "owner": {"name": one["owner"]} if one["owner"] else None, "due": None})
    news = str(ActionState(one["state"]).label).lower()
    return f"{text} – {news}: {one['note']}" if one["note"] else f"{text} – {news}"


def attachment_text(one: dict[str, Any]) -> str:
    """ "Liite 2: title (delivered later)"."""
    title = one["title"]
    if one["number"]:
        words = {"number": one["number"], "title": title}
        title = pgettext("minutes label", "Attachment %(number)d: %(title)s") % words
    state = AttachmentState(one["state"])
    note = one["note"] or ("" if state == AttachmentState.RECEIVED else str(state.label).lower())
    return f"{title} ({note})" if note else title


def joined(facts: list[dict]) -> list[dict]:
    """Facts without values left out; one without a label goes on under the label before it."""
    found: list[dict] = []
    for fact in facts:
        if fact["values"] and not fact["label"] and found:
            found[-1] = {"label": found[-1]["label"], "values": [*found[-1]["values"], *fact["values"]]}
        elif fact["values"]:
            found.append(fact)
    return found


def _has_our_words(data: dict[str, Any]) -> bool:
    """Whether the page has the labels we print, and not those of an older page."""
    labels = data["printed"]["labels"]
    return (
        labels["attendees"] == pgettext("minutes label", "Present")
        and labels["items"] == pgettext("minutes label", "Items")
        and bool(labels["meeting_goals"])
    )


def _facts(data: dict[str, Any]) -> list[dict]:
    place = "\n".join(filter(None, [data["place"]["name"], data["place"]["address"]]))
    texts = {"time": data["printed"]["time"], "place": place, "subject": data["subject"]}
    labels = data["printed"]["labels"]
    return [
        {"label": labels[name] or "", "values": [{"text": text, "role": ""}] if text else []}
        for name, text in texts.items()
    ]


def _attendance(data: dict[str, Any], ours: bool) -> list[dict]:
    labels = {
        AttendanceState.PRESENT: data["printed"]["labels"]["attendees"] or "",
        AttendanceState.EXCUSED: pgettext("minutes label", "Excused"),
        AttendanceState.ABSENT: pgettext("minutes label", "Absent"),
    }
    people = [(one["state"], {"text": _person(one), "role": one["role_text"] or ""}) for one in data["attendees"]]
    return [
        {"label": label, "values": [words for state, words in people if state == wanted]}
        for wanted, label in labels.items()
    ]


def _person(one: dict[str, Any]) -> str:
    """ "Name, title, organisation", and what else there is to say of the attendance."""
    text = ", ".join(filter(None, [one["printed_name"], one["title"], one["organisation"]]))
    more = {
        "deputy_for": gettext("deputy for %(name)s"),
        "arrived": gettext("arrived at %(name)s"),
        "left": gettext("left at %(name)s"),
        "absent_for": gettext("not present for items %(name)s"),
    }
    said = []
    for name, words in more.items():
        if value := one.get(name):
            value = ", ".join(value) if isinstance(value, list) else value
            said.append(words % {"name": value.replace(":", ".").removeprefix("0") if name != "deputy_for" else value})
    return f"{text} ({'; '.join(said)})" if said else text


def _presenter(item: dict[str, Any]) -> str:
    """Who presents and which area it is about, unless the item says so itself."""
    name, area = (words if words and not says(item, words) else "" for words in (item["presenter"], item["area"]))
    presented = pgettext("minutes label", "Presented by %(name)s") % {"name": name} if name else ""
    return ", ".join(filter(None, [presented, area]))


def _followed_up(data: dict[str, Any]) -> dict:
    label = pgettext("minutes label", "Actions agreed earlier")
    return {"label": label, "values": [followed_up_text(one) for one in data.get("followed_up", [])]}


def _next_meeting(data: dict[str, Any]) -> dict:
    """Without a value where there is none, or an item tells it under a heading of its own."""
    label, following = pgettext("minutes label", "Next meeting"), data["next_meeting"]
    if following is None or following["in_body"]:
        return {"label": label, "values": []}
    when = following["text"].removesuffix(f", {following['place']}") if following["place"] else following["text"]
    said = any(
        label.casefold() in item["heading"].casefold() and says(item, when)
        for item, _path, _address in walk(data["items"])
    )
    return {"label": label, "values": [] if said else [following["text"]]}


def _attachments(data: dict[str, Any]) -> dict:
    """One attachment stands after its label without its number; several have theirs."""
    listed = [one for one in data["attachments"] if not one["in_body"]]
    alone = len(data["attachments"]) == 1 and data["printed"]["labels"]["attachments"]
    values = [attachment_text(one | {"number": None} if alone else one) for one in listed]
    return {"label": data["printed"]["labels"]["attachments"] or "", "values": values}


def _recorded(data: dict[str, Any]) -> list[str]:
    return [data["recorded"]["text"]] if data["recorded"] and data["recorded"]["text"] else []


def _theme_key(data: dict[str, Any]) -> str:
    if not data["themes"]:
        return ""
    return pgettext("minutes label", "Themes, in italics in the text: %(themes)s") % {
        "themes": ", ".join(data["themes"])
    }
