"""The ``.env`` of this machine, and the environment the processes of the stack get."""

import json
import os
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path

import environ

from devtools.paths import ENV_FILE, VAR
from devtools.postgres_wheel import wheel_programs

NEW_ENV_FILE = """\
# Made by ./dev for this machine. Every variable is explained in .env.example.
SECRET_KEY={secret_key}
# Backups are encrypted with it; write it down elsewhere, without it none can be read.
BACKUP_KEY={backup_key}
# As in production: error pages without details, static files from collectstatic. With 1 the pages reload on a change.
DEBUG=0
# The sign-in page offers the demo accounts. Never where real data lives.
DEMO=1
"""


def load_environment(path: Path = ENV_FILE) -> None:
    """Read ``.env`` into ``os.environ`` (what is set already wins), writing the file first where a key is needed."""
    if not path.exists() and not os.environ.keys() & {"SECRET_KEY", "SECRET_KEY_FILE"}:
        # O_EXCL: never over a file that appeared meanwhile.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            keys = {"secret_key": secrets.token_urlsafe(50), "backup_key": secrets.token_urlsafe(32)}
            file.write(NEW_ENV_FILE.format(**keys))
        print(f"Wrote {path} with a new secret key.", file=sys.stderr)
    if path.exists():
        environ.FileAwareEnv.read_env(path)


def wished(name: str) -> str:
    """A setting from the environment or from the file that ``<name>_FILE`` names; empty when neither is there."""
    return environ.FileAwareEnv().str(name, default="")


def child_environment(
    var: Path,
    *,
    database_url: str,
    redis_url: str,
    address: str,
    site_url: str,
    isolated: bool,
    extra: Mapping[str, str],
) -> dict[str, str]:
    """The environment of every process of one stack.

    Web servers listen at ``address``; links in mails begin with ``site_url`` unless the machine says otherwise.
    ``isolated``: files, mails and what they link to stay within the stack, whatever the machine's ``.env`` says, so
    that a smoke test mails nobody.
    """
    env = dict(os.environ)
    scripts = str(Path(sys.executable).parent)
    env |= {
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        # Emptied and not removed: the settings read .env again, and a file named there would win over the value.
        "DATABASE_URL_FILE": "",
        "REDIS_URL_FILE": "",
        "VAR_DIR": str(var),
        "DJANGO_SETTINGS_MODULE": "verkosto.settings",
        "GUNICORN_CMD_ARGS": f"--bind {address}",
        "PATH": f"{scripts}{os.pathsep}{env.get('PATH', os.defpath)}",
        "PYTHONUNBUFFERED": "1",
    }
    env.setdefault("WEB_CONCURRENCY", "2")
    env.setdefault("SITE_URL", site_url)
    # For backups: what dumps a database must be as new as its server.
    if (programs := wheel_programs()) is not None:
        env.setdefault("PG_BIN", str(programs))
    if not isolated and environ.FileAwareEnv().bool("DEBUG", default=False):
        env["GUNICORN_CMD_ARGS"] += " --reload"
    # Collected once for the checkout; every stack serves the same ones.
    env.setdefault("STATIC_ROOT", str(VAR / "static"))
    if isolated:
        env |= {
            "DEBUG": "0",
            "SITE_URL": site_url,
            "EMAIL_URL": "filemail://",  # into VAR_DIR / "mail"
            "EMAIL_URL_FILE": "",
            "FILES_BACKEND": "django.core.files.storage.FileSystemStorage",
            "FILES_OPTIONS": json.dumps({"location": str(var / "files")}),
            "KEYS_ROOT": str(var / "keys"),
            "KEYS_ROOT_FILE": "",
            "ERASURE_LEDGER": str(var / "erasures" / "ledger.jsonl"),
        }
    return env | dict(extra)
