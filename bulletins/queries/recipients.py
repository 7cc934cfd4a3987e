"""Who gets a bulletin by mail, and who does not, with the reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.conf import settings
from django.utils.crypto import salted_hmac

from bulletins.models import BulletinVersion, Unsubscribed
from network.models import Group, GroupMembership, Network, Person


@dataclass(frozen=True)
class Recipients:
    """People of the chosen groups, each once. ``without`` have no address, ``unsubscribed`` want no bulletins."""

    people: list[Person]
    without: list[Person]
    unsubscribed: list[Person]
    had: list[Person]


def recipients_of(version: BulletinVersion, groups: Iterable[Group], day: date) -> Recipients:
    """The members of groups on a day. Three queries."""
    memberships = GroupMembership.objects.on(day).filter(group__in=[group.pk for group in groups])
    people = Person.objects.kept().filter(pk__in=memberships.values("person")).select_related("user")
    refused = unsubscribed_hashes(version.network)
    sent = {email.casefold() for email in version.mails.values_list("email", flat=True)}
    found = Recipients([], [], [], [])
    addresses: set[str] = set()
    for person in people.order_by("last_name", "first_name", "pk"):
        if not person.email:
            found.without.append(person)
        elif is_unsubscribed(version.network, person.email, refused):
            found.unsubscribed.append(person)
        elif person.email.casefold() in sent:
            found.had.append(person)
        elif person.email.casefold() not in addresses:
            addresses.add(person.email.casefold())
            found.people.append(person)
    return found


def unsubscribed_hash(network: Network, email: str, *, secret: str | None = None) -> str:
    """Keyed with ``SECRET_KEY``, so that whoever has the rows alone cannot try addresses; another in each network."""
    plain = sha256(f"bulletins:{network.pk}:{email.strip().casefold()}".encode()).hexdigest()
    # Over the plain hash, as that was all that rows of before had (migration 0003).
    return salted_hmac("bulletins.Unsubscribed", plain, secret=secret, algorithm="sha256").hexdigest()


def possible_hashes(network: Network, email: str) -> set[str]:
    """Those by which a row may know the address: of the key of today, and of keys before it."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return {unsubscribed_hash(network, email, secret=secret) for secret in secrets}


def unsubscribed_hashes(network: Network) -> set[str]:
    return set(Unsubscribed.objects.filter(network=network).values_list("address_hash", flat=True))


def is_unsubscribed(network: Network, email: str, refused: set[str] | None = None) -> bool:
    """Whether the address wants no bulletins; ``refused`` are the hashes of the network, or one query."""
    return not possible_hashes(network, email).isdisjoint(unsubscribed_hashes(network) if refused is None else refused)
