"""Forms of the structure: they check input and narrow choices to what the user may see; they save nothing."""

from structure.forms.calls import AnswerForm, CallForm
from structure.forms.parts import (
    ContactForm,
    DayForm,
    LastDayForm,
    MarkForm,
    PartChangeForm,
    PartForm,
    PlaceForm,
)

__all__ = [
    "AnswerForm",
    "CallForm",
    "ContactForm",
    "DayForm",
    "LastDayForm",
    "MarkForm",
    "PartChangeForm",
    "PartForm",
    "PlaceForm",
]
