"""The minutes and what is made of them on paper: in the order and with the labels of the minutes people know (Aika,
Paikka, Aihe, Paikalla, Asiat, Seuraava kokoontuminen, Liite), in the meeting's own language.
"""

from meetings.documents.kinds import (
    AGENDA,
    AGENDA_WORD,
    DECISIONS,
    DECISIONS_WORD,
    EXTRACT,
    EXTRACT_WORD,
    MINUTES,
    MINUTES_WORD,
    SIGNED,
)
from meetings.documents.minutes import (
    minutes_context,
    minutes_filename,
    minutes_version,
    render_minutes,
    render_signed,
    render_word,
)

__all__ = [
    "AGENDA",
    "AGENDA_WORD",
    "DECISIONS",
    "DECISIONS_WORD",
    "EXTRACT",
    "EXTRACT_WORD",
    "MINUTES",
    "MINUTES_WORD",
    "SIGNED",
    "minutes_context",
    "minutes_filename",
    "minutes_version",
    "render_minutes",
    "render_signed",
    "render_word",
]
