"""Every write of the bank: one function for each act."""

from bank.services.address_codes import CONFIRMED, CodeRefused, can_be_typed, confirm_address, forget_codes, mail_code
from bank.services.agreements import AgreementsOverlap, add_agreement, edit_agreement, end_agreement
from bank.services.enquiries import (
    answer_enquiry,
    close_enquiry,
    enquiry_from_outside,
    log_enquiry,
    order_from_enquiry,
)
from bank.services.intake import (
    Orderer,
    answer_question,
    ask_question,
    client_work_faults,
    give_page,
    order_from_outside,
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
    "CONFIRMED",
    "OUTSIDER",
    "AgreementsOverlap",
    "CodeRefused",
    "Orderer",
    "OutsiderWord",
    "ReasonNeeded",
    "RegisterError",
    "Work",
    "accept_invitation",
    "add_agreement",
    "add_member",
    "add_slot",
    "answer_enquiry",
    "answer_question",
    "ask_question",
    "assign_facilitator",
    "call_together",
    "can_be_typed",
    "cancel_session",
    "client_work_faults",
    "close_enquiry",
    "close_order",
    "confirm_address",
    "decline_invitation",
    "edit_agreement",
    "edit_member",
    "edit_order",
    "end_agreement",
    "enquiry_from_outside",
    "forget_codes",
    "give_page",
    "hold_session",
    "import_register",
    "invite",
    "log_enquiry",
    "log_order",
    "mail_code",
    "move_session",
    "needs_follow_up",
    "open_search",
    "order_from_enquiry",
    "order_from_outside",
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
