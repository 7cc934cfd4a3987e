"""Why a written date is refused, in words for the person who wrote it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

# The text that was refused is never repeated: it may be anything, also what must not be logged.
MESSAGES = {
    "not_understood": _(
        "The date was not understood. Write for example 15.1.2009, 15.–16.1.2009, 1/2009, April 2008, autumn 2009, "
        "week 12/2027, 2010, as soon as possible or upcoming."
    ),
    "impossible": _("There is no such date. Check the day, the week and the month."),
    "weekday": _("%(date)s is a %(weekday)s. Check the date, or leave the weekday out."),
    "order": _("The end is before the beginning. Check the dates."),
    "year": _("The year must be between %(first)s and %(last)s."),
    "time": _("There is no such time. Write for example 9.30 or 9.30–12."),
    "time_order": _("The end time must be after the start time."),
    "time_without_day": _("A time needs an exact date. Write for example 15.1.2009 at 9.30."),
    "too_long": _("The date can be at most %(limit)s characters long."),
}


class FuzzyDateError(ValueError):
    """A date that was not understood, or does not exist; ``code`` is a key of ``MESSAGES``."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    @property
    def message(self) -> str:
        """The refusal in the language in use now."""
        return str(MESSAGES[self.code]) % self.params

    def __str__(self) -> str:
        return self.message
