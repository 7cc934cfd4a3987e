"""Erasing a person: names and contact data go, and what the network remembers keeps a place without them."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from core import erasure
from core.errors import DomainError
from core.states import lock
from network.enums import ERASED_HOST
from network.models import CalendarFeed, Digest, GroupMembership, MailChoice, Notice, Person, Role, User
from network.services.access import is_last_administrator
from network.services.sessions import end_all_sessions

PERSON, ACCOUNT = "network.person", "network.user"
# What installed packages keep of an account: addresses, keys and sessions.
ACCOUNT_APPS = {"account", "mfa", "socialaccount", "usersessions"}


@transaction.atomic
def erase_person(person: Person, *, actor: User | None) -> dict[str, int]:
    """Erase a person for good, with the account when it is nobody else's; returns what was done, {what: how many}.

    The row stays as "Poistettu henkilö <key>": acts, attendances and the log lead to it. Minutes keep the names that
    stand in them, by the network's archive plan. Raises ``OSError`` when the ledger of erasures cannot be written, and
    ``DomainError`` when a network would be left without an administrator.
    """
    if person.user and is_last_administrator(person.user):
        raise DomainError(_("The network needs an administrator. Give the role to somebody else first."))
    return _add_up(erasure.erase(PERSON, key, actor=actor) for key in _keys_of(person))


def rehearse_erasing(person: Person) -> dict[str, int]:
    """What ``erase_person`` would do; nothing is changed."""
    return _add_up(erasure.rehearse(PERSON, key) for key in _keys_of(person))


def _keys_of(person: Person) -> list[int]:
    """The person's own and those of merged doubles: in a backup of before the merging they are people."""
    return [*person.merged.order_by("pk").values_list("pk", flat=True), person.pk]


def _add_up(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    done: Counter[str] = Counter()
    for one in counts:
        done.update(one)
    return dict(done)


@transaction.atomic
def erase_names(key: int) -> dict[str, int]:
    """The eraser of the network: names, contact data, positions, memberships that go on, roles, and the account."""
    person = Person.objects.filter(pk=key).first()
    if person is None:
        return {}
    person = lock(person)
    user, person.user = person.user, None
    person.first_name, person.last_name = "Poistettu", f"henkilö {person.pk}"
    person.email = person.phone = ""
    person.version += 1
    person.full_clean()
    person.save()
    done = {
        "people": 1,
        "positions": person.positions.all().delete()[0],
        "memberships ended": _end_yesterday(GroupMembership.objects.filter(person=person)),
    }
    if user is None:
        return done
    done["roles ended"] = _end_yesterday(Role.objects.filter(user=user, network=person.network_id))
    if not user.people.exists():
        done |= erase_account(user)
    return done


@transaction.atomic
def erase_account_of(key: int) -> dict[str, int]:
    """The eraser of the network for ``network.user``: an account, of which its people keep nothing."""
    user = User.objects.filter(pk=key).first()
    if user is None:
        return {}
    Person.objects.filter(user=user).update(user=None)
    return erase_account(user)


def erase_account(user: User) -> dict[str, int]:
    """Take everything out of an account by which somebody is known; the row stays, as acts and the log lead to it."""
    user = lock(user)
    ended = _end_yesterday(Role.objects.filter(user=user))
    kept = 0
    for relation in user._meta.related_objects:
        if relation.related_model._meta.app_label in ACCOUNT_APPS:
            kept += relation.related_model._base_manager.filter(**{relation.field.name: user}).delete()[0]
    for own in (CalendarFeed, Notice, Digest, MailChoice):
        kept += own.objects.filter(user=user).delete()[0]
    user.email, user.name = f"poistettu-{user.pk}@{ERASED_HOST}", f"Poistettu tili {user.pk}"
    user.is_active = user.is_superuser = user.is_staff = False
    user.set_unusable_password()
    user.full_clean()
    user.save()
    end_all_sessions(user)
    return {"accounts": 1, "addresses and keys of the account": kept, "other roles ended": ended}


def _end_yesterday(rows: QuerySet) -> int:
    """End what goes on, and take away what began today or later: it held on no day before."""
    yesterday = timezone.localdate() - timedelta(days=1)
    going_on = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=yesterday))
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=yesterday)
    taken_away = going_on.exclude(begun).delete()[0]
    return taken_away + going_on.filter(begun).update(valid_to=yesterday)
