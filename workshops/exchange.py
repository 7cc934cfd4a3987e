"""Workshop days as data: "verkosto-workshop-day/1" (docs/workshop-day-format.md), read, checked and written."""

import json
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from core.errors import DomainError
from meetings.exchange.checks import Check, Problems, listing, moment, number, one_of, record, text
from workshops.models import WorkshopDay
from workshops.models.lines import TEXT_LENGTH
from workshops.queries.lines import grouped, lines_of

FORMAT = "verkosto-workshop-day/1"
# The parts that can have headings on a page.
PARTS = ("workshops", "other_comments", "further_work", "follow_up", "feedback")


class WorkshopDayRefused(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """Data that are not imported. ``problems``: what is wrong, each with its place."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def _whole(value: Any, path: str, problems: Problems) -> Any:
    """A number from nought on: the index of an entry."""
    return value if value == 0 and not isinstance(value, bool) else number()(value, path, problems)


_line, _long = text(250), text(TEXT_LENGTH)
_place = text(60, null=True)
_headings = listing(record({"text": _line, "before": _whole}))
_comment = record({"text": _long, "municipality": _place, "printed": _long})
_entry = record({"text": _long, "municipality": _place, "points": listing(_long)})
_DAY: Check = record(
    {
        "format": one_of([FORMAT]),
        "date": moment(days=True),
        "title": _line,
        "printed": record(
            {
                "date": text(50, null=True),
                "subtitles": listing(_line),
                "intro": text(TEXT_LENGTH, null=True),
                "headings": record(dict.fromkeys(PARTS, _headings)),
            }
        ),
        "workshops": listing(
            record(
                {
                    "code": text(2),
                    "title": _line,
                    "presenter_place": text(150, null=True),
                    "comments": listing(_comment, limit=2000),
                }
            ),
            limit=26,
        ),
        "other_comments": listing(_comment, limit=2000),
        "further_work": listing(record({"topic": text(150), "entries": listing(_entry, limit=2000)}), limit=50),
        "follow_up": listing(
            record({"municipality": text(60), "printed": text(100), "lines": listing(_long)}), limit=400
        ),
        "feedback": listing(_long, limit=2000),
        "thanks": text(1000, null=True),
    }
)


def day_in_file(content: bytes) -> Any:
    """The data of a JSON file. Raises ``WorkshopDayRefused`` for what is no JSON."""
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise WorkshopDayRefused(["$: " + _("is no JSON file.")]) from None


def read_day(data: Any) -> dict:
    """The data, checked and cleaned. Raises ``WorkshopDayRefused`` with every problem and its place."""
    problems = Problems()
    data = _DAY(data, "$", problems)
    if problems:
        raise WorkshopDayRefused(problems)
    return data


def named_municipalities(data: Any) -> set[str]:
    """The names of the municipalities that go on after the day. Raises what ``read_day`` raises."""
    return {one["municipality"] for one in read_day(data)["follow_up"]}


def day_to_json(day: WorkshopDay) -> dict:
    """The day as data: what its summary says, originals and not what the secretary made of them. Five queries."""
    meeting, printed, said = day.meeting, day.printed, lines_of(day)
    with translation.override(meeting.language):
        further_work = [
            {
                "topic": topic,
                "entries": [
                    {"text": line.text, "municipality": line.municipality_label or None, "points": line.points}
                    for line in lines
                ],
            }
            for topic, lines in grouped(said.further_work, lambda line: line.topic_words).items()
        ]
    headings = printed.get("municipalities", {})
    return {
        "format": FORMAT,
        "date": day.held_on.isoformat(),
        "title": meeting.title,
        "printed": {
            "date": printed.get("date"),
            "subtitles": printed.get("subtitles", []),
            "intro": day.intro or None,
            "headings": {part: printed.get("headings", {}).get(part, []) for part in PARTS},
        },
        "workshops": [
            {
                "code": workshop.code,
                "title": workshop.title,
                "presenter_place": workshop.presenter_place or None,
                "comments": [_comment_of(one) for one in said.comments_on(workshop)],
            }
            for workshop in said.workshops
        ],
        "other_comments": [_comment_of(one) for one in said.comments_on(None)],
        "further_work": further_work,
        "follow_up": [
            {"municipality": name, "printed": headings.get(name, name.upper()), "lines": [line.text for line in lines]}
            for name, lines in grouped(said.organising, lambda line: line.municipality_label).items()
        ],
        "feedback": [one.text for one in said.feedback],
        "thanks": day.thanks or None,
    }


def _comment_of(line: Any) -> dict:
    signed = f"{line.text} ({line.municipality_label})" if line.municipality_label else line.text
    return {"text": line.text, "municipality": line.municipality_label or None, "printed": line.printed or signed}
