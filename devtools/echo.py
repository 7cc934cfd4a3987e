"""The logs of several processes on one terminal, each line with the name of its process."""

import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

COLOURS = (36, 33, 35, 32)


class LogEcho:
    """Prints what is added to the log files while the ``with`` block runs.

    The processes write to their files themselves: none of them ever waits for a terminal, and none dies with it.
    """

    def __init__(self, logs: dict[str, Path]) -> None:
        self._logs = logs
        self._offsets = {name: path.stat().st_size if path.exists() else 0 for name, path in logs.items()}
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, name="log echo", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join(2)

    def _run(self) -> None:
        while not self._done.wait(0.2):
            self._print_new()
        self._print_new()

    def _print_new(self) -> None:
        width = max(len(name) for name in self._logs)
        for (name, path), colour in zip(self._logs.items(), COLOURS, strict=False):
            for line in self._new_lines(name, path):
                if not line.strip():
                    continue
                head = f"{name:<{width}} |"
                print(f"\033[{colour}m{head}\033[0m {line}" if sys.stdout.isatty() else f"{head} {line}", flush=True)

    def _new_lines(self, name: str, path: Path) -> list[str]:
        """Whole lines only; a half-written one is left for the next look."""
        if not path.exists():
            return []
        if path.stat().st_size < self._offsets[name]:
            self._offsets[name] = 0
        with path.open("rb") as file:
            file.seek(self._offsets[name])
            text, newline, _ = file.read().rpartition(b"\n")
        self._offsets[name] += len(text) + len(newline)
        return text.decode("utf-8", errors="replace").splitlines()
