"""Pages of the bank: HTTP only."""

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
    MemberUpdateView,
)
from bank.views.order_page import OrderDetailView
from bank.views.orders import (
    ConcernView,
    OrderCreateView,
    OrderListView,
    OrderReportView,
    OrderUpdateView,
    RegisterView,
)
from bank.views.sessions import (
    SessionCancelView,
    SessionCreateView,
    SessionHoldView,
    SessionUpdateView,
    SessionWaiveView,
)
from bank.views.teams import ReleaseView, TeamView

__all__ = [
    "CallTogetherView",
    "CloseView",
    "CodeView",
    "ConcernView",
    "FeedbackAskView",
    "FeedbackResultsView",
    "HeldOrderView",
    "MemberCreateView",
    "MemberDetailView",
    "MemberListView",
    "MemberPickerView",
    "MemberUpdateView",
    "OrderCreateView",
    "OrderDetailView",
    "OrderListView",
    "OrderReportView",
    "OrderUpdateView",
    "OutcomeView",
    "OwnView",
    "ParticipantView",
    "PostponeView",
    "RegisterView",
    "ReleaseView",
    "ReopenView",
    "SearchOpenView",
    "SessionCancelView",
    "SessionCreateView",
    "SessionHoldView",
    "SessionUpdateView",
    "SessionWaiveView",
    "SlipMakeView",
    "SlipView",
    "TeamView",
    "ThanksView",
]
