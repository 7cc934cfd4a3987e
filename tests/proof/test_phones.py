"""A hall of phones answers within a minute: no answer is lost, none counts twice, and nobody waits."""

import http.client
import json
import random
import re
import threading
import time
import uuid
from urllib.parse import urlencode, urlsplit

import psycopg2
import pytest
from django.db import connection
from django.utils import timezone

from tests.factories.network import MunicipalityFactory, NetworkFactory
from tests.factories.workshops import WorkshopDayFactory, WorkshopFactory
from tests.proof.conftest import FULL

CODE = "KDTY26"
# The demo data has lines of its own.
STORED = f"""
SELECT line.key::text FROM workshops_reflection line JOIN workshops_workshopday day ON day.id = line.day_id
WHERE day.code = '{CODE}'
"""
LINES_OF_A_PHONE = 5
ASKS_EVERY = 10  # as js/phone.js does
TWICE = 0.2  # of the lines are sent a second time, as after an answer that got lost
LIMIT_MS = 500
TIMEOUT_SECONDS = 30
# What a day needs, in a product that runs by itself.
MAKE_DAY = f"""
from django.utils import timezone
from network.models import Municipality, Network
from tests.factories.workshops import WorkshopDayFactory, WorkshopFactory
network = Network.objects.get(slug="kaakko")
network.municipalities.add(*Municipality.objects.filter(valid_to=None)[:12])
facts = {{"meeting__starts_at": timezone.now(), "meeting__ends_at": None}}
day = WorkshopDayFactory(network=network, code="{CODE}", answering="open", **facts)
for number in range(6):
    WorkshopFactory(day=day)
"""


@pytest.fixture
def hall(request):
    """``(address, ask)``: the running product with an open day, and a way to ask its database.

    At full size that is the whole stack, as in production; every day the same program in a thread.
    """
    if not FULL:
        server = request.getfixturevalue("live_server")
        network = NetworkFactory()
        network.municipalities.add(*MunicipalityFactory.create_batch(3))
        today = {"meeting__starts_at": timezone.now(), "meeting__ends_at": None}
        day = WorkshopDayFactory(network=network, code=CODE, answering="open", **today)
        WorkshopFactory.create_batch(2, day=day)
        yield server.url, _ask_by(connection)
        return
    stack = request.getfixturevalue("demo_stack").start_processes()
    stack.manage("shell", "-c", MAKE_DAY, capture=True)
    database = psycopg2.connect(stack.database_url)
    database.autocommit = True
    yield stack.url, _ask_by(database)
    database.close()


def _ask_by(database):
    def ask(sql):
        with database.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall()

    return ask


class Phone(threading.Thread):
    """Opens the form, sends its lines over the time given, and asks for those of its group meanwhile."""

    def __init__(self, url, chance, seconds, begin):
        super().__init__(daemon=True)
        self.address, self.random, self.begin = urlsplit(url), chance, begin
        first = chance.uniform(0, seconds / 2)
        sends = [(chance.uniform(first, seconds), self.send_line) for _line in range(LINES_OF_A_PHONE)]
        asks = [(at, self.ask_lines) for at in _every(first + ASKS_EVERY, seconds)]
        self.plan = [(first, self.open_form), *sorted([*sends, *asks], key=lambda one: one[0])]
        self.saved, self.again, self.times, self.errors = [], [], {}, []

    def run(self):
        for at, act in self.plan:
            time.sleep(max(0, self.begin + at - time.monotonic()))
            act()

    def request(self, what, method, path, data=None, accept="application/json"):
        headers = {"Accept": accept}
        if data is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": self.token}
            headers |= {"Cookie": self.cookie}
        started = time.perf_counter()
        server = http.client.HTTPConnection(self.address.hostname, self.address.port, timeout=TIMEOUT_SECONDS)
        try:
            server.request(method, path, urlencode(data) if data is not None else None, headers)
            response = server.getresponse()
            body = response.read().decode()
        except (OSError, http.client.HTTPException) as error:
            self.errors.append(f"{what}: {type(error).__name__}")
            return None, None
        finally:
            server.close()
        self.times.setdefault(what, []).append(1000 * (time.perf_counter() - started))
        if response.status not in (200, 204):
            self.errors.append(f"{what}: {response.status}")
            return None, None
        return response, body

    def open_form(self):
        response, page = self.request("form", "GET", f"/paja/{CODE}/", accept="text/html")
        if page:
            self.token = re.search(r'data-token="([^"]+)"', page)[1]
            self.cookie = response.headers["Set-Cookie"].split(";")[0]
            self.places = re.findall(r'<option value="(\d+)"', page)
            self.boxes = re.findall(r'name="(w\d+_\w+)"', page)

    def send_line(self):
        place = self.random.choice(self.places)
        box, words = self.random.choice(self.boxes), f"Malli sopisi meille {self.random.randrange(10**9)}"
        data = {"key": uuid.uuid4(), "kunta": place, "name": "", box: words}
        sending = 1 + (self.random.random() < TWICE)
        for number in range(sending):
            _response, body = self.request("answer", "POST", f"/paja/{CODE}/", data)
            if body:
                (self.again if number else self.saved).append(json.loads(body)["lines"][0]["key"])

    def ask_lines(self):
        self.request("lines", "GET", f"/paja/{CODE}/rivit/?kunta={self.random.choice(self.places)}")


def _every(first, last):
    at = first
    while at < last:
        yield at
        at += ASKS_EVERY


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


@pytest.mark.django_db(transaction=True)
def test_hall_of_phones_answers_at_once(hall, proof):
    """Workshop day: phones that answer within a minute."""
    url, ask = hall
    count, seconds = proof.size(8, 300), proof.size(2, 60)
    begin = time.monotonic() + 0.5
    phones = [Phone(url, random.Random(proof.random.random()), seconds, begin) for _number in range(count)]
    for phone in phones:
        phone.start()
    for phone in phones:
        phone.join(timeout=seconds + 2 * TIMEOUT_SECONDS)

    times = {}
    for phone in phones:
        for what, values in phone.times.items():
            times.setdefault(what, []).extend(values)
    saved = [key for phone in phones for key in phone.saved]
    again = [key for phone in phones for key in phone.again]
    stored = [key for (key,) in ask(STORED)]
    errors = [error for phone in phones for error in phone.errors]
    proof.figure("phones", count)
    proof.figure("answers acknowledged", len(saved))
    proof.figure("acknowledged and lost", len(set(saved) - set(stored)))
    proof.figure("sent a second time", len(again))
    proof.figure("counted twice", len(stored) - len(set(stored)) + len(set(again) - set(saved)))
    proof.figure("answers that were none", len(errors))
    for what, values in sorted(times.items()):
        proof.figure(f"{what}: asked", len(values))
        proof.figure(f"{what}: middle, in milliseconds", round(percentile(values, 0.5)))
        proof.figure(f"{what}: 95 of 100 under, in milliseconds", round(percentile(values, 0.95)))
    assert errors == []
    assert sorted(stored) == sorted(saved)
    assert len(saved) == count * LINES_OF_A_PHONE
    assert set(again) <= set(saved)
    if FULL:
        assert percentile(times["answer"], 0.95) < LIMIT_MS
