"""Forms of the bank: they check input and narrow choices to what the user may see; they save nothing."""

from bank.forms.availability import AvailabilityForm, PauseForm
from bank.forms.invitations import AcceptForm, DeclineForm
from bank.forms.members import MemberForm
from bank.forms.orders import OrderForm
from bank.forms.outcomes import OutcomeForm
from bank.forms.register import RegisterSpanForm
from bank.forms.teams import (
    SPANS,
    AskForm,
    ReasonForm,
    SeasonForm,
    SlotForm,
    SubstituteForm,
    default_reply,
    reply_choices,
)

__all__ = [
    "SPANS",
    "AcceptForm",
    "AskForm",
    "AvailabilityForm",
    "DeclineForm",
    "MemberForm",
    "OrderForm",
    "OutcomeForm",
    "PauseForm",
    "ReasonForm",
    "RegisterSpanForm",
    "SeasonForm",
    "SlotForm",
    "SubstituteForm",
    "default_reply",
    "reply_choices",
]
