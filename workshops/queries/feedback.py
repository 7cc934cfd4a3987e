"""What people thought of a day, and of the days of a network over the years.

Feedback leads to nobody: a scale that fewer than five have answered tells nothing, whoever reads
(``core.disclosure``).
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Avg, Count
from django.template.defaultfilters import floatformat
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.charts import Chart, bar_chart
from core.disclosure import may_show
from network.models import Network, User
from workshops.models import DayFeedback, WorkshopDay
from workshops.models.lines import SCALE
from workshops.querysets import HOSTS

# As many days as one page compares: days are few in a year.
COMPARED = 30


@dataclass(frozen=True)
class ScaleResult:
    """``mean``, ``chart`` and ``counts`` (how many chose 5, 4 … 1) are there only if at least five answered."""

    key: str
    label: str
    count: int
    mean: float | None
    counts: list[tuple[int, int]]
    chart: Chart | None


@dataclass(frozen=True)
class DayResult:
    """How many gave feedback, the scales, and the words in the order of their letters."""

    count: int
    scales: list[ScaleResult]
    words: list[str]
    words_hidden: bool


@dataclass(frozen=True)
class DayMeans:
    """The means of one day; None where fewer than five answered."""

    day: WorkshopDay
    count: int
    means: list[float | None]

    @property
    def labelled(self) -> list[tuple[str, float | None]]:
        """The means with the words of their scales."""
        return list(zip([label for _name, label in scale_labels()], self.means, strict=True))


def scale_labels() -> list[tuple[str, str]]:
    """``[(name of the scale, its words)]``."""
    return [(name, capfirst(str(DayFeedback._meta.get_field(name).verbose_name))) for name in DayFeedback.SCALES]


def feedback_of(day: WorkshopDay, user: User) -> DayResult:
    """The feedback of a day. Few words are shown to those only who typed or received them. One query."""
    given = list(DayFeedback.objects.filter(day=day))
    may_read = may_show(len(given)) or day.network_id in user.network_ids(*HOSTS)
    # That of the answers would tell who wrote first.
    words = sorted((one.text for one in given if one.text), key=str.casefold)
    scales = [_scale(name, label, [getattr(one, name) for one in given]) for name, label in scale_labels()]
    return DayResult(len(given), scales, words if may_read else [], bool(words) and not may_read)


def means_of_days(network: Network, user: User) -> list[DayMeans]:
    """The newest days of the network that have feedback, newest first. One query."""
    means = {f"mean_{name}": Avg(f"feedback__{name}") for name in DayFeedback.SCALES}
    counts = {f"count_{name}": Count(f"feedback__{name}") for name in DayFeedback.SCALES}
    days = WorkshopDay.objects.visible_to(user).filter(network=network).select_related("meeting")
    days = days.annotate(given=Count("feedback"), **means, **counts).filter(given__gt=0)
    rows = []
    for day in days.order_by("-meeting__starts_at", "-pk")[:COMPARED]:
        day.network = network
        told = [
            getattr(day, f"mean_{name}") if may_show(getattr(day, f"count_{name}")) else None
            for name in DayFeedback.SCALES
        ]
        rows.append(DayMeans(day, day.given, told))
    return rows


def charts_of_days(rows: list[DayMeans]) -> list[Chart]:
    """One picture for each scale: a bar for each day that has a mean, the oldest first."""
    charts = []
    for place, (name, label) in enumerate(scale_labels()):
        bars = [
            (date_format(row.day.held_on, "j.n.Y"), row.means[place], floatformat(row.means[place], 1))
            for row in reversed(rows)
            if row.means[place] is not None
        ]
        chart = bar_chart(f"years-{name}", label, bars)
        if chart is not None:
            charts.append(chart)
    return charts


def _scale(name: str, label: str, values: list[int | None]) -> ScaleResult:
    scores = [value for value in values if value is not None]
    if not may_show(len(scores)):
        return ScaleResult(name, label, len(scores), None, [], None)
    chosen = Counter(scores)
    counts = [(score, chosen[score]) for score in range(SCALE[1], SCALE[0] - 1, -1)]
    chart = bar_chart(f"scale-{name}", label, [(_score_words(score), count, str(count)) for score, count in counts])
    return ScaleResult(name, label, len(scores), sum(scores) / len(scores), counts, chart)


def _score_words(score: int) -> str:
    ends = {SCALE[0]: _("worst"), SCALE[1]: _("best")}
    return f"{score} ({ends[score]})" if score in ends else str(score)
