"""From rows to "verkosto-minutes/1"."""

from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone, translation
from django.utils.translation import npgettext, pgettext

from core.fuzzydates import FuzzyDate, Precision
from meetings.enums import ActionState, AttendanceRole, ItemKind, Layer, OutcomeKind
from meetings.exchange.reading import says, themes_of, walk
from meetings.exchange.words import DOCUMENT_KINDS, FORMAT, GROUP_KINDS, LABELS, PRECISIONS, TIME, word_of
from meetings.models import Attachment, Attendance, Goal, Item, Meeting, Outcome, OutcomeEvent
from meetings.signing import recorded_text

# What each reader may see: every layer holds those before it.
_SHOWN = {
    Layer.PUBLIC: {Layer.PUBLIC},
    Layer.PARTICIPANTS: {Layer.PUBLIC, Layer.PARTICIPANTS},
    Layer.SECRETARY: set(Layer),
}


def minutes_to_json(meeting: Meeting, *, layer: str = Layer.PARTICIPANTS) -> dict[str, Any]:
    """The minutes as data, in the meeting's own language; items of a narrower layer, and what hangs on them, are left
    out, and the secretary's notes always are. Six queries, whatever the minutes hold.
    """
    prefetch_related_objects([meeting], "attendances", "items__outcomes", "items__goals", "attachments")
    items = _tree(meeting, _SHOWN[Layer(layer)])
    shown = {item.pk for item, _children in _flat(items)}
    attachments = [one for one in meeting.attachments.all() if one.item_id is None or one.item_id in shown]
    with translation.override(meeting.language):
        data = {
            "format": FORMAT,
            "language": meeting.language,
            "document_kind": word_of(DOCUMENT_KINDS, meeting.document_kind),
            "title": meeting.title,
            "printed": _printed(meeting, attachments),
            "group": _group(meeting),
            "subject": meeting.subject or None,
            "starts": _moment(meeting.starts_at),
            "ends": _moment(meeting.ends_at),
            "place": {"name": meeting.place_name or None, "address": meeting.place_address or None},
            "meeting_goals": list(meeting.goals),
            "attendees": [_attendee(one, meeting) for one in _people(meeting)],
            "items": [_item(item, children, attachments) for item, children in items],
            "attachments": [],
            "themes": [],
            "next_meeting": _next_meeting(meeting),
            "recorded": _recorded(meeting),
            "signatures": [],
        }
    if (following := data["next_meeting"]) and following["in_body"]:
        following["in_body"] = any(says(item, following["text"]) for item, _path, _address in walk(data["items"]))
    addresses = dict(_addresses(items))
    data["attachments"] = [_attachment(one, addresses) for one in attachments]
    data["themes"] = themes_of(data)
    if told := [*meeting.told_elsewhere, *_told(meeting, _SHOWN[Layer(layer)])]:
        data["followed_up"] = told
    return data


def addresses_of(meeting: Meeting, *, layer: str = Layer.PARTICIPANTS) -> dict[int, str]:
    """``{item's key: "2/7"}`` of the items that a reader of this layer sees, in printing order; reads ``items``."""
    return dict(_addresses(_tree(meeting, _SHOWN[Layer(layer)])))


def printed_words(meeting: Meeting, attachments: int = 1) -> dict[str, Any]:
    """The words of our own page, in the language that is active: shape of ``printed``."""
    labels = [
        pgettext("minutes label", "Time"),
        pgettext("minutes label", "Place"),
        pgettext("minutes label", "Subject"),
        pgettext("minutes label", "Present"),
        pgettext("minutes label", "Goals of the day"),
        pgettext("minutes label", "Items"),
        pgettext("minutes label", "Goals"),
        pgettext("minutes label", "Measures"),
        npgettext("minutes label", "Attachment", "Attachments", attachments),
    ]
    return {
        "document_kind": str(meeting.get_document_kind_display()).upper(),
        "time": meeting.when_text,
        "labels": dict(zip(LABELS, labels, strict=True)),
    }


