"""One's own sessions: where one is signed in, and ending that."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from core.errors import DomainError
from network.queries import failed_sign_ins, own_sessions
from network.services import end_own_sessions


class SessionListView(TemplateView):
    """Lists the sessions of the account; a POST ends the one that it names, or all but this one."""

    http_method_names = ["get", "head", "post", "options"]
    template_name = "network/session_list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(sessions=self.sessions(), failed=failed_sign_ins(self.request.user), **kwargs)

    def sessions(self):
        return own_sessions(self.request.user, current_key=self.request.session.session_key)

    def post(self, request, *args, **kwargs):
        wanted = request.POST.get("session", "")
        others = [one for one in self.sessions() if not one.is_current]
        keys = [one.key for one in others if wanted in ("others", one.name)]
        try:
            end_own_sessions(request.user, keys=keys, actor=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Signed out there."))
        return HttpResponseRedirect(reverse("account_sessions"))
