"""Teams proposed by a dry run: the run, looking them through, accepting and dropping."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormView

from bank.forms import SeasonForm
from bank.models import Order
from bank.queries import draft_rows, drafted_orders
from bank.services import accept_draft, draft_teams, drop_draft
from core.views import ActionView, PermissionMixin, ServiceFormMixin

PER_PAGE = 50


class DraftListView(PermissionMixin, ServiceFormMixin, FormView):
    """The proposals, the soonest order first; a post makes them anew for a season."""

    permission_required = "bank.pick_facilitators"
    form_class = SeasonForm
    template_name = "bank/draft_list.html"

    def get_context_data(self, **kwargs):
        orders = drafted_orders(self.request.network, self.request.user)
        page = Paginator(orders, PER_PAGE).get_page(self.request.GET.get("sivu"))
        rows = draft_rows(page.object_list, self.request.network)
        return super().get_context_data(page=page, rows=rows, **kwargs)

    def perform(self, form):
        run = draft_teams(self.request.network, season=form.cleaned_data["season"], actor=self.request.user)
        text = ngettext(
            "A team was proposed for %(count)d order.", "Teams were proposed for %(count)d orders.", run.orders
        )
        text %= {"count": run.orders}
        if run.short:
            short = ngettext("%(count)d of them is not whole.", "%(count)d of them are not whole.", run.short)
            text = f"{text} {short % {'count': run.short}}"
        messages.success(self.request, text if run.orders else gettext("No open order is in need of a team then."))
        return run

    def get_success_url(self):
        return reverse("bank:draft-list", args=[self.request.network.slug])


class DraftActView(ActionView):
    queryset = Order.objects.select_related("network")
    permission_required = "bank.pick_facilitators"

    def get_success_url(self):
        return reverse("bank:draft-list", args=[self.request.network.slug])


class DraftAcceptView(DraftActView):
    service = staticmethod(accept_draft)
    success_message = _("The proposed people were asked.")


class DraftDropView(DraftActView):
    service = staticmethod(drop_draft)
    success_message = _("The proposal was dropped. Nobody had been asked.")
