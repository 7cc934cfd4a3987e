"""How sign-in differs from allauth's defaults."""

import ipaddress
import logging
import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from network.browsers import browser_of
from network.enums import SignInWay
from network.languages import remember_language
from network.models import User
from network.services import note_locked_sign_in, note_sign_in
from network.sign_ins import failed

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation only; pages and mails come in the language of the account."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("This code is not right. Check it, or ask for a new one."),
        "incorrect_password": _("The password is not right."),
        "too_many_login_attempts": _("Too many failed attempts. Wait five minutes and try again."),
        "rate_limited": _("Too many attempts in a short time. Wait a minute and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        note_sign_in(user, ways=[one["method"] for one in get_authentication_records(request, user)])
        remember_language(response, user.language)
        return response

    def get_client_ip(self, request: HttpRequest) -> str:
        """The subnet alone: limits count it as one, and the log of failed sign-ins tells no more."""
        address = ipaddress.ip_address(super().get_client_ip(request))
        prefix = 24 if address.version == 4 else settings.ALLAUTH_RATE_LIMIT_IPV6_PREFIX
        return str(ipaddress.ip_network(f"{address}/{prefix}", strict=False).network_address)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            note_locked_sign_in(
                _account_of(credentials.get("email")), way=SignInWay.PASSWORD, subnet=self.get_client_ip(request)
            )
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        failed(request, _account_of(credentials.get("email")), way=SignInWay.PASSWORD)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not when somebody has only just signed in: the same would be asked twice."""
        records = get_authentication_records(self.request, self.request.user)
        if records and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_login_stages(self) -> list[str]:
        ours = {"allauth.mfa.stages.AuthenticateStage": "network.oidc.SecondStepStage"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def get_reauthentication_methods(self, user: User) -> list[dict]:
        """A code by mail where there is neither a password nor a second step."""
        methods = super().get_reauthentication_methods(user)
        if methods or not user.is_authenticated:
            return methods
        return [{"id": "code", "description": "", "url": reverse("account_reauthenticate_by_code")}]

    @transaction.atomic
    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Not when it is another account's: allauth knows of those only whose own address was confirmed."""
        others = User.objects.filter(email=email_address.email).exclude(pk=email_address.user_id)
        return not others.exists() and super().confirm_email(request, email_address)

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict | None = None, email: str | None = None
    ) -> None:
        """That something was changed. It has been: a mail server that is away must not make it look undone."""
        browser = browser_of(self.get_http_user_agent(self.request))
        try:
            super().send_notification_mail(
                template_prefix, user, {"user": user, "browser": browser} | (context or {}), email
            )
        except OSError as error:
            logger.error("%s could not be mailed: %s", template_prefix, type(error).__name__)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        user = context.get("user") or _account_of(email)
        with override(user.language if user else get_language()):
            super().send_mail(template_prefix, email, context)


def _account_of(email: str | None) -> User | None:
    """The account of an address."""
    return User.objects.filter(email=(email or "").lower()).first()
