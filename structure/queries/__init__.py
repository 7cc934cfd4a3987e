"""What pages, figures and documents read of the structure."""

from structure.queries.calls import (
    WAITING,
    CommitmentTable,
    answers_of,
    commitments_on,
    is_answered,
    mark_reachable,
    people_of,
    standing_on,
)
from structure.queries.days import (
    GROUP,
    MEMBER,
    Node,
    Structure,
    belongings_on,
    contacts_on,
    days_of_change,
    structure_on,
)
from structure.queries.names import name_of_member
from structure.queries.projects import named_projects, regions_of

__all__ = [
    "GROUP",
    "MEMBER",
    "WAITING",
    "CommitmentTable",
    "Node",
    "Structure",
    "answers_of",
    "belongings_on",
    "commitments_on",
    "contacts_on",
    "days_of_change",
    "is_answered",
    "mark_reachable",
    "name_of_member",
    "named_projects",
    "people_of",
    "regions_of",
    "standing_on",
    "structure_on",
]
