"""Themes marked in minutes: how often over years, groups and areas, and every place with its words around it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce, ExtractYear

from core.richtext import plain_text, themes_of
from meetings.models import ThemeMention
from network.models import Network, Theme, User

# Characters shown on either side of a marked phrase.
AROUND = 90
# A table of more years than this shows those with places only.
SPAN = 12


@dataclass(frozen=True)
class ThemeCount:
    """A theme of today with the places of those merged into it. ``years``: ``{year: places}``."""

    theme: Theme
    total: int
    years: dict[int, int]


@dataclass(frozen=True)
class Bar:
    """One bar of a chart, in the chart's own units: 1000 wide or high is the longest."""

    label: str
    count: int
    size: int
    offset: int


def counts_of_themes(network: Network, user: User) -> tuple[list[ThemeCount], list[int]]:
    """The themes with their places by year, most marked first, and their years; two queries.

    Of many years only those that have any, so that the table can be read; otherwise those between too.
    """
    themes = Theme.objects.visible_to(user).filter(network=network).select_related("merged_into")
    mentions = ThemeMention.objects.visible_to(user).filter(network=network).order_by()
    today = mentions.annotate(today=Coalesce("theme__merged_into", "theme"), year=ExtractYear("met_at"))
    found: dict[int, dict[int, int]] = {}
    for pk, year, number in (
        today.values("today", "year").annotate(number=Count("pk")).values_list("today", "year", "number")
    ):
        found.setdefault(pk, {})[year] = number
    years = sorted({year for counts in found.values() for year in counts})
    counted = [
        ThemeCount(theme, sum(found.get(theme.pk, {}).values()), found.get(theme.pk, {}))
        for theme in themes
        if not theme.merged_into_id
    ]
    counted.sort(key=lambda one: (-one.total, one.theme.name.casefold()))
    span = range(years[0], years[-1] + 1) if years else ()
    return counted, list(span) if len(span) <= SPAN else years


def counts_of_theme(mentions: QuerySet[ThemeMention]) -> dict[str, list[tuple[str, int]]]:
    """``{"years": [(label, places)], "groups": …, "areas": …}``: years in order, others most first. Two queries."""
    rows = mentions.order_by().annotate(year=ExtractYear("met_at")).values("year", "item__area")
    years: Counter[int] = Counter()
    areas: Counter[str] = Counter()
    for row in rows.annotate(number=Count("pk")):
        years[row["year"]] += row["number"]
        if row["item__area"]:
            areas[row["item__area"]] += row["number"]
    labels = mentions.order_by().values("item__meeting__group_label").annotate(number=Count("pk"))
    groups = Counter({row["item__meeting__group_label"]: row["number"] for row in labels})
    span = range(min(years), max(years) + 1) if years else ()
    return {
        "years": [(str(year), years[year]) for year in span],
        "groups": [(label or "–", number) for label, number in groups.most_common()],
        "areas": areas.most_common(),
    }


def bars(counts: Iterable[tuple[str, int]], *, step: int) -> list[Bar]:
    """Bars for a chart, ``step`` units from one to the next."""
    counts = list(counts)
    longest = max((number for _label, number in counts), default=0) or 1
    return [
        Bar(label, number, round(number / longest * 1000), place * step)
        for place, (label, number) in enumerate(counts)
    ]


@dataclass(frozen=True)
class Place:
    """A marked phrase and the words before and after it, from the same paragraph or list point."""

    before: str
    words: str
    after: str


def place_of(mention: ThemeMention) -> Place:
    """Where the phrase stands in the item as it is now; the phrase alone when it is no longer there. No query."""
    wanted = mention.position
    for html in (mention.item.body, mention.item.quotation):
        marked = themes_of(html)
        if wanted < len(marked):
            return _around(html, [words for _theme, words in marked], wanted, mention.phrase)
        wanted -= len(marked)
    return Place("", mention.phrase, "")


def _around(html: str, marked: list[str], index: int, phrase: str) -> Place:
    """The marks stand in the plain text in the order of the HTML, so each is looked for after the one before it."""
    text, start = plain_text(html), 0
    if marked[index] != phrase:
        return Place("", phrase, "")
    for place, words in enumerate(marked[: index + 1]):
        found = text.find(words, start)
        if found < 0:
            return Place("", phrase, "")
        start = found if place == index else found + len(words)
    end = start + len(phrase)
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    before, after = text[first:start], text[end : last if last >= 0 else len(text)]
    if len(before) > AROUND:
        before = "…" + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + "…"
    return Place(before, phrase, after)
