"""Orders that wait for the coordinator, and what of them others have not answered."""

from datetime import timedelta
from typing import Any

from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from bank.enums import LEADING, FeedbackSide, Outcome, SessionKind, Status
from bank.models import FeedbackRequest, Invitation, Order, OrderQuestion, Session, Slot
from bank.queries.queue.shapes import Kind, Scope

# So near its end an unanswered invitation is the coordinator's business rather than the facilitator's.
EXPIRES_SOON = timedelta(days=2)
# Whoever was asked for feedback has so long before anybody looks after it.
FEEDBACK_TAKES = timedelta(days=14)
HELD = (Outcome.CARRIED_OUT, Outcome.OTHERWISE)
# Later nobody remembers well enough to be asked.
WORTH_ASKING = timedelta(days=60)


class OrderKind(Kind):
    subjects = Order.objects.prefetch_related("slots")
    page = "bank:order-detail"

    def title(self, order: Order, scope: Scope) -> str:
        return f"{order} {order.summary}"

    def title_url(self, order: Order, scope: Scope) -> str:
        return scope.url("bank:order-detail", order.pk)

    def act_url(self, order: Order, scope: Scope) -> str:
        return scope.url(self.page, order.pk)

    def reason(self, order: Order, scope: Scope) -> str:
        return _("Wished date: %(date)s") % {"date": order.wished_text} if order.wished_text else ""


class OfOrderKind(Kind):
    """Something that belongs to an order: the row is about the order."""

    page = "bank:order-detail"

    def title(self, subject: Any, scope: Scope) -> str:
        return f"{subject.order} {subject.order.summary}"

    def title_url(self, subject: Any, scope: Scope) -> str:
        return scope.url("bank:order-detail", subject.order_id)

    def act_url(self, subject: Any, scope: Scope) -> str:
        return scope.url(self.page, subject.order_id)


class OutcomeMissing(OrderKind):
    code, label, act = "tulos", gettext_lazy("Outcome missing"), gettext_lazy("Record outcome")
    page, first = "bank:order-outcome", True

    def rows(self, scope: Scope) -> QuerySet:
        return scope.orders.overdue(scope.day)

    def since(self, scope: Scope) -> Any:
        return F("wished_latest")

    def reason(self, order: Order, scope: Scope) -> str:
        return _("The wished date (%(date)s) has passed.") % {"date": order.wished_text}


class NewOrder(OrderKind):
    code, label, act = "uusi", gettext_lazy("New order"), gettext_lazy("Find facilitators")
    page = "bank:order-team"

    def rows(self, scope: Scope) -> QuerySet:
        return scope.orders.with_status(Status.RECEIVED, scope.day)

    def since(self, scope: Scope) -> Any:
        return Coalesce("received_on", TruncDate("created_at"))


class PlaceOpen(OrderKind):
    """The search is open, and for some place nobody is being asked."""

    code, label, act = "paikka", gettext_lazy("Facilitators missing"), gettext_lazy("Find facilitators")
    page = "bank:order-team"

    def rows(self, scope: Scope) -> QuerySet:
        leading = Slot.objects.leading().filter(order=OuterRef("pk"))
        asked = Invitation.objects.waiting(scope.day).filter(slot=OuterRef("pk"))
        nobody_asked = leading.filter(~Exists(asked), name_label="")
        searching = scope.current_orders.unfilled().filter(search_opened_at__isnull=False)
        return searching.filter(Q(Exists(nobody_asked)) | ~Exists(leading))

    def since(self, scope: Scope) -> Any:
        return TruncDate("search_opened_at")

    def reason(self, order: Order, scope: Scope) -> str:
        slots = [slot for slot in order.slots.all() if slot.removed_at is None and slot.role in LEADING]
        empty = sum(1 for slot in slots if not slot.name_label)
        words = ngettext("%(count)d place is open.", "%(count)d places are open.", empty) % {"count": empty}
        return " ".join(filter(None, [words if empty else "", super().reason(order, scope)]))


