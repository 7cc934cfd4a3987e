"""Feedback: the public pages on which it is given, the slip for participants, asking, and the results."""

import re

from django.conf import settings
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import TemplateView
from django.views.generic.edit import FormView

from bank.enums import FeedbackSide
from bank.feedback import SMALLEST_CELL, scale_ends
from bank.forms import FeedbackCodeForm, FeedbackForm
from bank.models import Feedback, FeedbackRequest, Order
from bank.queries import results_by_method, years_of
from bank.services import ask_for_feedback, give_feedback, give_participant_feedback, open_participant_feedback
from core.mail import address_of
from core.outside_views import OwnLanguageMixin
from core.qr import qr_svg
from core.views import ActionView, ObjectPermissionMixin, PermissionMixin, ServiceFormMixin


class PublicMixin(OwnLanguageMixin):
    """Looking counts too: whoever tries codes only looks."""

    rate_limit = "give_feedback"
    refuses = counts_looking = True

    def with_language(self, url):
        return f"{url}?kieli={self.language}" if self.language in dict(settings.LANGUAGES) else url

    def get_context_data(self, **kwargs):
        return super().get_context_data(languages=settings.LANGUAGES, **kwargs)


class CodeView(PublicMixin, FormView):
    """Where the code of a slip is typed."""

    http_method_names = ["get", "head", "post", "options"]

    form_class = FeedbackCodeForm
    template_name = "bank/feedback_code.html"

    def form_valid(self, form):
        asked = FeedbackRequest.objects.filter(side=FeedbackSide.PARTICIPANT, code=form.cleaned_data["code"]).first()
        if asked is None:
            form.add_error("code", _("No slip has this code. Check the letters and numbers."))
            return self.form_invalid(form)
        return HttpResponseRedirect(self.with_language(asked.get_absolute_url()))

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class GiveView(PublicMixin, ServiceFormMixin, FormView):
    """The questions of one side. Looking changes nothing; POST answers."""

    form_class = FeedbackForm
    template_name = "bank/feedback_form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"side": self.asked.side}

    def get_context_data(self, **kwargs):
        asked = self.asked
        return super().get_context_data(
            asked=asked,
            order=asked.order,
            of_network=asked.order.network,
            is_over=asked.closes_on < timezone.localdate(),
            scale=scale_ends(),
            **kwargs,
        )

    def get_success_url(self):
        return self.with_language(reverse("feedback:thanks"))


class ParticipantView(GiveView):
    """For whoever has the code. Nobody is known here: no account, no message kept, no line in the log."""

    @cached_property
    def asked(self):
        rows = FeedbackRequest.objects.filter(side=FeedbackSide.PARTICIPANT).exclude(code="")
        return get_object_or_404(
            rows.select_related("order__network", "order__method"), code=self.kwargs["code"].upper()
        )

    def perform(self, form):
        return give_participant_feedback(self.asked, answers=form.answers, text=form.cleaned_data["text"])


class OwnView(GiveView):
    """For the orderer or a facilitator, found by the key of the mail."""

    @cached_property
    def asked(self):
        rows = FeedbackRequest.objects.exclude(side=FeedbackSide.PARTICIPANT)
        return get_object_or_404(rows.select_related("order__network", "order__method"), key=self.kwargs["key"])

    def perform(self, form):
        return give_feedback(self.asked, answers=form.answers, text=form.cleaned_data["text"], actor=self.actor)


class ThanksView(PublicMixin, TemplateView):
    template_name = "bank/feedback_thanks.html"


class FeedbackAskView(ActionView):
    queryset = Order.objects.select_related("network")
    permission_required = "bank.ask_feedback"
    service = staticmethod(ask_for_feedback)
    success_message = _("Feedback was asked for.")


class SlipMakeView(ActionView):
    """Makes the code once, and goes to the slip."""

    queryset = Order.objects.select_related("network")
    permission_required = "bank.print_slip"
    service = staticmethod(open_participant_feedback)

    def get_success_url(self):
        order = self.get_object()
        if not hasattr(self, "result"):
            return order.get_absolute_url()
        return reverse("bank:order-slip", args=[self.request.network.slug, order.pk])


class SlipView(ObjectPermissionMixin, TemplateView):
    """The slip that participants take along: what it is, the code, the address and its QR code."""

    queryset = Order.objects.select_related("network", "method")
    permission_required = "bank.print_slip"
    template_name = "bank/feedback_slip.html"

    def get_context_data(self, **kwargs):
        order = self.get_object()
        asked = order.feedback_requests.filter(side=FeedbackSide.PARTICIPANT).first()
        if asked is None:
            raise Http404
        url = address_of(asked.get_absolute_url())
        return super().get_context_data(
            order=order,
            asked=asked,
            typed=address_of(reverse("feedback:code")).partition("//")[2],
            qr=qr_svg(url),
            paper_languages=("fi", "sv"),
            **kwargs,
        )


class FeedbackResultsView(PermissionMixin, TemplateView):
    """Results by method, a year at a time; small figures and own words for coordinators alone."""

    permission_required = "network.view_network"
    template_name = "bank/feedback_results.html"

    def get_context_data(self, **kwargs):
        rows = Feedback.objects.visible_to(self.request.user).filter(order__network=self.request.network)
        years = years_of(rows)
        wanted = self.request.GET.get("vuosi", "")
        year = int(wanted) if re.fullmatch("[0-9]{4}", wanted) else next(iter(years), timezone.localdate().year)
        protect = not self.request.user.has_perm("bank.view_feedback", self.request.network)
        return super().get_context_data(
            years=years,
            year=year,
            protect=protect,
            smallest=SMALLEST_CELL,
            groups=results_by_method(rows, year=year, protect=protect),
            **kwargs,
        )
