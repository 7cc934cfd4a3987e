"""Forms of the structure: they check input and narrow choices to what the user may see; they save nothing."""

from structure.forms.calls import AnswerForm, CallChangeForm, CallCreateForm, CallFileForm
from structure.forms.parts import (
    ContactForm,
    DayForm,
    LastDayForm,
    MarkForm,
    PartChangeForm,
    PartForm,
    PlaceForm,
)
from structure.forms.projects import ProjectChangeForm, ProjectForm

__all__ = [
    "AnswerForm",
    "CallChangeForm",
    "CallCreateForm",
    "CallFileForm",
    "ContactForm",
    "DayForm",
    "LastDayForm",
    "MarkForm",
    "PartChangeForm",
    "PartForm",
    "PlaceForm",
    "ProjectChangeForm",
    "ProjectForm",
]
