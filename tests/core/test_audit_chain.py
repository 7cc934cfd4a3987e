"""The hash chains over the logs: what is sealed, what is found, and what may be forgotten."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from core.audit import forget_before, forget_old, record, record_view, seal_logs, verify_all
from core.audit.chain import LOGS, gaps_between, runs_of, seal_hash
from core.models import AuditSeal, LogEntry
from tests.factories.network import NetworkFactory, UserFactory

# Rows are sealed once their transaction is over: each test needs real ones.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def rows():
    """``rows(3)``: so many new entries, each of a transaction of its own."""
    network = NetworkFactory()
    return lambda count: [
        record("network.network.loaded", network, actor=None, changes={"n": [None, n]}) for n in range(count)
    ]


def entries():
    return verify_all()[0]


def forge(statement, *values):
    """What only the owner of the tables can do: past the triggers."""
    guards = [("core_logentry", "append_only"), ("core_logentry", "kept"), ("core_auditseal", "append_only")]
    with connection.cursor() as cursor:
        for table, guard in guards:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {guard}")
        cursor.execute(statement, values)
        for table, guard in guards:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {guard}")


def age_rows(days):
    """Write the past: the rows of both logs and their seals were made so many days ago."""
    forge("UPDATE core_logentry SET at = at - make_interval(days => %s)", days)


def test_canonical_form_holds_every_column():
    assert {log.model: set(log.columns) for log in LOGS} == {
        log.model: {field.attname for field in log.model._meta.concrete_fields} for log in LOGS
    }


def test_seals_hold_all_rows_once_and_chain_to_one_another(rows):
    first, second = rows(3), rows(2)
    reader = UserFactory()
    record_view(reader, NetworkFactory(), "concern")

    sealed = seal_logs()
    third = rows(1)
    again = seal_logs()
    nothing = seal_logs()

    assert (sealed, again, nothing) == (6, 1, 0)
    seals = AuditSeal.objects.filter(log="entries").order_by("number")
    assert [seal.runs for seal in seals] == [[[first[0].pk, second[-1].pk]], [[third[0].pk, third[0].pk]]]
    verdicts = verify_all()
    assert [(one.rows, one.seals, one.waiting, one.fault) for one in verdicts] == [(6, 2, 0, ""), (1, 1, 0, "")]
    assert verdicts[0].head == seals.last().hash


def test_rows_of_an_open_transaction_wait_and_come_into_a_later_seal(rows):
    other = connection.copy()
    network = NetworkFactory()
    with other.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute(
            "INSERT INTO core_logentry (at, action, target_type, target_id, changes)"
            " VALUES (now(), 'network.network.loaded', 'network.network', %s, '{}') RETURNING id",
            [network.pk],
        )
        held = cursor.fetchone()[0]
        later = rows(2)
        while_open = seal_logs()
        cursor.execute("COMMIT")
    other.close()

    after = seal_logs()

    # What was written later waits too: nothing is passed over.
    assert (while_open, after) == (0, 3)
    assert AuditSeal.objects.get().runs == [[held, later[-1].pk]]


def test_row_whose_number_was_drawn_long_before_is_sealed_when_it_comes(rows):
    network = NetworkFactory()
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('core_logentry_id_seq')")
        drawn = cursor.fetchone()[0]
    others = rows(2)
    seal_logs()
    LogEntry.objects.create(
        pk=drawn, action="network.network.loaded", target_type="network.network", target_id=network.pk
    )

    waiting = entries()
    sealed = seal_logs()

    assert (waiting.waiting, waiting.fault, sealed) == (1, "", 1)
    runs = list(AuditSeal.objects.order_by("number").values_list("runs", flat=True))
    assert runs == [[[others[0].pk, others[1].pk]], [[drawn, drawn]]]
    assert (entries().rows, entries().fault) == (3, "")


def test_seal_of_many_rows_is_cut_into_several(rows, monkeypatch):
    monkeypatch.setattr("core.audit.sealing.ROWS_OF_A_SEAL", 2)
    rows(5)

    assert seal_logs() == 5
    assert list(AuditSeal.objects.order_by("number").values_list("count", flat=True)) == [2, 2, 1]


def test_changed_row_is_found_in_its_seal(rows):
    rows(2)
    seal_logs()
    changed = rows(2)
    seal_logs()
    forge("UPDATE core_logentry SET action = 'forged' WHERE id = %s", changed[0].pk)

    assert entries().fault.startswith("seal 2 ")
    assert entries().fault.endswith("a row was changed")


def test_removed_row_is_found_and_named(rows):
    removed = rows(3)[1]
    seal_logs()
    forge("DELETE FROM core_logentry WHERE id = %s", removed.pk)

    assert entries().fault.endswith(f"1 removed, the first is row {removed.pk}")


def test_added_row_among_older_ones_is_found_and_named(rows):
    first = rows(1)[0]
    with transaction.atomic():
        gap = rows(1)[0].pk
        transaction.set_rollback(True)
    rows(1)
    seal_logs()
    # Later than a transaction can still be on its way.
    forge("UPDATE core_auditseal SET sealed_at = sealed_at - interval '2 days'")
    seal = AuditSeal.objects.get()
    forge("UPDATE core_auditseal SET hash = %s", seal_hash(seal, previous=""))
    LogEntry.objects.create(pk=gap, action="forged", target_type="network.network", target_id=first.target_id)

    assert entries().fault == f"seal 1: row {gap} was added, 1 in all"


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE core_auditseal SET count = 1 WHERE number = 1", "seal 1 "),
        ("DELETE FROM core_auditseal WHERE number = 1", "seal 1 is missing"),
        ("UPDATE core_auditseal SET rows_hash = repeat('0', 64) WHERE number = 2", "seal 2 "),
    ],
)
def test_changed_and_missing_seals_are_found(rows, statement, fault):
    rows(2)
    seal_logs()
    rows(2)
    seal_logs()
    forge(statement)

    assert entries().fault.startswith(fault)


def test_chain_made_anew_is_found_by_a_head_from_before(rows):
    rows(2)
    seal_logs()
    head = entries().head
    forge("DELETE FROM core_auditseal")
    seal_logs()

    assert entries().fault == ""
    assert verify_all(known=head)[0].fault.startswith(f"no seal has the hash {head}")


@pytest.mark.parametrize("statement", ["UPDATE core_auditseal SET count = 0", "DELETE FROM core_auditseal"])
def test_database_refuses_to_change_or_delete_seals(rows, statement):
    rows(1)
    seal_logs()

    with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
        connection.cursor().execute(statement)


def test_forgetting_deletes_old_rows_whole_seals_at_a_time_and_the_chain_still_holds(rows):
    rows(2)
    age_rows(800)
    seal_logs()
    young = rows(2)
    seal_logs()

    forgotten = forget_before(timezone.localdate() - timedelta(days=730))
    again = forget_before(timezone.localdate() - timedelta(days=730))

    assert (forgotten, again) == ({"entries": 2, "readings": 0}, {"entries": 0, "readings": 0})
    assert list(LogEntry.objects.order_by("pk")) == young
    verdict = entries()
    assert (verdict.rows, verdict.forgotten, verdict.seals, verdict.fault) == (2, 2, 3, "")


def test_logs_are_kept_for_24_months(rows):
    rows(1)
    seal_logs()
    written = timezone.localdate()

    kept, gone = (written + timedelta(days=days) for days in (725, 735))

    assert (forget_old(kept)["entries"], forget_old(gone)["entries"]) == (0, 1)


def test_much_is_forgotten_in_several_links(rows, monkeypatch):
    monkeypatch.setattr("core.audit.forgetting.SEALS_AT_ONCE", 1)
    for _ in range(3):
        rows(2)
        age_rows(800)
        seal_logs()

    assert forget_before(timezone.localdate() - timedelta(days=730))["entries"] == 6
    verdict = entries()
    assert (verdict.rows, verdict.forgotten, verdict.seals, verdict.fault) == (0, 6, 6, "")


def test_seal_with_one_young_row_stays_whole(rows):
    rows(1)
    age_rows(800)
    rows(1)
    seal_logs()

    assert forget_before(timezone.localdate() - timedelta(days=730))["entries"] == 0
    assert LogEntry.objects.count() == 2


def test_rows_that_no_seal_holds_are_not_forgotten(rows):
    rows(1)
    age_rows(800)

    assert forget_before(timezone.localdate())["entries"] == 0
    assert LogEntry.objects.count() == 1


def test_forgotten_row_that_is_there_again_is_found(rows):
    old = rows(1)[0]
    age_rows(800)
    seal_logs()
    forget_before(timezone.localdate() - timedelta(days=730))
    LogEntry.objects.create(pk=old.pk, action="forged", target_type="network.network", target_id=1)

    assert entries().fault == f"seal 1: row {old.pk} was added, 1 in all"


def test_sealed_row_cannot_be_deleted_unless_the_chain_forgot_it(rows):
    rows(1)
    seal_logs()

    with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
        LogEntry.objects.all().delete()


def test_verify_audit_prints_heads_and_fails_for_a_broken_chain(rows):
    row = rows(2)[0]
    output = StringIO()

    call_command("verify_audit", "--seal", stdout=output)
    forge("UPDATE core_logentry SET action = 'forged' WHERE id = %s", row.pk)

    assert f"entries: 2 rows under 1 seals, 0 not sealed yet, 0 forgotten; head {AuditSeal.objects.get().hash}" in (
        output.getvalue()
    )
    with pytest.raises(CommandError, match=r"entries: seal 1 .* a row was changed"):
        call_command("verify_audit", stdout=StringIO())


@pytest.mark.parametrize(
    ("ids", "runs"), [([], []), ([4], [(4, 4)]), ([1, 2, 3, 7, 8, 10], [(1, 3), (7, 8), (10, 10)])]
)
def test_runs_of_numbers(ids, runs):
    assert runs_of(ids) == runs


@pytest.mark.parametrize(
    ("runs", "gaps"),
    [
        ([], [(1, 9)]),
        ([(1, 9)], []),
        ([(2, 3), (6, 6)], [(1, 1), (4, 5), (7, 9)]),
        ([(5, 20), (1, 2)], [(3, 4)]),
        ([(12, 20)], [(1, 9)]),
    ],
)
def test_gaps_between_runs(runs, gaps):
    assert gaps_between(runs, lowest=1, highest=9) == gaps
