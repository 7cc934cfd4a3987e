"""Pages of the bank: HTTP only."""

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
from bank.views.queue import AnswerReadView, QueueView
from bank.views.reports import FreezeYearView, ReportView
from bank.views.teams import ReleaseView, TeamView

__all__ = [
    "AnswerReadView",
    "ConcernView",
    "FreezeYearView",
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
    "QueueView",
    "RegisterView",
    "ReleaseView",
    "ReopenView",
    "ReportView",
    "TeamView",
]
