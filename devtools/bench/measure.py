"""Measures the server's time for pages and documents, in this process: no network, no browser, real middleware."""

import gc
from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import count
from statistics import quantiles
from time import perf_counter, process_time
from typing import Any
from urllib.parse import quote

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bank.documents import Options, render_register, render_report
from bank.enums import Status
from bank.models import Order
from core.pdf import warm_up
from devtools.bench import data
from meetings.documents import render_minutes
from meetings.models import Attendance, Item, Meeting, Outcome
from network.models import Network, Theme, User

WARM_UP_ROUNDS = 5
# How the time of the yearly report grows with the register in it.
REGISTER_ROWS, YEARLY = (500, 1000, 2500, 5000), 2012


def pages(network: Network, rounds: int) -> list[dict[str, Any]]:
    """``[{"name", "p50_ms", "p95_ms", "queries", "bytes"}]`` of the pages, for a signed-in coordinator."""
    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.get(email=data.COORDINATOR), "django.contrib.auth.backends.ModelBackend")
    measured = [page(client, name, url, rounds) for name, url in _addresses(network).items()]
    return [*measured, _section_save(client, network, rounds)]


def documents(network: Network) -> list[dict[str, Any]]:
    """``[{"name", "p50_s", "p95_s", "processor_seconds", "queries", "pages"}]``, the renderer warm as a worker's."""
    warm_up()
    short, middle, long = _long_meeting(network, 6), _long_meeting(network, 40), _long_meeting(network, 68, 6)
    small, large = _small(network, 300), _small(network, 1500)
    return [
        _document("minutes of 6 items", lambda: render_minutes(_fresh(short), "", "fi")),
        _document("minutes of 40 items", lambda: render_minutes(_fresh(middle), "", "fi")),
        _document("minutes of 68 long items", lambda: render_minutes(_fresh(long), "", "fi")),
        _document("register of 300 orders", lambda: render_register(small, "2008-2009", "fi")),
        _document("register of 1500 orders", lambda: render_register(large, "2010-2011", "fi"), rounds=3),
        *(
            _document(f"yearly report with {count} orders", partial(_yearly, network, count), rounds=2)
            for count in REGISTER_ROWS
        ),
    ]


def _yearly(network: Network, count: int) -> Any:
    """The report and the register of a year with so many orders."""
    options = Options(date(YEARLY, 1, 1), date(YEARLY, 12, 31), register=True)
    return render_report(_small(network, count, year=YEARLY), options.variant, "fi")


def _addresses(network: Network) -> dict[str, str]:
    orders = reverse("bank:order-list", args=[network.slug])
    newest = Order.objects.filter(network=network).latest("pk")
    middle = Order.objects.filter(network=network).order_by("pk")[50_000 if newest.pk > 60_000 else 0]
    ended = Order.objects.filter(network=network, outcome="carried_out").latest("pk")
    searching = Order.objects.filter(network=network).with_status(Status.SEARCHING, timezone.localdate()).latest("pk")
    meeting = Meeting.objects.filter(network=network).latest("pk")
    return {
        "home": reverse("network-home", args=[network.slug]),
        "queue": reverse("bank:queue", args=[network.slug]),
        "queue, third page": f"{reverse('bank:queue', args=[network.slug])}?sivu=3",
        "queue, one kind": f"{reverse('bank:queue', args=[network.slug])}?laji=paikka",
        "order list": orders,
        "order list, in the middle": f"{orders}?alkaen={middle.pk}",
        "order list, by date": f"{orders}?jarjestys=ajankohta",
        "order list, overdue": f"{orders}?tilanne=overdue",
        "order list, search": f"{orders}?q=läheisneuvonpito",
        "order": newest.get_absolute_url(),
        "order, ended": ended.get_absolute_url(),
        "team search": reverse("bank:order-team", args=[network.slug, searching.pk]),
        "new order": reverse("bank:order-create", args=[network.slug]),
        "members": reverse("bank:member-list", args=[network.slug]),
        "meeting list": reverse("meetings:meeting-list", args=[network.slug]),
        "meeting": meeting.get_absolute_url(),
        "minutes of 40 items, open": _long_meeting(network, 40).get_absolute_url(),
        **_registers(network),
        **_reports(network),
        "methods": reverse("methods:method-list"),
    }


def _reports(network: Network) -> dict[str, str]:
    """The report of one year, a tenth of the orders, and of all ten."""
    report, year = reverse("bank:report", args=[network.slug]), timezone.localdate().year - 1
    return {
        "yearly report": f"{report}?alku=1.1.{year}&loppu=31.12.{year}",
        "report of ten years": f"{report}?alku=1.1.{year - 9}&loppu=31.12.{year + 1}",
    }


