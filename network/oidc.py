"""Signing in through an organisation's own service (OpenID Connect), where the settings name one.

It opens existing accounts alone: the one whose address the service says it has verified. Nothing of the service is
stored, and there is no sign-up.
"""

import logging
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from network.enums import SignInWay
from network.models import User
from network.sign_ins import failed

logger = logging.getLogger(__name__)
_FAILED = gettext_lazy("Signing in there did not succeed. Try again, or sign in here.")


class SocialAdapter(DefaultSocialAccountAdapter):
    """Sends back to the sign-in page, with the reason, whoever has no account here or was not let in there."""

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[User, str] | None:
        """The account of the address; an address that somebody has only asked to change to is none."""
        for address in sociallogin.email_addresses:
            if address.verified and (user := User.objects.filter(email=address.email.lower()).first()):
                return user, address.email
        return None

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if not sociallogin.is_existing:
            failed(request, None, way=SignInWay.OTHER_SERVICE)
            _send_back(
                request, _("There is no account with the address that the service told. Ask your network for one.")
            )
        # Whatever the address asked for: a service that was tied to an account would open it whatever it then says.
        sociallogin.state["process"] = AuthProcess.LOGIN

    def on_authentication_error(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> None:
        failed(request, None, way=SignInWay.OTHER_SERVICE)
        _send_back(request, _FAILED)


class VerifyingAdapter(OpenIDConnectOAuth2Adapter):
    """allauth trusts a token that came over TLS; we look at its signature all the same."""

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """Raises ``OAuth2Error`` for a token that is missing, wrongly signed, old or meant for somebody else."""
        claims = self._claims(app, kwargs["response"].get("id_token"))
        if "email" not in claims:
            told = self._fetch_user_info(token.token)
            if told.get("sub") != claims["sub"]:
                raise OAuth2Error("The service told of somebody else.")
            claims = told | claims
        # The text "false" would be as good as true.
        claims["email_verified"] = claims.get("email_verified") is True
        return self.get_provider().sociallogin_from_response(request, {"id_token": claims})

    def _claims(self, app: SocialApp, id_token: str | None) -> dict[str, Any]:
        if not id_token:
            raise OAuth2Error("The service gave no token.")
        return jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )


def did_second_step_there(request: HttpRequest, user: User) -> bool:
    """Whether this session was opened by a service that asks for a second step itself, as the settings say."""
    if not settings.OIDC_DOES_SECOND_STEP:
        return False
    return any(one["method"] == "socialaccount" for one in get_authentication_records(request, user))


class SecondStepStage(AuthenticateStage):
    """allauth's second step of signing in, except for whom the other service has asked for it."""

    def _should_handle(self, request: HttpRequest) -> bool:
        user = self.login.user
        return super()._should_handle(request) and not (user and did_second_step_there(request, user))


@login_not_required
@require_safe
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _view(OAuth2LoginView, request, provider_id)


@login_not_required
@require_safe
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _view(OAuth2CallbackView, request, provider_id)


def _view(view: type, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        return view.adapter_view(VerifyingAdapter(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except (OSError, KeyError, ValueError) as error:
        # The service is away (requests' errors are OSErrors), or does not say what it must: allauth catches neither.
        logger.warning("Signing in through %s failed: %s", provider_id, type(error).__name__)
        messages.error(request, _FAILED)
        return HttpResponseRedirect(reverse("account_login"))


def _send_back(request: HttpRequest, why: str) -> None:
    messages.error(request, why)
    raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))
