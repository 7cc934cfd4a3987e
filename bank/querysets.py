"""Who sees which rows of the bank: the only place that knows about tenants here."""

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, TruncDate

from bank.enums import LEADING, Answer, Counting, Outcome, QualificationState, Status
from core.dates import end_of, months_before
from core.folding import FoldedSearchMixin, fold
from network.enums import PEOPLE_KEEPERS, RoleKind
from network.querysets import DatedQuerySet, InNetworkQuerySet

# How long a concern is kept (product.md, section 6).
KEPT_AFTER_EVENT, CONCERN_MONTHS = timedelta(days=30), 12
ORDER_NUMBER = re.compile(r"(\d{1,8})/(\d{4})")

if TYPE_CHECKING:
    from network.models import User

    AnyUser = User | AnonymousUser


# The stages of an order that is neither ended, postponed nor overdue, furthest first, and the fact that makes each.
_OPEN_STAGES = {
    Status.CONVENED: "called_together_at",
    Status.QUESTION: "question_open_at",
    Status.FILLED: "filled_at",
    Status.SEARCHING: "search_opened_at",
    Status.RECEIVED: "",
}


class MemberQuerySet(FoldedSearchMixin, models.QuerySet):
    search_column = "person__search_text"
    search_order = ("person__last_name", "person__first_name", "pk")

    def visible_to(self, user: "AnyUser") -> Self:
        """Members of the banks the user coordinates; a facilitator sees only oneself."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(network__in=user.network_ids(RoleKind.COORDINATOR))
            | Q(network__in=user.network_ids(RoleKind.FACILITATOR), person__user=user)
        )

    def in_bank(self, day: date) -> Self:
        """Members of the bank on a day."""
        return self.filter(
            Q(joined_on__isnull=True) | Q(joined_on__lte=day), Q(left_on__isnull=True) | Q(left_on__gte=day)
        )


class OrderQuerySet(models.QuerySet):
    def visible_to(self, user: "AnyUser") -> Self:
        """Coordinators see all of their networks, orderers their own, facilitators those they hold a slot in."""
        if not user.is_authenticated:
            return self.none()
        coordinated = user.network_ids(RoleKind.COORDINATOR)
        if coordinated and set(coordinated) == set(user.network_ids()):
            # The common case, kept free of joins and subqueries.
            return self.filter(network__in=coordinated)
        slots = self.model._meta.get_field("slots").related_model._default_manager.filter(
            order=OuterRef("pk"), member__person__user=user, removed_at__isnull=True
        )
        return self.filter(
            Q(network__in=coordinated)
            | Q(network__in=user.network_ids(RoleKind.ORDERER), contact__user=user)
            | Q(Exists(slots), network__in=user.network_ids(RoleKind.FACILITATOR))
        )

    def open(self) -> Self:
        """Orders that wait for an outcome."""
        return self.filter(outcome="")

    def unfilled(self) -> Self:
        """Open orders with a place to fill; an enquiry of an older register needs nobody."""
        return self.filter(outcome="", filled_at__isnull=True).exclude(kind="enquiry")

    def overdue(self, day: date) -> Self:
        """Orders whose latest possible date has passed without an outcome; a postponed one has no date."""
        return self.filter(outcome="", postponed_at__isnull=True, wished_latest__lt=day)

    def with_status(self, status: str, day: date) -> Self:
        """Orders that have the derived status on a day; the same rule as ``bank.queries.status_of``."""
        if status not in _OPEN_STAGES and status not in (Status.POSTPONED, Status.OVERDUE):
            return self.filter(outcome=status)
        if status == Status.POSTPONED:
            return self.filter(outcome="", postponed_at__isnull=False)
        if status == Status.OVERDUE:
            return self.overdue(day)
        current = self.filter(Q(wished_latest__isnull=True) | Q(wished_latest__gte=day), outcome="",
                              postponed_at__isnull=True)  # fmt: skip
        for stage, fact in _OPEN_STAGES.items():
            if stage == status:
                return current.filter(**{f"{fact}__isnull": False}) if fact else current
            current = current.filter(**{f"{fact}__isnull": True})
        return current

    def with_words(self, words: str) -> Self:
        """Orders whose line, orderer or place holds every word, or whose number it is ("12/2027"); six words count."""
        found = self
        for word in fold(words).split()[:6]:
            if number := ORDER_NUMBER.fullmatch(word):
                found = found.filter(number=number[1], year=number[2])
            else:
                found = found.filter(search_text__contains=word)
        return found

    def in_register_order(self) -> Self:
        """As the register prints them."""
        return self.order_by("register_date", "pk")

    def of_years(self, first: int, last: int) -> Self:
        """Orders that the register prints under a span of years."""
        return self.filter(register_first_year__lte=last, register_last_year__gte=first)


class ConcernQuerySet(models.QuerySet):
    def to_be_wiped(self, day: date) -> Self:
        """Those whose time is over on a day: 30 days after the event, and 12 months after they were written.

        Of an order that ended without being held, 30 days count from when that was told; of an open one from the
        last day that it was wished for; one that is postponed has no day. A cancelled one's is wiped at once.
        """
        ended = ~Q(order__outcome="") & Q(order__held_latest__isnull=True)
        event = Case(
            When(ended, then=TruncDate("order__outcome_at")),
            When(order__outcome="", order__postponed_at__isnull=True, then=F("order__wished_latest")),
            default=F("order__held_latest"),
        )
        rows = self.filter(wiped_at__isnull=True).annotate(event_on=event)
        return rows.filter(
            Q(event_on__lte=day - KEPT_AFTER_EVENT)
            | Q(written_at__lt=end_of(months_before(day, CONCERN_MONTHS)))
            | Q(order__outcome=Outcome.CANCELLED)
        )


class QualificationQuerySet(DatedQuerySet):
    def visible_to(self, user: "AnyUser") -> Self:
        """Those of the members whom the user sees."""
        members = self.model._meta.get_field("member").related_model._default_manager.visible_to(user)
        return self.filter(member__in=members)

    def in_state(self, state: str, day: date) -> Self:
        """Rows of a day that have the state; the same rule as ``Qualification.state_on``."""
        expired = Q(state=QualificationState.QUALIFIED, expires_on__lt=day)
        rows = self.on(day)
        if state == QualificationState.TO_REFRESH:
            return rows.filter(Q(state=state) | expired)
        return rows.filter(state=state).exclude(expired)


class SlotQuerySet(models.QuerySet):
    def in_team(self) -> Self:
        """Places that have not been taken out of the team."""
        return self.filter(removed_at__isnull=True)

    def leading(self) -> Self:
        """Places of those who lead; an order is filled when each of them is held."""
        return self.in_team().filter(role__in=LEADING)


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, user: "AnyUser") -> Self:
        """All of the banks the user coordinates; a facilitator sees only what he or she was asked."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(order__network__in=user.network_ids(RoleKind.COORDINATOR))
            | Q(order__network__in=user.network_ids(RoleKind.FACILITATOR), member__person__user=user)
        )

    def live(self) -> Self:
        """Neither ended nor declined: asked or accepted."""
        return self.filter(ended_at__isnull=True).exclude(answer=Answer.DECLINED)

    def waiting(self, day: date) -> Self:
        """Asked, and still to be answered by a day that has not passed."""
        return self.filter(ended_at__isnull=True, answer="", reply_by__gte=day)

    def expired(self, day: date) -> Self:
        """Not answered in time."""
        return self.filter(ended_at__isnull=True, answer="", reply_by__lt=day)

    def to_be_confirmed(self) -> Self:
        """Once accepted, and asked again because a date, a place or a partner has changed."""
        return self.filter(ended_at__isnull=True, answer="", confirms__isnull=False)


