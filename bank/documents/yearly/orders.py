"""The sections about orders."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bank.documents.shapes import Row, Section, Table
from bank.documents.yearly.words import (
    REASON_WORDS,
    STAGE_WORDS,
    STANDING_WORDS,
    count_text,
    decimal,
    name,
    percent,
    word,
)
from bank.enums import OrderKind
from bank.queries.figures.orders import STAGES, STANDINGS
from core.charts import Chart, bar_chart, share_chart

# The seed's own worry: a bank that is ordered for planning and evaluation, and hardly for clients.
# Source: Selvitys verkostotyöstä Kaakkois-Suomessa, 2009, 8.2.
CLIENT, PLANNING = (OrderKind.CLIENT_WORK,), (OrderKind.PLANNING, OrderKind.EVALUATION)
CHARTED, SHORT = 15, 25


def orders_section(figures: dict[str, Any]) -> Section:
    return Section("orders", _("Orders"), [_kinds(figures), _balance(figures), _outcomes(figures)])


def methods_section(figures: dict[str, Any]) -> Section:
    tables = [_crossed("methods", _("Orders by method"), _("Method"), figures["methods"])]
    if figures["delivered"]:
        rows = [
            Row(f"{row['ordered']['fi']}>{row['delivered']['fi']}", name({"names": row["ordered"]}),
                [name({"names": row["delivered"]}), row["count"]])
            for row in figures["delivered"]
        ]  # fmt: skip
        columns = [pgettext("of a method", "Ordered"), pgettext("of a method", "Delivered as"), _("Orders")]
        tables.append(Table("delivered", _("Delivered as another method"), columns, rows))
    return Section("methods", _("Methods"), tables)


def municipalities_section(figures: dict[str, Any], *, todays: bool) -> Section:
    text = (
        _("Municipalities that have merged are counted under that of today.")
        if todays
        else _("Municipalities are those of the day of the order.")
    )
    table = _crossed("municipalities", _("Orders by municipality"), _("Municipality"), figures["municipalities"])
    return Section("municipalities", _("Municipalities"), [table], text)


def funnel_section(figures: dict[str, Any]) -> Section:
    return Section("funnel", _("From order to follow-up"), [_stages(figures), _drops(figures), _waits(figures)])


def _kinds(figures: dict[str, Any]) -> Table:
    kinds = [kind for kind in (*OrderKind.values, "") if kind in figures["kinds"]]
    words = {kind: word(dict(OrderKind.choices), kind) for kind in kinds}
    crossed = figures["kind_outcomes"]
    rows = [
        Row(kind, words[kind], _cells(crossed.get(kind, {}), figures["kinds"][kind], crossed=bool(crossed)))
        for kind in kinds
    ]
    total = _cells(figures["outcomes"], figures["orders"], crossed=bool(crossed))
    return Table(
        "kinds",
        _("Orders by kind and outcome") if crossed else _("Orders by kind"),
        [_("Kind"), *_columns(crossed=bool(crossed))],
        rows,
        Row("total", pgettext("of a table", "In all"), total),
        _bars("kinds", _("Orders by kind"), [(words[kind], figures["kinds"][kind]) for kind in kinds]),
        empty=_("No order was received."),
    )


def _balance(figures: dict[str, Any]) -> Table:
    """Client work against planning and evaluation, year by year."""
    years = figures["years"] or {"": figures["kinds"]}
    rows, drawn = [], []
    for year, kinds in years.items():
        client, planning = _sum(kinds, CLIENT), _sum(kinds, PLANNING)
        both = None if client is None or planning is None else client + planning
        label = year or pgettext("of a table", "In all")
        rows.append(Row(year or "all", label, [client, planning, percent(client, both)]))
        if both:
            drawn.append((label, [client, planning], percent(client, both)))
    names = [_("Client work"), _("Planning and evaluation")]
    title = _("Client work against planning and evaluation")
    return Table(
        "balance",
        title,
        [_("Year"), *names, _("Share of client work")],
        rows,
        chart=share_chart("balance", title, names, drawn),
        note=_("The share is that of client work among the orders of these three kinds."),
    )


def _outcomes(figures: dict[str, Any]) -> Table:
    outcomes = [(code, figures["outcomes"][code]) for code in STANDINGS if code in figures["outcomes"]]
    rows = [
        Row(code, word(STANDING_WORDS, code), [count, percent(count, figures["orders"])]) for code, count in outcomes
    ]
    return Table(
        "outcomes",
        _("Orders by outcome"),
        [_("Outcome"), _("Orders"), _("Share")],
        rows,
        Row("total", pgettext("of a table", "In all"), [figures["orders"], None]),
        _bars("outcomes", _("Orders by outcome"), [(word(STANDING_WORDS, code), count) for code, count in outcomes]),
    )


def _crossed(key: str, title: str, heading: str, counted: list[dict[str, Any]]) -> Table:
    crossed = any(row["outcomes"] for row in counted)
    rows = [Row(str(row["key"]), name(row), _cells(row["outcomes"], row["count"], crossed=crossed)) for row in counted]
    chart = _bars(key, title, [(name(row), row["count"]) for row in counted[:CHARTED]])
    return Table(key, title, [heading, *_columns(crossed=crossed)], rows, chart=chart, short=SHORT)


def _columns(*, crossed: bool) -> list[str]:
    standings = [str(STANDING_WORDS[code]) for code in STANDINGS] if crossed else []
    return [_("Orders"), *standings]


def _cells(outcomes: dict[str, int], total: int | None, *, crossed: bool) -> list[int | None]:
    return [total, *([outcomes.get(code, 0) for code in STANDINGS] if crossed else [])]


def _stages(figures: dict[str, Any]) -> Table:
    reached = figures["funnel"]["reached"]
    rows = []
    for stage, after in zip(STAGES, [*STAGES[1:], None], strict=True):
        count, further = reached[stage], reached[after] if after else None
        # Nobody at all is a dash: a report for outside shows no cell below five, not even nothing.
        stopped = None if count is None or further is None else (count - further) or None
        rows.append(Row(stage, str(STAGE_WORDS[stage]), [count, percent(count, reached[STAGES[0]]), stopped]))
    bars = [(str(STAGE_WORDS[stage]), reached[stage]) for stage in STAGES]
    return Table(
        "stages",
        _("How far the orders came"),
        [_("Stage"), _("Orders"), _("Share of all"), _("Came no further")],
        rows,
        chart=_bars("stages", _("How far the orders came"), bars),
        note=_("An order that was held counts in every stage before it, also where a stage was not recorded."),
    )


def _drops(figures: dict[str, Any]) -> Table:
    order = {stage: place for place, stage in enumerate(STAGES)}
    rows = [(stage, *one) for stage, reasons in figures["funnel"]["drops"].items() for one in reasons.items()]
    rows.sort(key=lambda row: (order.get(row[0], len(order)), -(row[2] or 0), row[1]))
    return Table(
        "drops",
        _("Why orders came no further"),
        [_("Last stage"), _("Reason"), _("Orders")],
        [
            Row(f"{stage}:{reason}", _stage_word(stage), [word(REASON_WORDS, reason), count])
            for stage, reason, count in rows
        ],
        empty=_("Every order came to its end."),
    )


def _stage_word(stage: str) -> str:
    return str(STAGE_WORDS[stage]) if stage in STAGE_WORDS else _("Before it was held")


def _waits(figures: dict[str, Any]) -> Table:
    labels = {
        "filled": _("From the order until all facilitators were found"),
        "held": _("From the order until the meeting"),
    }
    return Table(
        "waits",
        _("How long people waited"),
        [_("Waiting time"), _("Median, days"), _("Orders")],
        [
            Row(key, label, [figures["waits"][key]["median"], figures["waits"][key]["count"]])
            for key, label in labels.items()
        ],
        note=_("Orders without exact days, and those recorded afterwards, are left out."),
    )


def _bars(key: str, title: str, counts: list[tuple[str, int | None]]) -> Chart | None:
    return bar_chart(key, title, [(label, count, str(count)) for label, count in counts if count])


def _sum(counts: dict[str, int | None], keys: tuple[str, ...]) -> int | None:
    """The sum, or nothing when a part of it is hidden; what is not there is nothing."""
    found = [counts.get(key, 0) for key in keys]
    return None if None in found else sum(found)


def key_figures(figures: dict[str, Any]) -> list[tuple[str, str]]:
    """What stands above everything else."""
    kinds, waits = figures["kinds"], figures["waits"]
    client, planning = _sum(kinds, CLIENT), _sum(kinds, PLANNING)
    both = None if client is None or planning is None else client + planning
    held = figures["outcomes"].get("carried_out", 0)
    return [
        (_("Orders"), count_text(figures["orders"])),
        (_("Carried out"), count_text(held)),
        (_("Share of client work"), percent(client, both) or "–"),
        (_("Median wait until the meeting, days"), decimal(waits["held"]["median"])),
    ]
