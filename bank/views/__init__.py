"""Pages of the bank: HTTP only."""

from bank.views.availability import AvailabilityView, PauseCreateView, PauseRemoveView
from bank.views.drafts import DraftAcceptView, DraftDropView, DraftListView
from bank.views.invitations import InvitationAnswerView, InvitationListView, InvitationWithdrawView
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
from bank.views.teams import ReleaseView, SlotCreateView, SlotRemoveView, SubstituteView, TeamView

__all__ = [
    "AvailabilityView",
    "ConcernView",
    "DraftAcceptView",
    "DraftDropView",
    "DraftListView",
    "InvitationAnswerView",
    "InvitationListView",
    "InvitationWithdrawView",
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
    "PauseCreateView",
    "PauseRemoveView",
    "RegisterView",
    "ReleaseView",
    "ReopenView",
    "SlotCreateView",
    "SlotRemoveView",
    "SubstituteView",
    "TeamView",
]
