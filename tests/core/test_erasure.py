"""The ledger of erasures: what was erased is written down outside the database, and erased again after a restore."""

import json

import pytest

from core import erasure
from core.models import ErasureEntry, LogEntry
from tests.factories.network import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def erased(ledger):
    """Keys that the eraser of the kind "test.thing" has erased, in order."""
    keys = []
    erasure.register_eraser("test.thing", lambda key: keys.append(key) or {"things": 1})
    erasure.register_eraser("test.thing", lambda key: {"things": 1, "others": 2})
    yield keys
    erasure._erasers.pop("test.thing")


def lines(ledger):
    return [json.loads(line) for line in ledger.read_text(encoding="utf-8").splitlines()]


def test_erasing_is_written_into_table_ledger_and_log(erased, ledger):
    actor = UserFactory()

    done = erasure.erase("test.thing", 7, actor=actor)

    entry = ErasureEntry.objects.get()
    assert (done, erased) == ({"things": 2, "others": 2}, [7])
    assert lines(ledger) == [{"uuid": str(entry.uuid), "kind": "test.thing", "key": 7, "at": entry.at.isoformat()}]
    assert ledger.stat().st_mode & 0o777 == 0o600
    log = LogEntry.objects.get(action="core.erasure.made")
    assert (log.actor, log.target_id, log.changes) == (actor, entry.pk, {"test.thing": [7, None]})


def test_erasing_is_refused_when_the_ledger_cannot_be_written(erased, settings, tmp_path):
    (tmp_path / "file").touch()
    settings.ERASURE_LEDGER = tmp_path / "file" / "ledger.jsonl"

    with pytest.raises(OSError, match="file"):
        erasure.erase("test.thing", 7, actor=None)

    assert (ErasureEntry.objects.count(), LogEntry.objects.count()) == (0, 0)


def test_erasing_what_nobody_knows_to_erase_is_refused(ledger):
    with pytest.raises(LookupError, match="how to erase"):
        erasure.erase("test.unknown", 7, actor=None)

    assert not ledger.exists()


def test_rehearsal_tells_and_changes_nothing(erased, ledger):
    assert erasure.rehearse("test.thing", 7) == {"things": 2, "others": 2}
    assert (ErasureEntry.objects.count(), ledger.exists()) == (0, False)


def test_replay_erases_again_what_the_database_does_not_know_and_once(erased, ledger):
    erasure.erase("test.thing", 1, actor=None)
    known = ErasureEntry.objects.get()
    missing = {
        "uuid": "6b0e5f6e-7a53-4b0d-9a55-3a9a5b1c2d3e",
        "kind": "test.thing",
        "key": 2,
        "at": "2026-01-15T09:30:00+02:00",
    }
    with ledger.open("a", encoding="utf-8") as file:
        file.write(json.dumps(missing) + "\n")

    first, second = erasure.replay(), erasure.replay()

    assert (first, second, erased) == (1, 0, [1, 2])
    assert set(ErasureEntry.objects.values_list("key", flat=True)) == {1, 2}
    assert str(ErasureEntry.objects.exclude(pk=known.pk).get().uuid) == missing["uuid"]
    assert LogEntry.objects.get(action="core.erasure.repeated").changes == {"test.thing": [2, None]}


def test_replay_completes_a_ledger_that_knows_less_than_the_database(erased, ledger):
    erasure.erase("test.thing", 1, actor=None)
    before = lines(ledger)
    ledger.unlink()

    assert erasure.replay() == 0
    assert lines(ledger) == before


def test_line_that_was_cut_off_is_no_erasure_and_the_next_one_stands_on_its_own(erased, ledger):
    erasure.erase("test.thing", 1, actor=None)
    with ledger.open("a", encoding="utf-8") as file:
        file.write('{"uuid": "6b0e')

    known = len(erasure.read_ledger())
    erasure.erase("test.thing", 2, actor=None)

    assert (known, [line["key"] for line in lines(ledger)]) == (1, [1, 2])


@pytest.mark.parametrize("line", ["nonsense", "{}", '{"uuid": "x", "kind": "a", "key": 1, "at": "now"}', "[]"])
def test_damaged_ledger_is_refused_with_its_line(ledger, line):
    ledger.parent.mkdir()
    ledger.write_text(line + "\n", encoding="utf-8")

    with pytest.raises(ValueError, match="line 1"):
        erasure.replay()