def surname_first(name: str) -> str:
    """ "Esimerkki Aino" of "Aino Esimerkki"."""
    first, _space, last = name.rpartition(" ")
    return f"{last} {first}".strip()


def _printed(meeting: Meeting, attachments: list[Attachment]) -> dict[str, Any]:
    return meeting.printed or printed_words(meeting, len([one for one in attachments if not one.in_body]))


def _group(meeting: Meeting) -> dict[str, str | None] | None:
    name = meeting.group_label or (meeting.group.name if meeting.group else "")
    return {"name": name, "kind": word_of(GROUP_KINDS, meeting.group_kind)} if name else None


def _moment(moment: datetime | None) -> str | None:
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M") if moment else None


def _people(meeting: Meeting) -> list[Attendance]:
    people = list(meeting.attendances.all())
    return sorted(people, key=lambda one: surname_first(one.name_label).casefold()) if meeting.by_surname else people


def _attendee(one: Attendance, meeting: Meeting) -> dict[str, Any]:
    roles = [*filter(None, [one.role]), *one.more_roles]
    name = surname_first(one.name_label) if meeting.surname_first else one.name_label
    data = {
        "name": one.name_label,
        "printed_name": one.printed_name or name,
        "title": one.title_label or None,
        "organisation": one.organisation_label or None,
        "roles": roles,
        "role_text": one.role_text or (None if meeting.printed else _role_words(roles)),
        "state": one.state,
    }
    more = {
        "deputy_for": one.deputy_for,
        "arrived": one.arrived_at.strftime("%H:%M") if one.arrived_at else "",
        "left": one.left_at.strftime("%H:%M") if one.left_at else "",
        "absent_for": list(one.absent_for),
    }
    return data | {name: value for name, value in more.items() if value}


def _role_words(roles: list[str]) -> str | None:
    """Who presents stands at the item; the other roles stand after the name."""
    return ", ".join(str(AttendanceRole(one).label) for one in roles if one != AttendanceRole.PRESENTER) or None


Tree = list[tuple[Item, "Tree"]]


def _tree(meeting: Meeting, shown: set[str]) -> Tree:
    """Items with their parts; a part of an item that is not shown is not shown."""
    parts: dict[int | None, list[Item]] = {}
    for item in meeting.items.all():
        if item.layer in shown:
            parts.setdefault(item.parent_id, []).append(item)

    def below(parent: int | None) -> Tree:
        return [(item, below(item.pk)) for item in parts.get(parent, [])]

    return below(None)


def _flat(tree: Tree) -> Tree:
    return [pair for item, children in tree for pair in ((item, children), *_flat(children))]


def _addresses(tree: Tree, above: str = "") -> list[tuple[int, str]]:
    found = []
    for index, (item, children) in enumerate(tree, start=1):
        here = f"{above}/{index}" if above else str(index)
        found += [(item.pk, here), *_addresses(children, here)]
    return found


def _item(item: Item, children: Tree, attachments: list[Attachment]) -> dict[str, Any]:
    outcomes = list(item.outcomes.all())
    # The presenter is one of the attendees, which are read already.
    presenter = next((one for one in item.meeting.attendances.all() if one.pk == item.presenter_id), None)
    data = {
        "number": item.number or None,
        "heading": item.heading,
        "heading_in_body": item.heading_in_body,
        "body_html": item.body,
        "presenter": presenter.name_label if presenter else None,
        "area": item.area or None,
        "quotation": {"from": item.quotation_from or None, "text_html": item.quotation} if item.quotation else None,
        "outcomes": [_outcome(one) for one in outcomes if one.goal_id is None],
        "goals": [_goal(goal, outcomes) for goal in item.goals.all()],
        "attachments": [one.number for one in attachments if one.item_id == item.pk and one.number],
        "children": [_item(child, below, attachments) for child, below in children],
    }
    # What is said to stand in the text and no longer does is printed after it: no word is lost on paper.
    data["heading_in_body"] = item.heading_in_body and bool(item.body)
    for one in [*data["outcomes"], *(measure for goal in data["goals"] for measure in goal["measures"])]:
        one["in_body"] = one["in_body"] and says(data, one["text"])
    if item.kind != ItemKind.DISCUSSION:
        data["kind"] = item.kind
    if item.layer != Layer.PUBLIC:
        data["layer"] = item.layer
    return data


