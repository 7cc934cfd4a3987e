"""Forms of the bank: they check input and narrow choices to what the user may see; they save nothing."""

from bank.forms.feedback import CodeForm, FeedbackForm
from bank.forms.members import MemberForm
from bank.forms.orders import OrderForm
from bank.forms.outcomes import HeldOrderForm, OutcomeForm, PostponeForm
from bank.forms.register import RegisterSpanForm
from bank.forms.sessions import (
    ReopenForm,
    SessionCancelForm,
    SessionForm,
    SessionHoldForm,
    SessionMoveForm,
    SessionWaiveForm,
)

__all__ = [
    "CodeForm",
    "FeedbackForm",
    "HeldOrderForm",
    "MemberForm",
    "OrderForm",
    "OutcomeForm",
    "PostponeForm",
    "RegisterSpanForm",
    "ReopenForm",
    "SessionCancelForm",
    "SessionForm",
    "SessionHoldForm",
    "SessionMoveForm",
    "SessionWaiveForm",
]