class ToCallTogether(OrderKind):
    code, label, act = "kutsuttava", gettext_lazy("To be called together"), gettext_lazy("Call together")

    def rows(self, scope: Scope) -> QuerySet:
        return scope.orders.with_status(Status.FILLED, scope.day)

    def since(self, scope: Scope) -> Any:
        return TruncDate("filled_at")


class NewDateMissing(OrderKind):
    code, label, act = "siirtyy", gettext_lazy("New date missing"), gettext_lazy("Give a new date")
    page = "bank:session-create"

    def rows(self, scope: Scope) -> QuerySet:
        return scope.orders.with_status(Status.POSTPONED, scope.day)

    def since(self, scope: Scope) -> Any:
        return TruncDate("postponed_at")


class ToClose(OrderKind):
    """The outcome is there and no session is open: the order can be closed."""

    code, label, act = "suljettava", gettext_lazy("To be closed"), gettext_lazy("Close the order")
    page, posts = "bank:order-close", True

    def rows(self, scope: Scope) -> QuerySet:
        sessions = Session.objects.open().filter(order=OuterRef("pk"))
        return scope.orders.filter(~Exists(sessions), closed_at__isnull=True).exclude(outcome="")

    def since(self, scope: Scope) -> Any:
        return TruncDate("outcome_at")

    def reason(self, order: Order, scope: Scope) -> str:
        return _("Held: %(date)s") % {"date": order.held_text} if order.held_text else ""


class FeedbackNotAsked(OrderKind):
    code, label = "palaute-pyytamatta", gettext_lazy("Feedback not asked for")
    act, page, posts = gettext_lazy("Ask for feedback"), "bank:order-feedback-ask", True

    def rows(self, scope: Scope) -> QuerySet:
        asked = FeedbackRequest.objects.filter(order=OuterRef("pk"))
        held = scope.orders.filter(~Exists(asked), closed_at__isnull=True, outcome__in=HELD).exclude(kind="enquiry")
        return held.filter(Q(held_latest__isnull=True) | Q(held_latest__gte=scope.day - WORTH_ASKING))

    def since(self, scope: Scope) -> Any:
        return TruncDate("outcome_at")


class FeedbackMissing(OfOrderKind):
    """Orderers and facilitators; participants are asked together, and who of them did not answer is not known."""

    code, label, act = "palaute", gettext_lazy("Feedback missing"), gettext_lazy("Open the order")
    subjects = FeedbackRequest.objects.select_related("order", "member__person")

    def rows(self, scope: Scope) -> QuerySet:
        return FeedbackRequest.objects.filter(
            order__in=scope.orders,
            answered_at__isnull=True,
            closes_on__gte=scope.day,
            asked_at__date__lte=scope.day - FEEDBACK_TAKES,
        ).exclude(side=FeedbackSide.PARTICIPANT)

    def since(self, scope: Scope) -> Any:
        return TruncDate("asked_at")

    def reason(self, request: FeedbackRequest, scope: Scope) -> str:
        who = request.member.person.name if request.member else request.get_side_display()
        day = {"who": who, "day": date_format(request.closes_on, "SHORT_DATE_FORMAT")}
        return _("%(who)s, answers are taken until %(day)s") % day


class QuestionOpen(OfOrderKind):
    code, label, act = "kysymys", gettext_lazy("The orderer has not answered"), gettext_lazy("Open the order")
    subjects = OrderQuestion.objects.select_related("order")

    def rows(self, scope: Scope) -> QuerySet:
        return OrderQuestion.objects.filter(order__in=scope.orders.open(), answered_at__isnull=True)

    def since(self, scope: Scope) -> Any:
        return TruncDate("asked_at")


