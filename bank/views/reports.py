"""The report of a span of days: on the screen, and asked for as a document."""

import re

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic.base import TemplateView

from bank.documents import PDF, WORKBOOK, report_of
from bank.forms import ReportForm
from bank.models import YearStatistic
from bank.queries.figures import Span
from bank.services import freeze_year
from core.errors import DomainError
from core.models import StoredFile
from core.views import PermissionMixin, go_to_document

DOCUMENTS = {"pdf": PDF, "excel": WORKBOOK}


class ReportView(PermissionMixin, TemplateView):
    """``?alku=&loppu=`` are the days; the whole choice stands in the address. A post asks for the document of it."""

    permission_required = "bank.print_register"
    template_name = "bank/report.html"

    def get_context_data(self, **kwargs):
        form = ReportForm(self.request.GET if "alku" in self.request.GET else ReportForm.this_year())
        network, report, refusal = self.request.network, None, ""
        if form.is_valid():
            try:
                report = report_of(network, form.options())
            except DomainError as error:
                refusal = str(error)
        this_year = timezone.localdate().year
        whole_year = report_year(form) if form.is_valid() else None
        return super().get_context_data(
            form=form,
            report=report,
            refusal=refusal,
            years=range(this_year, this_year - 4, -1),
            can_freeze=whole_year
            if whole_year and whole_year < this_year and not is_frozen(network, whole_year)
            else None,
            documents=StoredFile.objects.of(network).filter(kind__in=DOCUMENTS.values()).order_by("-pk")[:5],
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        form = ReportForm(request.POST)
        kind = DOCUMENTS.get(request.POST.get("document", ""))
        if kind is None or not form.is_valid():
            return HttpResponseRedirect(self.request.path)
        variant = form.options(register="rekisteri" in request.POST).variant
        return go_to_document(request, kind, variant=variant)


class FreezeYearView(PermissionMixin, View):
    """Freezes the figures of a year that is over, and shows its report."""

    http_method_names = ["post", "options"]
    permission_required = "bank.freeze_year"

    def post(self, request, *args, **kwargs):
        typed = request.POST.get("vuosi", "")
        # What is no year is refused as this year is: it is not over.
        year = int(typed) if re.fullmatch("[0-9]{4}", typed) else timezone.localdate().year
        try:
            freeze_year(request.network, year=year, actor=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The figures of %(year)d were frozen.") % {"year": year})
        url = reverse("bank:report", args=[request.network.slug])
        return HttpResponseRedirect(f"{url}?alku=1.1.{year}&loppu=31.12.{year}")


def report_year(form):
    """The year when the days chosen are one whole year."""
    return Span(form.cleaned_data["alku"], form.cleaned_data["loppu"]).year


def is_frozen(network, year):
    return YearStatistic.objects.filter(network=network, year=year).exists()
