"""Pages of the bank: HTTP only."""

from bank.views.agreements import (
    AgreementCheckView,
    AgreementCreateView,
    AgreementEndView,
    AgreementListView,
    AgreementUpdateView,
)
from bank.views.availability import (
    AvailabilityView,
    OwnPauseEndView,
    OwnPauseView,
)
from bank.views.drafts import (
    DraftAcceptView,
    DraftDropView,
    DraftListView,
)
from bank.views.enquiries import (
    EnquiryCloseView,
    EnquiryCreateView,
    EnquiryDetailView,
    EnquiryListView,
)
from bank.views.feedback import (
    CodeView,
    FeedbackAskView,
    FeedbackResultsView,
    OwnView,
    ParticipantView,
    SlipMakeView,
    SlipView,
    ThanksView,
)
from bank.views.holders import (
    HandOverView,
    HolderListView,
)
from bank.views.imports import (
    ImportPreviewView,
    SheetExportView,
    SheetImportView,
)
from bank.views.invitations import (
    InvitationAnswerView,
    InvitationListView,
    InvitationWithdrawView,
)
from bank.views.life import (
    CallTogetherView,
    CloseView,
    HeldOrderView,
    OutcomeView,
    PostponeView,
    ReopenView,
    SearchOpenView,
)
from bank.views.members import (
    MemberCreateView,
    MemberDetailView,
    MemberListView,
    MemberPickerView,
    MemberTableView,
    MemberUpdateView,
)
from bank.views.methods import MethodResultsView
from bank.views.openings import (
    OpeningDetailView,
    OpeningListView,
)
from bank.views.order_page import (
    OrderDetailView,
)
from bank.views.orders import (
    ConcernView,
    OrderCreateView,
    OrderListView,
    OrderReportView,
    OrderUpdateView,
    RegisterView,
)
from bank.views.qualifications import (
    CorrectionView,
    HomeView,
    PauseEndView,
    PauseView,
    QualificationRemoveView,
    QualificationView,
)
from bank.views.questions import (
    QuestionAnswerView,
    QuestionView,
    ReturnView,
)
from bank.views.queue import (
    AnswerReadView,
    QueueView,
)
from bank.views.reports import (
    FreezeYearView,
    ReportView,
)
from bank.views.sessions import (
    SessionCancelView,
    SessionCreateView,
    SessionHoldView,
    SessionUpdateView,
    SessionWaiveView,
)
from bank.views.teams import (
    ReleaseView,
    SlotCreateView,
    SlotRemoveView,
    SubstituteView,
    TeamView,
)
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
    "AgreementCheckView",
    "AgreementCreateView",
    "AgreementEndView",
    "AgreementListView",
    "AgreementUpdateView",
    "AnswerReadView",
    "AvailabilityView",
    "CallTogetherView",
    "CloseView",
    "CodeView",
    "ConcernView",
    "CorrectionView",
    "DraftAcceptView",
    "DraftDropView",
    "DraftListView",
    "EnquiryCloseView",
    "EnquiryCreateView",
    "EnquiryDetailView",
    "EnquiryListView",
    "FeedbackAskView",
    "FeedbackResultsView",
    "FreezeYearView",
    "HandOverView",
    "HeldOrderView",
    "HolderListView",
    "HomeView",
    "ImportPreviewView",
    "InvitationAnswerView",
    "InvitationListView",
    "InvitationWithdrawView",
    "MemberCreateView",
    "MemberDetailView",
    "MemberListView",
    "MemberPickerView",
    "MemberTableView",
    "MemberUpdateView",
    "MethodResultsView",
    "OpeningDetailView",
    "OpeningListView",
    "OrderCreateView",
    "OrderDetailView",
    "OrderListView",
    "OrderReportView",
    "OrderUpdateView",
    "OutcomeView",
    "OwnPauseEndView",
    "OwnPauseView",
    "OwnView",
    "ParticipantCreateView",
    "ParticipantRemoveView",
    "ParticipantView",
    "PauseEndView",
    "PauseView",
    "PostponeView",
    "QualificationRemoveView",
    "QualificationView",
    "QualifyView",
    "QuestionAnswerView",
    "QuestionView",
    "QueueView",
    "RegisterView",
    "ReleaseView",
    "ReopenView",
    "ReportView",
    "ReturnView",
    "SearchOpenView",
    "SessionCancelView",
    "SessionCreateView",
    "SessionHoldView",
    "SessionUpdateView",
    "SessionWaiveView",
    "SheetExportView",
    "SheetImportView",
    "SlipMakeView",
    "SlipView",
    "SlotCreateView",
    "SlotRemoveView",
    "SubstituteView",
    "TeamView",
    "ThanksView",
    "TrainingCreateView",
    "TrainingDetailView",
    "TrainingListView",
    "TrainingUpdateView",
]
