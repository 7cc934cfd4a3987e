"""The shown lines of a day, read once for everything that is made of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from workshops.enums import Topic
from workshops.models import DayFeedback, FollowUp, Reflection, Workshop, WorkshopDay


@dataclass(frozen=True)
class DayLines:
    """What is shown of a day, each kind in its order."""

    day: WorkshopDay
    workshops: list[Workshop]
    comments: list[Reflection]
    further_work: list[FollowUp]
    organising: list[FollowUp]
    feedback: list[DayFeedback]

    def comments_on(self, workshop: Workshop | None) -> list[Reflection]:
        """Those on a workshop, or on no single one."""
        return [one for one in self.comments if one.workshop_id == (workshop.pk if workshop else None)]

    def by_topic(self, steps: list[FollowUp]) -> dict[str, list[FollowUp]]:
        """Steps under the words of their topics: those of an older page in its order, ours in that of ``Topic``."""
        topics = list(Topic)
        ordered = sorted(steps, key=lambda step: -1 if step.topic_label else topics.index(Topic(step.topic)))
        return grouped(ordered, lambda step: step.topic_words)


def lines_of(day: WorkshopDay) -> DayLines:
    """Five queries."""
    steps = list(day.follow_ups.shown().prefetch_related("news"))
    return DayLines(
        day,
        workshops=list(day.workshops.all()),
        comments=list(day.reflections.shown().select_related("workshop", "theme")),
        further_work=[step for step in steps if step.topic != Topic.ORGANISING],
        organising=[step for step in steps if step.topic == Topic.ORGANISING],
        feedback=list(day.feedback.exclude(text="")),
    )


def grouped(rows: Iterable, key: Callable[[Any], Any]) -> dict[Any, list]:
    """Rows under what ``key`` says of each, in the order in which it is said first."""
    found: dict[Any, list] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def in_alphabet(name: str) -> tuple[bool, str]:
    """Sorts names of municipalities; the empty one, where nobody signed, comes last."""
    return not name, name.casefold()


def by_municipality(rows: Iterable) -> dict[str, list]:
    """Rows under the names of their municipalities, in the order of ``in_alphabet``."""
    found = grouped(rows, lambda row: row.municipality_label)
    return {name: found[name] for name in sorted(found, key=in_alphabet)}
