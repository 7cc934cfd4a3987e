"""Every write of the bank: one function for each act."""

from bank.services.members import add_member, edit_member
from bank.services.orders import edit_order, log_order, record_outcome, reopen_order, reschedule_order
from bank.services.register_import import RegisterError, import_register
from bank.services.teams import assign_facilitator, release_facilitator

__all__ = [
    "RegisterError",
    "add_member",
    "assign_facilitator",
    "edit_member",
    "edit_order",
    "import_register",
    "log_order",
    "record_outcome",
    "release_facilitator",
    "reopen_order",
    "reschedule_order",
]
