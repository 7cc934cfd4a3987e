"""Encrypted files: what goes in comes out, and nothing else passes."""

import io

import pytest

from core.backups.errors import BackupRefused
from core.backups.vault import CHUNK_BYTES, MAGIC, TAG_BYTES, Opener, Sealer, checked_key

KEY = "k" * 40
HEADER = len(MAGIC) + 32


def sealed(content, *, key=KEY, name="part"):
    target = io.BytesIO()
    sealer = Sealer(target, key=key, name=name)
    for begin in range(0, len(content), 300_000):
        sealer.write(content[begin : begin + 300_000])
    sealer.finish()
    assert sealer.size == len(target.getvalue())
    return target.getvalue()


def opened(content, *, key=KEY, name="part"):
    return Opener.buffered(io.BytesIO(content), key=key, name=name).read()


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])
def test_content_comes_back_as_it_was(size):
    content = bytes(range(256)) * (size // 256 + 1)

    assert opened(sealed(content[:size])) == content[:size]


def test_two_files_of_one_content_have_nothing_in_common():
    first, second = sealed(b"the same"), sealed(b"the same")

    assert first[len(MAGIC) :][:16] != second[len(MAGIC) :][:16]
    assert first[HEADER:] != second[HEADER:]


@pytest.mark.parametrize(
    "left", [HEADER, HEADER + 10, HEADER + CHUNK_BYTES + TAG_BYTES, HEADER + CHUNK_BYTES + TAG_BYTES + 1, -1]
)
def test_file_that_was_cut_is_refused(left):
    whole = sealed(b"x" * (2 * CHUNK_BYTES + 5))

    with pytest.raises(BackupRefused, match="cut or changed"):
        opened(whole[:left])


@pytest.mark.parametrize("place", [len(MAGIC) + 40, HEADER + CHUNK_BYTES + 20, -1])
def test_file_that_was_changed_is_refused(place):
    whole = bytearray(sealed(b"x" * (2 * CHUNK_BYTES)))
    whole[place] ^= 1

    with pytest.raises(BackupRefused, match="cut or changed"):
        opened(bytes(whole))


def test_chunks_in_another_order_and_chunks_of_another_file_are_refused():
    length = CHUNK_BYTES + TAG_BYTES
    whole, other = sealed(b"x" * (3 * CHUNK_BYTES)), sealed(b"x" * (3 * CHUNK_BYTES))
    swapped = (
        whole[:HEADER] + whole[HEADER + length :][:length] + whole[HEADER:][:length] + whole[HEADER + 2 * length :]
    )
    mixed = whole[: HEADER + length] + other[HEADER + length :]

    for content in (swapped, mixed, whole + whole[-length:]):
        with pytest.raises(BackupRefused, match="cut or changed"):
            opened(content)


@pytest.mark.parametrize(
    ("content", "key", "name", "words"),
    [
        (sealed(b"x"), "o" * 40, "part", "another BACKUP_KEY"),
        (sealed(b"x"), KEY, "another part", "cut or changed"),
        (sealed(b"x").replace(MAGIC, b"VERKOSTO-BACKUP-2\n"), KEY, "part", "another version"),
        (b"PK\x03\x04", KEY, "part", "not a part of a backup"),
        (b"", KEY, "part", "not a part of a backup"),
    ],
    ids=["another key", "another name", "another version", "another file", "nothing"],
)
def test_file_of_another_key_name_or_form_is_refused_with_the_reason(content, key, name, words):
    with pytest.raises(BackupRefused, match=words):
        opened(content, key=key, name=name)


@pytest.mark.parametrize("key", ["", "   ", "short", "k" * 31 + "\n"])
def test_key_that_could_be_guessed_is_refused(key):
    with pytest.raises(BackupRefused, match="at least 32 random characters"):
        checked_key(key)


def test_key_loses_the_line_end_of_its_file():
    assert checked_key(KEY + "\n") == KEY
