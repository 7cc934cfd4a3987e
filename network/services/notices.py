"""Notices: written in the transaction of their cause, mailed as their owner has chosen, read, let go.

An app names the sentences of its notices (``register_notice``); a row holds the name alone. Mails say how many of what
kind wait, and where (product.md, section 6).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise

from core.mail import send_mail
from network.enums import MailTime, NoticeKind
from network.mail import DIGEST, NOTICE
from network.models import Digest, MailChoice, Network, Notice, User

# What came before this hour is in the digest of the day.
DIGEST_AT = time(7)


@dataclass(frozen=True)
class About:
    """A sentence of notices; ``mandatory`` ones are mailed at once whatever was chosen."""

    kind: NoticeKind
    words: Promise
    mandatory: bool = False


_abouts: dict[str, About] = {}


def register_notice(about: str, *, kind: NoticeKind, words: Promise, mandatory: bool = False) -> None:
    """Name a sentence. Raises ``ValueError`` for a name that is taken."""
    if about in _abouts:
        raise ValueError(f"There is a notice {about} already.")
    _abouts[about] = About(kind, words, mandatory)


def words_of(notice: Notice) -> str:
    """The sentence of a notice; of one that a newer version wrote, its kind."""
    found = _abouts.get(notice.about)
    return str(found.words) if found else notice.get_kind_display()


def mail_times(user: User) -> dict[str, str]:
    """When the account is mailed of each kind of notices. One query."""
    chosen = dict(user.mail_choices.values_list("kind", "time"))
    return {kind.value: chosen.get(kind, MailTime.AT_ONCE.value) for kind in NoticeKind}


@transaction.atomic
def notify(
    user: User,
    *,
    about: str,
    network: Network,
    path: str,
    key: str,
    actor: User | None,
    at_once: Callable[[], object] | None = None,
) -> Notice:
    """Write a notice, and send its mail if the owner wants it at once: ``at_once()``, or one without more to say.

    The same cause (``about`` and ``key``) is one notice and at most one mail.
    """
    known = _abouts[about]
    chosen = MailTime.AT_ONCE if known.mandatory else mail_times(user)[known.kind]
    facts = {"network": network, "kind": known.kind, "about": about, "path": path, "mail": chosen}
    notice, is_new = Notice.objects.get_or_create(user=user, key=f"{about}:{key}", defaults=facts)
    if is_new and chosen == MailTime.AT_ONCE:
        if at_once is not None:
            at_once()
        # Whoever has never signed in is invited first.
        elif user.last_login is not None:
            send_mail(NOTICE, notice, actor=actor)
    return notice


@transaction.atomic
def choose_mails(user: User, *, times: dict[str, str], actor: User) -> None:
    """Say when to be mailed of each kind. It is one's own and no act on others: nothing is recorded."""
    for kind, chosen in times.items():
        choice = MailChoice.objects.filter(user=user, kind=kind).first() or MailChoice(user=user, kind=kind)
        choice.time = chosen
        choice.full_clean()
        choice.save()


@transaction.atomic
def read_notices(user: User, *, keys: list[int] | None = None, actor: User) -> int:
    """Mark one's notices as read, or all of them; returns how many were not yet."""
    notices = Notice.objects.filter(user=user).unread()
    if keys is not None:
        notices = notices.filter(pk__in=keys)
    return notices.update(read_at=timezone.now())


def queue_digests(day: date) -> int:
    """Queue the digest of each account that wants one and has something new; returns how many.

    Safe to call as often as one likes: an account has one digest a day, and a notice is in one.
    """
    before = timezone.make_aware(datetime.combine(day, DIGEST_AT))
    waiting = Notice.objects.for_digest(before).filter(user__is_active=True).order_by()
    users = list(User.objects.filter(pk__in=waiting.values("user")).order_by("pk"))
    return sum(_queue_digest(user, day, before) for user in users)


@transaction.atomic
def _queue_digest(user: User, day: date, before: datetime) -> bool:
    digest, is_new = Digest.objects.get_or_create(user=user, day=day)
    if is_new:
        Notice.objects.filter(user=user).for_digest(before).update(digest=digest)
        send_mail(DIGEST, digest, actor=None)
    return is_new