def _told(meeting: Meeting, shown: set[str]) -> list[dict[str, Any]]:
    """What was told in the meeting of actions agreed in earlier ones, in the order in which it was told; a query."""
    events = OutcomeEvent.objects.filter(meeting=meeting, outcome__item__layer__in=shown)
    if Layer.SECRETARY not in shown:
        # A part of an item that is the secretary's is the secretary's too.
        events = events.filter(outcome__in=Outcome.objects.for_readers())
    events = events.exclude(outcome__item__meeting=meeting).select_related("outcome").order_by("pk")
    return [
        {
            "text": event.outcome.text,
            "owner": event.outcome.owner_label or None,
            "state": event.state,
            "note": event.note or None,
        }
        for event in events
    ]


def _goal(goal: Goal, outcomes: list[Outcome]) -> dict[str, Any]:
    return {
        "number": goal.number or None,
        "text": goal.text,
        "points": list(goal.points),
        "measures": [_outcome(one) for one in outcomes if one.goal_id == goal.pk],
    }


def _outcome(one: Outcome) -> dict[str, Any]:
    data = {
        "kind": one.kind,
        "text": one.text,
        "in_body": one.in_body,
        "owner": {"kind": one.owner_kind, "name": owner_name(one)} if one.owner_kind else None,
        "due": _due(one.due) if one.due else None,
    }
    if one.kind == OutcomeKind.ACTION and one.state != ActionState.OPEN:
        data["state"] = one.state
    return data


def owner_name(one: Outcome) -> str:
    """Who does it, as it was written then; a query where only the row is known."""
    owner = one.owner_label or one.owner_person or one.owner_organisation or one.owner_group
    return str(owner or one.get_owner_kind_display())


def _due(due: FuzzyDate) -> dict[str, Any]:
    precision, first, last = _span(due)
    if precision == TIME and due.ends_time is None:
        last = None
    return {"text": due.text, "precision": precision, "earliest": first, "latest": last}


def _span(fuzzy: FuzzyDate) -> tuple[str | None, str | None, str | None]:
    """Precision, first and last day; of a day with times its moments, the second ``None`` where no end is known."""
    if not fuzzy.is_dated:
        return word_of(PRECISIONS, fuzzy.precision), None, None
    first, last = fuzzy.earliest.isoformat(), fuzzy.latest.isoformat()
    if fuzzy.precision != Precision.DAY or fuzzy.starts_time is None:
        return word_of(PRECISIONS, fuzzy.precision), first, last
    ends = f"{last}T{fuzzy.ends_time:%H:%M}" if fuzzy.ends_time else None
    return TIME, f"{first}T{fuzzy.starts_time:%H:%M}", ends


def _attachment(one: Attachment, addresses: dict[int, str]) -> dict[str, Any]:
    return {
        "number": one.number,
        "title": one.title,
        "item": addresses.get(one.item_id),
        "state": one.state,
        "note": one.note or None,
        "in_body": one.in_body,
    }


def _next_meeting(meeting: Meeting) -> dict[str, Any] | None:
    following, place = meeting.next_meeting, meeting.next_meeting_place
    if following is None:
        return None
    precision, starts, ends = _span(following)
    return {
        "text": meeting.next_meeting_line or ", ".join(filter(None, [following.text, place])),
        "starts": starts,
        "ends": ends,
        "place": place or None,
        "precision": precision,
        "in_body": meeting.next_meeting_in_body,
    }


def _recorded(meeting: Meeting) -> dict[str, Any] | None:
    day = meeting.recorded_on
    if not (meeting.recorded_by or day or meeting.recorded_line):
        return None
    text = meeting.recorded_line
    if not text and meeting.recorded_by:
        text = recorded_text(meeting, meeting.recorded_by, day)
    return {
        "by": meeting.recorded_by or None,
        "on": day.isoformat() if day else None,
        "text": text or None,
    }
