"""Where allauth tells that a sign-in failed, the security log hears of it (``network.services.sign_ins``)."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from network.enums import SignInWay
from network.models import User
from network.services import note_failed_sign_in


def failed(request: HttpRequest, user: User | None, *, way: SignInWay) -> None:
    """Note it; whoever is signed in already was asked again who it is."""
    actor = request.user if request.user.is_authenticated else None
    note_failed_sign_in(user, way=way, subnet=get_adapter().get_client_ip(request), actor=actor)


def code_rejected(*, request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """allauth's signal of a wrong code by mail."""
    failed(request, user, way=SignInWay.CODE)


def second_step_failed(*, request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """allauth's signal of a wrong code of an app, or a wrong recovery code."""
    failed(request, user, way=SignInWay.SECOND_STEP)
