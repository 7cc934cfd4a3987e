"""Members of the bank who wait for the coordinator: what runs out, who was forgotten, who is asked too often."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bank.enums import QualificationState
from bank.models import Invitation, Member, Pause, Qualification, Slot
from bank.queries.queue.shapes import RUNS_OUT, Kind, Scope, days_before, until

# Whoever joined less long ago has had no time to be asked.
TIME_TO_BE_ASKED = timedelta(days=90)
# So many askings in so many days are too many for one who does this beside an own work.
OFTEN, OFTEN_WITHIN = 5, timedelta(days=90)


class MemberKind(Kind):
    subjects = Member.objects.select_related("person")
    act = gettext_lazy("Open the member")

    def title(self, member: Member, scope: Scope) -> str:
        return member.person.name

    def title_url(self, member: Member, scope: Scope) -> str:
        return scope.url("bank:member-detail", member.pk)

    def members(self, scope: Scope) -> QuerySet[Member]:
        """Who is in the bank on the day and does not rest."""
        pauses = Pause.objects.on(scope.day).filter(member=OuterRef("pk"))
        members = Member.objects.visible_to(scope.user).filter(network=scope.network).in_bank(scope.day)
        return members.filter(~Exists(pauses))


class QualificationRunsOut(Kind):
    code, label = "patevyys", gettext_lazy("Qualification runs out")
    act = gettext_lazy("Renew the qualification")
    subjects = Qualification.objects.select_related("member__person")

    def rows(self, scope: Scope) -> QuerySet:
        members = Member.objects.visible_to(scope.user).filter(network=scope.network).in_bank(scope.day)
        return Qualification.objects.filter(
            member__in=members,
            valid_to__isnull=True,
            state=QualificationState.QUALIFIED,
            expires_on__lte=scope.day + RUNS_OUT,
        )

    def since(self, scope: Scope) -> Any:
        return days_before("expires_on")

    def title(self, qualification: Qualification, scope: Scope) -> str:
        return qualification.member.person.name

    def title_url(self, qualification: Qualification, scope: Scope) -> str:
        return scope.url("bank:member-detail", qualification.member_id)

    def act_url(self, qualification: Qualification, scope: Scope) -> str:
        return scope.url("bank:member-qualification", qualification.member_id)

    def reason(self, qualification: Qualification, scope: Scope) -> str:
        return f"{qualification.get_category_display()}: {until(qualification.expires_on, scope)}"


class NeverAsked(MemberKind):
    code, label = "ei-kysytty", gettext_lazy("Never asked")

    def rows(self, scope: Scope) -> QuerySet:
        own = {"member": OuterRef("pk")}
        qualified = Qualification.objects.on(scope.day).filter(**own, state=QualificationState.QUALIFIED)
        members = self.members(scope).filter(
            Exists(qualified), ~Exists(Invitation.objects.filter(**own)), ~Exists(Slot.objects.filter(**own))
        )
        return members.exclude(joined_on__gt=scope.day - TIME_TO_BE_ASKED)

    def since(self, scope: Scope) -> Any:
        return Coalesce("joined_on", TruncDate("created_at"))

    def reason(self, member: Member, scope: Scope) -> str:
        if member.joined_on is None:
            return ""
        return _("In the bank since %(day)s") % {"day": date_format(member.joined_on, "SHORT_DATE_FORMAT")}


class AskedTooOften(MemberKind):
    """Waits since the asking that was one too many."""

    code, label = "usein", gettext_lazy("Asked too often")

    def rows(self, scope: Scope) -> QuerySet:
        asked = Invitation.objects.filter(
            member=OuterRef("pk"), confirms__isnull=True, sent_at__gte=start_of(scope.day - OFTEN_WITHIN)
        )
        too_many = asked.order_by("sent_at").values(day=TruncDate("sent_at"))[OFTEN - 1 : OFTEN]
        return self.members(scope).annotate(too_many=Subquery(too_many)).filter(too_many__isnull=False)

    def since(self, scope: Scope) -> Any:
        return F("too_many")

    def reason(self, member: Member, scope: Scope) -> str:
        return _("Asked at least %(count)d times in %(days)d days") % {"count": OFTEN, "days": OFTEN_WITHIN.days}


def start_of(day: date) -> datetime:
    """The first moment of a day, so that a column of times is compared as it is and its index serves."""
    return timezone.make_aware(datetime.combine(day, time.min))
