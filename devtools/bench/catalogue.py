"""Measures the catalogue of methods with far more of it than any network has: 1,000 methods of 20 versions each.

All of it is made in a transaction that is rolled back: the other pages are measured with the real catalogue.
"""

from datetime import timedelta
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import connection, models, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from devtools.bench import data
from devtools.bench.measure import page
from methods.enums import Domain, EvidenceLine, MethodKind, Orderability, Party, Situation
from methods.models import Method, MethodVersion
from methods.models.parts import PARTS, TEXTS
from network.enums import RoleKind
from network.models import Network, Role, User

METHODS, VERSIONS = 1000, 20
EDITOR = "editor@bench.example"
ZONES = [(1, 1, 1), (2, 2, 3), (3, 4, 5), (4, 6, 7)]
WORDS = "Osalliset puhuvat vuorollaan, ja yhteinen suunnitelma syntyy siitä, mitä kukin aikoo tehdä. " * 4


@transaction.atomic
def catalogue(network: Network, rounds: int) -> list[dict[str, Any]]:
    """``[{"name", "p50_ms", "p95_ms", "queries", "bytes"}]`` of the catalogue's pages for an editor."""
    newest = _make()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    user, _created = User.objects.get_or_create(
        email=EDITOR, defaults={"name": "Toimittaja", "password": make_password(None)}
    )
    Role.objects.get_or_create(user=user, network=network, kind=RoleKind.EDITOR)
    client = Client(HTTP_HOST="localhost")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    measured = [page(client, name, url, rounds) for name, url in _addresses(newest).items()]
    transaction.set_rollback(True)
    return measured


def _make() -> MethodVersion:
    """The catalogue; the newest version of its middle method."""
    random, now = Random(data.SEED), timezone.now()  # noqa: S311 -- the same data on every machine is the point
    methods = Method.objects.bulk_create(
        Method(code=f"mittaus-{n}", kind=MethodKind.METHOD, position=20_000 + n, name_fi=f"Mittausmenetelmä {n}",
               name_sv=f"Mätmetod {n}", name_en=f"Measured method {n}")
        for n in range(METHODS)
    )  # fmt: skip
    versions = MethodVersion.objects.bulk_create(
        (_version(random, method, number, now) for method in methods for number in range(1, VERSIONS + 1)),
        batch_size=data.BATCH,
    )
    for name in PARTS:
        model = MethodVersion._meta.get_field(name).related_model
        rows = (row for version in versions for row in _rows(random, name, model, version, methods))
        model._default_manager.bulk_create(rows, batch_size=data.BATCH)
    return versions[len(versions) // 2 - 1]


def _version(random: Random, method: Method, number: int, now: Any) -> MethodVersion:
    """Published a month after the one before; that of every tenth method waits for its review."""
    at = now - timedelta(days=30 * (VERSIONS - number))
    return MethodVersion(
        method=method, number=number, orderability=random.choice(Orderability.values), domains=[Domain.CHILDREN],
        submitted_at=at, content_reviewed_at=at, language_reviewed_at=at, published_from=at, sources=["Lähde"],
        change_note=f"Muutos {number}", review_on=(at + timedelta(days=random.randrange(10, 700))).date(),
    )  # fmt: skip


def _rows(random: Random, name: str, model: type[models.Model], version: MethodVersion, methods: list[Method]) -> list:
    zone, first, last = random.choice(ZONES)
    rows: dict[str, list[dict[str, Any]]] = {
        "texts": [
            {"language": code, "name": getattr(version.method, f"name_{code}"), **dict.fromkeys(TEXTS, WORDS)}
            for code in ("fi", "sv")
        ],
        "placements": [
            {"zone": zone, "first_step": first, "last_step": last, "source": source} for source in ("A", "B")
        ],
        "situations": [{"situation": code} for code in random.sample(Situation.values, 2)],
        "participant_rules": [{"party": code} for code in random.sample(Party.values, 3)],
        "facilitator_rules": [{"category": "consultant", "count": 2}],
        "phases": [{"text_fi": f"Vaihe {n}, versio {version.number}", "minutes": 30} for n in range(5)],
        "documents": [{"text_fi": "Suunnitelma", "kept": "participants"}],
        "legal_bases": [
            {"act_fi": "Lastensuojelulaki", "number": "417/2007", "section": "32 §", "text_fi": "Kartoitus",
             "checked_on": timezone.localdate()}
        ],
        "evidence": [{"line": code, "text_fi": "Ei arvioitu."} for code in EvidenceLine.values],
        "instead": [{"method": random.choice(methods)}],
    }  # fmt: skip
    return [model(version=version, **row) for row in rows[name]]


def _addresses(version: MethodVersion) -> dict[str, str]:
    method = version.method
    compare = reverse("catalogue:compare", args=[method.code])
    return {
        "methods, 1000": reverse("methods:method-list"),
        "methods, search": f"{reverse('methods:method-list')}?q=mittausmenetelm%C3%A4+77",
        "method, of 20 versions": method.get_absolute_url(),
        "zone finder": f"{reverse('methods:zone-finder')}?porras=4&tilanne=many_helpers&mukana=family",
        "catalogue work": reverse("catalogue:overview"),
        "versions of a method": reverse("catalogue:versions", args=[method.code]),
        "compare two versions": f"{compare}?vanha=1&uusi=20",
    }
