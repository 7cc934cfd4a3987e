"""A word that stands in concerns and nowhere else: wherever it turns up, a concern has leaked."""

import logging
import tempfile
from collections import Counter
from datetime import timedelta

import pytest
from celery import current_app
from django.utils import timezone

from bank.enums import Status
from bank.models import Concern
from bank.queries import status_of
from core import jobs, keys, retention
from core.models import Job
from tests.factories.methods import FacilitatorRuleFactory
from tests.proof.canary import (
    LISTS,
    PAGES,
    READERS,
    SHOWN,
    WORD,
    Life,
    Place,
    files_with,
    kinds_about,
    tables_with,
    valkey_values,
    variant_of,
    words_of,
)
from tests.proof.conftest import FULL

ORDERS_OF_A_PLACE = 8


@pytest.fixture
def announced():
    """Jobs are announced in the Valkey of the tests, as in production; nobody takes them but the test."""
    current_app.conf.task_always_eager = False
    yield
    current_app.conf.task_always_eager = True


@pytest.fixture
def temporary(monkeypatch, tmp_path):
    """Where everything that is written for a moment lies."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def in_clear(mails, caplog, settings, tmp_path):
    """``{where: what}`` the word stands in although nobody asked for it."""
    found = {
        "mails": sum(WORD in mail for mail in mails),
        "logs": sum(WORD in caplog.handler.format(record) for record in caplog.records),
        "tables": tables_with(WORD),
        "files": files_with(tmp_path, WORD) + files_with(settings.FILES_ROOT, WORD),
        "Valkey": sum(WORD.encode() in value for value in valkey_values()),
    }
    return {where: what for where, what in found.items() if what}


def documents_of(lives, place):
    """``(kind, words)`` of every document about the orders, and about all of a place."""
    for life in lives:
        for kind in kinds_about("bank.order"):
            yield kind.name, words_of(kind.render(life.order, "", "fi").content)
    for kind in kinds_about("network.network"):
        yield kind.name, words_of(kind.render(place.network, variant_of(kind), "fi").content)


@pytest.mark.django_db(transaction=True)
def test_no_concern_leaves_its_place(proof, mailoutbox, caplog, settings, tmp_path, announced, temporary):
    """Canary: a word in concerns, through random lives of orders, and after their time."""
    settings.KEYS_ROOT = tmp_path / "keys"
    caplog.set_level(logging.DEBUG)
    for noisy in ("factory", "faker", "fontTools", "weasyprint", "rules"):
        caplog.set_level(logging.WARNING, logger=noisy)
    method = FacilitatorRuleFactory(category="consultant", count=2).version.method
    number, places, lives = proof.size(5, 1000), [], []
    visited, answers, shown, leaks = Counter(), Counter(), set(), set()

    def read(place, reader, row, found_keys=None):
        response, found = place.ask(reader, row, found_keys)
        answers[response.status_code] += 1
        if found:
            (shown if (reader, row.name) in SHOWN else leaks).add((reader, row.name))

    def read_all(life, status):
        """Everybody opens every page of an order, once for each state."""
        if visited[status]:
            return
        visited[status] += 1
        asked = [(reader, row, life.keys(row.of)) for reader in READERS for row in PAGES]
        for reader, row, found_keys in proof.random.sample(asked, proof.size(12, len(asked))):
            if found_keys:
                read(life.place, reader, row, found_keys)

    for first in range(0, number, ORDERS_OF_A_PLACE):
        place = Place(method)
        places.append(place)
        for count in range(first, min(number, first + ORDERS_OF_A_PLACE)):
            life = Life(place, count)
            lives.append(life)
            for status in life.live(proof.random):
                read_all(life, status)
            # Each order in its last state by one of those who see it.
            reader = ("coordinator", "orderer", "facilitator")[count % 3]
            for row in PAGES:
                if row.name in ("bank:order-detail", "bank:order-concern"):
                    read(place, reader, row, {"pk": life.pk})
    for status in [status for status in Status if not visited[status]] if FULL else []:
        life = Life(places[0], len(lives))
        lives.append(life)
        life.come_to(status)
        read_all(life, status_of(life.order))
    asked = [(reader, row) for reader in READERS for row in LISTS]
    for reader, row in proof.random.sample(asked, proof.size(12, len(asked))):
        read(places[0], reader, row)
    readable = [life for life in lives if (row := Concern.objects.filter(order=life.pk).first()) and row.text]
    for life in proof.random.sample(readable, min(len(readable), proof.size(1, 50))):
        answers.update(life.refused_posts())
        response, found = life.broken_page()
        answers[response.status_code] += 1
        leaks |= {("coordinator", "the error page")} if found else set()
    printed = list(documents_of(proof.random.sample(lives, proof.size(1, 30)), places[0]))
    leaks |= {("document", name) for name, words in printed if WORD in words}
    announcements = sum(1 for _value in valkey_values())
    for job in Job.objects.filter(done_at=None).order_by("pk")[: proof.size(10, 1000)]:
        jobs.run(job.pk)
    mails = [f"{mail.message()} {mail.body} {mail.attachments}" for mail in mailoutbox]
    before = in_clear(mails, caplog, settings, tmp_path)
    sealed = list(Concern.objects.exclude(key=None).values_list("key", "sealed"))

    # Those of cancelled orders were destroyed at once.
    done = retention.run(timezone.localdate() + timedelta(days=400))
    after = in_clear(mails, caplog, settings, tmp_path)
    left = sum(keys.exists(key) for key, _text in sealed)

    proof.figure("orders", len(lives))
    proof.figure("states", len(visited))
    proof.figure("kinds of readers", len(READERS))
    proof.figure("pages asked for", sum(answers.values()))
    for status, times in sorted(answers.items()):
        proof.figure(f"answered {status}", times)
    proof.figure("documents and sheets read", len(printed))
    proof.figure("mails read", len(mails))
    proof.figure("values of Valkey read", announcements)
    proof.figure("lines of the log", len(caplog.records))
    proof.figure("in clear", len(leaks) + len(before))
    proof.figure("in clear after their time", len(after))
    proof.figure("keys left after their time", left)
    assert (leaks, before, after) == (set(), {}, {})
    assert shown
    assert not FULL or set(visited) == set(Status)
    assert (bool(readable), announcements > 0, bool(mails)) == (True, True, True)
    kept = [path.name for path in settings.KEYS_ROOT.iterdir()]
    assert (bool(sealed), left, kept, done.is_whole) == (True, 0, [keys.MARK], True)
    assert not any(row.words for row in Concern.objects.all())
