"""Headers that every answer carries, errors, redirects and static files included; and files, which know no cookies."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from core.files import is_address_of_file, is_host_of_files

# No inline script or style anywhere (house-style.md, section 11), so nothing here says "unsafe".
CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)


class SecurityHeadersMiddleware:
    """Strict content security policy; pages of people with a session are kept in no cache.

    Stands first: what another middleware answers by itself goes through here too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        # By the cookie and not by the user: who that is, a database would have to say that may just be away. Files do
        # not know of cookies.
        if settings.SESSION_COOKIE_NAME in request.COOKIES or is_address_of_file(request.path_info):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class FilesMiddleware:
    """Answers signed addresses of files by itself, before sessions, languages and sign-in, which all read cookies.

    Where files have a host of their own (``FILES_URL``), it answers for nothing else, and no other host for them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_file = is_address_of_file(request.path_info)
        if settings.FILES_URL and is_file != is_host_of_files(request.get_host()):
            raise Http404
        if not is_file:
            return self.get_response(request)
        try:
            match = resolve(request.path_info)
        except Resolver404:
            raise Http404 from None
        return match.func(request, *match.args, **match.kwargs)
