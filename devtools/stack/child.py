"""One child process: started in its own session, logged to a file, ended without touching anybody else's."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from devtools.errors import StackError

LAUNCHER = Path(__file__).with_name("launch.py")
LOG_LIMIT_BYTES = 5_000_000


def tied(command: list[str], death_signal: int, user: tuple[int, int] | None = None) -> list[str]:
    """The command, made to get ``death_signal`` when the thread that starts it is gone (Linux only), and to run as
    ``user``.

    ``user`` is (uid, gid), or None to stay who we are.
    """
    uid, gid = user or (-1, -1)
    # -I -S: the launcher needs nothing but the standard library, and starts in a tenth of the time.
    return [sys.executable, "-I", "-S", str(LAUNCHER), *map(str, (os.getpid(), int(death_signal), uid, gid)), *command]


@dataclass
class Child:
    """A process of the stack. ``ready`` is asked until it says yes; ``stop_signal`` ends the program in good order.

    ``death_signal`` is what the kernel sends when the thread that started the process is gone (Linux only), so start
    children from the main thread. ``user`` is (uid, gid) to run as, or None.
    """

    name: str
    command: list[str]
    log: Path
    env: Mapping[str, str]
    cwd: Path
    ready: Callable[[], bool]
    user: tuple[int, int] | None = None
    stop_signal: int = signal.SIGTERM
    death_signal: int = signal.SIGKILL
    stop_seconds: float = 15
    popen: "subprocess.Popen[bytes] | None" = field(default=None, init=False)

    def start(self) -> None:
        """Start the program; ``wait_ready`` waits for it."""
        if self.alive:
            raise StackError(f"{self.name} already runs.")
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            self.popen = subprocess.Popen(
                tied(self.command, self.death_signal, self.user),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=dict(self.env),
                cwd=self.cwd,
                start_new_session=True,
            )

    @property
    def alive(self) -> bool:
        return self.popen is not None and self.popen.poll() is None

    @property
    def pid(self) -> int:
        """Raises ``StackError`` when the process was never started."""
        if self.popen is None:
            raise StackError(f"{self.name} was not started.")
        return self.popen.pid

    def wait_ready(self, seconds: float) -> None:
        """Raises ``StackError`` when the process ends or is not ready in time."""
        deadline = time.monotonic() + seconds
        while not (self.alive and self.ready()):
            if not self.alive:
                raise StackError(f"{self.name} ended while it started.\n{self.log_tail()}")
            if time.monotonic() > deadline:
                raise StackError(f"{self.name} was not ready after {seconds:.0f} s.\n{self.log_tail()}")
            time.sleep(0.05)

    def log_tail(self, lines: int = 20) -> str:
        """The last lines of the log, each indented, after a line with its path."""
        text = self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""
        return "\n".join([f"The end of {self.log}:", *(f"    {line}" for line in text.splitlines()[-lines:])])

    def send(self, number: int, *, tree: bool = False) -> None:
        """Send a signal to the process, with ``tree`` also to everything it started. No error when it is gone."""
        if not self.alive:
            return
        targets = [psutil.Process(self.pid)]
        if tree:
            with contextlib.suppress(psutil.NoSuchProcess):
                targets += targets[0].children(recursive=True)
        for target in targets:
            with contextlib.suppress(psutil.NoSuchProcess):
                target.send_signal(number)

    def ask_to_stop(self) -> None:
        """Ask politely; a paused process is woken, for it could not hear otherwise."""
        self.send(signal.SIGCONT, tree=True)
        self.send(self.stop_signal)

    def wait_stopped(self, hurry: Callable[[], bool] = lambda: False) -> None:
        """Wait until the process is gone, kill it after ``stop_seconds`` (at once when ``hurry`` says so), and end
        what is left of its session.
        """
        if self.popen is None or self.popen.returncode is not None:
            return
        if not _ended_within(self.popen, self.stop_seconds, hurry):
            self.send(signal.SIGKILL, tree=True)
            _ended_within(self.popen, 10)
        # Not yet reaped, so the number still belongs to us and nobody else's group can be hit.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait()

    def stop(self) -> None:
        self.ask_to_stop()
        self.wait_stopped()


def _ended_within(popen: "subprocess.Popen[bytes]", seconds: float, hurry: Callable[[], bool] = lambda: False) -> bool:
    """Whether the process ends in time. It is left unreaped where the system can look without reaping."""
    deadline = time.monotonic() + seconds
    while popen.returncode is None:
        if hasattr(os, "waitid"):
            if os.waitid(os.P_PID, popen.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
                return True
        elif popen.poll() is not None:
            return True
        if hurry() or time.monotonic() >= deadline:
            return False
        time.sleep(0.02)
    return True
