"""The daily run over the rules of retention: batches, failures, time, and who hears that it is late."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from core import retention
from core.models import Job, LogEntry, RetentionRun
from core.retention import Rule, is_late, rehearse, run, run_if_due
from core.tasks import retain

pytestmark = pytest.mark.django_db
TODAY = date(2027, 6, 15)


def forget(rows):
    Job.objects.filter(pk__in=[row.pk for row in rows]).update(kind="gone")


def make_rule(name="test.rule", kind="old", act=forget):
    return Rule(name, "Things", "a day", "gone", due=lambda _day: Job.objects.filter(kind=kind), act=act)


@pytest.fixture(autouse=True)
def rules(monkeypatch):
    """No rules but those of the test."""
    monkeypatch.setattr(retention, "_rules", {})
    monkeypatch.setattr(retention, "BATCH", 2)


@pytest.fixture
def rows(db):
    return [make_row(number) for number in range(5)]


def make_row(number, kind="old"):
    return Job.objects.create(key=f"test:{number}", kind=kind, object_type="x", object_id=number)


def kinds():
    return list(Job.objects.order_by("pk").values_list("kind", flat=True))


def test_a_run_lets_go_of_all_that_is_due_in_batches(rows):
    sizes = []
    retention.register_rule(make_rule(act=lambda batch: [sizes.append(len(batch)), forget(batch)]))

    done = run(TODAY)

    assert (kinds(), sizes) == (["gone"] * 5, [2, 2, 1])
    assert (done.counts, done.failed, done.is_whole) == ({"test.rule": 5}, [], True)


def test_a_second_run_finds_nothing(rows):
    retention.register_rule(make_rule())
    run(TODAY)

    assert run(TODAY).counts == {}


def test_a_rehearsal_counts_and_changes_nothing(rows):
    retention.register_rule(make_rule())

    assert rehearse(TODAY) == {"test.rule": 5}
    assert kinds() == ["old"] * 5
    assert RetentionRun.objects.count() == 0


def test_a_batch_that_fails_is_rolled_back_and_holds_up_nothing_else(rows, caplog):
    words = " ".join(["what", "a", "person", "wrote"])

    def fail_first(batch):
        forget(batch)
        if rows[0].pk in {row.pk for row in batch}:
            raise ValueError(words)

    make_row(9, kind="other")
    retention.register_rule(make_rule("a.first", act=fail_first))
    retention.register_rule(make_rule("b.second", kind="other"))

    done = run(TODAY)

    assert kinds() == ["old", "old", "gone", "gone", "gone", "gone"]
    assert (done.counts, done.failed, done.is_whole) == ({"a.first": 3, "b.second": 1}, ["a.first"], False)
    assert "what a person wrote" not in caplog.text
    assert "a.first" in caplog.text


def test_a_run_stops_when_its_time_is_up_and_the_next_goes_on(rows):
    retention.register_rule(make_rule())

    assert (run(TODAY, seconds=-1).is_whole, kinds()) == (False, ["old"] * 5)
    assert (run(TODAY).is_whole, kinds()) == (True, ["gone"] * 5)


def test_a_run_is_logged_when_it_has_done_something(rows):
    retention.register_rule(make_rule())

    first, _second = run(TODAY), run(TODAY)

    entry = LogEntry.objects.get(action="core.retention.ran")
    assert (entry.target_id, entry.actor, entry.changes) == (first.pk, None, {"test.rule": [None, 5]})


def test_a_name_is_given_once():
    retention.register_rule(make_rule())

    with pytest.raises(ValueError, match=r"test\.rule"):
        retention.register_rule(make_rule())


def test_one_whole_run_is_enough_for_a_day():
    first = run_if_due()

    assert first.is_whole
    assert run_if_due() is None
    assert run_if_due(timezone.now() + timedelta(hours=19, minutes=59)) is None
    assert run_if_due(timezone.now() + timedelta(hours=20, minutes=1)) is not None


def test_a_run_that_failed_is_tried_again_within_the_hour(rows):
    def fail(_batch):
        raise ValueError

    retention.register_rule(make_rule(act=fail))

    retain()
    retain()

    assert list(RetentionRun.objects.values_list("is_whole", flat=True)) == [False, False]


@pytest.mark.parametrize(("hours", "late"), [(25, False), (27, True)])
def test_it_is_late_when_no_whole_run_has_ended_for_26_hours(hours, late):
    ended = timezone.now() - timedelta(hours=hours)
    RetentionRun.objects.create(ended_at=ended, is_whole=True)
    RetentionRun.objects.create(ended_at=timezone.now(), is_whole=False)

    installed(hours=100)

    assert is_late() == late


@pytest.mark.parametrize(("hours", "late"), [(25, False), (27, True)])
def test_it_is_late_without_any_run_when_the_installation_is_old_enough_for_one(hours, late):
    installed(hours=hours)

    assert is_late() == late


def installed(*, hours):
    """As if the first migration had been made so long ago."""
    MigrationRecorder(connection).migration_qs.update(applied=timezone.now() - timedelta(hours=hours))


def test_the_command_lists_what_would_go_and_changes_nothing(rows):
    retention.register_rule(make_rule())
    out = StringIO()

    call_command("retention", "--dry-run", stdout=out)

    assert out.getvalue() == "       5  test.rule  (Things: a day, gone)\n"
    assert (kinds(), RetentionRun.objects.count()) == (["old"] * 5, 0)


def test_the_command_runs_and_tells_what_failed(rows):
    def fail(_batch):
        raise ValueError

    retention.register_rule(make_rule("a.first"))
    out = StringIO()
    call_command("retention", stdout=out)
    assert out.getvalue() == "       5  a.first  (Things: a day, gone)\n"
    retention.register_rule(make_rule("b.second", kind="gone", act=fail))

    with pytest.raises(CommandError, match=r"b\.second"):
        call_command("retention", stdout=StringIO())
