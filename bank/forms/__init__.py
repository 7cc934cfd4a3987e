"""Forms of the bank: they check input and narrow choices to what the user may see; they save nothing."""

from bank.forms.members import MemberForm
from bank.forms.orders import OrderForm
from bank.forms.outcomes import OutcomeForm
from bank.forms.register import RegisterSpanForm
from bank.forms.reports import ReportForm

__all__ = ["MemberForm", "OrderForm", "OutcomeForm", "RegisterSpanForm", "ReportForm"]
