"""The concern: sealed with a key of its own, and wiped by destroying it."""

import datetime
import os
import time
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from bank.enums import Outcome
from bank.models import Concern, Order
from bank.services import (
    Orderer,
    edit_order,
    log_order,
    order_from_outside,
    record_outcome,
    wipe_concern,
)
from core import keys
from core.errors import EditConflict
from core.fuzzydates import FuzzyDate, Precision, parse
from core.models import LogEntry
from core.retention import run
from tests.factories.bank import BEHIND, ConcernFactory, OrderFactory, on_day

pytestmark = pytest.mark.django_db
TOKEN = "KANARIA77XQ"
TODAY = datetime.date(2027, 6, 15)


def moment(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))


def holding(text):
    """The tables of the database in which the text stands, in clear or as hexadecimal digits of its bytes."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            name = connection.ops.quote_name(table)
            cursor.execute(
                f"SELECT count(*) FROM {name} AS row WHERE row::text ILIKE ANY (%s)",
                [[f"%{text}%", f"%{text.encode().hex()}%"]],
            )
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def wipe_old_concerns(day):
    """As the daily work of retention does it; how many."""
    return run(day).counts.get("bank.concern", 0)


@pytest.fixture
def concern(network):
    return ConcernFactory(order=OrderFactory(network=network), text=TOKEN, zone=3, situation="Siirtymä")


def test_no_table_holds_the_words_of_a_concern(network, coordinator):
    facts = {"kind": "planning", "summary": f"{TOKEN} summary", "method": None}
    order = log_order(network, facts=facts, concern=f"{TOKEN[:-2]} huoli", situation="Tilanne", actor=coordinator)
    assert holding(TOKEN) == ["bank_order"]  # the search itself finds what is there
    order = edit_order(
        order, facts={"summary": "Muu"}, concern=f"Toinen {TOKEN}", version=order.version, actor=coordinator
    )

    assert order.concern_row.text == f"Toinen {TOKEN}"
    # The log keeps the summary of before; of the concern only that it changed.
    assert holding(TOKEN) == ["core_logentry"]
    assert holding(f"Toinen {TOKEN}") == []
    assert holding(f"{TOKEN[:-2]} huoli") == []


def test_no_table_holds_the_concern_of_an_order_from_outside(network, django_capture_on_commit_callbacks):
    facts = {"kind": "planning", "summary": "Suunnittelu", "municipality": None, "method": None}
    with django_capture_on_commit_callbacks(execute=True):
        outside, _is_new = order_from_outside(
            network,
            orderer=Orderer("Maija Esimerkki", "Rannan päiväkoti", "maija@example.org"),
            facts=facts,
            concern=TOKEN,
            situation=f"Tilanne {TOKEN}",
            key=uuid.uuid4(),
            actor=None,
        )

    assert outside.order.concern_row.words == {"text": TOKEN, "zone": None, "situation": f"Tilanne {TOKEN}"}
    assert holding(TOKEN) == []


def test_words_are_sealed_together_and_read_by_their_key(concern):
    stored = Concern.objects.get(pk=concern.pk)

    assert stored.words == {"text": TOKEN, "zone": 3, "situation": "Siirtymä"}
    assert stored.text == TOKEN
    assert not stored.is_wiped


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"text": "x" * 601}, "text"),
        ({"text": "ok", "zone": 5}, "zone"),
        ({"text": "ok", "zone": 0}, "zone"),
        ({"text": "ok", "situation": "x" * 121}, "situation"),
    ],
)
def test_words_that_do_not_fit_are_refused_at_their_name(network, words, field):
    concern = Concern(order=OrderFactory(network=network))

    with pytest.raises(ValidationError) as refused:
        concern.write(**{"zone": None, "situation": ""} | words)

    assert list(refused.value.message_dict) == [field]
    assert concern.key is None


@pytest.mark.parametrize("field", ["text", "situation"])
def test_identity_codes_are_refused_and_not_repeated(network, identity_code, field):
    words = {"text": "ok", "zone": None, "situation": ""} | {field: f"Huoli {identity_code}"}

    with pytest.raises(ValidationError) as refused:
        Concern(order=OrderFactory(network=network)).write(**words)

    assert identity_code not in str(refused.value)


def test_control_characters_are_stripped(network):
    assert ConcernFactory(order=OrderFactory(network=network), text="Huo\x00li\u202e").text == "Huoli"


def test_each_concern_has_a_key_of_its_own_and_keeps_it_when_edited(network, coordinator):
    first, second = (OrderFactory(network=network, concern="Huoli") for _ in range(2))
    key = first.concern_row.key

    edit_order(first, facts={}, concern="Toinen huoli", version=0, actor=coordinator)

    assert Concern.objects.get(order=first).key == key != second.concern_row.key
    assert Concern.objects.get(order=first).text == "Toinen huoli"


def test_wiping_destroys_the_key_and_says_so_without_the_words(
    concern, coordinator, django_capture_on_commit_callbacks
):
    key, sealed = concern.key, concern.sealed

    with django_capture_on_commit_callbacks(execute=True):
        assert wipe_concern(concern.order, because="returned", actor=coordinator)

    stored = Concern.objects.get(pk=concern.pk)
    assert (stored.key, stored.sealed, stored.words, stored.text, stored.is_wiped) == (None, None, None, "", True)
    assert stored.wiped_at is not None
    with pytest.raises(keys.KeyDestroyed):
        keys.decrypt(key, sealed)  # what an old backup has
    entry = LogEntry.objects.of(concern.order).get()
    assert (entry.action, entry.actor, entry.changes) == (
        "bank.concern.wiped",
        coordinator,
        {"because": [None, "returned"]},
    )


def test_a_wiped_concern_is_wiped_once(concern, coordinator):
    wipe_concern(concern.order, because="returned", actor=coordinator)

    assert not wipe_concern(concern.order, because="time", actor=None)
    assert not wipe_concern(OrderFactory(network=concern.order.network), because="time", actor=None)
    assert LogEntry.objects.of(concern.order).count() == 1


def test_a_wipe_that_is_rolled_back_destroys_nothing(concern, coordinator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        wipe_concern(concern.order, because="returned", actor=coordinator)
        transaction.set_rollback(True)

    assert Concern.objects.get(pk=concern.pk).text == TOKEN


def test_sweep_finishes_a_wipe_that_a_fault_cut_off(concern, coordinator):
    key = concern.key
    kept = ConcernFactory(order=OrderFactory(network=concern.order.network)).key
    wipe_concern(concern.order, because="time", actor=None)  # committed, and then the process ended
    for name in (key, kept):
        os.utime(keys._path(name), (time.time() - 200_000,) * 2)
    assert keys.exists(key)

    keys.sweep()

    assert (keys.exists(key), keys.exists(kept)) == (False, True)


def test_a_lost_key_reads_as_wiped(concern):
    keys.destroy(concern.key)

    stored = Concern.objects.get(pk=concern.pk)

    assert (stored.is_wiped, stored.words, stored.wiped_at) == (True, None, None)


def test_while_the_key_store_is_away_nothing_is_written_over(concern, coordinator, settings, tmp_path):
    root, order = settings.KEYS_ROOT, concern.order
    settings.KEYS_ROOT = tmp_path / "not-mounted"

    edit_order(order, facts={"place": "Kirjasto"}, concern="", version=order.version, actor=coordinator)
    order.refresh_from_db()
    with pytest.raises(keys.KeyStoreAway):
        edit_order(order, facts={}, concern="Uusi", version=order.version, actor=coordinator)
    away = (concern.is_away, concern.is_wiped, concern.words)
    settings.KEYS_ROOT = root

    assert away == (True, False, None)
    assert Concern.objects.get().text == TOKEN


def test_a_concern_written_after_a_wipe_has_a_new_key_and_a_new_time(concern, coordinator):
    Concern.objects.filter(pk=concern.pk).update(written_at=moment(BEHIND))
    before = concern.key
    wipe_concern(concern.order, because="returned", actor=coordinator)

    edit_order(concern.order, facts={}, concern="Uusi huoli", version=0, actor=coordinator)

    stored = Concern.objects.get(pk=concern.pk)
    assert stored.words == {"text": "Uusi huoli", "zone": None, "situation": ""}
    assert stored.key not in (None, before)
    assert (stored.wiped_at, stored.written_at.year) == (None, timezone.now().year)


def test_an_edit_without_words_leaves_a_wiped_concern_wiped(concern, coordinator):
    wipe_concern(concern.order, because="returned", actor=coordinator)

    edit_order(concern.order, facts={"place": "Koulu"}, concern="", version=0, actor=coordinator)

    assert Concern.objects.get(pk=concern.pk).is_wiped


def test_taking_the_words_away_destroys_the_key(network, coordinator, django_capture_on_commit_callbacks):
    order = OrderFactory(network=network, concern="Huoli")
    key = order.concern_row.key

    with django_capture_on_commit_callbacks(execute=True):
        edit_order(order, facts={}, concern="", version=0, actor=coordinator)

    assert (Concern.objects.exists(), keys.exists(key)) == (False, False)


def test_a_row_is_sealed_or_wiped_and_nothing_between(concern):
    with pytest.raises(IntegrityError), transaction.atomic():
        Concern.objects.filter(pk=concern.pk).update(sealed=None)


def test_cancelling_an_order_wipes_at_once(concern, coordinator, django_capture_on_commit_callbacks):
    key = concern.key

    with django_capture_on_commit_callbacks(execute=True):
        record_outcome(concern.order, outcome="cancelled", reason="orderer_withdrew", version=0, actor=coordinator)

    assert Concern.objects.get(pk=concern.pk).is_wiped
    assert not keys.exists(key)


def test_an_order_that_was_not_carried_out_keeps_its_concern_for_its_time(concern, coordinator):
    record_outcome(
        concern.order,
        outcome="not_carried_out",
        reason="no_facilitators",
        note="Koulun oma palaveri.",
        version=0,
        actor=coordinator,
    )

    assert Concern.objects.get(pk=concern.pk).text == TOKEN


def ended(outcome, day):
    return {"outcome": outcome, "outcome_reason": "other", "outcome_at": moment(day), "closed_at": moment(day)}


def span(first, last):
    return FuzzyDate(first, last, Precision.MONTH, "kuukausi")


# 30 days before TODAY; the day after is not due yet.
EDGE = datetime.date(2027, 5, 16)


@pytest.mark.parametrize("days_after", [0, 1])
@pytest.mark.parametrize(
    "facts_on",
    [
        pytest.param(lambda day: {"wished": on_day(day)}, id="open"),
        pytest.param(lambda day: {"wished": span(day.replace(day=1), day)}, id="last day of a wish"),
        pytest.param(
            lambda day: (
                ended(Outcome.CARRIED_OUT, TODAY)
                | {"outcome_reason": "", "wished": on_day(TODAY), "held": on_day(day)}
            ),
            id="held",
        ),
        pytest.param(lambda day: ended(Outcome.NOT_CARRIED_OUT, day), id="not held"),
    ],
)
def test_a_concern_is_wiped_thirty_days_after_the_event(network, facts_on, days_after):
    order = OrderFactory(network=network, concern=TOKEN, **facts_on(EDGE + datetime.timedelta(days=days_after)))
    Concern.objects.update(written_at=moment(TODAY))

    assert wipe_old_concerns(TODAY) == (0 if days_after else 1)
    assert Concern.objects.get(order=order).is_wiped == (not days_after)


@pytest.mark.parametrize("days_after", [0, 1])
@pytest.mark.parametrize(
    "facts",
    [
        {"wished": None},
        {"wished": parse("mahdollisimman pian", today=BEHIND)},
        {"wished": on_day(datetime.date(2027, 1, 1)), "postponed_at": moment(TODAY)},
        {"wished": on_day(datetime.date(2028, 1, 1))},
    ],
    ids=["no date", "no exact date", "postponed", "far ahead"],
)
def test_a_concern_is_wiped_twelve_months_after_it_was_written(network, facts, days_after):
    order = OrderFactory(network=network, concern=TOKEN, **facts)
    written = datetime.date(2026, 6, 15) + datetime.timedelta(days=days_after)
    Concern.objects.update(written_at=timezone.make_aware(datetime.datetime.combine(written, datetime.time(23, 59))))

    assert wipe_old_concerns(TODAY) == (0 if days_after else 1)
    assert Concern.objects.get(order=order).is_wiped == (not days_after)


def test_a_cancelled_order_that_kept_its_concern_loses_it_by_the_daily_work(network):
    OrderFactory(network=network, cancelled=True, concern=TOKEN)

    assert wipe_old_concerns(timezone.localdate()) == 1
    assert wipe_old_concerns(timezone.localdate()) == 0


def test_a_form_that_was_open_while_the_time_came_writes_nothing_back(network, coordinator):
    order = OrderFactory(network=network, wished=on_day(BEHIND), concern=TOKEN)
    wipe_old_concerns(TODAY)

    with pytest.raises(EditConflict):
        edit_order(order, facts={}, concern=TOKEN, version=order.version, actor=coordinator)

    assert Concern.objects.get(order=order).is_wiped


def test_the_daily_work_logs_that_time_was_the_reason(network):
    order = OrderFactory(network=network, wished=on_day(BEHIND), concern=TOKEN)

    wipe_old_concerns(TODAY)

    entry = LogEntry.objects.of(order).get()
    assert (entry.action, entry.actor, entry.changes) == ("bank.concern.wiped", None, {"because": [None, "time"]})


def test_orders_live_on_without_their_concern(network):
    order = OrderFactory(network=network, wished=on_day(BEHIND), concern=TOKEN)

    wipe_old_concerns(TODAY)

    assert Order.objects.get(pk=order.pk).summary == order.summary