def _registers(network: Network) -> dict[str, str]:
    decisions, actions, themes, goals = (
        reverse(f"meetings:{name}-list", args=[network.slug]) for name in ("decision", "action", "theme", "goal")
    )
    middle = Outcome.objects.decisions().filter(network=network).order_by("met_at", "pk")
    middle = middle[middle.count() // 2]
    group = middle.group_id
    theme = Theme.objects.filter(network=network).earliest("pk")
    return {
        "decisions": decisions,
        "decisions, in the middle": f"{decisions}?alkaen={quote(middle.met_at.isoformat())}_{middle.pk}",
        "decisions, of a group and year": f"{decisions}?ryhma={group}&vuosi=2020",
        "decisions, search": f"{decisions}?q=talousarvio",
        "decisions, search without a match": f"{decisions}?q=löytymätön",
        "decision": reverse("meetings:decision-detail", args=[network.slug, middle.pk]),
        "actions": actions,
        "actions, overdue": f"{actions}?tila=myohassa",
        "goals": goals,
        "themes": themes,
        "theme": reverse("meetings:theme-detail", args=[network.slug, theme.pk]),
    }


def _section_save(client: Client, network: Network, rounds: int) -> dict[str, Any]:
    """An item of the minutes of 40 items saves itself, with a text that differs each time."""
    item = _long_meeting(network, 40).items.order_by("position")[20]
    url = reverse("meetings:item-update", args=[network.slug, item.meeting_id, item.pk])
    texts = count()

    def save() -> HttpResponse:
        item.refresh_from_db(fields=["version"])
        typed = {"heading": "Asia", "number": "", "body": f"<p>Teksti {next(texts)}.</p>", "version": item.version}
        response = client.post(url, typed, headers={"HX-Request": "true"})
        if response.status_code not in (200, 204, 302):
            raise RuntimeError(f"section save answered {response.status_code}")
        return response

    return _measured("section save", save, rounds)


def page(client: Client, name: str, url: str, rounds: int) -> dict[str, Any]:
    """The times of one page: ``{"name", "p50_ms", "p95_ms", "queries", "bytes"}``."""

    def get() -> HttpResponse:
        response = client.get(url)
        if response.status_code != 200:
            raise RuntimeError(f"{name} ({url}) answered {response.status_code}")
        return response

    return _measured(name, get, rounds)


def _measured(name: str, ask: Callable[[], HttpResponse], rounds: int) -> dict[str, Any]:
    for _round in range(WARM_UP_ROUNDS):
        response = ask()
    with CaptureQueriesContext(connection) as queries:
        ask()
    asked = len(queries)  # now: the log is emptied by the next request
    times = [_timed(ask) * 1000 for _round in range(rounds)]
    cuts = quantiles(times, n=20)
    return {
        "name": name,
        "p50_ms": round(cuts[9], 1),
        "p95_ms": round(cuts[18], 1),
        "queries": asked,
        "bytes": len(response.content),
    }


def _document(name: str, render: Callable[[], Any], rounds: int = 10) -> dict[str, Any]:
    """Times of some renders, and what of one this process worked itself: other programs do not slow that down."""
    with CaptureQueriesContext(connection) as queries:
        rendered = render()
    asked, own = len(queries), process_time()
    cuts = quantiles((_timed(render) for _round in range(rounds)), n=20, method="inclusive")
    return {
        "name": name,
        "p50_s": round(cuts[9], 2),
        "p95_s": round(cuts[18], 2),
        "processor_seconds": round((process_time() - own) / rounds, 2),
        "queries": asked,
        "pages": rendered.pages,
    }


def _timed(act: Callable[[], Any]) -> float:
    gc.collect()
    start = perf_counter()
    act()
    return perf_counter() - start


def _long_meeting(network: Network, items: int, paragraphs: int = 2) -> Meeting:
    """A meeting with so many items of so many paragraphs, made once."""
    text = "Keskusteltiin siitä, miten palvelut sovitetaan yhteen ja kuka vastaa jatkosta. " * 5
    meeting, created = Meeting.objects.get_or_create(
        network=network,
        title=f"Pitkä kokous {items}" if paragraphs == 2 else f"Pitkä kokous {items}, {paragraphs} kappaletta",
        defaults={"starts_at": Meeting.objects.filter(network=network).earliest("pk").starts_at},
    )
    if created:
        body = f"<p>{text}</p>" * paragraphs
        Item.objects.bulk_create(
            Item(meeting=meeting, position=n, number=str(n), heading=f"Asia {n}", body=body)
            for n in range(1, items + 1)
        )
        Attendance.objects.bulk_create(
            Attendance(meeting=meeting, name_label=f"Osallistuja {n}", organisation_label="Kunta", position=n)
            for n in range(20)
        )
    return meeting


def _fresh(meeting: Meeting) -> Meeting:
    """The row as a worker reads it: nothing of an earlier render is remembered in it."""
    return Meeting.objects.select_related("network").get(pk=meeting.pk)


def _small(network: Network, count: int, *, year: int | None = None) -> Network:
    """A network of its own with so many orders of one year, copied from the large one."""
    slug = f"{network.slug}-{year or 'v'}-{count}"[:40]
    small, created = Network.objects.get_or_create(slug=slug, defaults={"name_fi": "Pieni"})
    if created:
        received_on = date(year, 6, 1) if year else None
        year = year or (2008 if count < 1000 else 2010)
        orders = list(Order.objects.filter(network=network).order_by("pk")[:count])
        for number, order in enumerate(orders, 1):
            order.pk, order.network, order.number, order.year = None, small, number, year
            order.register_first_year = order.register_last_year = year
            order.received_on = received_on or order.received_on
        Order.objects.bulk_create(orders)
    return small
