"""What a backup refuses before it begins, and its archives of files and keys; the rest is the restore drill's."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from core.backups.database import LEFT_EMPTY, snapshot
from core.backups.errors import BackupRefused
from core.backups.folders import key_label, pack_keys, pack_storage, stored_names, unpack_keys, unpack_storage
from core.backups.making import make_backup
from core.backups.manifest import KEYS, PART_FILES, Manifest
from core.backups.restoring import restore_backup
from core.backups.vault import Sealer
from core.models import LogEntry
from network.models import Session

KEY = "k" * 40


@pytest.fixture
def storage():
    """The storage of the tests, emptied."""
    for name in list(stored_names()):
        default_storage.delete(name)
    yield default_storage
    for name in list(stored_names()):
        default_storage.delete(name)


def test_backup_wants_its_keys_apart_and_a_folder_of_its_own(tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "something").touch()

    for keys in (tmp_path / "new", tmp_path / "new" / "keys", tmp_path):
        with pytest.raises(BackupRefused, match="apart from the backup"):
            make_backup(tmp_path / "new", keys_folder=keys, key=KEY)
    with pytest.raises(BackupRefused, match="is not empty"):
        make_backup(tmp_path / "full", keys_folder=tmp_path / "keys", key=KEY)


def test_commands_say_how_to_get_a_key(settings, tmp_path):
    settings.BACKUP_KEY = ""

    for command in ("backup", "restore"):
        with pytest.raises(CommandError, match="BACKUP_KEY"):
            call_command(command, str(tmp_path / "backup"), "--keys", str(tmp_path / "keys"))


def test_restore_of_nothing_is_refused(tmp_path):
    with pytest.raises(BackupRefused, match="was not finished"):
        restore_backup(tmp_path, keys_folder=tmp_path, key=KEY)


@pytest.fixture
def backup(tmp_path, settings):
    """A backup as to its outside, whose parts hold nothing; made now, and its keys ``keys_age`` hours before."""
    settings.KEYS_ROOT = tmp_path / "nowhere"

    def make(*, keys_age=0, keys_of="the same", **facts):
        made_at = datetime.now(UTC)
        manifest = Manifest(**{"id": "the same", "made_at": made_at, "product": "0", "migrations": []} | facts)
        label = {"backup": keys_of, "made_at": (made_at - timedelta(hours=keys_age)).isoformat()}
        for part, file_name in PART_FILES.items():
            path = tmp_path / ("keys" if part == KEYS else "backup") / file_name
            path.parent.mkdir(exist_ok=True)
            with path.open("wb") as file:
                sealer = Sealer(file, key=KEY, name=part)
                if part == KEYS:
                    pack_keys(settings.KEYS_ROOT, sealer, label=label)
                sealer.finish()
            manifest.parts[part] = {"size": sealer.size, "sha256": sealer.sha256}
        manifest.write(tmp_path / "backup", key=KEY)

    return make


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"keys_of": "another", "keys_age": 1}, "is older than the backup"),
        ({"format": 2}, "has the form 2"),
        ({"migrations": [["core", "9999_of_tomorrow"]]}, "does not know: core.9999_of_tomorrow"),
        ({"made_at": datetime.now(UTC) - timedelta(days=20)}, "is stale: it was made 20 days ago"),
        # The newest keys serve an older backup; what then stands in the way is that there is a database.
        ({"keys_of": "another", "keys_age": -1}, "The database is not empty"),
        ({"migrations": [["core", "0001_initial"]]}, "The database is not empty"),
    ],
)
def test_restore_is_refused_with_the_reason(backup, tmp_path, facts, words):
    backup(**facts)

    with pytest.raises(BackupRefused, match=words):
        restore_backup(tmp_path / "backup", keys_folder=tmp_path / "keys", key=KEY)


@pytest.mark.django_db
def test_older_backup_is_let_through_when_it_is_said_so(backup, tmp_path):
    backup(made_at=datetime.now(UTC) - timedelta(days=20))

    with pytest.raises(BackupRefused, match="The database is not empty"):
        restore_backup(tmp_path / "backup", keys_folder=tmp_path / "keys", key=KEY, max_age_days=21)


@pytest.mark.django_db
@pytest.mark.usefixtures("storage")
@pytest.mark.parametrize(
    ("arrange", "words"),
    [
        (lambda ledger: None, "ledger.jsonl is missing"),
        (lambda ledger: (ledger.parent.mkdir(), ledger.write_text("nonsense\n")), "is damaged"),
        (lambda ledger: default_storage.save("a.txt", ContentFile(b"a")), "The storage of files is not empty"),
    ],
)
def test_restore_wants_an_empty_place_and_the_ledger(backup, tmp_path, ledger, monkeypatch, arrange, words):
    # The database of the tests is never empty.
    monkeypatch.setattr("core.backups.database.ANYTHING", "SELECT 0")
    backup()
    arrange(ledger)

    with pytest.raises(BackupRefused, match=words):
        restore_backup(tmp_path / "backup", keys_folder=tmp_path / "keys", key=KEY)


@pytest.mark.django_db(transaction=True)
def test_backup_that_fails_leaves_nothing_behind(settings, tmp_path):
    settings.PG_BIN = str(tmp_path)
    settings.KEYS_ROOT = tmp_path / "nowhere"

    with pytest.raises(BackupRefused, match="Set PG_BIN"):
        make_backup(tmp_path / "backup", keys_folder=tmp_path / "keys", key=KEY)

    assert list((tmp_path / "backup").iterdir()) == []


@pytest.mark.django_db(transaction=True)
def test_hash_of_a_table_is_of_its_rows_and_not_of_their_places():
    def entry(pk):
        LogEntry.objects.create(pk=pk, at="2026-01-15T09:30+02:00", action="a", target_type="b", target_id=1)

    def facts():
        with snapshot() as moment:
            return moment.tables()["core_logentry"]

    empty = facts()
    entry(10**9), entry(10**9 + 1)
    forward = facts()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE core_logentry")
    entry(10**9 + 1), entry(10**9)
    backward = facts()
    entry(10**9 + 2)

    assert (empty["rows"], forward["rows"], forward, facts()["rows"]) == (0, 2, backward, 3)
    assert len({empty["hash"], forward["hash"], facts()["hash"]}) == 3


@pytest.mark.django_db(transaction=True)
def test_snapshot_does_not_see_what_comes_after_it_nor_who_is_signed_in(client, admin):
    client.force_login(admin)
    with snapshot() as moment:
        before = moment.tables()
        LogEntry.objects.create(action="a", target_type="b", target_id=1)
        after = moment.tables()

    assert before == after
    assert (Session.objects.count(), before[LEFT_EMPTY[0]]["rows"]) == (1, 0)


def test_files_of_the_storage_come_back_with_their_names(storage):
    contents = {"documents/2026/01/a.pdf": b"%PDF" * 1000, "b.txt": b""}
    for name, content in contents.items():
        storage.save(name, ContentFile(content))
    packed = io.BytesIO()
    facts = pack_storage(packed)
    for name in contents:
        storage.delete(name)
    packed.seek(0)
    written = []

    back = unpack_storage(packed, written)

    assert (back, facts["count"], facts["bytes"]) == (facts, 2, 4000)
    assert {name: storage.open(name).read() for name in written} == contents


def test_keys_come_back_closed_to_others_with_the_label_of_their_backup(tmp_path):
    root = tmp_path / "keys"
    (root / "a1").mkdir(parents=True)
    (root / "a1" / "key").write_bytes(b"secret")
    packed = io.BytesIO()
    facts = pack_keys(root, packed, label={"backup": "1", "made_at": "now"})

    label = key_label(io.BytesIO(packed.getvalue()))
    back = unpack_keys(io.BytesIO(packed.getvalue()), tmp_path / "new", [])

    assert (label, back, facts["count"]) == ({"backup": "1", "made_at": "now"}, facts, 1)
    restored = Path(tmp_path / "new" / "a1" / "key")
    assert (restored.read_bytes(), restored.stat().st_mode & 0o777) == (b"secret", 0o600)
    assert not (tmp_path / "new" / "made.json").exists()
