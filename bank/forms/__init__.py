"""Forms of the bank: they check input and narrow choices to what the user may see; they save nothing."""

from bank.forms.agreements import AgreementCheckForm, AgreementEditForm, AgreementEndForm, AgreementForm
from bank.forms.enquiries import EnquiryAnswerForm, EnquiryForm, QuestionForm
from bank.forms.members import MemberForm
from bank.forms.orders import OrderForm
from bank.forms.outcomes import OutcomeForm
from bank.forms.outside import AnswerForm, CodeForm, OutsideEnquiryForm, OutsideOrderForm
from bank.forms.register import RegisterSpanForm

__all__ = [
    "AgreementCheckForm",
    "AgreementEditForm",
    "AgreementEndForm",
    "AgreementForm",
    "AnswerForm",
    "CodeForm",
    "EnquiryAnswerForm",
    "EnquiryForm",
    "MemberForm",
    "OrderForm",
    "OutcomeForm",
    "OutsideEnquiryForm",
    "OutsideOrderForm",
    "QuestionForm",
    "RegisterSpanForm",
]
