"""How sign-in differs from allauth's defaults."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, override

from network.languages import remember_language


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation only; pages and mails come in the language of the account."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        remember_language(response, user.language)
        return response

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        user = context.get("user")
        with override(user.language if user else get_language()):
            super().send_mail(template_prefix, email, context)
