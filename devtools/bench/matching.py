"""Measures the finding of teams: the scorer without a database, the page of one order, a dry run over a season."""

from datetime import date, timedelta
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import reverse

from bank.enums import Category, SlotRole
from bank.matching import MemberFacts, OrderFacts, Place, Together, rank_pairs, rank_people
from bank.models import HomeMunicipality, Member, Order, Qualification, Slot
from bank.services import draft_teams
from core.fuzzydates import parse
from devtools.bench import data
from network.enums import RoleKind
from network.models import Municipality, Network, Organisation, Person, Role, User

MEMBERS, ORDERS, EXPERTS = 310, 240, 76
TODAY = date(2026, 6, 1)
LEAD = Place(SlotRole.LEAD, Category.CONSULTANT)


def finding(rounds: int) -> list[dict[str, Any]]:
    """``[{"name", "ms"}]``, medians: of 76 experts as the seed has them, and of 310 members with 240 open orders."""
    home = _bank()
    order = Order.objects.filter(network=home).earliest("pk")
    user = User.objects.get(email=data.COORDINATOR)
    client = Client(HTTP_HOST="localhost")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    page = reverse("bank:order-team", args=[home.slug, order.pk])
    return [
        _timed(f"scorer, {EXPERTS} people and all pairs, without a database", _scorer(EXPERTS), rounds),
        _timed(f"scorer, {MEMBERS} people and all pairs, without a database", _scorer(MEMBERS), rounds),
        _timed(f"page of one order, {MEMBERS} members, {ORDERS} open orders", lambda: client.get(page), rounds),
        _timed(f"dry run, {MEMBERS} members, {ORDERS} open orders", lambda: draft_teams(home, actor=user), 3),
    ]


def _timed(name: str, act: Any, rounds: int) -> dict[str, Any]:
    act()
    times = []
    for _round in range(rounds):
        start = perf_counter()
        act()
        times.append(perf_counter() - start)
    return {"name": name, "ms": round(median(times) * 1000, 1)}


def _scorer(count: int) -> Any:
    random = Random(data.SEED)  # noqa: S311 -- the same data on every machine is the point
    members = [
        MemberFacts(
            number,
            number,
            f"Jäsen {number}",
            states={Category.CONSULTANT: "qualified"},
            qualified_since={Category.CONSULTANT: date(2006, 1, 1)},
            minutes_in_span=random.randrange(3000),
            last_asked=TODAY - timedelta(days=random.randrange(900)),
            points=((60 + random.random(), 26 + random.random()),),
            together={random.randrange(count): Together(1, TODAY) for _one in range(3)},
        )
        for number in range(count)
    ]
    order = OrderFacts(0, today=TODAY, point=(60.5, 26.5), municipality=1, first_day=TODAY, last_day=TODAY)

    def rank() -> None:
        people = rank_people(members, order, LEAD)
        rank_pairs(people, people, limit=5)

    return rank


@transaction.atomic
def _bank() -> Network:
    """A network of its own, made once: members who live all over, orders that all ask for two consultants."""
    home, created = Network.objects.get_or_create(slug="bench-teams", defaults={"name_fi": "Ryhmien mittaus"})
    if not created:
        return home
    random = Random(data.SEED)  # noqa: S311
    Role.objects.create(user=User.objects.get(email=data.COORDINATOR), network=home, kind=RoleKind.COORDINATOR)
    municipalities = list(Municipality.objects.filter(latitude__isnull=False))
    people = Person.objects.bulk_create(
        Person(network=home, first_name=random.choice(data.FIRST), last_name=f"{random.choice(data.LAST)}-{n}")
        for n in range(MEMBERS)
    )
    members = Member.objects.bulk_create(Member(network=home, person=person) for person in people)
    Qualification.objects.bulk_create(Qualification(member=member, category=Category.CONSULTANT) for member in members)
    HomeMunicipality.objects.bulk_create(
        HomeMunicipality(member=member, municipality=random.choice(municipalities)) for member in members
    )
    unit = Organisation.objects.create(network=home, name="Yksikkö", kind="unit")
    days = [date(2099, 1, 7) + timedelta(days=random.randrange(150)) for _n in range(ORDERS)]
    orders = Order.objects.bulk_create(
        Order(
            network=home, year=2099, number=number, summary="Verkostoneuvonpito", organisation=unit,
            municipality=random.choice(municipalities), register_date=day, register_first_year=2099,
            register_last_year=2099, wished=parse(f"{day.day}.{day.month}.{day.year}", today=TODAY),
        )
        for number, day in enumerate(days, 1)
    )  # fmt: skip
    Slot.objects.bulk_create(
        Slot(order=order, category=Category.CONSULTANT, position=position) for order in orders for position in (0, 1)
    )
    return home
