"""Measures the directory and the figure of the structure with every municipality of Finland in one network.

308 municipalities, 5,000 organisations, 20,000 people with positions, 7 themes, a group for each municipality. All of
it is made in a transaction that is rolled back: the other pages are measured without it.
"""

from datetime import date
from random import Random
from typing import Any
from urllib.parse import quote

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from devtools.bench import data
from devtools.bench.measure import page
from network.enums import GroupKind, OrganisationKind, RoleKind
from network.models import (
    Group,
    GroupMembership,
    GroupName,
    Municipality,
    Network,
    Organisation,
    Person,
    Position,
    Role,
    User,
)
from structure.enums import PartKind
from structure.models import GroupPlace, Part, PartVersion

MUNICIPALITIES, ORGANISATIONS, PEOPLE, AREAS, THEMES = 308, 5000, 20_000, 3, 7
KEEPER = "keeper@bench.example"
SINCE = date(2008, 10, 10)
SEARCHES = {
    "part of a name": "htomä",
    "two parts": "aino tuomin",
    "a place": "espoo yksikkö 3",
    "one letter": "a",
    "no match": "löytymätön",
}


@transaction.atomic
def directory(rounds: int) -> list[dict[str, Any]]:
    """``[{"name", "p50_ms", "p95_ms", "queries", "bytes"}]`` of the directory's and the structure's pages."""
    network = _make()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    user, _created = User.objects.get_or_create(
        email=KEEPER, defaults={"name": "Hakija", "password": make_password(None)}
    )
    Role.objects.get_or_create(user=user, network=network, kind=RoleKind.COORDINATOR)
    client = Client(HTTP_HOST="localhost")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    search = reverse("network:directory", args=[network.slug])
    addresses = {f"directory, {name}": f"{search}?q={quote(words)}" for name, words in SEARCHES.items()}
    addresses["structure"] = reverse("structure:overview", args=[network.slug])
    measured = [page(client, name, url, rounds) for name, url in addresses.items()]
    transaction.set_rollback(True)
    return measured


def _make() -> Network:
    random = Random(data.SEED)  # noqa: S311 -- the same data on every machine is the point
    home = Network.objects.create(slug="bench-directory", name_fi="Hakemistoverkosto")
    places = list(Municipality.objects.filter(valid_to=None).order_by("code")[:MUNICIPALITIES])
    towns = Organisation.objects.bulk_create(
        Organisation(network=home, name=f"{place.name_fi}, kunta", kind=OrganisationKind.MUNICIPALITY,
                     municipality=place)
        for place in places
    )  # fmt: skip
    units = Organisation.objects.bulk_create(
        Organisation(network=home, name=f"Yksikkö {n}", kind=OrganisationKind.UNIT, parent=random.choice(towns))
        for n in range(ORGANISATIONS - len(towns))
    )
    people = Person.objects.bulk_create(
        Person(network=home, first_name=random.choice(data.FIRST), last_name=f"{random.choice(data.LAST)}-{n}")
        for n in range(PEOPLE)
    )
    Position.objects.bulk_create(
        Position(person=person, organisation=random.choice(units), title="sosiaalityöntekijä") for person in people
    )
    _structure(random, home, towns)
    return home


def _structure(random: Random, home: Network, towns: list[Organisation]) -> None:
    """Areas, themes, and for each municipality a group in one of the themes."""
    kinds = [PartKind.AREA] * AREAS + [PartKind.THEME] * THEMES
    parts = Part.objects.bulk_create(Part(network=home, kind=kind, valid_from=SINCE) for kind in kinds)
    areas, themes = parts[:AREAS], parts[AREAS:]
    names = [PartVersion(part=area, name_fi=f"Alue {n}", valid_from=SINCE) for n, area in enumerate(areas)]
    names += [
        PartVersion(part=theme, name_fi=f"Teema {n}", number=n, area=areas[n % AREAS], valid_from=SINCE)
        for n, theme in enumerate(themes, 1)
    ]
    PartVersion.objects.bulk_create(names)
    groups = Group.objects.bulk_create(
        Group(network=home, name=f"{town.name}: työryhmä", kind=GroupKind.MUNICIPAL_GROUP) for town in towns
    )
    GroupName.objects.bulk_create(GroupName(group=group, name=group.name) for group in groups)
    GroupMembership.objects.bulk_create(
        GroupMembership(group=group, organisation=town) for group, town in zip(groups, towns, strict=True)
    )
    GroupPlace.objects.bulk_create(
        GroupPlace(group=group, part=random.choice(themes), valid_from=SINCE) for group in groups
    )
