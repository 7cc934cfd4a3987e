"""Every write of the bank: one function for each act."""

from bank.services.address_codes import (
    CONFIRMED,
    CodeRefused,
    can_be_typed,
    confirm_address,
    forget_codes,
    mail_code,
)
from bank.services.ageing import (
    end_profiles,
    forget_words,
    mask_enquiries,
    take_names_off,
)
from bank.services.agreements import (
    AgreementsOverlap,
    add_agreement,
    edit_agreement,
    end_agreement,
)
from bank.services.answers import (
    mark_answers_read,
)
from bank.services.concerns import (
    wipe_concern,
    write_concern,
)
from bank.services.drafts import (
    DraftRun,
    accept_draft,
    draft_teams,
    drop_draft,
)
from bank.services.enquiries import (
    answer_enquiry,
    close_enquiry,
    enquiry_from_outside,
    log_enquiry,
    order_from_enquiry,
)
from bank.services.feedback import (
    ask_for_feedback,
    give_feedback,
    give_participant_feedback,
    open_participant_feedback,
    remind_of_feedback,
)
from bank.services.holders import (
    hand_over_bank,
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
from bank.services.late import (
    Ending,
    log_held_order,
    name_leaders,
    record_late,
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
from bank.services.members import (
    add_member,
    add_pause,
    edit_member,
    end_membership,
    end_pause,
    move_home,
)
from bank.services.openings import note_refused_opening, open_concern
from bank.services.orders import (
    edit_order,
    log_order,
)
from bank.services.qualifications import (
    change_qualification,
    correct_qualification,
    remove_qualification,
)
from bank.services.register_import import (
    import_register,
)
from bank.services.returns import (
    WIPEABLE,
    return_order,
)
from bank.services.sessions import (
    Work,
    cancel_session,
    hold_session,
    move_session,
    plan_session,
    waive_session,
)
from bank.services.sheet_imports import preview_import, save_import, understood
from bank.services.slots import (
    add_slot,
    remove_slot,
)
from bank.services.teams import (
    agree_by_phone,
    invite_team,
)
from bank.services.trainings import (
    add_participant,
    add_training,
    edit_training,
    keep_with_project,
    qualify_participants,
    remove_participant,
)
from bank.services.trainings_import import (
    import_trainings,
)
from bank.services.years import (
    freeze_last_year,
    freeze_year,
)

__all__ = [
    "CONFIRMED",
    "DAYS_TO_REPLY",
    "OUTSIDER",
    "WIPEABLE",
    "AgreementsOverlap",
    "CodeRefused",
    "DraftRun",
    "Ending",
    "Orderer",
    "OutsiderWord",
    "ReasonNeeded",
    "Work",
    "accept_draft",
    "accept_invitation",
    "add_agreement",
    "add_member",
    "add_participant",
    "add_pause",
    "add_slot",
    "add_training",
    "agree_by_phone",
    "answer_enquiry",
    "answer_question",
    "ask_for_feedback",
    "ask_question",
    "assign_facilitator",
    "call_together",
    "can_be_typed",
    "cancel_session",
    "change_qualification",
    "client_work_faults",
    "close_enquiry",
    "close_order",
    "confirm_address",
    "correct_qualification",
    "decline_invitation",
    "draft_teams",
    "drop_draft",
    "edit_agreement",
    "edit_member",
    "edit_order",
    "edit_training",
    "end_agreement",
    "end_membership",
    "end_pause",
    "end_profiles",
    "enquiry_from_outside",
    "forget_codes",
    "forget_words",
    "freeze_last_year",
    "freeze_year",
    "give_feedback",
    "give_page",
    "give_participant_feedback",
    "hand_over_bank",
    "hold_session",
    "import_register",
    "import_trainings",
    "invite",
    "invite_team",
    "keep_with_project",
    "log_enquiry",
    "log_held_order",
    "log_order",
    "mail_code",
    "mark_answers_read",
    "mask_enquiries",
    "move_home",
    "move_session",
    "name_leaders",
    "needs_follow_up",
    "note_refused_opening",
    "open_concern",
    "open_participant_feedback",
    "open_search",
    "order_from_enquiry",
    "order_from_outside",
    "plan_session",
    "postpone_order",
    "preview_import",
    "qualify_participants",
    "record_late",
    "record_outcome",
    "release_facilitator",
    "remind_of_feedback",
    "remove_participant",
    "remove_qualification",
    "remove_slot",
    "reopen_order",
    "reschedule_order",
    "return_order",
    "save_import",
    "substitute",
    "take_names_off",
    "understood",
    "waive_session",
    "wipe_concern",
    "withdraw_invitation",
    "write_concern",
]
