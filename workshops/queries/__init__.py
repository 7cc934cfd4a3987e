"""What pages, documents and files say of a workshop day; nothing here writes."""

from workshops.queries.lines import (
    DayLines,
    lines_of,
)
from workshops.queries.matrix import (
    Cell,
    Matrix,
    MatrixRow,
    matrix_of,
)
from workshops.queries.phones import (
    answer_count,
    line_id,
    lines_on_phone,
    lines_tag,
)
from workshops.queries.places import (
    Places,
    places_of,
    programme_of,
)
from workshops.queries.signups import (
    SignUps,
    sign_ups_of,
    sign_ups_with,
)
from workshops.queries.summary import (
    Group,
    Part,
    Said,
    Summary,
    summary_of,
    summary_of_lines,
)

__all__ = [
    "Cell",
    "DayLines",
    "Group",
    "Matrix",
    "MatrixRow",
    "Part",
    "Places",
    "Said",
    "SignUps",
    "Summary",
    "answer_count",
    "line_id",
    "lines_of",
    "lines_on_phone",
    "lines_tag",
    "matrix_of",
    "places_of",
    "programme_of",
    "sign_ups_of",
    "sign_ups_with",
    "summary_of",
    "summary_of_lines",
]
