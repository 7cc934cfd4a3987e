"""Fixtures that the tests of every app share."""

import logging

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone, translation
from xdist.scheduler import LoadScopeScheduling

from tests.clock import NOW
from tests.factories.network import NetworkFactory, RoleFactory, UserFactory

# Each of these folders has one running product, which its tests share, stop and fill.
ON_A_STACK = ("tests/browser/", "tests/integration/")


class OneProcessForAStack(LoadScopeScheduling):
    """The tests of such a folder run in one process, and begin first: they take the longest."""

    def _split_scope(self, nodeid):
        return next((folder for folder in ON_A_STACK if nodeid.startswith(folder)), nodeid)


def pytest_xdist_make_scheduler(config, log):
    return OneProcessForAStack(config, log)


@pytest.fixture(autouse=True, scope="session")
def keys_root(tmp_path_factory):
    """The keys of the tests lie apart from those of a product that runs from the same folder."""
    settings.KEYS_ROOT = tmp_path_factory.mktemp("keys")
    return settings.KEYS_ROOT


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Tests over several transactions empty all tables after them, which the database refuses for its logs."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'never_emptied'")
        for (table,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER never_emptied")


@pytest.fixture
def ledger(settings, tmp_path):
    """The ledger of erasures of this test alone."""
    settings.ERASURE_LEDGER = tmp_path / "erasures" / "ledger.jsonl"
    return settings.ERASURE_LEDGER


@pytest.fixture(autouse=True)
def finnish():
    """A request leaves its language behind in the thread; each test begins in the product's own."""
    with translation.override("fi"):
        yield


@pytest.fixture
def unlogged():
    """Refusals are not logged: pytest keeps each record with all frames of its traceback, which slows a long walk."""
    logger = logging.getLogger("django.request")
    logger.disabled = True
    yield
    logger.disabled = False


@pytest.fixture
def stopped_clock(monkeypatch):
    """What asks for the time is told ``tests.clock.NOW``: days that are counted meet no midnight and no summer time.

    Fields with ``default=timezone.now`` keep the true time: they hold the function itself.
    """
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def network(db):
    return NetworkFactory(slug="oma")


@pytest.fixture
def other_network(db):
    """Somebody else's: its rows could leak, and must not."""
    return NetworkFactory(slug="toinen")


@pytest.fixture
def as_role(request, db):
    """``as_role(RoleKind.COORDINATOR)``: a user with that role in ``network``, or in the network given.

    Several roles: ``as_role(RoleKind.ADMIN, RoleKind.SECRETARY)``. Other keywords are fields of the user.
    """

    def make(*kinds, network=None, **fields):
        network = network or request.getfixturevalue("network")
        user = UserFactory(**fields)
        for kind in kinds:
            RoleFactory(user=user, network=network, kind=kind)
        return user

    return make


@pytest.fixture
def client_as():
    """``client_as(user)``: a browser in which the user has signed in."""

    def make(user):
        client = Client()
        client.force_login(user)
        return client

    return make


@pytest.fixture
def coordinator(as_role):
    return as_role("coordinator")


@pytest.fixture
def admin(as_role):
    return as_role("admin")


@pytest.fixture
def secretary(as_role):
    return as_role("secretary")


@pytest.fixture
def orderer(as_role):
    return as_role("orderer")


@pytest.fixture
def facilitator(as_role):
    return as_role("facilitator")


@pytest.fixture
def member(as_role):
    return as_role("member")


@pytest.fixture
def outsider(as_role, other_network):
    """A coordinator of the other network: sees nothing of this one."""
    return as_role("coordinator", network=other_network)


@pytest.fixture
def identity_code():
    """A personal identity code with a right check character, made here: 900–999 are never given to anybody."""
    digits = "010190" + "900"
    return f"010190-900{'0123456789ABCDEFHJKLMNPRSTUVWXY'[int(digits) % 31]}"
