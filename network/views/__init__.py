"""Pages of the network app: HTTP only."""

from network.views.access import AccessView, RoleChangeView, RoleEndView
from network.views.commitments import CommitmentCreateView, CommitmentListView, CommitmentView
from network.views.groups import (
    GroupCreateView,
    GroupDetailView,
    GroupListView,
    GroupMemberCreateView,
    GroupMemberEndView,
    GroupRenameView,
    GroupUpdateView,
)
from network.views.municipalities import MunicipalityListView
from network.views.organisations import (
    OrganisationCreateView,
    OrganisationDetailView,
    OrganisationListView,
    OrganisationUpdateView,
)
from network.views.people import (
    PersonCreateView,
    PersonDetailView,
    PersonListView,
    PersonUpdateView,
    PositionCreateView,
    PositionEndView,
)
from network.views.pickers import MunicipalityPickerView, OrganisationPickerView, PersonPickerView
from network.views.sessions import SessionListView

__all__ = [
    "AccessView",
    "CommitmentCreateView",
    "CommitmentListView",
    "CommitmentView",
    "GroupCreateView",
    "GroupDetailView",
    "GroupListView",
    "GroupMemberCreateView",
    "GroupMemberEndView",
    "GroupRenameView",
    "GroupUpdateView",
    "MunicipalityListView",
    "MunicipalityPickerView",
    "OrganisationCreateView",
    "OrganisationDetailView",
    "OrganisationListView",
    "OrganisationPickerView",
    "OrganisationUpdateView",
    "PersonCreateView",
    "PersonDetailView",
    "PersonListView",
    "PersonPickerView",
    "PersonUpdateView",
    "PositionCreateView",
    "PositionEndView",
    "RoleChangeView",
    "RoleEndView",
    "SessionListView",
]
