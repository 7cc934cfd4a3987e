"""Whatever is sent to a form: it is taken or refused in words, never an error of the server, nothing half written."""

import importlib
import os
import pkgutil
import time
import traceback
from collections import Counter
from urllib.parse import urlencode, urlsplit

import pytest
from django import forms
from django.core.cache import cache
from django.db import connection, reset_queries, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve, reverse
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.factories.network import PASSWORD, UserFactory
from tests.own_apps import OWN_APPS
from tests.proof.conftest import FULL
from tests.proof.pages import every_form, forms_of, kept
from tests.verkosto.access_data import OWN
from tests.verkosto.conftest import world  # noqa: F401 -- a fixture
from tests.verkosto.test_access import ROWS
from verkosto.access import Open

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unlogged")]

# How long this proof goes on at full size: ``PROOF_MINUTES=60 ./dev prove tests/proof/test_forms.py`` for an hour.
MINUTES = float(os.environ.get("PROOF_MINUTES", "10"))
EVERY_DAY_SECONDS = 6
OUTSIDE = {Open.PUBLIC: "anonymous", Open.SIGNED_IN: "coordinator", Open.EDITORS: "editor"}
NASTY = [
    "", " ", "\x00", "a\x00b", "\x07\x1b[31m", "\r\nBcc: x@example.org", "\u202egnp.exe", "\u2066\u2069", "\ufeff",
    "\u200d",
    "👩‍👩‍👧‍👦🏳️‍🌈", "e\u0301" * 50, "ﷺ" * 200, "I\u0307", "ß",
    "0", "-1", "1e400", "9" * 400, "9223372036854775808", "2147483648", "NaN", "Infinity", "0x10", "١٢٣", "1.5", "½",
    "31.2.2099", "0.0.0000", "99.99.9999", "2099-13-45", "1.1.0001", "31.12.9999", "1.1.10000", "15.1.2099 klo 25-99",
    "24:61", "-1:00", "kevät 0", "vk 99/2099", "' OR 1=1 --", "{{7*7}}{% debug %}", "<script>alert(1)</script>",
    "javascript:alert(1)", "../../etc/passwd", "%00", "null", "[]", "{}", "on", "true", "::1",
    "x@" + "a" * 300 + ".fi",
    "Ü\u0308" * 400, "1:1", "1:1 2:2", ":", "9" * 30 + ":" + "9" * 30, "\\", "'", '"', "%s%n", "${jndi:ldap://x}",
]  # fmt: skip
# Forms that only somebody meets who is on the way in, or has just come: by address, who (``on_the_way_in``).
ON_THE_WAY_IN = {
    "mfa_authenticate": "between the two steps",
    "account_confirm_login_code": "with a code in the mail",
    "mfa_activate_totp": "without password and second step",
    "account_set_password": "without password and second step",
}
# What must never come back as it was sent.
RAW = (b"<script>alert(1)",)
HUGE = [
    "a" * 1_000_000,
    "ä" * 400_000,
    "<p>" * 60_000,
    "\n" * 300_000,
    "9" * 1_000_000,
    "1:1 " * 100_000,
    "😀" * 100_000,
]
# One post in so many has one of these in one of its fields.
NORMAL = 24
EXTRA = ["id", "pk", "next", "version", "network", "user", "is_superuser", "form-TOTAL_FORMS", "items-TOTAL_FORMS",
         "rows-TOTAL_FORMS", "form-INITIAL_FORMS", "act", "code", "__class__"]  # fmt: skip
VALUES = st.one_of(st.sampled_from(NASTY), st.sampled_from(NASTY), st.text(max_size=40), st.integers().map(str),
                   st.dates().map(str))  # fmt: skip


def all_form_classes():
    """Every form class that the product's modules define and that has fields of its own."""
    found = set()
    for app in sorted(OWN_APPS):
        package = importlib.import_module(app)
        for module in pkgutil.walk_packages(package.__path__, f"{app}."):
            if "form" in module.name and "migrations" not in module.name:
                importlib.import_module(module.name)
    waiting = [forms.BaseForm]
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        if one.__module__.partition(".")[0] in OWN_APPS:
            found.add(one)
    return found


class Target:
    """One form as one person finds it."""

    def __init__(self, person, method, url, values):
        self.person, self.method, self.url, self.values = person, method, url, values

    def body(self, changes, extra, huge):
        """The pairs that are sent: fields replaced, left out or sent twice; ``huge`` is one value that is too long."""
        pairs = []
        for number, (name, value) in enumerate(self.values.items()):
            how, new = changes[number % len(changes)] if changes else ("keep", "")
            if how == "drop":
                continue
            pairs.append((name, new if how in ("replace", "twice") else value))
            if how == "twice":
                pairs.append((name, value))
        if huge and pairs:
            pairs[len(extra) % len(pairs)] = (pairs[len(extra) % len(pairs)][0], huge)
        return [*pairs, *extra]

    def send(self, world, pairs):  # noqa: F811
        client = world.client(self.person)
        if self.method == "get":
            return client.get(self.url, query_params=dict(pairs))
        body = urlencode([(name, value.encode("utf-8", "surrogatepass")) for name, value in pairs])
        return client.post(self.url, body, content_type="application/x-www-form-urlencoded")


