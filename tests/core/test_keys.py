"""Keys outside the database: what is destroyed can be read by nobody, and nothing else is lost."""

import os
import time
import uuid

import pytest
from cryptography.exceptions import InvalidTag

from core import keys

TEXT = "Huolenaihe ä"
TWO_DAYS = 2 * 24 * 60 * 60


@pytest.fixture
def root(settings, tmp_path, monkeypatch):
    settings.KEYS_ROOT = tmp_path / "keys"
    monkeypatch.setattr(keys, "_holders", [])
    return settings.KEYS_ROOT


def age(key, seconds=TWO_DAYS):
    path = keys._path(key)
    os.utime(path, (time.time() - seconds, time.time() - seconds))


def test_a_key_opens_what_it_has_encrypted(root):
    key = keys.new_key()

    sealed = keys.encrypt(key, TEXT)

    assert keys.decrypt(key, sealed) == TEXT
    assert keys.decrypt(key, memoryview(sealed)) == TEXT  # as the database gives it
    assert TEXT.encode() not in sealed


def test_a_key_is_a_file_that_only_the_product_reads(root):
    key = keys.new_key()

    assert {path.name for path in root.iterdir()} == {key.hex, keys.MARK}
    assert (root.stat().st_mode & 0o777, (root / key.hex).stat().st_mode & 0o777) == (0o700, 0o600)
    assert (root / key.hex).stat().st_size == keys.KEY_BYTES


def test_the_same_text_is_encrypted_otherwise_each_time(root):
    key = keys.new_key()

    assert keys.encrypt(key, TEXT) != keys.encrypt(key, TEXT)


def test_a_destroyed_key_opens_nothing(root):
    key = keys.new_key()
    sealed = keys.encrypt(key, TEXT)

    keys.destroy(key)
    keys.destroy(key)  # a fault may have cut off the first time

    assert not keys.exists(key)
    with pytest.raises(keys.KeyDestroyed):
        keys.decrypt(key, sealed)
    with pytest.raises(keys.KeyDestroyed):
        keys.encrypt(key, TEXT)


def test_another_key_and_changed_bytes_open_nothing(root):
    key, other = keys.new_key(), keys.new_key()
    sealed = keys.encrypt(key, TEXT)

    with pytest.raises(InvalidTag):
        keys.decrypt(other, sealed)
    with pytest.raises(InvalidTag):
        keys.decrypt(key, sealed[:-1] + bytes([sealed[-1] ^ 1]))


def test_the_name_of_a_key_is_bound_in(root):
    key, copy = keys.new_key(), uuid.uuid4()
    sealed = keys.encrypt(key, TEXT)
    (root / copy.hex).write_bytes((root / key.hex).read_bytes())

    with pytest.raises(InvalidTag):
        keys.decrypt(copy, sealed)


def test_a_key_that_cannot_be_stored_is_told(root):
    root.parent.mkdir(exist_ok=True)
    root.write_text("no folder")

    with pytest.raises(OSError, match="keys"):
        keys.new_key()


def test_sweep_destroys_old_keys_that_no_row_names(root):
    named, orphan, young = keys.new_key(), keys.new_key(), keys.new_key()
    half = root / f".{uuid.uuid4().hex}"
    half.write_bytes(b"")
    os.utime(half, (0, 0))
    age(named)
    age(orphan)
    age(young, seconds=60 * 60)
    keys.register_holder(lambda: iter([named]))

    assert keys.sweep() == 2
    assert {path.name for path in root.iterdir()} == {named.hex, young.hex, keys.MARK}


def test_sweep_asks_every_holder(root):
    first, second = keys.new_key(), keys.new_key()
    age(first)
    age(second)
    keys.register_holder(lambda: iter([first]))
    keys.register_holder(lambda: iter([second]))

    assert keys.sweep() == 0
    assert keys.exists(first)
    assert keys.exists(second)


def test_sweep_destroys_nothing_while_nobody_names_keys(root):
    key = keys.new_key()
    age(key)

    assert keys.sweep() == 0
    assert keys.exists(key)


def test_sweep_leaves_what_is_no_key(root):
    keys.new_key()
    (root / "lost+found").mkdir()
    (root / "README").write_text("keys")
    for path in (root / "lost+found", root / "README"):
        os.utime(path, (0, 0))
    keys.register_holder(lambda: iter([]))

    assert keys.sweep() == 0


def test_sweep_of_a_folder_that_is_not_there_destroys_nothing(root):
    keys.register_holder(lambda: iter([]))

    assert keys.sweep() == 0


def test_an_empty_folder_without_the_mark_is_away_while_rows_name_keys(root, monkeypatch):
    key = keys.new_key()
    sealed = keys.encrypt(key, TEXT)
    keys.register_holder(lambda: iter([key]))
    root.rename(root.with_name("not mounted"))
    root.mkdir()

    assert keys.is_away()
    for act in (lambda: keys.decrypt(key, sealed), lambda: keys.exists(key), keys.new_key):
        with pytest.raises(keys.KeyStoreAway):
            act()
    assert list(root.iterdir()) == []


def test_a_store_whose_last_key_was_destroyed_is_there(root):
    key = keys.new_key()
    keys.destroy(key)
    keys.register_holder(lambda: iter([key]))

    assert not keys.is_away()
    assert not keys.exists(key)


def test_a_store_of_before_the_mark_is_there(root):
    key = keys.new_key()
    (root / keys.MARK).unlink()

    assert keys.exists(key)
    assert not keys.exists(uuid.uuid4())


def test_the_first_key_of_all_makes_the_store(root):
    keys.register_holder(lambda: iter([]))

    assert not keys.is_away()
    assert keys.exists(keys.new_key())
