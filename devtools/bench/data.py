"""The data set of the benchmarks: invented, the same on every machine, made in bulk and therefore without history."""

import sys
from contextlib import redirect_stdout
from datetime import date, timedelta
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import connection, models, transaction
from django.utils import timezone

from bank.enums import Category, OrderKind, Outcome, OutcomeReason
from bank.models import Member, Order, OrderCounter, Qualification, Slot
from core.fuzzydates import parse
from devtools.bench.minutes_data import add_outcomes, make_themes, marked
from meetings.models import Attendance, Item, Meeting, ThemeMention
from meetings.models import Outcome as Recorded
from methods.models import Method
from network.enums import GroupKind, OrganisationKind, RoleKind
from network.models import Group, Network, Organisation, Person, Role, User

SEED = 20_090_115
# A data set made by another version of this module is made anew.
VERSION = 2
MEMBERS, PEOPLE, ORGANISATIONS, GROUPS = 310, 3000, 400, 40
BATCH = 5000
DAY = date(2026, 6, 1)
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
    return Network.objects.get(slug=slug)


def sizes() -> dict[str, int]:
    """The numbers of rows of the database."""
    tables: list[type[models.Model]] = [Order, Slot, Meeting, Item, Attendance, Recorded, ThemeMention]
    tables += [Member, Person, Organisation]
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
    members = Member.objects.bulk_create(
        Member(network=home, person=person, joined_on=date(2008, 1, 1)) for person in people[:MEMBERS]
    )
    Qualification.objects.bulk_create(
        Qualification(member=member, category=category, valid_from=date(2008, 1, 1))
        for member in members
        for category in random.sample(Category.values, 2)
    )
    _orders(random, home, orders, organisations, people[MEMBERS:], members)
    _meetings(random, home, meetings, people)


def _orders(random: Random, home: Network, count: int, organisations: list, people: list, members: list) -> None:
    methods = list(Method.objects.orderable())
    numbers: dict[int, int] = {}
    for first in range(0, count, BATCH):
        numbers_of_batch = range(first, min(first + BATCH, count))
        made = Order.objects.bulk_create(
            _order(random, home, n / count, organisations, people, methods, numbers) for n in numbers_of_batch
        )
        Slot.objects.bulk_create(
            Slot(order=order, member=member, name_label=member.person.name, position=position)
            for order in made
            if order.outcome or random.random() < 0.5
            for position, member in enumerate(random.sample(members, 2))
        )
    OrderCounter.objects.bulk_create(
        OrderCounter(network=home, year=year, last=last) for year, last in numbers.items()
    )


def _order(random: Random, home: Network, age: float, organisations: list, people: list, methods: list,
           numbers: dict[int, int]) -> Order:  # fmt: skip
    """The ``age``-th (0 oldest, 1 newest) order of ten years; one in fifty of the newest is still open."""
    day = DAY - timedelta(days=int(3650 * (1 - age)))
    held = day + timedelta(days=random.randrange(20, 120))
    method, organisation = random.choice(methods), random.choice(organisations)
    numbers[day.year] = numbers.get(day.year, 0) + 1
    outcome = random.choices(Outcome.values, weights=[70, 4, 12, 10, 4])[0]
    if age > 0.95 and random.random() < 0.4:
        outcome = ""
    order = Order(
        network=home,
        year=day.year,
        number=numbers[day.year],
        received_on=day,
        summary=f"{method.name_fi}, {organisation.name}",
        kind=random.choice(OrderKind.values),
        method=method,
        method_label=method.name_fi,
        organisation=organisation,
        organisation_label=organisation.name,
        contact=random.choice(people),
        place="Kouvola",
        participants="12 työntekijää",
        outcome=outcome,
        outcome_reason=OutcomeReason.TIME_DID_NOT_SUIT if outcome not in ("", Outcome.CARRIED_OUT) else "",
        outcome_at=timezone.now() if outcome else None,
        register_date=held,
        register_first_year=held.year,
        register_last_year=held.year,
    )
    order.contact_label = order.contact.name
    order.wished = parse(f"{held.day}.{held.month}.{held.year}", today=DAY)
    if outcome == Outcome.CARRIED_OUT:
        order.held = order.wished
    return order


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
