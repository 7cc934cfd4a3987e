"""Forms of workshop days: they check input and narrow choices to what the user may see; they save nothing."""

from workshops.forms.days import DayForm, DayUpdateForm, WorkshopForm, WorkshopUpdateForm
from workshops.forms.signups import OwnSignUpForm, SignUpForm, SignUpMoveForm, SignUpUpdateForm

__all__ = [
    "DayForm",
    "DayUpdateForm",
    "OwnSignUpForm",
    "SignUpForm",
    "SignUpMoveForm",
    "SignUpUpdateForm",
    "WorkshopForm",
    "WorkshopUpdateForm",
]
