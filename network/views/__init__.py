"""Pages of the network app: HTTP only."""

from network.views.access import AccessView, RoleChangeView, RoleEndView
from network.views.commitments import CommitmentCreateView, CommitmentListView, CommitmentView
from network.views.directory import DirectoryView
from network.views.erasing import PersonEraseView
from network.views.exports import OwnExportView, PersonExportView
from network.views.groups import (
    GroupCreateView,
    GroupDetailView,
    GroupListView,
    GroupMemberCreateView,
    GroupMemberEndView,
    GroupRenameView,
    GroupUpdateView,
)
from network.views.imports import ImportPreviewView, ImportTemplateView, ImportView
from network.views.merging import OrganisationMergeView, PersonMergeView
from network.views.municipalities import MunicipalityListView, ServedRemoveView, ServedView
from network.views.officers import DataOfficerView
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
from network.views.reauthentication import CodeAgainView
from network.views.sessions import SessionListView

__all__ = [
    "AccessView",
    "CodeAgainView",
    "CommitmentCreateView",
    "CommitmentListView",
    "CommitmentView",
    "DataOfficerView",
    "DirectoryView",
    "GroupCreateView",
    "GroupDetailView",
    "GroupListView",
    "GroupMemberCreateView",
    "GroupMemberEndView",
    "GroupRenameView",
    "GroupUpdateView",
    "ImportPreviewView",
    "ImportTemplateView",
    "ImportView",
    "MunicipalityListView",
    "MunicipalityPickerView",
    "OrganisationCreateView",
    "OrganisationDetailView",
    "OrganisationListView",
    "OrganisationMergeView",
    "OrganisationPickerView",
    "OrganisationUpdateView",
    "OwnExportView",
    "PersonCreateView",
    "PersonDetailView",
    "PersonEraseView",
    "PersonExportView",
    "PersonListView",
    "PersonMergeView",
    "PersonPickerView",
    "PersonUpdateView",
    "PositionCreateView",
    "PositionEndView",
    "RoleChangeView",
    "RoleEndView",
    "ServedRemoveView",
    "ServedView",
    "SessionListView",
]
