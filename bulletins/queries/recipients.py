"""Who gets a bulletin by mail, and who does not, with the reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

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
        elif unsubscribed_hash(version.network, person.email) in refused:
            found.unsubscribed.append(person)
        elif person.email.casefold() in sent:
            found.had.append(person)
        elif person.email.casefold() not in addresses:
            addresses.add(person.email.casefold())
            found.people.append(person)
    return found


def unsubscribed_hash(network: Network, email: str) -> str:
    """The same address has another hash in each network, so that rows of two networks cannot be joined."""
    return sha256(f"bulletins:{network.pk}:{email.strip().casefold()}".encode()).hexdigest()


def unsubscribed_hashes(network: Network) -> set[str]:
    return set(Unsubscribed.objects.filter(network=network).values_list("address_hash", flat=True))
