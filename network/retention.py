"""How long accounts are kept: the network's rules of retention (``core.retention``)."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from core.dates import end_of, months_before
from core.models import Job
from core.retention import Rule, delete_rows, register_rule
from network.enums import ERASED_HOST, ERASED_MONTHS, WARNED_MONTHS, RoleKind
from network.mail import UNUSED_ACCOUNT
from network.models import Digest, Notice, Role, User
from network.services import erase_accounts, warn_unused

NOTICES_KEPT = timedelta(days=90)


def due_warning(day: date) -> QuerySet[User]:
    """Active accounts that nobody has signed in to for 12 months, and that have not been warned of it."""
    return _unused(day, WARNED_MONTHS).filter(~_warned(), is_active=True)


def due_erasure(day: date) -> QuerySet[User]:
    """Those of 13 months: a month after the warning was sent, and closed ones without any.

    But not the only administrator of a network, whom nobody could follow.
    """
    warned = _warned(done_at__lt=end_of(months_before(day, ERASED_MONTHS - WARNED_MONTHS)))
    unused = _unused(day, ERASED_MONTHS).filter(warned | Q(is_active=False))
    return unused.exclude(pk__in=_only_administrators(day).values("user"))


def _unused(day: date, months: int) -> QuerySet[User]:
    used_at = Coalesce("last_login", "date_joined")
    unused = User.objects.annotate(used_at=used_at).filter(used_at__lt=end_of(months_before(day, months)))
    return unused.exclude(email__endswith=f"@{ERASED_HOST}")


def _only_administrators(day: date) -> QuerySet[Role]:
    """Roles of administrators beside whom no other stays."""
    roles = Role.objects.filter(kind=RoleKind.ADMIN, user__is_active=True).on(day)
    others = roles.filter(network=OuterRef("network"), valid_to=None).exclude(user=OuterRef("user"))
    return roles.filter(~Exists(others))


def _warned(**facts: object) -> Q:
    """Warned since the account was last used."""
    mails = Job.objects.filter(kind=UNUSED_ACCOUNT, object_id=OuterRef("pk"), created_at__gt=OuterRef("used_at"))
    return Q(Exists(mails.filter(**facts)))


def due_notices(day: date) -> QuerySet[Notice]:
    """Notices of more than 90 days, read or not."""
    return Notice.objects.filter(created_at__lt=end_of(day - NOTICES_KEPT))


def due_digests(day: date) -> QuerySet[Digest]:
    """That a digest was sent, 90 days ago: nobody asks any more."""
    return Digest.objects.filter(day__lte=day - NOTICES_KEPT)


register_rule(
    Rule(
        "network.notice",
        what=_("Notices"),
        kept=_("90 days"),
        then=_("deleted"),
        due=due_notices,
        act=delete_rows,
    )
)
register_rule(
    Rule(
        "network.digest",
        what=_("Digests of notices"),
        kept=_("90 days"),
        then=_("deleted"),
        due=due_digests,
        act=delete_rows,
    )
)
register_rule(
    Rule(
        "network.account",
        what=_("Accounts that nobody uses"),
        kept=_("13 months after the last signing in"),
        then=_("erased"),
        due=due_erasure,
        act=erase_accounts,
    )
)
register_rule(
    Rule(
        "network.account_warning",
        what=_("Accounts that nobody uses"),
        kept=_("12 months after the last signing in"),
        then=_("warned by mail"),
        due=due_warning,
        act=warn_unused,
    )
)
