"""The addresses of a page in Finnish and Swedish."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

from methods.addresses import NAMESPACES, every, here


class AddressesMixin:
    """Tells a page its addresses: ``address_name`` is what both languages call it; without one there are none."""

    address_name = ""

    def get_context_data(self, **kwargs):
        addresses = every(self.address_name, *self.kwargs.values()) if self.address_name else {}
        return super().get_context_data(
            addresses=addresses,
            canonical=addresses.get(translation.get_language(), addresses.get("fi")),
            list_url=here("method-list"),
            finder_url=here("zone-finder"),
            language_next=self._read_in_any_language(),
            **kwargs,
        )

    def _read_in_any_language(self):
        """From the Swedish address, the one at which another language can be chosen."""
        request = self.request
        if request.resolver_match.namespace != NAMESPACES["sv"]:
            return ""
        address = reverse(f"{NAMESPACES['fi']}:{self.address_name}", kwargs=self.kwargs)
        return f"{address}?{request.GET.urlencode()}" if request.GET else address


def in_swedish(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The same page in Swedish for this request, whatever its reader has chosen elsewhere."""

    @wraps(view)
    def swedish(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        translation.activate("sv")
        request.LANGUAGE_CODE = "sv"
        return view(request, *args, **kwargs)

    return swedish
