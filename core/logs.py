"""Logs without words of people."""

import logging
import traceback
from types import TracebackType


class PlacesFormatter(logging.Formatter):
    """Of an exception its class and where it rose, never its text: the database's own quotes what a person wrote."""

    def formatException(  # noqa: N802 -- the name is logging's
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        lines, error = [], ei[1]
        while error is not None:
            places = traceback.format_tb(error.__traceback__)
            lines = [*places, f"{type(error).__module__}.{type(error).__qualname__}\n", *lines]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "".join(lines).rstrip()
