import pytest
from django.db import transaction

from tests.verkosto.access_data import World


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Two networks with one of everything, made once for a module; a test that uses it also takes ``db``."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)
