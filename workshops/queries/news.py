"""The next steps of the municipalities after a day, and what they have told of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch

from network.models import Municipality
from workshops.models import FollowUp, FollowUpNews, WorkshopDay
from workshops.queries.doers import Doers, doers_of
from workshops.queries.lines import by_municipality


@dataclass
class Steps:
    """The lines of one municipality, each with its action and its ``told``; ``label`` is "" where nobody signed."""

    label: str
    municipality: Municipality | None
    lines: list[FollowUp]
    doers: Doers = field(default_factory=Doers)

    @property
    def waiting(self) -> int:
        """How many lines are no actions yet."""
        return sum(line.action is None for line in self.lines)

    @property
    def asked_at(self) -> datetime | None:
        """When the municipality was asked what came of its steps, or nothing."""
        return max((line.asked_at for line in self.lines if line.asked_at), default=None)

    @property
    def ask_key(self) -> UUID:
        """Opens the page on which the municipality tells."""
        return self.lines[0].ask_key


def steps_of(day: WorkshopDay, on: date) -> list[Steps]:
    """The steps that are shown, by municipality in the order of the alphabet, the unsigned last; four queries.

    Actions have ``overdue`` of the day ``on``.
    """
    lines = list(steps_with_news(day))
    places = _by_label(lines)
    doers = doers_of(day.network_id, {line.municipality for line in lines if line.municipality}, on)
    for one in places:
        if one.municipality is not None:
            one.doers = doers[one.municipality.pk]
        for line in one.lines:
            if line.action is not None:
                line.action.overdue, line.action.network = line.action.is_overdue(on), day.network
    return places


def steps_of_same(follow_up: FollowUp) -> list[FollowUp]:
    """The shown steps of the same day and municipality, this one among them; one that nobody signed is alone."""
    label = follow_up.municipality_label
    if not label:
        return [follow_up]
    rows = FollowUp.objects.shown().filter(day=follow_up.day_id, municipality_label=label)
    return list(rows.select_related("action").prefetch_related(_told()))


def steps_with_news(day: WorkshopDay) -> Iterable[FollowUp]:
    """The shown lines with municipality, action and ``told``, newest news first; two queries when read."""
    rows = FollowUp.objects.shown().filter(day=day).select_related("municipality", "action")
    return rows.prefetch_related(_told())


def news_of(day: WorkshopDay) -> list[Steps]:
    """What the municipalities have told, for the summary: only lines of which something was told. Two queries."""
    return _by_label([line for line in steps_with_news(day) if line.told])


def tells_until(day: WorkshopDay) -> date:
    """The last day on which something can be told: two years after the day. Reads ``meeting``."""
    held = day.held_on
    # A day later in February of another year is no matter.
    return held.replace(year=held.year + 2, day=min(held.day, 28))


def _told() -> Prefetch:
    return Prefetch("news", FollowUpNews.objects.order_by("-pk"), to_attr="told")


def _by_label(lines: Iterable[FollowUp]) -> list[Steps]:
    return [
        Steps(label, next((line.municipality for line in rows if line.municipality), None), rows)
        for label, rows in by_municipality(lines).items()
    ]
