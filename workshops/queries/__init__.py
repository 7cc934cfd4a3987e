"""What pages, documents and files say of a workshop day; nothing here writes."""

from workshops.queries.doers import Doers, doers_of, representatives_of
from workshops.queries.feedback import (
    DayMeans,
    DayResult,
    ScaleResult,
    charts_of_days,
    feedback_of,
    means_of_days,
    scale_labels,
)
from workshops.queries.news import Steps, news_of, steps_of, steps_of_same, tells_until

__all__ = [
    "DayMeans",
    "DayResult",
    "Doers",
    "ScaleResult",
    "Steps",
    "charts_of_days",
    "doers_of",
    "feedback_of",
    "means_of_days",
    "news_of",
    "representatives_of",
    "scale_labels",
    "steps_of",
    "steps_of_same",
    "tells_until",
]
