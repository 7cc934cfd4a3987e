"""Parts of a network's structure, the decisions of members to join them, and the projects that develop them."""

from structure.models.calls import AskedOrganisation, Call, CallFile, ThemeDecision
from structure.models.parts import NAME_LENGTH, GroupPlace, Part, PartContact, PartVersion
from structure.models.projects import BudgetLine, Project

__all__ = [
    "NAME_LENGTH",
    "AskedOrganisation",
    "BudgetLine",
    "Call",
    "CallFile",
    "GroupPlace",
    "Part",
    "PartContact",
    "PartVersion",
    "Project",
    "ThemeDecision",
]