class AnswerUnread(OfOrderKind):
    code, label = "vastaus", gettext_lazy("The orderer has answered")
    act, posts = pgettext_lazy("an answer", "Mark as read"), True
    subjects = OrderQuestion.objects.select_related("order")

    def rows(self, scope: Scope) -> QuerySet:
        return OrderQuestion.objects.unread().filter(order__in=scope.orders)

    def since(self, scope: Scope) -> Any:
        return TruncDate("answered_at")

    def act_url(self, question: OrderQuestion, scope: Scope) -> str:
        return scope.url("bank:order-answer-read", question.order_id)


class InvitationKind(OfOrderKind):
    subjects = Invitation.objects.select_related("order", "member__person")

    def act_url(self, invitation: Invitation, scope: Scope) -> str:
        """The coordinator writes down what the member answers by phone."""
        return scope.url("bank:invitation-answer", invitation.key)

    def since(self, scope: Scope) -> Any:
        return TruncDate("sent_at")

    def unanswered(self, scope: Scope) -> QuerySet:
        return Invitation.objects.filter(
            order__in=scope.orders.open(), ended_at__isnull=True, answer="", confirms__isnull=True
        )

    def reason(self, invitation: Invitation, scope: Scope) -> str:
        words = {"name": invitation.member.person.name, "day": date_format(invitation.reply_by, "SHORT_DATE_FORMAT")}
        return _("%(name)s, answer by %(day)s") % words


class Unanswered(InvitationKind):
    code, label = "kutsu", gettext_lazy("Invitation not answered")
    act = pgettext_lazy("of an invitation", "Record the answer")

    def rows(self, scope: Scope) -> QuerySet:
        return self.unanswered(scope).filter(reply_by__gt=scope.day + EXPIRES_SOON)


class Expiring(InvitationKind):
    code, label = "kutsu-vanhenee", gettext_lazy("Invitation expires soon")
    act = pgettext_lazy("of an invitation", "Record the answer")

    def rows(self, scope: Scope) -> QuerySet:
        return self.unanswered(scope).filter(reply_by__gte=scope.day, reply_by__lte=scope.day + EXPIRES_SOON)


class Expired(InvitationKind):
    code, label, act = "kutsu-vanhentunut", gettext_lazy("Invitation expired"), gettext_lazy("Ask somebody else")

    def act_url(self, invitation: Invitation, scope: Scope) -> str:
        return scope.url("bank:order-team", invitation.order_id)

    def rows(self, scope: Scope) -> QuerySet:
        return self.unanswered(scope).filter(reply_by__lt=scope.day)


class ToConfirm(InvitationKind):
    code, label = "vahvistus", gettext_lazy("To be confirmed again")
    act = pgettext_lazy("of an invitation", "Record the answer")

    def rows(self, scope: Scope) -> QuerySet:
        return Invitation.objects.to_be_confirmed().filter(order__in=scope.orders.open())


class FollowUpDue(OfOrderKind):
    """The follow-up has no date yet, or its date is here."""

    code, label = "seuranta", gettext_lazy("Follow-up due")
    act = gettext_lazy("Record the follow-up meeting")
    subjects = Session.objects.select_related("order")

    def rows(self, scope: Scope) -> QuerySet:
        due = Q(date_latest__isnull=True) | Q(date_latest__lte=scope.day)
        return Session.objects.open().filter(due, order__in=scope.orders, kind=SessionKind.FOLLOW_UP)

    def since(self, scope: Scope) -> Any:
        return Coalesce("date_latest", TruncDate("created_at"), output_field=DateField())

    def act_url(self, session: Session, scope: Scope) -> str:
        """Without a date, where it is planned, called off or waived."""
        page = "bank:session-hold" if session.date_text else "bank:session-update"
        return scope.url(page, session.order_id, session.pk)

    def reason(self, session: Session, scope: Scope) -> str:
        if session.date_text:
            return _("Planned: %(date)s") % {"date": session.date_text}
        return _("It has no date yet.")
