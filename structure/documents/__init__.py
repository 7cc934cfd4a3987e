"""The structure on paper: the figure of a day, who has joined which themes, and the projects."""

from structure.documents.commitments import COMMITMENTS, COMMITMENTS_SHEET
from structure.documents.figure import FIGURE, render_structure, structure_context, structure_version
from structure.documents.projects import PROJECT

__all__ = [
    "COMMITMENTS",
    "COMMITMENTS_SHEET",
    "FIGURE",
    "PROJECT",
    "render_structure",
    "structure_context",
    "structure_version",
]
