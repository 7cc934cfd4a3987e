"""Pages of the bank: HTTP only."""

from bank.views.agreements import (
    AgreementCheckView,
    AgreementCreateView,
    AgreementEndView,
    AgreementListView,
    AgreementUpdateView,
)
from bank.views.enquiries import EnquiryCloseView, EnquiryCreateView, EnquiryDetailView, EnquiryListView
from bank.views.members import MemberCreateView, MemberDetailView, MemberListView, MemberUpdateView
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
from bank.views.questions import QuestionAnswerView, QuestionView
from bank.views.teams import ReleaseView, TeamView

__all__ = [
    "AgreementCheckView",
    "AgreementCreateView",
    "AgreementEndView",
    "AgreementListView",
    "AgreementUpdateView",
    "ConcernView",
    "EnquiryCloseView",
    "EnquiryCreateView",
    "EnquiryDetailView",
    "EnquiryListView",
    "MemberCreateView",
    "MemberDetailView",
    "MemberListView",
    "MemberUpdateView",
    "OrderCreateView",
    "OrderDetailView",
    "OrderListView",
    "OrderReportView",
    "OrderUpdateView",
    "OutcomeView",
    "QuestionAnswerView",
    "QuestionView",
    "RegisterView",
    "ReleaseView",
    "ReopenView",
    "TeamView",
]
