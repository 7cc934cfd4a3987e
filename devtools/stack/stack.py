"""``Stack``: starts the processes in the right order, knows their addresses, and ends its own and no others."""

import atexit
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psutil
from celery import Celery
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from devtools.environment import child_environment
from devtools.errors import StackError
from devtools.health import answers
from devtools.paths import ROOT
from devtools.processes import LONG_RUNNING, RELEASE, read_processes
from devtools.stack.child import Child
from devtools.stack.ports import any_free_port
from devtools.stack.postgres import Postgres
from devtools.stack.state import StateFile, end_leftovers
from devtools.stack.valkey import Valkey

READY_SECONDS = 60
# All that the servers get of the environment: the secrets of the application are none of their business.
SERVER_VARIABLES = ("PATH", "TZ", "TMPDIR", "LD_LIBRARY_PATH")
PRIVATE_FOLDERS = ("files", "log", "mail", "run")
# What outlives its users goes last.
STOP_ORDER = (("web", "worker", "beat"), ("valkey",), ("db",))


class Stack:
    """The processes over one data folder ``var``; one stack at a time per folder.

    ``database_url`` and ``redis_url`` name servers that exist; empty means our own, embedded. ``isolated`` keeps files
    and mails under ``var`` whatever the machine's ``.env`` says. ``durable=False`` makes our own servers fast and
    forgetful. ``environ`` is added to the environment of every process. Start and stop from the main thread: on Linux
    the processes die with the thread that started them, also when it is killed.

    A stack is used once: start, use, stop. Every start raises ``StackError`` with the end of the log when a process
    does not get ready, and ``AlreadyRunningError`` when another process runs a stack in ``var``.
    """

    def __init__(
        self,
        var: Path,
        *,
        database_url: str = "",
        redis_url: str = "",
        host: str = "127.0.0.1",
        port: int = 0,
        isolated: bool = True,
        durable: bool = True,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self.var = var.resolve()
        self.host = host
        self.port = port or any_free_port(host)
        self.database_url = database_url
        self.redis_url = redis_url
        self.ended_leftovers: list[str] = []
        self._isolated = isolated
        self._durable = durable
        self._environ = dict(environ or {})
        self._children: dict[str, Child] = {}
        self._state = StateFile(self.var)
        self._postgres: Postgres | None = None
        self._owner = os.getpid()
        self._hurry = False
        self._servers_ready = self._ready = False
        atexit.register(self.stop)

    @property
    def url(self) -> str:
        """The address of the web server, without a final slash."""
        return f"http://{self._reachable_host}:{self.port}"

    @property
    def env(self) -> dict[str, str]:
        """The environment of the processes."""
        return child_environment(
            self.var,
            database_url=self.database_url,
            redis_url=self.redis_url,
            address=f"{self.host}:{self.port}",
            site_url=self.url,
            isolated=self._isolated,
            extra=self._environ,
        )

    def start(self) -> Self:
        """Everything, in order: the servers, the release command, the processes."""
        self.start_services()
        self.release()
        self.start_processes()
        return self

    def start_services(self) -> Self:
        """Lock the folder and start the embedded servers that no URL replaces."""
        left_behind = self._state.acquire()
        self.ended_leftovers = end_leftovers(left_behind)
        self._state.write({})
        # Documents, mails and logs are nobody else's on this machine. (Postgres has its own user: ``var`` stays open.)
        for name in PRIVATE_FOLDERS:
            (self.var / name).mkdir(mode=0o700, exist_ok=True)
        try:
            plain = {name: os.environ[name] for name in SERVER_VARIABLES if name in os.environ}
            if not self.database_url:
                self._postgres = Postgres(self.var / "postgres", self.log("db"), plain, durable=self._durable)
                self._postgres.clear_up()
                self._add(self._postgres.child)
                self.database_url = self._postgres.url
            if not self.redis_url:
                valkey = Valkey(self.var / "valkey", self.log("valkey"), plain, durable=self._durable)
                self._add(valkey.child)
                self.redis_url = valkey.url
            self._wait_ready(list(self._children))
            self._servers_ready = True
            self._write_state()
        except BaseException:
            self.stop()
            raise
        return self

    def release(self) -> None:
        """What must be done once before the processes of a new version start: tables and reference data."""
        self._run(read_processes()[RELEASE], capture=True)

    def load_demo(self) -> Self:
        """The servers, the tables and the demo; for a stack with ``DEMO=1`` that has not been started yet."""
        self.start_services()
        self.release()
        self.manage("demo", capture=True)
        return self

    def start_processes(self, *names: str) -> Self:
        """Start the named processes of the list (all long-running ones) at once and wait until each is ready."""
        commands = read_processes()
        wanted = names or LONG_RUNNING
        ready = {"web": self._web_ready, "worker": self._worker_ready, "beat": lambda: True}
        try:
            for name in wanted:
                self._add(Child(name, commands[name], self.log(name), self.env, ROOT, ready[name]))
            self._wait_ready(list(wanted))
        except BaseException:
            self.stop()
            raise
        return self

    def manage(self, *arguments: str, capture: bool = False) -> str:
        """Run a management command of the project; with ``capture`` return what it printed.

        Raises ``StackError`` when the command fails.
        """
        return self._run([sys.executable, str(ROOT / "manage.py"), *arguments], capture=capture)

    def log(self, name: str) -> Path:
        """The log of a process; its outputs of all starts, in order."""
        return self.var / "log" / f"{name}.log"

    def pid(self, name: str) -> int:
        return self._child(name).pid

    def alive(self, name: str) -> bool:
        return self._child(name).alive

    def names(self) -> list[str]:
        """The processes this stack has started, in order."""
        return list(self._children)

    def kill(self, name: str, number: int = signal.SIGKILL, *, tree: bool = False) -> None:
        """Send a signal to a process, with ``tree`` also to everything it started; does not wait."""
        self._child(name).send(number, tree=tree)

    def pause(self, name: str) -> None:
        """Freeze a process and its children: it holds its connections and answers nothing."""
        self.kill(name, signal.SIGSTOP, tree=True)

    def resume(self, name: str) -> None:
        self.kill(name, signal.SIGCONT, tree=True)

    def stop_one(self, name: str) -> None:
        """End one process in good order and wait for it; ``restart`` brings it back."""
        self._child(name).stop()

    def restart(self, name: str) -> None:
        """End a process unless it is gone, start it again on its old address and wait until it is ready."""
        child = self._child(name)
        child.stop()
        if name == "db" and self._postgres:
            self._postgres.clear_up()
        child.start()
        self._write_state()
        child.wait_ready(READY_SECONDS)

    def stop(self) -> None:
        """End every process of this stack in order and unlock the folder. Twice is safe; nobody else is touched."""
        if os.getpid() != self._owner:
            return
        for group in STOP_ORDER:
            children = [self._children[name] for name in group if name in self._children]
            for child in children:
                child.ask_to_stop()
            for child in children:
                child.wait_stopped(lambda: self._hurry)
        self._children.clear()
        self._state.release()
        atexit.unregister(self.stop)

    def mark_ready(self) -> None:
        """Let ``./dev run`` in another terminal say where this stack runs."""
        self._ready = True
        self._write_state()

    def hurry(self) -> None:
        """From now on ``stop`` kills instead of waiting; for a signal handler."""
        self._hurry = True

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def _reachable_host(self) -> str:
        return "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104 -- compared, not bound

    def _child(self, name: str) -> Child:
        if name not in self._children:
            raise StackError(f"{name} is not a process of this stack; it has {', '.join(self._children) or 'none'}.")
        return self._children[name]

    def _add(self, child: Child) -> None:
        child.start()
        self._children[child.name] = child
        self._write_state()

    def _wait_ready(self, names: list[str]) -> None:
        for name in names:
            self._children[name].wait_ready(READY_SECONDS)

    def _run(self, command: list[str], *, capture: bool = False) -> str:
        # No input: a question would wait for ever where nobody sees it.
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if capture else None,
            text=True,
            check=False,
        )
        if done.returncode:
            words = shlex.join(command)
            raise StackError(f"“{words}” failed with exit code {done.returncode}.\n{done.stdout or ''}")
        return done.stdout or ""

    def _write_state(self) -> None:
        children: dict[str, Any] = {}
        for name, child in self._children.items():
            try:
                children[name] = [child.pid, psutil.Process(child.pid).create_time()]
            except psutil.NoSuchProcess:
                continue
        urls = {"DATABASE_URL": self.database_url, "REDIS_URL": self.redis_url} if self._servers_ready else None
        self._state.write({"url": self.url, "ready": self._ready, "env": urls, "children": children})

    def _web_ready(self) -> bool:
        return answers(self._reachable_host, self.port)

    def _worker_ready(self) -> bool:
        """Whether a worker on our broker answers; the log says it too, but not at every log level."""
        with Celery("ready", broker=self.redis_url, set_as_current=False) as app:
            try:
                return bool(app.control.ping(timeout=0.3, limit=1))
            except (OSError, OperationalError, RedisError):
                return False
