"""What members have said: declarations, refusals, wishes to be asked later, and when each was last asked."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from bank.enums import Answer, DeclineReason
from bank.models import Declaration, Invitation, Member


class Answers:
    """Of open orders; each part is read when it is first needed."""

    def __init__(self, members: Iterable[Member], *, today: date) -> None:
        self.ids = [member.pk for member in members]
        self.today = today

    @cached_property
    def involved(self) -> set[tuple[int, int]]:
        """``{(order, member)}``: who is no outsider, by a declaration or as the reason of a "no"."""
        said = Declaration.objects.filter(member__in=self.ids, order__outcome="").order_by()
        said = said.filter(Q(outside_case=False) | Q(outside_matter=False) | Q(outside_unit=False))
        told = Invitation.objects.filter(member__in=self.ids, order__outcome="", decline_reason=DeclineReason.INVOLVED)
        return {*said.values_list("order", "member"), *told.order_by().values_list("order", "member")}

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
        rows = Invitation.objects.filter(member__in=self.ids).order_by()
        rows = rows.filter(
            Q(answer=Answer.DECLINED, order__outcome="")
            | Q(answer="", reply_by__lt=self.today, order__outcome="")
            | Q(ask_again_on__gt=self.today)
        )
        names = ("order", "member", "answer", "asked_text", "ask_again_on")
        for order, member, answer, asked, again in rows.values_list(*names):
            if answer == Answer.DECLINED:
                declined.add((order, member, asked))
            else:
                unanswered.add((order, member))
            if again and again > self.today:
                later[member] = max(again, later.get(member, again))
        return declined, unanswered, later

    @cached_property
    def last_asked(self) -> dict[int, date]:
        """The day of the newest question to each member, by the index of members; to confirm again is no new one."""
        newest = Invitation.objects.filter(member=OuterRef("pk"), confirms__isnull=True).order_by("-sent_at")
        rows = Member.objects.filter(pk__in=self.ids).annotate(asked=Subquery(newest.values("sent_at")[:1])).order_by()
        return {pk: timezone.localdate(asked) for pk, asked in rows.values_list("pk", "asked") if asked is not None}
