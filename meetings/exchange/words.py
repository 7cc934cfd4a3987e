"""The words of the format, and what they are here. Finnish ones are those of the glossary; all are part of the format
and not of the page, so they are never translated.
"""

from core.fuzzydates import Precision
from meetings.enums import DocumentKind
from network.enums import GroupKind

FORMAT = "verkosto-minutes/1"

DOCUMENT_KINDS = {
    "pöytäkirja": DocumentKind.MINUTES,
    "muistio": DocumentKind.MEMO,
    "yhteenveto": DocumentKind.SUMMARY,
}
GROUP_KINDS = {
    "kehittämisryhmä": GroupKind.DEVELOPMENT_GROUP,
    "kuntatyöryhmä": GroupKind.MUNICIPAL_GROUP,
    "teemaverstas": GroupKind.THEME_WORKSHOP,
    "työryhmä": GroupKind.WORKING_GROUP,
    "ohjausryhmä": GroupKind.STEERING_GROUP,
    "alueellinen tapaaminen": GroupKind.REGIONAL_MEETING,
}
# A day with a time is "time"; the format has no other word for what has no days than "open", the rest are ours.
TIME = "time"
PRECISIONS = {
    "day": Precision.DAY,
    "month": Precision.MONTH,
    "season": Precision.SEASON,
    "year": Precision.YEAR,
    "open": Precision.UNKNOWN,
    "range": Precision.RANGE,
    "week": Precision.WEEK,
    "deadline": Precision.DEADLINE,
    "asap": Precision.ASAP,
    "pending": Precision.PENDING,
}
LABELS = (
    "time",
    "place",
    "subject",
    "attendees",
    "meeting_goals",
    "items",
    "goals",
    "measures",
    "attachments",
)


def word_of(words: dict[str, str], value: str) -> str | None:
    """The format's word for a value of ours; ``None`` for an empty one."""
    return next((word for word, ours in words.items() if ours == value), None)
