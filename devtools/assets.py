"""What is made from the checkout before anything starts: compiled translations and collected static files."""

import contextlib
import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from devtools.environment import load_environment
from devtools.errors import StackError
from devtools.messages import compile_messages
from devtools.paths import ROOT, STATIC, VAR


def prepare_checkout() -> None:
    """Everything a start needs from the checkout: ``.env``, translations, static files. Cheap when nothing changed."""
    load_environment()
    compile_messages()
    collect_static()


def collect_static(root: Path | None = None) -> bool:
    """Run ``collectstatic`` when our files, the packages or the settings changed; return whether it ran."""
    root = root or Path(os.environ.get("STATIC_ROOT", VAR / "static"))
    stamp = root.with_name(f"{root.name}.stamp")
    with _only_one(stamp.with_suffix(".lock")):
        fingerprint = _static_fingerprint()
        if root.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == fingerprint:
            return False
        # The command needs neither server, but the settings want the names; those of tests would write no manifest.
        env = {
            "DATABASE_URL": "postgres://unused",
            "REDIS_URL": "redis://unused",
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "verkosto.settings",
            "STATIC_ROOT": str(root),
        }
        done = subprocess.run(
            [sys.executable, "manage.py", "collectstatic", "--noinput", "--clear", "--verbosity", "0"],
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        if done.returncode:
            raise StackError("The static files could not be collected.")
        stamp.write_text(fingerprint, encoding="ascii")
    return True


def _static_fingerprint() -> str:
    digest = hashlib.sha256()
    for path in (ROOT / "requirements.txt", ROOT / "verkosto" / "settings.py"):
        digest.update(path.read_bytes())
    for path in sorted(STATIC.rglob("*")):
        state = path.stat()
        digest.update(f"{path.relative_to(STATIC)} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


@contextlib.contextmanager
def _only_one(lock: Path) -> Iterator[None]:
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
