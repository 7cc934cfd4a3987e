"""Showing again who one is with a code by mail, for accounts that have neither a password nor a second step."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.generic.edit import FormView

from core.errors import DomainError
from network.mfa_forms import CodeAgainForm
from network.reauthentication import check_code, has_own_way, send_code, waits_for_code


class CodeAgainView(FormView):
    """A POST without a code mails one; with it, one goes on to ``next``."""

    http_method_names = ["get", "head", "post", "options"]
    form_class = CodeAgainForm
    template_name = "account/reauthenticate_by_code.html"

    def dispatch(self, request, *args, **kwargs):
        if has_own_way(request.user):
            way = get_adapter().get_reauthentication_methods(request.user)[0]["url"]
            return HttpResponseRedirect(self.with_next(way))
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if request.POST.get("action") != "send":
            return super().post(request, *args, **kwargs)
        try:
            send_code(request)
        except DomainError as error:
            messages.error(request, str(error))
        return HttpResponseRedirect(self.with_next(request.path))

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            waits=waits_for_code(self.request), next_url=self.next_url(), email=self.request.user.email, **kwargs
        )

    def form_valid(self, form):
        try:
            check_code(self.request, form.cleaned_data["code"])
        except DomainError as error:
            form.add_error("code", str(error))
            return self.form_invalid(form)
        return HttpResponseRedirect(self.next_url() or reverse("home"))

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def next_url(self):
        url = self.request.POST.get("next", "") or self.request.GET.get("next", "")
        ours = url_has_allowed_host_and_scheme(url, {self.request.get_host()}, require_https=self.request.is_secure())
        return url if ours else ""

    def with_next(self, url):
        return f"{url}?{urlencode({'next': self.next_url()})}" if self.next_url() else url
