"""The data set of the benchmarks: invented, made in bulk and therefore without an audit log.

It is the same on every machine but for its days, which count back from the day it is made: what waits must wait today.
"""

import sys
from contextlib import redirect_stdout
from datetime import timedelta
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import connection, models, transaction
from django.utils import timezone

from bank.models import Feedback, Invitation, Member, Order, OrderEvent, Session, SessionFacilitator, Slot
from devtools.bench.bank_data import make_members, make_orders
from devtools.bench.minutes_data import add_outcomes, make_themes, marked
from meetings.models import Attendance, Item, Meeting, ThemeMention
from meetings.models import Outcome as Recorded
from network.enums import GroupKind, OrganisationKind, RoleKind
from network.models import Group, Municipality, Network, Organisation, Person, Role, User

SEED = 20_090_115
# A data set made by another version of this module is made anew.
VERSION = 3
MEMBERS, PEOPLE, ORGANISATIONS, GROUPS = 1000, 4000, 400, 40
BATCH = 5000
REGION = "Uusimaa"
COORDINATOR = "coordinator@bench.example"
FIRST = ["Aino", "Eero", "Helmi", "Ilmari", "Kerttu", "Onni", "Saima", "Toivo", "Vieno", "Väinö"]
LAST = [
    "Aaltola",
    "Harjunen",
    "Kivelä",
    "Lehtomäki",
    "Niemistö",
    "Ojansuu",
    "Rantala",
    "Salmela",
    "Tuominen",
    "Ylitalo",
]


def ensure(*, orders: int, meetings: int) -> Network:
    """The network of the data set, made unless it is there in this size."""
    slug = f"bench-{VERSION}-{orders}-{meetings}"
    if not Network.objects.filter(slug=slug).exists():
        print("Making the data set; this takes several minutes, once.", file=sys.stderr)
        with transaction.atomic():
            _make(slug, orders, meetings)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # also when a migration has added a column since
    home = Network.objects.get(slug=slug)
    # Data sets of before have none; a network of today has those of its regions.
    home.municipalities.set(Municipality.objects.filter(valid_to=None, region_fi=REGION))
    return home


def sizes() -> dict[str, int]:
    """The numbers of rows of the database."""
    tables: list[type[models.Model]] = [Order, Slot, Invitation, Session, SessionFacilitator, OrderEvent, Feedback]
    tables += [Meeting, Item, Attendance, Recorded, ThemeMention, Member, Person, Organisation]
    return {model._meta.label: model._default_manager.count() for model in tables}


def _make(slug: str, orders: int, meetings: int) -> None:
    with redirect_stdout(sys.stderr):  # standard output is for the figures
        call_command("setup", verbosity=0)
    random = Random(SEED)  # noqa: S311 -- the same data on every machine is the point
    home = Network.objects.create(slug=slug, name_fi="Mittausverkosto")
    user, _created = User.objects.get_or_create(
        email=COORDINATOR, defaults={"name": "Mittaaja", "password": make_password(None)}
    )
    Role.objects.create(user=user, network=home, kind=RoleKind.COORDINATOR)
    organisations = Organisation.objects.bulk_create(
        Organisation(network=home, name=f"Yksikkö {n}", kind=random.choice(OrganisationKind.values))
        for n in range(ORGANISATIONS)
    )
    people = Person.objects.bulk_create(
        Person(network=home, first_name=random.choice(FIRST), last_name=f"{random.choice(LAST)}-{n}")
        for n in range(PEOPLE)
    )
    today = timezone.localdate()
    members = make_members(random, home, people[:MEMBERS], organisations, today)
    make_orders(random, home, orders, organisations, people[MEMBERS:], members, today)
    _meetings(random, home, meetings, people)


def _meetings(random: Random, home: Network, count: int, people: list) -> None:
    groups = Group.objects.bulk_create(
        Group(network=home, name=f"Teemaverstas {n}", kind=GroupKind.THEME_WORKSHOP) for n in range(GROUPS)
    )
    themes = make_themes(home)
    start = timezone.make_aware(timezone.datetime(2016, 1, 7, 9, 0))
    for first in range(0, count, BATCH):
        numbers = range(first, min(first + BATCH, count))
        made = Meeting.objects.bulk_create(
            _meeting(home, groups[n % GROUPS], start + timedelta(hours=n * 87_600 // count)) for n in numbers
        )
        items = Item.objects.bulk_create(
            Item(meeting=meeting, position=n, number=str(n), heading=f"Asia {n}", body=marked(random.choice(themes)))
            for meeting in made
            for n in range(1, 4)
        )
        add_outcomes(random, made, items, themes, people)
        Attendance.objects.bulk_create(
            Attendance(meeting=meeting, person=person, name_label=person.name, position=n)
            for meeting in made
            for n, person in enumerate(random.sample(people, 4))
        )


def _meeting(home: Network, group: Group, starts_at: Any) -> Meeting:
    return Meeting(
        network=home,
        group=group,
        group_label=group.name,
        title=f"{group.name}: kokous",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        place_name="Kaupungintalo",
    )
