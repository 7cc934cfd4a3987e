"""Every write of the bank: one function for each act."""

from bank.services.feedback import (
    ask_for_feedback,
    give_feedback,
    give_participant_feedback,
    open_participant_feedback,
    remind_of_feedback,
)
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
from bank.services.late import Ending, log_held_order, name_leaders, record_late
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

__all__ = [
    "OUTSIDER",
    "Ending",
    "OutsiderWord",
    "ReasonNeeded",
    "RegisterError",
    "Work",
    "accept_invitation",
    "add_member",
    "add_slot",
    "ask_for_feedback",
    "assign_facilitator",
    "call_together",
    "cancel_session",
    "close_order",
    "decline_invitation",
    "edit_member",
    "edit_order",
    "give_feedback",
    "give_participant_feedback",
    "hold_session",
    "import_register",
    "invite",
    "log_held_order",
    "log_order",
    "move_session",
    "name_leaders",
    "needs_follow_up",
    "open_participant_feedback",
    "open_search",
    "plan_session",
    "postpone_order",
    "record_late",
    "record_outcome",
    "release_facilitator",
    "remind_of_feedback",
    "remove_slot",
    "reopen_order",
    "reschedule_order",
    "substitute",
    "waive_session",
    "withdraw_invitation",
]
