"""The summary as an Excel workbook: comments, further work, who does what, feedback, and the matrix."""

from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.spreadsheets import Column, Sheet, Value, WrittenWorkbook, write_sheets
from workshops.enums import ReflectionKind, SummaryOrder
from workshops.models import FollowUp, Reflection, WorkshopDay
from workshops.queries import DayLines, Matrix, lines_of, matrix_of
from workshops.queries.lines import by_municipality

_PLACE = Column("municipality", _("Municipality"), width=18)
_TEXT = Column("text", pgettext_lazy("workshop day", "Text"), width=80)
COMMENTS = Sheet(
    _("Comments"),
    (
        Column("code", pgettext_lazy("workshop", "Letter"), width=8),
        Column("workshop", pgettext_lazy("of a day", "Workshop"), width=36),
        _TEXT,
        _PLACE,
        Column("kind", _("What it tells"), width=24),
        Column("theme", _("Theme"), width=24),
    ),
)
FURTHER_WORK = Sheet(_("Further work"), (Column("topic", _("About"), width=30), _TEXT, _PLACE))
ORGANISING = Sheet(
    _("Who does what, and when"),
    (
        _PLACE,
        _TEXT,
        Column("who", _("Who"), width=30),
        Column("when", _("When"), width=20),
        Column("news", _("What came of it"), width=40),
    ),
)
FEEDBACK = Sheet(_("Feedback"), (_TEXT,))


def write_summary_sheets(day: WorkshopDay, order: str, language: str) -> WrittenWorkbook:
    """Rows of each sheet by workshop or by municipality, as ``order`` says."""
    with translation.override(language):
        lines = lines_of(day)
        matrix = matrix_of(lines)
        further = [step for steps in lines.by_topic(lines.further_work).values() for step in steps]
        return write_sheets(
            [
                (COMMENTS, [_comment(one) for one in _in_order(_by_workshop(lines), order)]),
                (FURTHER_WORK, [_further(one) for one in _in_order(further, order)]),
                (ORGANISING, [_organising(one) for one in _in_order(lines.organising, order)]),
                (FEEDBACK, [[one.text] for one in lines.feedback]),
                (_matrix_sheet(matrix), _matrix_rows(matrix)),
            ]
        )


def _by_workshop(lines: DayLines) -> list[Reflection]:
    return [one for workshop in [*lines.workshops, None] for one in lines.comments_on(workshop)]


def _in_order(rows: list, order: str) -> list:
    if order != SummaryOrder.MUNICIPALITIES:
        return rows
    return [row for own in by_municipality(rows).values() for row in own]


def _comment(line: Reflection) -> list[Value]:
    workshop = line.workshop
    return [
        workshop.code if workshop else "",
        workshop.title if workshop else "",
        line.words,
        line.municipality_label,
        str(ReflectionKind(line.kind).label) if line.kind else "",
        line.theme.name if line.theme else "",
    ]


def _further(step: FollowUp) -> list[Value]:
    return [step.topic_words, "\n".join([step.words, *step.points]), step.municipality_label]


def _organising(step: FollowUp) -> list[Value]:
    text = "\n".join([step.words, *step.points])
    news = [". ".join(filter(None, [str(one.get_state_display()), one.text])) for one in step.news.all()]
    return [step.municipality_label, text, step.who, str(step.when or ""), "\n".join(news)]


def _matrix_sheet(matrix: Matrix) -> Sheet:
    columns = [Column(code, code, width=8) for code, _title in matrix.workshops]
    ends = (
        Column("other", pgettext_lazy("comments of a workshop day", "Other"), width=8),
        Column("total", _("In all"), width=8),
    )
    return Sheet(_("Workshops and municipalities"), (_PLACE, *columns, *ends))


def _matrix_rows(matrix: Matrix) -> list[list[Value]]:
    rows: list[list[Value]] = [
        [row.name or str(_("Without a municipality")), *(cell.count or None for cell in row.cells), row.total]
        for row in matrix.rows
    ]
    return [*rows, [str(_("In all")), *matrix.totals, matrix.total]]
