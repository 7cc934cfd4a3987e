"""Who gets what: every address, every kind of person, every kind of object, every method, as the access table says."""

import re
from collections import Counter

import pytest
from django.core.cache import cache
from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext

from tests.verkosto.access_data import OWN, PEOPLE
from tests.verkosto.conftest import world  # noqa: F401 -- a fixture
from tests.verkosto.test_access import ROWS, WRONG_METHODS, ask, expected, outcome, row_id
from verkosto.access import Open

pytestmark = pytest.mark.django_db

# What reading may leave behind: that it was read, the session that read, the counters of the rate limits.
KEPT_BY_READING = {"core_viewlog", "network_session", "django_session", "cache"}
_WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)


def cells(access, people):
    """``(person, which, method, wanted)`` of one row of the table, and of the methods that no form uses."""
    for person in people:
        for which in people[person](access):
            for method in access.methods.split():
                yield person, which, method, expected(access, person, which)
    if not access.name.startswith(("account_", "mfa_", "usersessions_")):
        allowed = min(access.who.may) if not isinstance(access.who, Open) else {
            Open.PUBLIC: "anonymous", Open.EDITORS: "editor"}.get(access.who, "no role")  # fmt: skip
        for method in WRONG_METHODS:
            if method not in access.methods.split():
                yield allowed, OWN, method, "wrong method"


def test_every_cell_of_the_table(world, proof):  # noqa: F811
    """Access: addresses × people × objects × methods."""
    rows = proof.random.sample(ROWS, proof.size(8, len(ROWS)))
    tried, wrong, answers = 0, [], Counter()
    people = {
        person: lambda access, person=person: world.whiches(
            access.of, person, in_network=not isinstance(access.who, Open)
        )
        for person in PEOPLE
    }
    for access in rows:
        for person, which, method, wanted in cells(access, people):
            got = outcome(ask(world, access, person, which, method)[0])
            tried += 1
            answers[got] += 1
            if got != wanted:
                wrong.append((row_id(access), person, which, method, wanted, got))

    proof.figure("addresses", len(rows))
    proof.figure("cells", tried)
    for name, count in sorted(answers.items(), key=str):
        proof.figure(str(name), count)
    proof.figure("mismatches", len(wrong))
    assert wrong == []


def test_reading_changes_nothing(world, proof):  # noqa: F811
    """Access: GET changes nothing but the log of readings."""
    rows = [access for access in ROWS if "GET" in access.methods.split()]
    changed, tried = [], 0
    for access in proof.random.sample(rows, proof.size(8, len(rows))):
        for person in PEOPLE:
            cache.clear()
            reset_queries()  # Django keeps the last 9,000 only
            with CaptureQueriesContext(connection) as queries:
                ask(world, access, person, OWN, "GET")
            tried += 1
            written = {match[1] for query in queries if (match := _WRITES.match(query["sql"]))}
            if written - KEPT_BY_READING:
                changed.append((row_id(access), person, sorted(written - KEPT_BY_READING)))

    proof.figure("readings", tried)
    proof.figure("that wrote", len(changed))
    assert changed == []
