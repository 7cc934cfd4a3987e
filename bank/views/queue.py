"""What waits for the coordinator."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import TemplateView

from bank.models import Order
from bank.queries import KINDS, read_queue
from bank.services import mark_answers_read
from core.views import ActionView, PermissionMixin

# Beyond so many pages nobody reads on; one narrows the list instead.
LAST_PAGE = 200


class QueueView(PermissionMixin, TemplateView):
    """All that waits, or one kind of it (``?laji=``), a page at a time (``?sivu=``)."""

    permission_required = "bank.view_queue"
    template_name = "bank/queue.html"

    def get_context_data(self, **kwargs):
        code, page = self.request.GET.get("laji", ""), self.request.GET.get("sivu", "1")
        if code and code not in KINDS:
            raise Http404
        page = int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 1
        page = min(max(page, 1), LAST_PAGE)
        queue = read_queue(self.request.network, self.request.user, code=code, page=page)
        neighbours = {"previous_page": page - 1, "next_page": page + 1}
        return super().get_context_data(queue=queue, code=code, kind=KINDS.get(code), **neighbours, **kwargs)


class AnswerReadView(ActionView):
    queryset = Order.objects.select_related("network")
    permission_required = "bank.change_order"
    service = staticmethod(mark_answers_read)
    success_message = _("The answer was marked as read.")

    def get_success_url(self):
        return reverse("bank:queue", args=[self.request.network.slug])
