"""The structure on paper: the figure of a day, and who has joined which themes."""

from structure.documents.commitments import COMMITMENTS, COMMITMENTS_SHEET
from structure.documents.figure import FIGURE, render_structure, structure_context, structure_version

__all__ = [
    "COMMITMENTS",
    "COMMITMENTS_SHEET",
    "FIGURE",
    "render_structure",
    "structure_context",
    "structure_version",
]
