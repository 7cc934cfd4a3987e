"""Every write of the bank: one function for each act."""

from bank.services.availability import add_pause, remove_pause, set_availability
from bank.services.drafts import DraftRun, accept_draft, draft_teams, drop_draft
from bank.services.invitations import (
    DAYS_TO_REPLY,
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
from bank.services.teams import agree_by_phone, invite_team

__all__ = [
    "DAYS_TO_REPLY",
    "OUTSIDER",
    "DraftRun",
    "OutsiderWord",
    "ReasonNeeded",
    "RegisterError",
    "Work",
    "accept_draft",
    "accept_invitation",
    "add_member",
    "add_pause",
    "add_slot",
    "agree_by_phone",
    "assign_facilitator",
    "call_together",
    "cancel_session",
    "close_order",
    "decline_invitation",
    "draft_teams",
    "drop_draft",
    "edit_member",
    "edit_order",
    "hold_session",
    "import_register",
    "invite",
    "invite_team",
    "log_order",
    "move_session",
    "needs_follow_up",
    "open_search",
    "plan_session",
    "postpone_order",
    "record_outcome",
    "release_facilitator",
    "remove_pause",
    "remove_slot",
    "reopen_order",
    "reschedule_order",
    "set_availability",
    "substitute",
    "waive_session",
    "withdraw_invitation",
]
