"""Pages of the bank: HTTP only."""

from bank.views.holders import HandOverView, HolderListView
from bank.views.imports import ImportPreviewView, SheetExportView, SheetImportView
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
from bank.views.queue import AnswerReadView, QueueView
from bank.views.reports import FreezeYearView, ReportView
from bank.views.teams import ReleaseView, TeamView
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
    "AnswerReadView",
    "ConcernView",
    "CorrectionView",
    "FreezeYearView",
    "HandOverView",
    "HolderListView",
    "HomeView",
    "ImportPreviewView",
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
    "ParticipantCreateView",
    "ParticipantRemoveView",
    "PauseEndView",
    "PauseView",
    "QualificationRemoveView",
    "QualificationView",
    "QualifyView",
    "QueueView",
    "RegisterView",
    "ReleaseView",
    "ReopenView",
    "ReportView",
    "SheetExportView",
    "SheetImportView",
    "TeamView",
    "TrainingCreateView",
    "TrainingDetailView",
    "TrainingListView",
    "TrainingUpdateView",
]
