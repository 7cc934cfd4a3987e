"""Pages that join the apps: front, home, search, language, what a date means, health, the demo's door."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from core import keys
from core.fuzzydates import FuzzyDateError, Look, parse, understood
from core.guard import one_line
from core.retention import is_late
from core.views import PermissionMixin
from network.languages import choose_language, remember_language
from network.models import Network, User
from verkosto import queries
from verkosto.demo.accounts import ACCOUNTS


@method_decorator(login_not_required, name="dispatch")
class FrontView(TemplateView):
    """What this is, for those who have not signed in; the others go on to their work."""

    template_name = "verkosto/front.html"

    def get(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            return HttpResponseRedirect(reverse("home"))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            publishing_networks=queries.networks_that_publish(), open_networks=Network.objects.all(), **kwargs
        )


@method_decorator(login_not_required, name="dispatch")
class NetworkFrontView(TemplateView):
    """One network for everybody: its newest bulletins, and the ways to what else of it is public."""

    http_method_names = ["get", "head", "options"]
    template_name = "verkosto/network_front.html"

    def get_context_data(self, **kwargs):
        network = get_object_or_404(Network, slug=self.kwargs["slug"])
        return super().get_context_data(
            of_network=network,
            bulletins=queries.newest_bulletins(network),
            publishes_minutes=queries.networks_that_publish().filter(pk=network.pk).exists(),
            **kwargs,
        )


class HomeRedirectView(TemplateView):
    """To the home of the only network; a choice when there are several, and help when there is none."""

    template_name = "verkosto/choose_network.html"

    def get(self, request, *args, **kwargs):
        networks = request.user.networks_today
        if len(networks) == 1:
            return HttpResponseRedirect(networks[0].get_absolute_url())
        return super().get(request, *args, **kwargs)


class HomeView(PermissionMixin, TemplateView):
    """What waits for this user in this network, what is coming, what is new."""

    template_name = "network/home.html"
    permission_required = "network.view_network"

    def get_context_data(self, **kwargs):
        network, user = self.request.network, self.request.user
        coming_meetings, latest_meetings = queries.meetings_around(network, user)
        return super().get_context_data(
            work=queries.coordinators_work(network, user),
            actions=queries.waiting_actions(network, user),
            own_orders=queries.own_orders(network, user),
            own_assignments=queries.own_assignments(network, user),
            editing=queries.editors_work(network, user),
            awaited_attachments=queries.awaited_attachments(network, user),
            documents=list(queries.recent_documents(user)),
            coming_meetings=coming_meetings,
            latest_meetings=latest_meetings,
            roles={kind for network_id, kind in user.roles_today if network_id == network.pk},
            today=timezone.localdate(),
            **kwargs,
        )


class SearchView(PermissionMixin, TemplateView):
    """One field over the whole network: orders, meetings, methods, people, organisations."""

    template_name = "verkosto/search.html"
    permission_required = "network.view_network"

    def get_context_data(self, **kwargs):
        words = one_line(self.request.GET.get("q", ""))[:100]
        found = queries.search(self.request.network, self.request.user, words)
        nothing = bool(found) and not any(part.rows for part in found.values())
        return super().get_context_data(words=words, found=found, nothing=nothing, **kwargs)


@method_decorator(login_not_required, name="dispatch")
class FuzzyDateView(TemplateView):
    """What was understood of a date as typed: a fragment for the place beside its field, of public forms too."""

    template_name = "verkosto/_fuzzy_date.html"

    def get_context_data(self, **kwargs):
        text = one_line(self.request.GET.get("q", ""))
        look = Look.BACK if self.request.GET.get("look") == Look.BACK.value else Look.AHEAD
        meaning = refusal = ""
        if text:
            try:
                meaning = understood(parse(text, today=timezone.localdate(), look=look), self.request.LANGUAGE_CODE)
            except FuzzyDateError as error:
                refusal = error.message
        return super().get_context_data(meaning=meaning, refusal=refusal, **kwargs)


@method_decorator(login_not_required, name="dispatch")
class SetLanguageView(View):
    """Changes the language and goes back to where it was asked for."""

    http_method_names = ["post", "options"]

    def post(self, request):
        response = HttpResponseRedirect(self.next_url())
        language = request.POST.get("language")
        if language in dict(settings.LANGUAGES):
            remember_language(response, language)
            if request.user.is_authenticated:
                choose_language(request.user, language)
        return response

    def next_url(self):
        url = self.request.POST.get("next", "")
        ours = url_has_allowed_host_and_scheme(url, {self.request.get_host()}, require_https=self.request.is_secure())
        return url if ours else reverse("front")


@method_decorator(login_not_required, name="dispatch")
class DemoLoginView(View):
    """Signs in as one of the demo's accounts; has an address only where ``DEMO`` is set."""

    http_method_names = ["post", "options"]

    def post(self, request):
        if not settings.DEMO or request.POST.get("email") not in {account.email for account in ACCOUNTS}:
            raise Http404
        user = get_object_or_404(User, email=request.POST["email"], is_active=True)
        login(request, user, backend="django.contrib.auth.backends.ModelBackend")
        response = HttpResponseRedirect(reverse("home"))
        remember_language(response, user.language)
        return response


@login_not_required
@require_safe
def health(request):
    """For the load balancer: 200 while the database answers, 503 while it is away.

    Further lines are for whoever watches: that the daily work of retention is late, that the keys are away.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database away", content_type="text/plain", status=503)
    # Not a 503: the pages work, and a server taken out of service would not run what is late.
    lines = ["ok"]
    if is_late():
        lines.append("retention: no whole run for 26 hours")
    if keys.is_away():
        lines.append("keys: the store of the concerns' keys is not there")
    return HttpResponse("\n".join(lines), content_type="text/plain")
