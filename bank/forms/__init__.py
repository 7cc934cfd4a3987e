"""Forms of the bank: they check input and narrow choices to what the user may see; they save nothing."""

from bank.forms.holders import HandOverForm
from bank.forms.imports import ImportForm
from bank.forms.members import (
    CorrectionForm,
    DayForm,
    HomeForm,
    MemberEditForm,
    MemberForm,
    PauseForm,
    QualificationForm,
    ReasonForm,
)
from bank.forms.orders import OrderForm
from bank.forms.outcomes import OutcomeForm
from bank.forms.register import RegisterSpanForm
from bank.forms.reports import ReportForm

__all__ = [
    "MemberForm",
    "OrderForm",
__all__ = [
    "CorrectionForm",
    "DayForm",
    "HandOverForm",
    "HomeForm",
    "ImportForm",
    "MemberEditForm",
    "MemberForm",
    "OrderForm",
    "OutcomeForm",
    "ParticipantForm",
    "PauseForm",
    "QualificationForm",
    "QualifyForm",
    "ReasonForm",
    "RegisterSpanForm",
    "TrainingForm",
]
    "QualificationForm",
    "QualifyForm",
    "ReasonForm",
    "RegisterSpanForm",
    "TrainingForm",
]
