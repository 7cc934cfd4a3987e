"""Pages of the structure: HTTP only."""

from structure.views.calls import CallAnswerView, CallCreateView, CallDetailView, CommitmentsView
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

__all__ = [
    "CallAnswerView",
    "CallCreateView",
    "CallDetailView",
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
    "StructureView",
]
