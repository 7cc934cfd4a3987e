"""What pages, documents and files say of a workshop day; nothing here writes."""

from workshops.queries.lines import DayLines, lines_of
from workshops.queries.matrix import Cell, Matrix, MatrixRow, matrix_of
from workshops.queries.summary import Group, Part, Said, Summary, summary_of, summary_of_lines

__all__ = [
    "Cell",
    "DayLines",
    "Group",
    "Matrix",
    "MatrixRow",
    "Part",
    "Said",
    "Summary",
    "lines_of",
    "matrix_of",
    "summary_of",
    "summary_of_lines",
]
