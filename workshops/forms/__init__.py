"""Forms of workshop days: they check input and narrow choices to what the user may see; they save nothing."""

from workshops.forms.days import DayForm, DayUpdateForm, WorkshopForm, WorkshopUpdateForm
from workshops.forms.following_up import NewsForm, OwnerForm

__all__ = ["DayForm", "DayUpdateForm", "NewsForm", "OwnerForm", "WorkshopForm", "WorkshopUpdateForm"]