def on_the_way_in(world):  # noqa: F811
    """Lets those of ``ON_THE_WAY_IN`` begin to sign in; the world knows their browsers then."""
    between, mailed, new = UserFactory(verified=True, second_step=True), UserFactory(verified=True), UserFactory()
    new.set_unusable_password()
    new.save()
    browsers = {who: Client() for who in ON_THE_WAY_IN.values()}
    browsers["between the two steps"].post(reverse("account_login"), {"login": between.email, "password": PASSWORD})
    browsers["with a code in the mail"].post(reverse("account_request_login_code"), {"email": mailed.email})
    browsers["without password and second step"].force_login(new, "django.contrib.auth.backends.ModelBackend")
    world.cookies |= {who: browser.cookies["sessionid"].value for who, browser in browsers.items()}


def targets_of(world, rows):  # noqa: F811
    """``({what is the same form: Target}, form classes met)`` from every page that somebody may open."""
    targets, met = {}, set()
    for access in rows:
        people = [OUTSIDE[access.who]] if isinstance(access.who, Open) else sorted(access.who.may)[:2]
        people += [ON_THE_WAY_IN[access.name]] if access.name in ON_THE_WAY_IN else []
        for person in people:
            cache.clear()
            url = world.address(access, OWN, person)
            if "GET" in access.methods.split():
                with transaction.atomic():
                    response = world.client(person).get(url)
                    transaction.set_rollback(True)
                if response.streaming or response.status_code != 200:
                    continue
                met |= {type(form) for form in forms_of(response)}
                found = every_form(response, url)
            else:
                found = [("post", url, {})]
            for method, action, values in found:
                if method not in ("get", "post"):
                    continue  # a dialog closes itself
                path = urlsplit(action).path
                try:
                    name = resolve(path).view_name
                except Resolver404:
                    continue
                values.pop("csrfmiddlewaretoken", None)
                targets.setdefault((name, method, tuple(values)), Target(person, method, action, values))
    return targets, met


def place_of(error):
    """Where in our code an error came from."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "site-packages" not in frame.filename]
    return (
        f"{type(error).__name__} {frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}"
        if frames
        else repr(error)
    )


def test_no_form_falls(world, proof):  # noqa: F811
    """Forms: whatever is sent to any of them."""
    rows = proof.random.sample(ROWS, proof.size(12, len(ROWS)))
    on_the_way_in(world)
    targets, met = targets_of(world, rows)
    unmet = {one for one in all_form_classes() - met if not one.__subclasses__()}
    # Forms that no page draws, but some address reads: their fields are sent everywhere.
    extra_names = sorted({*EXTRA, *(name for form in unmet for name in form.base_fields)})
    begin = time.monotonic()
    end = begin + (60 * MINUTES if FULL else EVERY_DAY_SECONDS)
    answers, faults, halves, unescaped, names, slowest = Counter(), {}, {}, set(), set(), (0.0, "")

    def send(name, target, pairs):
        nonlocal slowest
        cache.clear()
        reset_queries()  # Django keeps the last 9,000 only
        started = time.monotonic()
        with transaction.atomic():
            try:
                with CaptureQueriesContext(connection) as queries:
                    response = target.send(world, pairs)
            except Exception as error:
                faults.setdefault(
                    place_of(error), (name, [(key, value[:60]) for key, value in pairs], str(error)[:200])
                )
                answers["an error"] += 1
            else:
                answers[response.status_code] += 1
                if not response.streaming and any(trick in response.content for trick in RAW):
                    unescaped.add(name)
                if response.status_code >= 500:
                    faults.setdefault(str(response.status_code), (name, pairs))
                if response.status_code in (400, 403, 404, 405, 409, 413, 422) and (tables := kept(queries)):
                    halves.setdefault((name, response.status_code), sorted(tables))
            transaction.set_rollback(True)
        names.add(name)
        slowest = max(slowest, (time.monotonic() - started, name))

    while time.monotonic() < end:

        @seed(proof.random.randrange(2**32))
        @settings(
            max_examples=200,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(
            st.sampled_from(sorted(targets)),
            st.lists(st.tuples(st.sampled_from(["replace", "replace", "keep", "drop", "twice"]), VALUES), max_size=9),
            st.lists(st.tuples(st.sampled_from(extra_names), VALUES), max_size=4),
            st.integers(0, NORMAL + len(HUGE)),
        )
        def round_of(which, changes, extra, huge):
            if time.monotonic() < end:
                target = targets[which]
                send(which[0], target, target.body(changes, extra, HUGE[huge] if huge < len(HUGE) else ""))

        round_of()

    proof.figure("forms of pages", len(targets))
    proof.figure("addresses", len(names))
    proof.figure("form classes met", len(met))
    proof.figure("form classes met on no page", ", ".join(sorted(one.__qualname__ for one in unmet)) if FULL else "–")
    proof.figure("minutes", round((time.monotonic() - begin) / 60, 1))
    proof.figure("sent", sum(answers.values()))
    for status, count in sorted(answers.items(), key=str):
        proof.figure(f"answered {status}", count)
    proof.figure("slowest in seconds", f"{slowest[0]:.1f} ({slowest[1]})")
    proof.figure("errors of the server", len(faults))
    proof.figure("half written", len(halves))
    proof.figure("words that came back as HTML", len(unescaped))
    assert (faults, halves, unescaped) == ({}, {}, set())
