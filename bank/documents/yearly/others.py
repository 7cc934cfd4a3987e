"""The sections about invitations, people's load, trainings, feedback and agreements."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from bank.documents.shapes import Row, Section, Table
from bank.documents.yearly.words import DECLINE_WORDS, FATE_WORDS, word
from bank.enums import Category, FeedbackSide
from bank.feedback import QUESTIONS
from bank.queries.figures import Load, Uncovered
from core.charts import bar_chart

CHARTED, SHORT = 15, 25
MINUTES = 60


def invitations_section(figures: dict[str, Any]) -> Section:
    fates, reasons = figures["invitations"]["fates"], figures["invitations"]["reasons"]
    total = Row("total", pgettext("of a table", "In all"), [sum(fates.values())])
    tables = [
        Table(
            "fates",
            _("What became of the invitations"),
            [pgettext("table", "Invitation"), _("Invitations")],
            [Row(code, str(label), [fates[code]]) for code, label in FATE_WORDS.items() if code in fates],
            total,
            empty=_("Nobody was asked."),
        )
    ]
    if reasons:
        rows = [
            Row(code, word(DECLINE_WORDS, code) if code else _("No reason given"), [count])
            for code, count in sorted(reasons.items(), key=lambda one: -one[1])
        ]
        tables.append(Table("declines", _("Why people declined"), [_("Reason"), _("Invitations")], rows))
    return Section("invitations", _("Invitations"), tables)


def load_section(loads: Sequence[Load]) -> Section:
    rows = [
        Row(load.name, load.name, [load.led, load.observed, load.minutes / MINUTES, load.travel_minutes / MINUTES,
                                   load.total_minutes / MINUTES, load.kilometres])
        for load in loads
    ]  # fmt: skip
    bars = [(load.name, load.total_minutes / MINUTES, _hours(load.total_minutes)) for load in loads[:CHARTED]]
    columns = [_("Facilitator"), pgettext("sessions", "Led"), pgettext("sessions", "Observed"), _("Work, h"),
               _("Travel, h"), pgettext("hours", "In all, h"), _("Kilometres")]  # fmt: skip
    table = Table("load", _("Load by person"), columns, rows, chart=bar_chart("load", _("Hours by person"), bars),
                  empty=_("No hours were recorded."), short=SHORT)  # fmt: skip
    text = _("Sessions held in these days. For the network's own use only: names and hours of people.")
    return Section("load", _("Load of facilitators"), [table], text)


def trainings_section(figures: dict[str, Any]) -> Section:
    found = figures["trainings"]
    categories = [code for code in (*Category.values, "") if code in found["categories"]]
    numbers = ("count", "participants", "qualified")
    rows = [
        Row(code, word(dict(Category.choices), code) if code else _("No category"),
            [found["categories"][code][number] for number in numbers])
        for code in categories
    ]  # fmt: skip
    left_out, blank = found["left_out"], found["without_numbers"]
    notes = [
        ngettext(
            "%(count)d row that totals others or only tells of them is not added up.",
            "%(count)d rows that total others or only tell of them are not added up.",
            left_out,
        ) % {"count": left_out} if left_out else "",
        ngettext(
            "%(count)d training tells no numbers.", "%(count)d trainings tell no numbers.", blank
        ) % {"count": blank} if blank else "",
    ]  # fmt: skip
    table = Table(
        "trainings",
        _("Trainings by category"),
        [_("Category"), _("Trainings"), _("Participants"), _("Qualified")],
        rows,
        Row("total", pgettext("of a table", "In all"), [found[number] for number in numbers]),
        note=" ".join(filter(None, notes)),
        empty=_("No training began in these days."),
    )
    return Section("trainings", _("Trainings"), [table], _("A training counts on the day it began."))


def feedback_section(figures: dict[str, Any]) -> Section:
    sides = {code: figures["feedback"][code] for code in FeedbackSide.values if code in figures["feedback"]}
    labels = dict(FeedbackSide.choices)
    tables = [
        Table(
            "feedback",
            _("Feedback asked and given"),
            [_("From whom"), pgettext("feedback", "Asked"), _("Answers")],
            [Row(code, str(labels[code]), [side["asked"], side["answers"]]) for code, side in sides.items()],
            empty=_("No feedback was asked for."),
        )
    ]
    rows = [
        Row(f"{code}:{question}", str(labels[code]), [question_words(code, question), _mean(numbers)])
        for code, side in sides.items()
        for question, numbers in sorted(side["questions"].items())
    ]
    if rows:
        columns = [_("From whom"), _("Question"), _("Mean, 1–5")]
        tables.append(Table("answers", _("What was answered"), columns, rows))
    return Section("feedback", _("Feedback"), tables)


def agreements_section(figures: dict[str, Any], uncovered: Sequence[Uncovered]) -> Section:
    found = figures["agreements"]
    tables = [
        Table(
            "agreements",
            _("Orders without an agreement"),
            ["", pgettext("number of", "Count")],
            [
                Row("organisations", _("Organisations that ordered"), [found["organisations"]]),
                Row("without", _("Organisations without an agreement"), [found["without"]]),
                Row("orders_without", _("Orders without an agreement"), [found["orders_without"]]),
            ],
        )
    ]
    if uncovered:
        rows = [Row(row.name, row.name, [row.orders]) for row in uncovered]
        columns = [_("Organisation"), _("Orders")]
        tables.append(Table("uncovered", _("With whom an agreement is missing"), columns, rows, short=SHORT))
    return Section("agreements", _("Agreements"), tables)


def question_words(side: str, code: str) -> str:
    """The question behind a code of ``Feedback.answers``; one that is asked no longer stands as it is."""
    return next((str(question) for question in QUESTIONS[FeedbackSide(side)] if question.code == code), code)


def _mean(numbers: dict[str, Any]) -> float | None:
    return numbers["sum"] / numbers["count"] if numbers["count"] else None


def _hours(minutes: int) -> str:
    return _("%(hours)d h") % {"hours": round(minutes / MINUTES)}
