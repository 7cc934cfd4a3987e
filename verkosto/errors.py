"""Error pages: in the user's language, saying what to do.

They are rendered without the request, so that they are the same bytes for everything that is unknown or not visible,
and need nothing that may be broken.
"""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token


def _page(name: str, status: int) -> HttpResponse:
    return HttpResponse(render_to_string(f"verkosto/errors/{name}.html"), status=status)


def bad_request(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page("413", 413) if isinstance(exception, RequestDataTooBig) else _page("400", 400)


def permission_denied(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page("403", 403)


def page_not_found(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page("404", 404)


def server_error(_request: HttpRequest) -> HttpResponse:
    return _page("500", 500)


@requires_csrf_token
def csrf_failure(_request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was sent without a valid token: an old page, or cookies that are refused."""
    return _page("csrf", 403)
