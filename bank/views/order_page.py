"""The page of one order: where it stands, what comes next, and all that belongs to it."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from bank.enums import OrderKind
from bank.models import Order
from bank.queries import (
    facilitators_of,
    history_of,
    lacks_agreement,
    life_of,
    next_act,
    places_shown,
    possible_overlaps,
    readings_of,
    requests_of,
    results_of_order,
    sentence_of,
    session_rows,
    sessions_of,
    status_of,
)
from core.models import StoredFile
from core.views import ScopedMixin


class OrderDetailView(ScopedMixin, DetailView):
    """The same page for everybody who sees the order; each part asks what the reader may know."""

    queryset = (
        Order.objects.select_related(
            "network",
            "method",
            "delivered_method",
            "contact__user",
            "organisation",
            "imported_row",
            "concern_row",
            "outside_orderer",
        )
        .defer("concern_row__sealed")
        .prefetch_related("slots")
    )
    template_name = "bank/order_detail.html"

    def get_context_data(self, **kwargs):
        order, user = self.object, self.request.user
        is_coordinator = user.has_perm("bank.change_order", order)
        may_report = user.has_perm("bank.report_session", order)
        sessions, events = sessions_of(order), list(order.events.select_related("actor"))
        requests = requests_of(order)
        return super().get_context_data(
            status=status_of(order),
            steps=life_of(order, events, sessions),
            team=facilitators_of(order),
            places=places_shown(order, with_asked=is_coordinator),
            sessions=session_rows(sessions, with_hours=may_report),
            may_report=may_report,
            to_report=next(filter(self.is_due, sessions), None) if may_report else None,
            overlaps=self.overlaps(sessions) if is_coordinator else [],
            imported=getattr(order, "imported_row", None),
            concern=getattr(order, "concern_row", None),
            readings=self.readings(),
            documents=StoredFile.objects.of(order)[:5],
            questions=list(order.questions.all()) if user.has_perm("bank.answer_question", order) else [],
            is_orderer=order.contact is not None and order.contact.user_id == user.pk,
            sentence=sentence_of(status_of(order)),
            outside=getattr(order, "outside_orderer", None),
            lacks_agreement=is_coordinator and lacks_agreement(order),
            own_request=next((one for one in requests if not one.code and self.asks(one)), None),
            **(self.for_coordinator(sessions, events, requests) if is_coordinator else {}),
            **kwargs,
        )

    def readings(self):
        """Who has read the concern; ``None`` when there is none, or when that is not the reader's business."""
        order = self.object
        shown = hasattr(order, "concern_row") and self.request.user.has_perm("bank.view_readings", order)
        return readings_of(order) if shown else None

    def asks(self, request):
        """Whether a request for feedback waits for the reader."""
        person = request.member.person if request.member else self.object.contact
        return person is not None and person.user_id == self.request.user.pk and request.answered_at is None

    def is_due(self, session):
        """Whether the day of a session has come and nobody has told how it went."""
        return session.is_open and bool(session.date_earliest) and session.date_earliest <= timezone.localdate()

    def overlaps(self, sessions):
        return [words for session in sessions if session.is_open for words in possible_overlaps(session)]

    def for_coordinator(self, sessions, events, requests):
        order = self.object
        act = next_act(order, sessions)
        return {
            "act": act,
            "act_url": self.address(act.page, act.session) if act else "",
            "menu": self.menu(act, requests),
            "history": history_of(order, events),
            "requests": requests,
            "results": results_of_order(order),
        }

    def menu(self, act, requests):
        """The other acts that are possible now: ``(label, address, whether a click does it)``."""
        order, first = self.object, act.page if act else ""
        rows = []
        if not order.outcome:
            has_team = order.kind != OrderKind.ENQUIRY
            rows = [
                (_("Open the search"), "order-search", True, has_team and order.search_opened_at is None),
                (_("Fill the team"), "order-team", False, has_team),
                (_("Plan a session"), "session-create", False, has_team),
                (_("Mark as called together"), "order-call", True, order.filled_at and not order.called_together_at),
                (_("Postpone"), "order-postpone", False, has_team),
                (_("Record the outcome"), "order-outcome", False, True),
                (_("Return and wipe"), "order-return", False, True),
            ]
        else:
            asked = any(not one.code for one in requests)
            rows = [
                (_("Ask for feedback"), "order-feedback-ask", True, not asked and order.held_text),
                (_("Plan a follow-up meeting"), "session-create", False, not order.closed_at),
                (_("Close the order"), "order-close", True, not order.closed_at),
                (_("Reopen"), "order-reopen", False, True),
            ]
        return [(label, self.address(page), post) for label, page, post, here in rows if here and page != first]

    def address(self, page, session=None):
        args = [self.request.network.slug, self.object.pk, *([session.pk] if session else [])]
        return reverse(f"bank:{page}", args=args)