class SessionQuerySet(models.QuerySet):
    def visible_to(self, user: "AnyUser") -> Self:
        """Those of the orders that the user sees."""
        orders = self.model._meta.get_field("order").related_model._default_manager.visible_to(user)
        return self.filter(order__in=orders)

    def in_calendar_of(self, user: "AnyUser") -> Self:
        """Those of the user's networks, each with ``is_seen``: whether the user knows of more than its time."""
        if not user.is_authenticated:
            return self.none()
        seen = self.model._default_manager.visible_to(user).filter(pk=OuterRef("pk"))
        return self.filter(order__network__in=user.network_ids()).annotate(is_seen=Exists(seen))

    def open(self) -> Self:
        """Neither held, waived nor called off."""
        return self.filter(held_precision="", waived_at__isnull=True, cancelled_at__isnull=True)


class FeedbackQuerySet(models.QuerySet):
    def visible_to(self, user: "AnyUser") -> Self:
        """Answers of the user's networks: to be added up (``bank.queries.feedback``), never to be listed."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(order__network__in=user.network_ids())


class CoordinatedQuerySet(models.QuerySet):
    """Rows of a bank that only its coordinators see."""

    def visible_to(self, user: "AnyUser") -> Self:
        if not user.is_authenticated:
            return self.none()
        return self.filter(network__in=user.network_ids(RoleKind.COORDINATOR))


class EnquiryQuerySet(CoordinatedQuerySet):
    def waiting(self) -> Self:
        """Neither answered, nor made into an order, nor closed."""
        return self.filter(answered_at__isnull=True, order__isnull=True, closed_at__isnull=True)


class OrderQuestionQuerySet(models.QuerySet):
    def unread(self) -> Self:
        """Answered, and no coordinator has taken note yet."""
        return self.filter(answered_at__isnull=False, read_at__isnull=True)


class AgreementQuerySet(DatedQuerySet, CoordinatedQuerySet):
    pass


class TrainingQuerySet(CoordinatedQuerySet):
    def in_calendar_of(self, user: "AnyUser") -> Self:
        """Those of the user's networks, each with ``is_open``, whether the user may open its page, and ``is_known``.

        What it is and where is known to whoever takes part, too; of the others there is the time alone.
        """
        if not user.is_authenticated:
            return self.none()
        seen = self.model._default_manager.visible_to(user).filter(pk=OuterRef("pk"))
        people = self.model._meta.get_field("people").related_model._default_manager
        takes_part = people.filter(training=OuterRef("pk"), person__user=user)
        rows = self.filter(network__in=user.network_ids())
        return rows.annotate(is_open=Exists(seen), is_known=Exists(seen) | Exists(takes_part))

    def told_by(self, user: "AnyUser") -> Self:
        """Those whose name, date and place the user may tell others: whoever keeps the people of the network.

        These fields are internal to the network; who takes part stays with the coordinator (``visible_to``).
        """
        if not user.is_authenticated:
            return self.none()
        return self.filter(network__in=user.network_ids(*PEOPLE_KEEPERS))

    def counted(self) -> Self:
        """Those whose numbers are added up: neither totals of other rows nor mere background."""
        return self.filter(counting=Counting.COUNTED)

    def with_numbers(self) -> Self:
        """Adds ``took_part`` and ``became_qualified``: the count as told, else that of the people recorded."""
        people = self.model._meta.get_field("people").related_model._default_manager
        own = people.filter(training=OuterRef("pk")).order_by().values("training")
        recorded = own.annotate(count=Count("pk")).values("count")
        qualified = own.filter(qualified_on__isnull=False).annotate(count=Count("pk")).values("count")
        return self.annotate(
            took_part=Coalesce("participants_count", Subquery(recorded)),
            became_qualified=Coalesce("qualified_count", Subquery(qualified)),
        )


class ImportPreviewQuerySet(models.QuerySet):
    def visible_to(self, user: "AnyUser") -> Self:
        """A preview is its author's alone."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(created_by=user, network__in=user.network_ids(RoleKind.COORDINATOR))


class YearStatisticQuerySet(CoordinatedQuerySet):
    pass


class BankHolderQuerySet(DatedQuerySet, InNetworkQuerySet):
    """Who runs the bank is known to everybody in the network."""


class ConcernOpeningQuerySet(models.QuerySet):
    def visible_to(self, user: "AnyUser") -> Self:
        """One's own, while one administers the network."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(user=user, order__network__in=user.network_ids(RoleKind.ADMIN))
