"""One's own notices, of all networks, and how one wants to be mailed of them."""

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import ListView
from django.views.generic.edit import FormView

from core.views import ServiceFormMixin
from network.forms import MailChoiceForm
from network.models import Notice
from network.services import choose_mails, mail_times, read_notices, words_of
from verkosto import queries


class NoticeListView(ListView):
    """The newest first; a POST marks all of them as read."""

    http_method_names = ["get", "head", "post", "options"]
    paginate_by = 50
    template_name = "verkosto/notice_list.html"

    def get_queryset(self):
        return Notice.objects.visible_to(self.request.user).select_related("network").order_by("-pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(documents=list(queries.recent_documents(self.request.user)), **kwargs)
        for notice in context["object_list"]:
            notice.words = words_of(notice)
        return context | {"has_unread": any(notice.read_at is None for notice in context["object_list"])}

    def post(self, request, *args, **kwargs):
        read_notices(request.user, actor=request.user)
        return HttpResponseRedirect(reverse("notice-list"))


class NoticeOpenView(View):
    """Marks a notice as read and goes to what it is about."""

    http_method_names = ["post", "options"]

    def post(self, request, pk):
        notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
        read_notices(request.user, keys=[notice.pk], actor=request.user)
        ours = url_has_allowed_host_and_scheme(notice.path, None)
        return HttpResponseRedirect(notice.path if ours else reverse("notice-list"))


class NoticeMailsView(ServiceFormMixin, FormView):
    """When one is mailed: at once, once a day, not at all; by kind."""

    form_class = MailChoiceForm
    template_name = "verkosto/notice_mails.html"
    success_message = _("Your choices were saved.")

    def get_initial(self):
        return mail_times(self.request.user)

    def perform(self, form):
        choose_mails(self.request.user, times=form.cleaned_data, actor=self.request.user)

    def get_success_url(self):
        return reverse("notice-list")
