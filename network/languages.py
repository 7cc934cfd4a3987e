"""The language a person reads in: kept in the account for mails and documents, in a cookie for the pages."""

from django.conf import settings
from django.http import HttpResponse

from network.models import User

A_YEAR = 365 * 24 * 60 * 60


def choose_language(user: User, language: str) -> None:
    """Keep the language in the account."""
    if user.language != language:
        user.language = language
        user.save(update_fields=["language"])


def remember_language(response: HttpResponse, language: str) -> None:
    """Keep the language in the browser, also after signing out."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=A_YEAR,
        secure=settings.HTTPS,
        httponly=True,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
