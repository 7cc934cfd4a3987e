"""Forms of workshop days: they check input and narrow choices to what the user may see; they save nothing."""

from workshops.forms.days import (
    DayForm,
    DayUpdateForm,
    WorkshopForm,
    WorkshopUpdateForm,
)
from workshops.forms.entering import (
    FeedbackEntryForm,
    FollowUpEntryForm,
    FollowUpMoveForm,
    PasteForm,
    ReflectionEntryForm,
    ReflectionMoveForm,
)
from workshops.forms.phones import (
    PhoneForm,
)

__all__ = [
    "DayForm",
    "DayUpdateForm",
    "FeedbackEntryForm",
    "FollowUpEntryForm",
    "FollowUpMoveForm",
    "PasteForm",
    "PhoneForm",
    "ReflectionEntryForm",
    "ReflectionMoveForm",
    "WorkshopForm",
    "WorkshopUpdateForm",
]
