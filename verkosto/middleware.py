"""The commitment to confidentiality is accepted before anything restricted opens."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from core.views import HttpResponseRedirectByHtmx
from network.queries import lacks_acceptance
from verkosto.access import ACCESS

RESTRICTED = {access.name: access for access in ACCESS if access.committed}


class CommitmentMiddleware:
    """Sends people who have not accepted the network's commitment to its page, from the addresses that need it.

    Which these are, and for whom, stands in the access table (``committed``). What is asked for is not looked up: the
    answer is the same for what exists and what does not.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Callable, _args: list, _kwargs: dict) -> HttpResponse | None:
        access = RESTRICTED.get(request.resolver_match.view_name)
        if access is None or request.network is None:
            return None
        roles = {kind for network, kind in request.user.roles_today if network == request.network.pk}
        if not roles & set(access.committed) or not lacks_acceptance(request.user, request.network):
            return None
        # A part of a page or an act is not an address to come back to.
        back = request.htmx.current_url_abs_path if request.htmx else request.get_full_path()
        asked = urlencode({"next": back}) if request.htmx or request.method == "GET" else ""
        url = f"{reverse('network:commitment', args=[request.network.slug])}?{asked}".rstrip("?")
        return HttpResponseRedirectByHtmx(url) if request.htmx else HttpResponseRedirect(url)
