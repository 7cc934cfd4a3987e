"""Orders are logged while the product's processes die, freeze and come back: what was acknowledged is there, once.

The servers are this test's own. What fails, when and for how long comes from the seed.
"""

import random
import re
import threading
import time
from collections import Counter
from contextlib import suppress
from http.client import HTTPException
from urllib.error import URLError

import psycopg2
import pytest

from devtools.browser import Browser, BrowserError
from devtools.errors import StackError
from devtools.smoke import answer_questions
from verkosto.demo.accounts import PASSWORD, account

ORDERS = 1000
AT_ONCE = 4
# When a process never came back, nobody goes on trying for hours.
LIMIT_SECONDS = 45 * 60
RECOVERY_SECONDS = 60
# So often a process is started before it counts as one that never came back.
STARTS = 5
FROZEN_SECONDS = 600
# Each ends by itself: (process, what happens to it, for how many seconds).
FAULTS = [
    ("web", "kill", 0), ("worker", "kill", 0), ("beat", "kill", 0), ("valkey", "kill", 0), ("db", "kill", 0),
    ("worker", "freeze", 8), ("valkey", "freeze", 8), ("valkey", "stop", 3), ("web", "freeze", 2),
]  # fmt: skip


@pytest.fixture
def stack(demo_stack):
    return demo_stack.start_processes()


class Trouble:
    """Lets one process fail after another; every one is up again after it.

    Called by the thread of the test: what it starts again ends with the thread that started it.
    """

    def __init__(self, stack, chance):
        self.stack, self.random, self.did = stack, chance, Counter()

    def cause(self):
        """One fault, some seconds from now. Raises ``StackError`` when the process does not come back."""
        time.sleep(self.random.uniform(2, 6))
        name, how, seconds = self.random.choice(FAULTS)
        if how == "freeze":
            self.stack.pause(name)
            time.sleep(seconds)
            self.stack.resume(name)
        else:
            self.stack.kill(name, tree=name == "worker") if how == "kill" else self.stack.stop_one(name)
            time.sleep(seconds)
            self._start_again(name)
        self.did[f"{name} {how}"] += 1

    def _start_again(self, name):
        """As a supervisor does: what ends while it starts is started again.

        On a busy machine the workers of a killed web server hold its port for longer than its successor tries.
        """
        for _time in range(STARTS - 1):
            with suppress(StackError):
                return self.stack.restart(name)
        return self.stack.restart(name)


def sign_in(browser, who):
    form = browser.open("/tili/kirjaudu/").form(holding="password")
    browser.send(form.with_values(login=who.email, password=PASSWORD))


def log_order(browser, who, number):
    """Log one order as its form allows; whether the page that came back is that of the order."""
    form = browser.open(f"/v/{who.network}/pankki/tilaukset/uusi/").form(holding="organisation")
    choices = {
        "method": form.option("method", "Teemaneuvonpito"),
        "organisation_text": "Kotkan",
        "contact_text": account("orderer").name,
        "summary": f"Vikakoe {number:05}",
        "wished": "mahdollisimman pian",
        "kind": "planning",
        "participants": "8 työntekijää",
    }
    answer = answer_questions(browser, browser.send(form.with_values(**choices), may_ask=True))
    return re.search(r"/tilaukset/\d+/", answer.url) is not None and choices["summary"] in answer.text


def log_orders(url, numbers, acknowledged, refused):
    """One coordinator logs an order for each number, and tries again when the answer was none."""
    browser, who = Browser(url), account("coordinator")
    end = time.monotonic() + LIMIT_SECONDS
    for number in numbers:
        for _time in range(60):
            if time.monotonic() > end:
                return
            try:
                if log_order(browser, who, number):
                    acknowledged.append(number)
                    break
            except (BrowserError, URLError, OSError, HTTPException):
                # Nobody answered, or the session has ended.
                with suppress(BrowserError, URLError, OSError, HTTPException):
                    sign_in(browser, who)
            refused.append(number)
            time.sleep(2)


