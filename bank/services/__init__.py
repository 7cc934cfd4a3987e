"""Every write of the bank: one function for each act."""

from bank.services.answers import mark_answers_read
from bank.services.invitations import (
    OUTSIDER,
    OutsiderWord,
    ReasonNeeded,
    accept_invitation,
    assign_facilitator,
    decline_invitation,
    invite,
    release_facilitator,
    substitute,
    withdraw_invitation,
)
from bank.services.life import (
    call_together,
    close_order,
    needs_follow_up,
    open_search,
    postpone_order,
    record_outcome,
    reopen_order,
    reschedule_order,
)
from bank.services.members import add_member, edit_member
from bank.services.orders import edit_order, log_order
from bank.services.register_import import RegisterError, import_register
from bank.services.sessions import (
    Work,
    cancel_session,
    hold_session,
    move_session,
    plan_session,
    waive_session,
)
from bank.services.slots import add_slot, remove_slot
from bank.services.years import freeze_last_year, freeze_year

__all__ = [
    "OUTSIDER",
    "OutsiderWord",
    "ReasonNeeded",
    "RegisterError",
    "Work",
    "accept_invitation",
    "add_member",
    "add_slot",
    "assign_facilitator",
    "call_together",
    "cancel_session",
    "close_order",
    "decline_invitation",
    "edit_member",
    "edit_order",
    "freeze_last_year",
    "freeze_year",
    "hold_session",
    "import_register",
    "invite",
    "log_order",
    "mark_answers_read",
    "move_session",
    "needs_follow_up",
    "open_search",
    "plan_session",
    "postpone_order",
    "record_outcome",
    "release_facilitator",
    "remove_slot",
    "reopen_order",
    "reschedule_order",
    "substitute",
    "waive_session",
    "withdraw_invitation",
]
