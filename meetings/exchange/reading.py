"""From parsed JSON to data that fit the rows, or a list of everything that is wrong with it."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from core import richtext
from core.errors import DomainError
from core.fuzzydates import MAX_LENGTH, Precision, times_of
from core.fuzzydates.enums import UNDATED
from meetings.enums import ActionState, AttachmentState, AttendanceRole, AttendanceState, ItemKind, Layer, OutcomeKind
from meetings.enums import OwnerKind as Owner
from meetings.exchange import checks
from meetings.exchange.checks import Check, Problems, flag, html, listing, moment, number, one_of, record, text
from meetings.exchange.words import DOCUMENT_KINDS, FORMAT, GROUP_KINDS, LABELS, PRECISIONS, TIME
from meetings.models import Attachment, Attendance, Goal, Item, Meeting, Outcome, OutcomeEvent

MAX_DEPTH = 6  # items inside items


class MinutesRefused(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """The data are not minutes that can be read; ``problems`` names each place and what is wrong there."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


def read_minutes(data: Any) -> dict[str, Any]:
    """The minutes as clean data; text that nobody typed is stripped and rich text cleaned, nothing else changes.

    Raises ``MinutesRefused`` with all problems at once (the first 25).
    """
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise MinutesRefused([_("$.format: must be “%(format)s”.") % {"format": FORMAT}])
    problems = Problems()
    clean = _minutes()(data, "$", problems)
    if not problems:
        # What joins one place with another is only looked at when each place is in order.
        _check_times(clean, problems)
        _check_items(clean, problems)
        _check_attachments(clean, problems)
        _check_themes(clean, problems)
        if clean.get("followed_up") == []:
            problems.add("$.followed_up", _("is empty; leave it out."))
    if problems:
        raise MinutesRefused(list(problems))
    return clean


def walk(items: list[dict], path: str = "$.items", address: str = "") -> Iterator[tuple[dict, str, str]]:
    """Each item with its JSON path and its address ("2/7"), in the order in which they are printed."""
    for index, item in enumerate(items):
        here = f"{address}/{index + 1}" if address else str(index + 1)
        yield item, f"{path}[{index}]", here
        yield from walk(item["children"], f"{path}[{index}].children", here)


def says(item: dict, words: str) -> bool:
    """Whether heading, text or quotation of the item hold the words, however tags and lines divide them."""
    quotation = item["quotation"]["text_html"] if item["quotation"] else ""
    lines = [item["heading"], richtext.plain_text(item["body_html"]), richtext.plain_text(quotation)]
    return any(" ".join(words.split()) in " ".join(line.split()) for line in lines)


def themes_of(data: dict) -> list[str]:
    """The names of the marked themes, in the order of their first mark."""
    names: dict[str, None] = {}
    for item, _path, _address in walk(data["items"]):
        quotation = item["quotation"]["text_html"] if item["quotation"] else ""
        for body in (item["body_html"], quotation):
            names.update(dict.fromkeys(name for name, _words in richtext.themes_of(body)))
    return list(names)


def _limit(model: type, name: str) -> int:
    return model._meta.get_field(name).max_length


def _minutes() -> Check:
    line = text(250, null=True)
    return record(
        {
            "format": one_of([FORMAT]),
            "language": one_of(["fi", "sv", "en"]),
            "document_kind": one_of(DOCUMENT_KINDS),
            "title": text(_limit(Meeting, "title")),
            "printed": record({"document_kind": line, "time": line, "labels": record(dict.fromkeys(LABELS, line))}),
            "group": record(
                {"name": text(_limit(Meeting, "group_label")), "kind": one_of(GROUP_KINDS, null=True)}, null=True
            ),
            "subject": text(_limit(Meeting, "subject"), null=True, lines=True),
            "starts": moment(),
            "ends": moment(null=True),
            "place": record(
                {
                    "name": text(_limit(Meeting, "place_name"), null=True),
                    "address": text(_limit(Meeting, "place_address"), null=True),
                }
            ),
            "meeting_goals": listing(text(1000)),
            "attendees": listing(_attendee(), limit=1000),
            "items": listing(_item(MAX_DEPTH), limit=300),
            "attachments": listing(_attachment()),
            "themes": listing(text(richtext.MAX_THEME)),
            "next_meeting": record(
                {
                    "text": text(_limit(Meeting, "next_meeting_line")),
                    "starts": moment(null=True, days=True),
                    "ends": moment(null=True, days=True),
                    "place": text(_limit(Meeting, "next_meeting_place"), null=True),
                    "precision": one_of([TIME, *PRECISIONS]),
                    "in_body": flag,
                },
                null=True,
            ),
            "recorded": record(
                {
                    "by": text(_limit(Meeting, "recorded_by"), null=True),
                    "on": moment(null=True, days=True),
                    "text": text(_limit(Meeting, "recorded_line"), null=True),
                },
                null=True,
            ),
            "signatures": listing(text(0), limit=0),
        },
        {
            "followed_up": listing(
                record(
                    {
                        "text": text(_limit(Outcome, "text"), lines=True),
                        "owner": text(_limit(Outcome, "owner_label"), null=True),
                        "state": one_of(ActionState.values),
                        "note": text(_limit(OutcomeEvent, "note"), null=True),
                    }
                )
            )
        },
    )


