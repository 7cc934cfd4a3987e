"""Showing again who one is: allauth's ways, and a code by mail for accounts with neither password nor second step.

The code is typed into the browser that asked for it: its session holds a hash of it, and nothing else knows it.
"""

import time

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows, is_reauthentication_required
from allauth.core import ratelimit
from allauth.core.internal.cryptokit import normalize_user_code
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from core.errors import DomainError
from network.enums import SignInWay
from network.models import User
from network.sign_ins import failed

# Shape: {"hash": str, "at": seconds, "failed": int}
SESSION_KEY = "reauthentication_code"
ATTEMPTS = 3


def has_own_way(user: User) -> bool:
    """Whether the account has a password or a second step to show. One query."""
    return bool(get_reauthentication_flows(user))


def is_required(request: HttpRequest) -> bool:
    """What allauth says; for accounts that it lets through because they have nothing to show, by the code."""
    if has_own_way(request.user):
        return is_reauthentication_required(request, app="allauth.account")
    if not get_adapter().is_reauthentication_required(app="allauth.account"):
        return False
    shown = [one for one in get_authentication_records(request, request.user) if one.get("reauthenticated")]
    return not shown or time.time() - shown[-1]["at"] >= app_settings.REAUTHENTICATION_TIMEOUT


def send_code(request: HttpRequest) -> None:
    """Mail a code to the account's own address, in the place of one before. Raises ``DomainError`` for too many."""
    user = request.user
    if not ratelimit.consume(request, action="ask_code", key=f"again:{user.pk}"):
        raise DomainError(_("Too many codes have been asked for. Wait an hour, or use the last one."))
    code = get_adapter().generate_login_code()
    request.session[SESSION_KEY] = {"hash": _hash(user, code), "at": time.time(), "failed": 0}
    get_adapter().send_mail("account/email/reauthentication_code", user.email, {"user": user, "code": code})


def waits_for_code(request: HttpRequest) -> bool:
    """Whether a code was sent that can still be typed."""
    sent = request.session.get(SESSION_KEY)
    return bool(sent) and time.time() - sent["at"] < app_settings.LOGIN_BY_CODE_TIMEOUT


def check_code(request: HttpRequest, typed: str) -> None:
    """Take the code as proof, once. Raises ``DomainError`` for a wrong one; the third makes the code worthless.

    Who has many sessions has no more guesses: tries are counted for the account, and so are codes.
    """
    if not ratelimit.consume(request, action="reauthenticate", user=request.user):
        raise DomainError(_("Too many attempts in a short time. Wait a minute and try again."))
    if not waits_for_code(request):
        raise DomainError(_("The code is too old. Ask for a new one."))
    sent = request.session.pop(SESSION_KEY)
    if constant_time_compare(_hash(request.user, typed), sent["hash"]):
        record_authentication(request, request.user, method="code", reauthenticated=True)
        return
    failed(request, request.user, way=SignInWay.CODE)
    sent["failed"] += 1
    if sent["failed"] >= ATTEMPTS:
        raise DomainError(_("The code was wrong three times. Ask for a new one."))
    request.session[SESSION_KEY] = sent
    raise DomainError(_("This code is not right. Check it, or ask for a new one."))


def _hash(user: User, code: str) -> str:
    return salted_hmac(
        "network.reauthentication", f"{user.pk}:{normalize_user_code(code)}", algorithm="sha256"
    ).hexdigest()
