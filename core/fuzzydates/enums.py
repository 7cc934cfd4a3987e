"""How exact a date is, the parts of the year that have a name, and where a missing year is looked for."""

import enum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Precision(models.TextChoices):
    """What kind of expression the date was; those from ``ASAP`` on have no days unless somebody sets them."""

    DAY = "day", pgettext_lazy("precision of a date", "Day")
    RANGE = "range", pgettext_lazy("precision of a date", "From day to day")
    WEEK = "week", pgettext_lazy("precision of a date", "Week")
    MONTH = "month", pgettext_lazy("precision of a date", "Month")
    SEASON = "season", pgettext_lazy("precision of a date", "Season")
    YEAR = "year", pgettext_lazy("precision of a date", "Year")
    DEADLINE = "deadline", pgettext_lazy("precision of a date", "At the latest")
    ASAP = "asap", _("As soon as possible")
    UNKNOWN = "unknown", _("Date open")
    PENDING = "pending", _("Upcoming")


# The order of what has no days: ASAP waits for somebody now, "upcoming" is only a promise.
UNDATED = (Precision.ASAP, Precision.UNKNOWN, Precision.PENDING)


class Season(enum.Enum):
    """A part of the year with a name; ``core.fuzzydates.spans`` says which days it has."""

    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"
    EARLY_YEAR = "early year"
    LATE_YEAR = "late year"


class Part(enum.Enum):
    """A third of a month, or of a year."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class Look(enum.Enum):
    """Which year is meant when none is written: the first not yet over, or the last already begun."""

    AHEAD = "ahead"
    BACK = "back"
