"""Networks (tenants), their organisations, people, accounts and groups."""

from network.models.commitments import Acceptance, Commitment
from network.models.feeds import CalendarFeed
from network.models.groups import Group, GroupMembership, GroupName, Theme
from network.models.imports import ImportPreview
from network.models.notices import Digest, MailChoice, Notice
from network.models.people import Person, Position, Role, User
from network.models.places import DatedModel, Municipality, Network, Organisation
from network.models.sessions import Session

__all__ = [
    "Acceptance",
    "CalendarFeed",
    "Commitment",
    "DatedModel",
    "Digest",
    "Group",
    "GroupMembership",
    "GroupName",
    "ImportPreview",
    "MailChoice",
    "Municipality",
    "Network",
    "Notice",
    "Organisation",
    "Person",
    "Position",
    "Role",
    "Session",
    "Theme",
    "User",
]
