"""Measures the pages of a workshop day with 300 comments of 13 municipalities, each page for whom it is made.

The day is made in a transaction that is rolled back, as the directory's data are.
"""

from random import Random
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from devtools.bench import data
from devtools.bench.measure import page
from meetings.models import Meeting
from network.models import Network, User
from workshops.enums import Answering, ReflectionKind, Topic
from workshops.models import FollowUp, Reflection, Workshop, WorkshopDay

COMMENTS, STEPS, WORKSHOPS, MUNICIPALITIES = 300, 40, 6, 13
WORDS = "Malli sopisi meille, jos esimiehet antavat aikaa ja neuvola tulee mukaan työhön."


@transaction.atomic
def workshop_day(network: Network, rounds: int) -> list[dict[str, Any]]:
    """``[{"name", "p50_ms", "p95_ms", "queries", "bytes"}]``: pages of the network, and the form for phones."""
    day = _make(network)
    host, phone = Client(HTTP_HOST="localhost"), Client(HTTP_HOST="localhost")
    host.force_login(User.objects.get(email=data.COORDINATOR), "django.contrib.auth.backends.ModelBackend")
    names = {
        "workshop day": "day-detail",
        "wall": "wall",
        "host's desk": "host-desk",
        "summary": "summary",
        "next steps": "follow-ups",
    }
    measured = [
        page(host, name, reverse(f"workshops:{url_name}", args=[network.slug, day.pk]), rounds)
        for name, url_name in names.items()
    ]
    measured.append(page(phone, "form for phones", reverse("phones:form", args=[day.code]), rounds))
    transaction.set_rollback(True)
    return measured


def _make(network: Network) -> WorkshopDay:
    random = Random(data.SEED)  # noqa: S311 -- the same data on every machine is the point
    meeting = Meeting.objects.create(network=network, title="Työpajapäivä", starts_at=timezone.now())
    day = WorkshopDay.objects.create(network=network, meeting=meeting, answering=Answering.OPEN)
    workshops = Workshop.objects.bulk_create(
        Workshop(day=day, code="ABCDEF"[n], title=f"Työmalli {n}", position=n) for n in range(WORKSHOPS)
    )
    places = [f"Kunta {n}" for n in range(MUNICIPALITIES)]

    def said() -> dict[str, str]:
        return {"text": WORDS, "municipality_label": random.choice(places)}

    Reflection.objects.bulk_create(
        Reflection(day=day, workshop=random.choice(workshops), kind=random.choice(ReflectionKind.values), **said())
        for _one in range(COMMENTS)
    )
    FollowUp.objects.bulk_create(
        FollowUp(day=day, topic=random.choice(Topic.values), **said()) for _one in range(STEPS)
    )
    return day
