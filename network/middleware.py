"""What is asked before a page opens: a second step of signing in, and a role in the network of the address."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from network.mfa import SECOND_STEPS
from network.oidc import did_second_step_there
from network.rules import needs_second_step

# Pages of one's own account: where the second step is set up, and the way out.
ACCOUNT_PAGES = ("account_", "mfa_")


class SecondStepMiddleware:
    """Sends whoever needs a second step of signing in and has none to the page where it is set up.

    Public pages stay open. ``request.second_step_missing`` tells the page why one was sent there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, _args: list, _kwargs: dict) -> HttpResponse | None:
        user = request.user
        request.second_step_missing = (
            settings.MFA_REQUIRED
            and user.is_authenticated
            and needs_second_step(user)
            and not is_mfa_enabled(user, SECOND_STEPS)
            and not did_second_step_there(request, user)
        )
        is_open = not getattr(view, "login_required", True) or request.resolver_match.view_name.startswith(
            ACCOUNT_PAGES
        )
        return HttpResponseRedirect(reverse("mfa_index")) if request.second_step_missing and not is_open else None


class CurrentNetworkMiddleware:
    """Under ``/v/<network>/`` only people with a role there go on; for others the address does not exist."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.network = None
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Callable, _args: list, kwargs: dict[str, Any]) -> None:
        slug = kwargs.pop("network", None)
        if slug is None:
            return
        networks = request.user.networks_today if request.user.is_authenticated else []
        request.network = next((network for network in networks if network.slug == slug), None)
        if request.network is None:
            raise Http404
