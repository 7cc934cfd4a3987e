"""Pages of those who have no account: open to everybody, kept in no cache, and limited in how often they are used."""

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

TOO_OFTEN = _("This was sent too often. Nothing that you wrote is lost: wait a minute and try again.")
TOO_MANY = _("Too many answers at once. Wait a minute and try again.")


@method_decorator(login_not_required, name="dispatch")
class OutsideMixin:
    """A page without an account. What has to be ready before it answers is done in ``setup``: a class that overrides
    ``dispatch`` asks for an account again.

    ``rate_limit`` is the name of a limit (``ACCOUNT_RATE_LIMITS``). A form that keeps what was typed asks
    ``is_too_often`` itself; with ``refuses`` the mixin answers instead of the page, and with ``counts_looking``
    looking counts too.
    """

    rate_limit: str
    refuses = counts_looking = False
    # Whether search engines may show it.
    is_findable = False

    def dispatch(self, request, *args, **kwargs):
        if (
            self.refuses
            and ratelimit.consume_or_429(request, action=self.rate_limit, limit_get=self.counts_looking) is not None
        ):
            return HttpResponse(TOO_MANY, status=429)
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        if not self.is_findable:
            response["X-Robots-Tag"] = "noindex"
        return response

    @property
    def actor(self):
        """Who is signed in all the same, or None."""
        return self.request.user if self.request.user.is_authenticated else None

    def is_too_often(self):
        return not ratelimit.consume(self.request, action=self.rate_limit)


class OwnLanguageMixin(OutsideMixin):
    """``?kieli=`` names the language, so that no cookie is needed for it."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.language = request.GET.get("kieli", "")
        if self.language in dict(settings.LANGUAGES):
            translation.activate(self.language)
            request.LANGUAGE_CODE = self.language
