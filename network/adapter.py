"""How sign-in differs from allauth's defaults."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation only; nobody signs up on one's own."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
