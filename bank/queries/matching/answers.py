"""What members have said: declarations, refusals, wishes to be asked later, and when each was last asked."""

from datetime import date
from functools import cached_property

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from bank.enums import Answer, DeclineReason
from bank.models import Declaration, Invitation, Member
from bank.queries.matching.days import of_members


class Answers:
    """Of open orders; each part is read when it is first needed.

    Goes from the open orders of the networks, which are few, to what was said of them: from the members it would read
    the answers of all times.
    """

    def __init__(self, members: list[Member], *, today: date) -> None:
        self.ids = [member.pk for member in members]
        self.networks = {member.network_id for member in members}
        self.today = today

    @cached_property
    def involved(self) -> set[tuple[int, int]]:
        """``{(order, member)}``: who is no outsider, by a declaration or as the reason of a "no"."""
        said = Declaration.objects.filter(order__network__in=self.networks, order__outcome="").order_by()
        said = of_members(said, self.ids).filter(
            Q(outside_case=False) | Q(outside_matter=False) | Q(outside_unit=False)
        )
        told = self._of_open_orders().filter(decline_reason=DeclineReason.INVOLVED)
        return {*said.values_list("order", "member"), *told.values_list("order", "member")}

    def has_declined(self, order: int, member: int, date_text: str) -> bool:
        """Whether the member said no to the order as it is dated now; another date is another question."""
        return (order, member, date_text) in self._told[0]

    def left_unanswered(self, order: int, member: int) -> bool:
        return (order, member) in self._told[1]

    def ask_again_on(self, member: int) -> date | None:
        """The day from which the member wants to be asked again, if it is still to come."""
        return self._told[2].get(member)

    @cached_property
    def _told(self) -> tuple[set, set, dict[int, date]]:
        declined, unanswered, later = set(), set(), {}
        rows = self._of_open_orders().filter(Q(answer=Answer.DECLINED) | Q(answer="", reply_by__lt=self.today))
        for order, member, answer, asked in rows.values_list("order", "member", "answer", "asked_text"):
            if answer == Answer.DECLINED:
                declined.add((order, member, asked))
            else:
                unanswered.add((order, member))
        wishes = Invitation.objects.filter(ask_again_on__gt=self.today, order__network__in=self.networks).order_by()
        wishes = of_members(wishes, self.ids)
        for member, again in wishes.values_list("member", "ask_again_on"):
            later[member] = max(again, later.get(member, again))
        return declined, unanswered, later

    def _of_open_orders(self) -> QuerySet[Invitation]:
        rows = Invitation.objects.filter(order__network__in=self.networks, order__outcome="").order_by()
        return of_members(rows, self.ids)

    @cached_property
    def last_asked(self) -> dict[int, date]:
        """The day of the newest question to each member, by the index of members; to confirm again is no new one."""
        newest = Invitation.objects.filter(member=OuterRef("pk"), confirms__isnull=True).order_by("-sent_at")
        rows = Member.objects.filter(pk__in=self.ids).annotate(asked=Subquery(newest.values("sent_at")[:1])).order_by()
        return {pk: timezone.localdate(asked) for pk, asked in rows.values_list("pk", "asked") if asked is not None}