def ask(stack, sql):
    with psycopg2.connect(stack.database_url) as connection, connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_orders_survive_faults(stack, proof):
    """Faults: orders while processes are killed, frozen and stopped."""
    acknowledged, refused = [], []
    trouble = Trouble(stack, random.Random(proof.random.random()))
    clerks = [
        threading.Thread(
            target=log_orders, args=(stack.url, range(first, ORDERS, AT_ONCE), acknowledged, refused), daemon=True
        )
        for first in range(AT_ONCE)
    ]
    begin = time.monotonic()
    for clerk in clerks:
        clerk.start()
    while any(clerk.is_alive() for clerk in clerks):
        trouble.cause()
    seconds = time.monotonic() - begin

    stored = Counter(
        summary for (summary,) in ask(stack, "SELECT summary FROM bank_order WHERE summary LIKE 'Vikakoe %'")
    )
    lost = [number for number in acknowledged if not stored[f"Vikakoe {number:05}"]]
    open_jobs = "SELECT count(*) FROM core_job WHERE state NOT IN ('done', 'parked')"
    end = time.monotonic() + RECOVERY_SECONDS
    while ask(stack, open_jobs)[0][0] and time.monotonic() < end:
        time.sleep(1)
    recovered = time.monotonic() - end + RECOVERY_SECONDS
    waiting, parked = (
        ask(stack, open_jobs)[0][0],
        ask(stack, "SELECT count(*) FROM core_job WHERE state = 'parked'")[0][0],
    )
    sent = Counter(
        line for mail in (stack.var / "mail").iterdir() for line in mail.read_text(errors="replace").splitlines()
        if line.lower().startswith("message-id:")
    )  # fmt: skip
    repeated = sum(count - 1 for count in sent.values())

    proof.figure("orders acknowledged", len(acknowledged))
    proof.figure("answers that were none", len(refused))
    proof.figure("faults", sum(trouble.did.values()))
    for name, count in sorted(trouble.did.items()):
        proof.figure(name, count)
    proof.figure("acknowledged and lost", len(lost))
    # An answer that a fault swallowed is asked for again, as a person would; the product offers to open the first.
    proof.figure("stored twice", sum(count - 1 for count in stored.values()))
    proof.figure("mails", sum(sent.values()))
    proof.figure("repeated mails", repeated)
    proof.figure("jobs waiting afterwards", waiting)
    proof.figure("jobs parked", parked)
    proof.figure("seconds until all was done", round(recovered, 1))
    proof.figure("seconds of trouble", round(seconds))
    assert (lost, waiting) == ([], 0)
    assert len(acknowledged) == ORDERS
    assert repeated <= 0.03 * max(1, sum(sent.values()))


def test_pages_answer_while_valkey_is_frozen(stack, proof):
    """Faults: pages and orders while Valkey answers nothing."""
    browser, who = Browser(stack.url), account("coordinator")
    sign_in(browser, who)
    log_order(browser, who, 0)
    pages, orders, numbers = [], [], iter(range(1, 1000))
    stack.pause("valkey")
    try:
        end = time.monotonic() + FROZEN_SECONDS
        while time.monotonic() < end:
            for seconds, act in (
                (pages, lambda: browser.open(f"/v/{who.network}/pankki/")),
                (pages, lambda: browser.open(f"/v/{who.network}/kokoukset/")),
                (orders, lambda: log_order(browser, who, next(numbers))),
            ):
                begin = time.monotonic()
                act()
                seconds.append(time.monotonic() - begin)
            time.sleep(5)
    finally:
        stack.resume("valkey")
    stored = ask(stack, "SELECT count(*) FROM bank_order WHERE summary LIKE 'Vikakoe %'")[0][0]

    proof.figure("seconds frozen", FROZEN_SECONDS)
    proof.figure("pages", len(pages))
    proof.figure("slowest page in seconds", round(max(pages), 2))
    proof.figure("orders", len(orders))
    # An order is three requests: its form, its answer, and the page after it.
    proof.figure("slowest order in seconds", round(max(orders), 2))
    assert max(pages) < 1
    assert max(orders) < 3
    assert stored == next(numbers)
