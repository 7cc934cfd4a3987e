"""Forms of the bank: they check input and narrow choices to what the user may see; they save nothing."""

from bank.forms.availability import AvailabilityForm
from bank.forms.holders import HandOverForm
from bank.forms.imports import ImportForm
from bank.forms.invitations import AcceptForm, DeclineForm
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
from bank.forms.teams import (
    SPANS,
    AskForm,
    SeasonForm,
    SlotForm,
    SubstituteForm,
    TeamReasonForm,
    default_reply,
    reply_choices,
)
from bank.forms.trainings import ParticipantForm, QualifyForm, TrainingForm

__all__ = [
    "SPANS",
    "AcceptForm",
    "AskForm",
    "AvailabilityForm",
    "CorrectionForm",
    "DayForm",
    "DeclineForm",
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
    "SeasonForm",
    "SlotForm",
    "SubstituteForm",
    "TeamReasonForm",
    "TrainingForm",
    "default_reply",
    "reply_choices",
]
