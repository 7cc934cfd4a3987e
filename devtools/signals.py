"""Ending in good order: a signal becomes an exception, so that ``finally`` and ``with`` do their work."""

import signal
from collections.abc import Callable
from types import FrameType

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def exit_on_signals() -> None:
    """From now on Ctrl+C, ``kill`` and a closed terminal raise ``SystemExit`` (128 + number) in the main thread.

    Also where Python would not listen: a process started in the background of a script has SIGINT ignored.
    """

    def leave(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    _set(leave)


def on_further_signals(act: Callable[[], None]) -> None:
    """From now on such a signal calls ``act`` and interrupts nothing: for the time of stopping."""
    _set(lambda _number, _frame: act())


def _set(handler: Callable[[int, FrameType | None], None]) -> None:
    for number in ENDING:
        signal.signal(number, handler)
