"""Pages of the structure: HTTP only."""

from structure.views.calls import (
    CallAnswerView,
    CallChangeView,
    CallCreateView,
    CallDetailView,
    CallFileCreateView,
    CallFileRemoveView,
    CallFileView,
    CommitmentsView,
)
from structure.views.parts import (
    ContactCreateView,
    ContactEndView,
    PartChangeView,
    PartCreateView,
    PartDetailView,
    PartEndView,
    PartMarkView,
    PlaceCreateView,
    PlaceEndView,
    StructureView,
)
from structure.views.projects import (
    ProjectChangeView,
    ProjectCreateView,
    ProjectDetailView,
    ProjectListView,
    ProjectPrintView,
)

__all__ = [
    "CallAnswerView",
    "CallChangeView",
    "CallCreateView",
    "CallDetailView",
    "CallFileCreateView",
    "CallFileRemoveView",
    "CallFileView",
    "CommitmentsView",
    "ContactCreateView",
    "ContactEndView",
    "PartChangeView",
    "PartCreateView",
    "PartDetailView",
    "PartEndView",
    "PartMarkView",
    "PlaceCreateView",
    "PlaceEndView",
    "ProjectChangeView",
    "ProjectCreateView",
    "ProjectDetailView",
    "ProjectListView",
    "ProjectPrintView",
    "StructureView",
]
