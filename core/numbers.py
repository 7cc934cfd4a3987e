"""Whole numbers in what is sent by hand: keys of rows, versions, places in a list."""

import re

# What a key of the database holds; beyond some thousands of digits Python itself refuses to read a number.
_NUMBER = re.compile(r"[0-9]{1,18}")


def number_in(text: str) -> int | None:
    """The number that a text is, or ``None`` for any other text: whoever writes addresses by hand writes anything."""
    return int(text) if _NUMBER.fullmatch(text) else None
