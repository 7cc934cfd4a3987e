"""Forms of workshop days: they check input and narrow choices to what the user may see; they save nothing."""

from workshops.forms.days import DayForm, DayUpdateForm, WorkshopForm, WorkshopUpdateForm

__all__ = ["DayForm", "DayUpdateForm", "WorkshopForm", "WorkshopUpdateForm"]
