"""Workshop days from elsewhere: "verkosto-workshop-day/1" becomes a day with all its lines, or nothing at all."""

from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import record
from core.folding import fold
from core.fuzzydates import FuzzyDate, Precision
from core.states import lock
from meetings.enums import DocumentKind, MeetingState
from meetings.models import Meeting
from network.models import Municipality, Network, User
from workshops.enums import Answering, Topic
from workshops.exchange import WorkshopDayRefused, day_to_json, read_day
from workshops.models import DayFeedback, FollowUp, Reflection, Workshop, WorkshopDay

# By these words in a heading, folded, an older page's topic is one of ours; what has none is about the work itself.
_TOPIC_WORDS = {
    Topic.SPREADING: ("tiedonsiirto", "tiedottami", "sprida"),
    Topic.COOPERATION: ("yhteistyo", "samarbet"),
}


@transaction.atomic
def import_workshop_day(network: Network, data: Any, *, actor: User | None) -> WorkshopDay:
    """The day of these data, made now or found: the same data twice change nothing.

    Raises ``WorkshopDayRefused``, with every problem and its place, when the data are wrong, when they could not be
    given back as they came, and when the network has a day of this title and date that says something else.
    """
    data = read_day(data)
    lock(network)  # two imports of the same day at once make one
    on = date.fromisoformat(data["date"])
    starts = timezone.make_aware(datetime.combine(on, time.min))
    for day in WorkshopDay.objects.filter(network=network, meeting__title=data["title"], meeting__starts_at=starts):
        if day_to_json(day) == data:
            return day
        problem = _("there is a workshop day of this title and date already, and it says something else: %(address)s")
        raise WorkshopDayRefused(["$.title: " + problem % {"address": day.get_absolute_url()}])
    day = _Import(network, data, on, starts).make()
    if (again := day_to_json(day)) != data:
        problem = _("cannot be kept as it is written here.")
        raise WorkshopDayRefused([f"$.{part}: {problem}" for part in data if data[part] != again[part]])
    record("workshops.day.imported", day, actor=actor)
    return day


class _Import:
    """One import."""

    def __init__(self, network: Network, data: dict, on: date, starts: datetime) -> None:
        self.network, self.data, self.on, self.starts = network, data, on, starts
        self.places: dict[str, Municipality | None] = {}

    def make(self) -> WorkshopDay:
        data = self.data
        self.day = WorkshopDay(
            network=self.network,
            meeting=self._meeting(),
            answering=Answering.CLOSED,
            intro=data["printed"]["intro"] or "",
            thanks=data["thanks"] or "",
            printed={
                "date": data["printed"]["date"],
                "subtitles": data["printed"]["subtitles"],
                "headings": data["printed"]["headings"],
                "municipalities": {
                    one["municipality"]: one["printed"]
                    for one in data["follow_up"]
                    if one["printed"] != one["municipality"].upper()
                },
            },
        )
        self._save(self.day, "$.printed")
        for position, entry in enumerate(data["workshops"]):
            self._workshop(entry, position)
        self._comments(data["other_comments"], "$.other_comments", None)
        self._follow_ups()
        for position, words in enumerate(data["feedback"]):
            feedback = DayFeedback(day=self.day, text=words, position=position, sent_on=self.on)
            self._save(feedback, f"$.feedback[{position}]")
        return self.day

    def _meeting(self) -> Meeting:
        """The meeting of the day: of its time no more is known than the date."""
        words = f"{self.on.day}.{self.on.month}.{self.on.year}"
        meeting = Meeting(
            network=self.network,
            title=self.data["title"],
            starts_at=self.starts,
            inexact=FuzzyDate(self.on, self.on, Precision.DAY, words),
            document_kind=DocumentKind.SUMMARY,
            state=MeetingState.HELD if self.starts <= timezone.now() else MeetingState.PLANNED,
        )
        self._save(meeting, "$.title")
        return meeting

    def _workshop(self, entry: dict, position: int) -> None:
        path = f"$.workshops[{position}]"
        workshop = Workshop(
            day=self.day,
            code=entry["code"],
            title=entry["title"],
            presenter_place=entry["presenter_place"] or "",
            position=position,
        )
        self._save(workshop, path)
        self._comments(entry["comments"], f"{path}.comments", workshop)

    def _comments(self, entries: list[dict], path: str, workshop: Workshop | None) -> None:
        for position, entry in enumerate(entries):
            line = Reflection(day=self.day, workshop=workshop, **self._said(entry, position))
            if entry["printed"] != line.signed_words:
                line.printed = entry["printed"]
            self._save(line, f"{path}[{position}]")

    def _follow_ups(self) -> None:
        position = 0
        for number, topic in enumerate(self.data["further_work"]):
            for place, entry in enumerate(topic["entries"]):
                line = FollowUp(
                    day=self.day,
                    topic=_topic_of(topic["topic"]),
                    topic_label=topic["topic"],
                    points=entry["points"],
                    **self._said(entry, position),
                )
                self._save(line, f"$.further_work[{number}].entries[{place}]")
                position += 1
        for number, one in enumerate(self.data["follow_up"]):
            for place, words in enumerate(one["lines"]):
                said = self._said({"text": words, "municipality": one["municipality"]}, position)
                line = FollowUp(day=self.day, topic=Topic.ORGANISING, **said)
                self._save(line, f"$.follow_up[{number}].lines[{place}]")
                position += 1

    def _said(self, entry: dict, position: int) -> dict[str, Any]:
        label = entry["municipality"] or ""
        return {
            "text": entry["text"],
            "municipality": self._municipality(label) if label else None,
            "municipality_label": label,
            "position": position,
            "sent_at": self.starts,
        }

    def _municipality(self, name: str) -> Municipality | None:
        """The municipality of this name on that day, if there was one."""
        if name not in self.places:
            self.places[name] = Municipality.objects.on(self.on).filter(name_fi=name).first()
        return self.places[name]

    def _save(self, row: models.Model, path: str) -> None:
        try:
            row.full_clean()
        except ValidationError as error:
            raise WorkshopDayRefused([f"{path}: {message}" for message in error.messages]) from None
        row.save()


def _topic_of(heading: str) -> Topic:
    words = fold(heading)
    return next((topic for topic, known in _TOPIC_WORDS.items() if any(one in words for one in known)), Topic.CONTENT)
