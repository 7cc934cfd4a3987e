"""Pages of the bank: HTTP only."""

from bank.views.availability import AvailabilityView, OwnPauseEndView, OwnPauseView
from bank.views.drafts import DraftAcceptView, DraftDropView, DraftListView
from bank.views.holders import HandOverView, HolderListView
from bank.views.imports import ImportPreviewView, SheetExportView, SheetImportView
from bank.views.invitations import InvitationAnswerView, InvitationListView, InvitationWithdrawView
from bank.views.members import (
    MemberCreateView,
    MemberDetailView,
    MemberListView,
    MemberTableView,
    MemberUpdateView,
)
from bank.views.orders import (
    ConcernView,
    OrderCreateView,
    OrderDetailView,
    OrderListView,
    OrderReportView,
    OrderUpdateView,
    RegisterView,
)
from bank.views.outcomes import OutcomeView, ReopenView
from bank.views.qualifications import (
    CorrectionView,
    HomeView,
    PauseEndView,
    PauseView,
    QualificationRemoveView,
    QualificationView,
)
from bank.views.teams import ReleaseView, SlotCreateView, SlotRemoveView, SubstituteView, TeamView
from bank.views.trainings import (
    ParticipantCreateView,
    ParticipantRemoveView,
    QualifyView,
    TrainingCreateView,
    TrainingDetailView,
    TrainingListView,
    TrainingUpdateView,
)

__all__ = [
    "AvailabilityView",
    "ConcernView",
    "CorrectionView",
    "DraftAcceptView",
    "DraftDropView",
    "DraftListView",
    "HandOverView",
    "HolderListView",
    "HomeView",
    "ImportPreviewView",
    "InvitationAnswerView",
    "InvitationListView",
    "InvitationWithdrawView",
    "MemberCreateView",
    "MemberDetailView",
    "MemberListView",
    "MemberTableView",
    "MemberUpdateView",
    "OrderCreateView",
    "OrderDetailView",
    "OrderListView",
    "OrderReportView",
    "OrderUpdateView",
    "OutcomeView",
    "OwnPauseEndView",
    "OwnPauseView",
    "ParticipantCreateView",
    "ParticipantRemoveView",
    "PauseEndView",
    "PauseView",
    "QualificationRemoveView",
    "QualificationView",
    "QualifyView",
    "RegisterView",
    "ReleaseView",
    "ReopenView",
    "SheetExportView",
    "SheetImportView",
    "SlotCreateView",
    "SlotRemoveView",
    "SubstituteView",
    "TeamView",
    "TrainingCreateView",
    "TrainingDetailView",
    "TrainingListView",
    "TrainingUpdateView",
]
