"""Forms of workshop days: they check input and narrow choices to what the user may see; they save nothing."""

from workshops.forms.days import DayForm, DayUpdateForm, WorkshopForm, WorkshopUpdateForm
from workshops.forms.entering import (
    FeedbackEntryForm,
    FollowUpEntryForm,
    FollowUpMoveForm,
    PasteForm,
    ReflectionEntryForm,
    ReflectionMoveForm,
)
from workshops.forms.following_up import NewsForm, OwnerForm
from workshops.forms.phones import PhoneForm
from workshops.forms.signups import OwnSignUpForm, SignUpForm, SignUpMoveForm, SignUpUpdateForm
from workshops.forms.summary import LineTextForm, ThemeForm, ThemeUpdateForm

__all__ = [
    "DayForm",
    "DayUpdateForm",
    "FeedbackEntryForm",
    "FollowUpEntryForm",
    "FollowUpMoveForm",
    "LineTextForm",
    "NewsForm",
    "OwnSignUpForm",
    "OwnerForm",
    "PasteForm",
    "PhoneForm",
    "ReflectionEntryForm",
    "ReflectionMoveForm",
    "SignUpForm",
    "SignUpMoveForm",
    "SignUpUpdateForm",
    "ThemeForm",
    "ThemeUpdateForm",
    "WorkshopForm",
    "WorkshopUpdateForm",
]
