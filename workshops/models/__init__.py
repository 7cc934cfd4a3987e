"""Workshop days, their workshops, what people wrote, and what became of it."""

from workshops.models.days import CODE_LETTERS, SummaryTheme, Workshop, WorkshopDay, new_code
from workshops.models.followups import FollowUp, FollowUpNews
from workshops.models.lines import DayFeedback, Line, Reflection
from workshops.models.signups import NOBODY, SignUp

__all__ = [
    "CODE_LETTERS",
    "NOBODY",
    "DayFeedback",
    "FollowUp",
    "FollowUpNews",
    "Line",
    "Reflection",
    "SignUp",
    "SummaryTheme",
    "Workshop",
    "WorkshopDay",
    "new_code",
]
