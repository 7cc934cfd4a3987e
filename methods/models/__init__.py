"""The catalogue of methods: each is an identity that never changes, and versions that are each a whole."""

from methods.models.identity import Catalogue, Method, MethodSynonym
from methods.models.parts import (
    Evidence,
    FacilitatorRule,
    Instead,
    KeptDocument,
    LegalBasis,
    Participant,
    Phase,
    SituationOfVersion,
    VersionText,
    ZonePlacement,
)
from methods.models.review import VersionAuthor, VersionComment, VersionEvent
from methods.models.versions import MethodVersion

__all__ = [
    "Catalogue",
    "Evidence",
    "FacilitatorRule",
    "Instead",
    "KeptDocument",
    "LegalBasis",
    "Method",
    "MethodSynonym",
    "MethodVersion",
    "Participant",
    "Phase",
    "SituationOfVersion",
    "VersionAuthor",
    "VersionComment",
    "VersionEvent",
    "VersionText",
    "ZonePlacement",
]
