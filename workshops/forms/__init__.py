"""Forms of workshop days: they check input and narrow choices to what the user may see; they save nothing."""

from workshops.forms.days import DayForm, DayUpdateForm, WorkshopForm, WorkshopUpdateForm
from workshops.forms.phones import PhoneForm

__all__ = ["DayForm", "DayUpdateForm", "PhoneForm", "WorkshopForm", "WorkshopUpdateForm"]
