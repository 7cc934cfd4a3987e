"""Minutes as data: "verkosto-minutes/1" (docs/minutes-format.md), written from rows and read with every check.

What turns the data into rows is ``meetings.services.import_minutes``.
"""

from meetings.exchange.carrier import FILE_NAME, as_bytes, minutes_in_file
from meetings.exchange.reading import MinutesRefused, read_minutes
from meetings.exchange.words import FORMAT
from meetings.exchange.writing import minutes_to_json

__all__ = [
    "FILE_NAME",
    "FORMAT",
    "MinutesRefused",
    "as_bytes",
    "minutes_in_file",
    "minutes_to_json",
    "read_minutes",
]