def _attendee() -> Check:
    name = text(_limit(Attendance, "name_label"))
    return record(
        {
            "name": name,
            "printed_name": name,
            "title": text(_limit(Attendance, "title_label"), null=True),
            "organisation": text(_limit(Attendance, "organisation_label"), null=True),
            "roles": listing(one_of(AttendanceRole.values), limit=len(AttendanceRole.values)),
            "role_text": text(_limit(Attendance, "role_text"), null=True),
            "state": one_of(AttendanceState.values),
        },
        {
            "deputy_for": text(_limit(Attendance, "deputy_for")),
            "arrived": _clock,
            "left": _clock,
            "absent_for": listing(text(10)),
        },
    )


def _clock(value: Any, path: str, problems: Problems) -> Any:
    checks.moment()(f"2000-01-01T{value}", path, problems)
    return value


def _item(depth: int) -> Check:
    children = listing(_item(depth - 1), limit=100) if depth else listing(text(0), limit=0)
    return record(
        {
            "number": text(_limit(Item, "number"), null=True),
            "heading": text(_limit(Item, "heading"), empty=True),
            "heading_in_body": flag,
            "body_html": html(empty=True),
            "presenter": text(_limit(Attendance, "name_label"), null=True),
            "area": text(_limit(Item, "area"), null=True),
            "quotation": record(
                {"from": text(_limit(Item, "quotation_from"), null=True), "text_html": html()}, null=True
            ),
            "outcomes": listing(_outcome(OutcomeKind.values)),
            "goals": listing(
                record(
                    {
                        "number": text(_limit(Goal, "number"), null=True),
                        "text": text(_limit(Goal, "text")),
                        "points": listing(text(1000)),
                        "measures": listing(_outcome([OutcomeKind.ACTION])),
                    }
                )
            ),
            "attachments": listing(number()),
            "children": children,
        },
        {"kind": one_of(ItemKind.values), "layer": one_of([Layer.PARTICIPANTS])},
    )


def _outcome(kinds: list[str]) -> Check:
    return record(
        {
            "kind": one_of(kinds),
            "text": text(_limit(Outcome, "text")),
            "in_body": flag,
            "owner": record({"kind": one_of(Owner.values), "name": text(_limit(Outcome, "owner_label"))}, null=True),
            "due": record(
                {
                    "text": text(MAX_LENGTH),
                    "precision": one_of([TIME, *PRECISIONS]),
                    "earliest": moment(null=True, days=True),
                    "latest": moment(null=True, days=True),
                },
                null=True,
            ),
        },
        {"state": one_of([ActionState.DONE, ActionState.DROPPED])},
    )


def _attachment() -> Check:
    return record(
        {
            "number": number(null=True),
            "title": text(_limit(Attachment, "title")),
            "item": text(40, null=True),
            "state": one_of(AttachmentState.values),
            "note": text(_limit(Attachment, "note"), null=True),
            "in_body": flag,
        }
    )


def _check_times(data: dict, problems: Problems) -> None:
    if data["ends"] and data["ends"] <= data["starts"]:
        problems.add("$.ends", _("must be after the start."))
    if following := data["next_meeting"]:
        _check_span(following["starts"], following["ends"], following["precision"], "$.next_meeting.starts", problems)
    recorded = data["recorded"]
    if recorded and not any(recorded.values()):
        problems.add("$.recorded", _("says nothing; write null."))
    if recorded and recorded["on"] and "T" in recorded["on"]:
        problems.add("$.recorded.on", _("must be a day without a time."))


