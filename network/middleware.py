"""The network named in the address becomes ``request.network``."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse


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
