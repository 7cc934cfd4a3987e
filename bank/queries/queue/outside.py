"""Enquiries and agreements that wait for the coordinator."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy

from bank.models import Agreement, Enquiry
from bank.queries.queue.shapes import RUNS_OUT, Kind, Scope, days_before, until


class EnquiryWaiting(Kind):
    code, label, act = "tiedustelu", gettext_lazy("Enquiry"), gettext_lazy("Answer the enquiry")
    subjects = Enquiry.objects.all()

    def rows(self, scope: Scope) -> QuerySet:
        return Enquiry.objects.visible_to(scope.user).waiting().filter(network=scope.network)

    def since(self, scope: Scope) -> Any:
        return TruncDate("received_at")

    def title(self, enquiry: Enquiry, scope: Scope) -> str:
        return str(enquiry)

    def title_url(self, enquiry: Enquiry, scope: Scope) -> str:
        return scope.url("bank:enquiry-detail", enquiry.pk)


class AgreementRunsOut(Kind):
    """Nothing follows it; one that ended longer ago than it had waited before is over for good."""

    code, label, act = "sopimus", gettext_lazy("Agreement runs out"), gettext_lazy("Renew the agreement")
    subjects = Agreement.objects.select_related("organisation")

    def rows(self, scope: Scope) -> QuerySet:
        later = Q(valid_to__isnull=True) | Q(valid_to__gt=OuterRef("valid_to"))
        follows = Agreement.objects.filter(later, organisation=OuterRef("organisation"))
        agreements = Agreement.objects.visible_to(scope.user).filter(~Exists(follows), network=scope.network)
        return agreements.filter(valid_to__range=(scope.day - RUNS_OUT, scope.day + RUNS_OUT))

    def since(self, scope: Scope) -> Any:
        return days_before("valid_to")

    def title(self, agreement: Agreement, scope: Scope) -> str:
        return str(agreement)

    def title_url(self, agreement: Agreement, scope: Scope) -> str:
        return scope.url("bank:agreement-update", agreement.pk)

    def reason(self, agreement: Agreement, scope: Scope) -> str:
        return until(agreement.valid_to, scope)