def _check_span(first: str | None, last: str | None, precision: str, path: str, problems: Problems) -> None:
    """Days for a span, times for a ``time``, and for the others none or both."""
    if precision == TIME:
        if not first or "T" not in first or (last and "T" not in last):
            problems.add(path, _("the precision “time” needs a day with a time."))
        elif last and (last[:10] != first[:10] or last <= first):
            problems.add(path, _("the end must be after the start, on the same day."))
        return
    if any(end and "T" in end for end in (first, last)):
        problems.add(path, _("only the precision “time” has times."))
    if (first is None) != (last is None):
        problems.add(path, _("both ends are needed, or neither."))
    elif first is None and PRECISIONS[precision] not in UNDATED:
        problems.add(path, _("this precision needs a first and a last day."))
    elif first and last and last < first:
        problems.add(path, _("the last day is before the first."))
    elif first != last and PRECISIONS[precision] == Precision.DAY:
        problems.add(path, _("a day is its own first and last day."))


def _check_items(data: dict, problems: Problems) -> None:
    names = {one["name"] for one in data["attendees"]}
    everything = [item for item, _path, _address in walk(data["items"])]
    for item, path, _address in walk(data["items"]):
        if item["presenter"] and item["presenter"] not in names:
            problems.add(f"{path}.presenter", _("is not the name of an attendee."))
        if item["heading_in_body"] and not item["body_html"]:
            problems.add(f"{path}.heading_in_body", _("the item has no text that could hold its heading."))
        for index, outcome in enumerate(item["outcomes"]):
            _check_outcome(outcome, item, f"{path}.outcomes[{index}]", problems)
        for nth, goal in enumerate(item["goals"]):
            for index, measure in enumerate(goal["measures"]):
                _check_outcome(measure, item, f"{path}.goals[{nth}].measures[{index}]", problems)
    following = data["next_meeting"]
    if following and following["in_body"] and not any(says(item, following["text"]) for item in everything):
        problems.add("$.next_meeting.in_body", _("no item holds these words, so they would not be printed."))


def _check_outcome(outcome: dict, item: dict, path: str, problems: Problems) -> None:
    if outcome["in_body"] and not says(item, outcome["text"]):
        problems.add(f"{path}.in_body", _("the item does not hold these words, so they would not be printed."))
    if outcome["kind"] != OutcomeKind.ACTION and "state" in outcome:
        problems.add(f"{path}.state", _("only an action has a state."))
    if due := outcome["due"]:
        _check_span(due["earliest"], due["latest"], due["precision"], f"{path}.due.earliest", problems)
        starts, ends = times_of(due["text"])
        said = [one.isoformat("minutes") if one else None for one in (starts, ends)]
        given = [one.partition("T")[2] if one else None for one in (due["earliest"], due["latest"])]
        if due["precision"] == TIME and given != said:
            problems.add(f"{path}.due.text", _("the times must stand in these words."))
        if due["precision"] == "day" and starts:
            problems.add(f"{path}.due.precision", _("the words have a time, so this must be “time”."))


def _check_attachments(data: dict, problems: Problems) -> None:
    addresses = {address: (item, path) for item, path, address in walk(data["items"])}
    numbers = [one["number"] for one in data["attachments"] if one["number"]]
    tied: dict[str, list[int]] = {address: [] for address in addresses}
    for index, one in enumerate(data["attachments"]):
        path = f"$.attachments[{index}]"
        if one["number"] and numbers.count(one["number"]) > 1:
            problems.add(f"{path}.number", _("another attachment has this number."))
        if one["item"] and one["item"] not in addresses:
            problems.add(f"{path}.item", _("there is no item at this address."))
        elif one["item"] and one["number"]:
            tied[one["item"]].append(one["number"])
    for address, (item, path) in addresses.items():
        if item["attachments"] != tied[address]:
            problems.add(f"{path}.attachments", _("must be the numbers of the attachments whose item this is."))


def _check_themes(data: dict, problems: Problems) -> None:
    if data["themes"] != themes_of(data):
        problems.add("$.themes", _("must be the themes marked in the texts, in the order of their first mark."))
