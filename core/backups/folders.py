"""The files of a backup: those of the default storage, whatever it is, and the folder of keys; each as a tar."""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, BinaryIO

from django.core.files import File
from django.core.files.storage import default_storage

from core.backups.errors import BackupRefused
from core.keys import MARK

# First in the tar of keys: which backup it belongs to and when it was made.
LABEL = "made.json"


class Contents:
    """What a tar holds, and a hash of it that is the same in every order: over the sorted (hash of the file, name)."""

    def __init__(self) -> None:
        self._files: dict[str, str] = {}
        self._bytes = 0

    def add(self, name: str, content: "Hashing") -> None:
        self._files[name] = content.hexdigest
        self._bytes += content.size

    @property
    def facts(self) -> dict[str, Any]:
        """``{"count": int, "bytes": int, "hash": str}``"""
        lines = "".join(f"{digest} {name}\n" for name, digest in sorted(self._files.items()))
        digest = hashlib.sha256(lines.encode()).hexdigest()
        return {"count": len(self._files), "bytes": self._bytes, "hash": digest}


class Hashing(io.RawIOBase):
    """A file that is hashed while it is read."""

    def __init__(self, file: Any) -> None:
        super().__init__()
        self._file, self._digest, self.size = file, hashlib.sha256(), 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        self._digest.update(data)
        self.size += len(data)
        return len(data)

    @property
    def hexdigest(self) -> str:
        return self._digest.hexdigest()


def pack_storage(target: IO[bytes]) -> dict[str, Any]:
    """Write the files of the storage as a tar; returns their facts. A file that goes meanwhile is left out."""
    contents = Contents()
    with tarfile.open(fileobj=target, mode="w|") as tar:
        for name in stored_names():
            try:
                size, file = default_storage.size(name), default_storage.open(name)
            except FileNotFoundError:
                continue
            with file:
                _add(tar, name, size, file, contents)
    return contents.facts


def unpack_storage(source: BinaryIO, written: list[str]) -> dict[str, Any]:
    """Put the files of a tar into the storage; ``written`` gets each name, so that it can be taken back."""
    contents = Contents()
    with tarfile.open(fileobj=source, mode="r|") as tar:
        for member in tar:
            content = Hashing(tar.extractfile(member))
            written.append(default_storage.save(member.name, File(io.BufferedReader(content), name=member.name)))
            contents.add(written[-1], content)
    return contents.facts


def stored_names(folder: str = "") -> Iterator[str]:
    """Every file of the storage, by name."""
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from sorted(f"{folder}/{name}" if folder else name for name in names)
    for name in sorted(folders):
        yield from stored_names(f"{folder}/{name}" if folder else name)


def pack_keys(root: Path, target: IO[bytes], *, label: dict[str, str]) -> dict[str, Any]:
    """Write the keys as a tar that begins with ``label``; returns their facts."""
    contents = Contents()
    with tarfile.open(fileobj=target, mode="w|") as tar:
        text = json.dumps(label).encode()
        _add(tar, LABEL, len(text), io.BytesIO(text), Contents())
        for path in sorted(path for path in root.rglob("*") if path.is_file() and path.name != MARK):
            try:
                with path.open("rb") as file:
                    _add(tar, path.relative_to(root).as_posix(), path.stat().st_size, file, contents)
            except FileNotFoundError:
                continue  # destroyed just now, and so it should be here
    return contents.facts


def key_label(source: BinaryIO) -> dict[str, str]:
    """The label of a tar of keys; the whole is read, so that one that was cut or changed is refused."""
    with tarfile.open(fileobj=source, mode="r|") as tar:
        first = tar.next()
        if first is None or first.name != LABEL:
            raise BackupRefused("The archive of keys does not say which backup it belongs to.")
        label = json.loads(tar.extractfile(first).read())
    while source.read(1024 * 1024):
        pass
    return label


def unpack_keys(source: BinaryIO, root: Path, written: list[Path]) -> dict[str, Any]:
    """Put the keys of a tar into their folder, readable by nobody else."""
    contents = Contents()
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tarfile.open(fileobj=source, mode="r|") as tar:
        for member in tar:
            if member.name == LABEL:
                continue
            path = root / member.name
            if not path.resolve().is_relative_to(root.resolve()):
                raise BackupRefused("The archive of keys names a place outside its folder.")
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            content = Hashing(tar.extractfile(member))
            written.append(path)
            path.touch(mode=0o600)
            path.write_bytes(content.read())
            contents.add(member.name, content)
    return contents.facts


def _add(tar: tarfile.TarFile, name: str, size: int, file: Any, contents: Contents) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    content = Hashing(file)
    # Raises when the file has become shorter since it was measured; stored files never change.
    tar.addfile(member, io.BufferedReader(content))
    contents.add(name, content)
