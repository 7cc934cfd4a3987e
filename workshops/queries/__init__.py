"""What pages, documents and files say of a workshop day; nothing here writes."""

from workshops.queries.doers import Doers, doers_of, representatives_of
from workshops.queries.feedback import (
    DayMeans,
    DayResult,
    ScaleResult,
    charts_of_days,
    feedback_of,
    means_of_days,
    scale_labels,
)
from workshops.queries.lines import DayLines, lines_of
from workshops.queries.matrix import Cell, Matrix, MatrixRow, matrix_of
from workshops.queries.news import Steps, news_of, steps_of, steps_of_same, tells_until
from workshops.queries.phones import (
    answer_count,
    answering_of,
    is_long_over,
    lines_on_phone,
    lines_tag,
    shows_others,
)
from workshops.queries.places import Places, places_of, programme_of
from workshops.queries.signups import SignUps, is_open, is_over, sign_ups_of, sign_ups_with
from workshops.queries.summary import Group, Part, Said, Summary, summary_of, summary_of_lines

__all__ = [
    "Cell",
    "DayLines",
    "DayMeans",
    "DayResult",
    "Doers",
    "Group",
    "Matrix",
    "MatrixRow",
    "Part",
    "Places",
    "Said",
    "ScaleResult",
    "SignUps",
    "Steps",
    "Summary",
    "answer_count",
    "answering_of",
    "charts_of_days",
    "doers_of",
    "feedback_of",
    "is_long_over",
    "is_open",
    "is_over",
    "lines_of",
    "lines_on_phone",
    "lines_tag",
    "matrix_of",
    "means_of_days",
    "news_of",
    "places_of",
    "programme_of",
    "representatives_of",
    "scale_labels",
    "shows_others",
    "sign_ups_of",
    "sign_ups_with",
    "steps_of",
    "steps_of_same",
    "summary_of",
    "summary_of_lines",
    "tells_until",
]
