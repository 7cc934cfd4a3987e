"""What the access table asks before an address opens: the commitment to confidentiality, and who one is."""

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from core.documents import may_open, subject_of
from core.models import StoredFile
from core.views import HttpResponseRedirectByHtmx
from network.models import Network
from network.queries import lacks_acceptance
from network.reauthentication import has_own_way, is_required
from network.rules import network_of
from verkosto.access import ACCESS, DOCUMENTS, Access, Open

OF_DOCUMENTS = ("document", "document-download")
# Addresses of documents have a row for each kind; the others one, or several that ask the same.
ROWS = {(access.name, access.of if access.name in OF_DOCUMENTS else ""): access for access in ACCESS}
# allauth asks here itself, but lets through whoever has neither a password nor a second step to show.
OF_ALLAUTH = {
    "account_email": "POST",
    "account_set_password": "GET POST",
    "mfa_activate_totp": "GET POST",
    "mfa_add_webauthn": "GET POST",
}


def _row_of(request: HttpRequest) -> tuple[Access | None, Network | None]:
    """The row of the address in the access table, and the network it is about.

    A document leads to both by what it is about. Whoever may not have it is not asked for anything: to them it is not
    there.
    """
    name = request.resolver_match.view_name
    if name not in OF_DOCUMENTS:
        return ROWS.get((name, "")), request.network
    if not hasattr(request, "document_row"):
        request.document_row = _row_of_document(request, name)
    return request.document_row


def _row_of_document(request: HttpRequest, name: str) -> tuple[Access | None, Network | None]:
    stored = StoredFile.objects.filter(uuid=request.resolver_match.kwargs["uuid"]).first()
    access = stored and ROWS.get((name, DOCUMENTS.get(stored.kind)))
    if not access or not request.user.is_authenticated or not may_open(request.user, stored):
        return None, None
    return access, network_of(subject_of(stored))


def _roles_in(network: Network | None, request: HttpRequest) -> set[str]:
    """The roles of today in the network."""
    return {kind for pk, kind in request.user.roles_today if pk == network.pk} if network else set()


def _may(request: HttpRequest, access: Access, network: Network | None) -> bool:
    """Whether the address is open to this person by the table: nobody else is asked who one is."""
    if isinstance(access.who, Open):
        return request.user.is_authenticated
    return bool(_roles_in(network, request) & access.who.may)


def _start_of(request: HttpRequest) -> str:
    return request.network.get_absolute_url() if request.network else reverse("home")


def _send_on(request: HttpRequest, url: str, *, back: str) -> HttpResponse:
    url = f"{url}?{urlencode({'next': back})}" if back else url
    return HttpResponseRedirectByHtmx(url) if request.htmx else HttpResponseRedirect(url)


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
        access, network = _row_of(request)
        if access is None or not access.committed or not _roles_in(network, request) & set(access.committed):
            return None
        if not lacks_acceptance(request.user, network):
            return None
        # A part of a page or an act is not an address to come back to.
        back = request.get_full_path() if request.method == "GET" else ""
        if request.htmx:
            back = request.htmx.current_url_abs_path
        return _send_on(request, reverse("network:commitment", args=[network.slug]), back=back)


class ReauthenticationMiddleware:
    """Asks again who somebody is before exports and changes of roles (``again`` in the access table).

    allauth repeats the act itself afterwards, past our middleware; here one comes back to the page with its button.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Callable, _args: list, _kwargs: dict) -> HttpResponse | None:
        access, network = _row_of(request)
        # Views answer a HEAD as a GET: its headers alone may lead to a file.
        method = "GET" if request.method == "HEAD" else request.method
        if access is not None and method in access.again.split() and _may(request, access, network):
            asked = is_required(request)
        elif method in OF_ALLAUTH.get(request.resolver_match.view_name, "").split():
            asked = request.user.is_authenticated and not has_own_way(request.user) and is_required(request)
        else:
            return None
        if not asked:
            return None
        way = get_adapter().get_reauthentication_methods(request.user)[0]["url"]
        if method == "GET":
            return _send_on(request, way, back=request.get_full_path())
        messages.info(request, _("Show first that it is you. Then press the button again."))
        came_from = urlsplit(request.headers.get("Referer", ""))
        ours = url_has_allowed_host_and_scheme(came_from.geturl(), {request.get_host()}, request.is_secure())
        back = came_from._replace(scheme="", netloc="").geturl() if ours else _start_of(request)
        return _send_on(request, way, back=back)
