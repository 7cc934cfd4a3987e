"""The migration that seals the concerns of before there were keys, run over the columns of that time."""

import datetime
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from bank.models import Concern, Order
from tests.bank.test_services_concerns import holding
from tests.factories.bank import OrderFactory

pytestmark = pytest.mark.django_db
TOKEN = "KANARIA77XQ"
CREATED = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


@pytest.fixture
def before(db):
    """The models as they were, on a table that has the clear columns again."""
    with connection.cursor() as cursor:
        cursor.execute(
            """ALTER TABLE bank_concern DROP CONSTRAINT concern_is_sealed_or_wiped,
            ADD COLUMN text text NOT NULL DEFAULT '', ADD COLUMN zone smallint,
            ADD COLUMN situation varchar(120) NOT NULL DEFAULT ''"""
        )
    return MigrationLoader(connection).project_state(("bank", "0012_concern_keys")).apps


def seal(apps):
    import_module("bank.migrations.0013_seal_concerns").forwards(apps, SimpleNamespace(connection=connection))


def add(apps, network, **words):
    order = OrderFactory(network=network)
    Order.objects.filter(pk=order.pk).update(created_at=CREATED)
    apps.get_model("bank", "Concern").objects.create(order_id=order.pk, **words)
    return order


def test_concerns_of_before_are_sealed_in_batches_and_leave_no_clear_text(before, network, monkeypatch):
    monkeypatch.setattr(import_module("bank.migrations.0013_seal_concerns"), "BATCH", 2)
    orders = [
        add(before, network, text=f"{TOKEN} {number}", zone=number, situation=f"{TOKEN}") for number in (1, 2, 3, 4)
    ]
    orders.append(add(before, network, text="", zone=2))
    assert holding(TOKEN) == ["bank_concern"]

    seal(before)

    rows = [Concern.objects.get(order=order) for order in orders]
    assert [row.words for row in rows] == [
        *({"text": f"{TOKEN} {number}", "zone": number, "situation": TOKEN} for number in (1, 2, 3, 4)),
        {"text": "", "zone": 2, "situation": ""},
    ]
    assert len({row.key for row in rows}) == 5
    assert {row.written_at for row in rows} == {CREATED}
    assert holding(TOKEN) == []


def test_a_run_that_was_cut_off_goes_on_with_the_rest(before, network):
    order = add(before, network, text=TOKEN)
    seal(before)
    key = Concern.objects.get(order=order).key
    other = add(before, network, text="Toinen")

    seal(before)

    assert Concern.objects.get(order=order).key == key
    assert Concern.objects.get(order=other).text == "Toinen"
