"""What can be done with workshop days: one function for each act."""

from workshops.services.answering import (
    AnsweringNotOpen,
    send_answers,
    send_feedback,
    send_follow_up,
    send_reflection,
    withdraw_line,
)
from workshops.services.days import (
    add_workshop,
    close_answering,
    edit_day,
    edit_workshop,
    make_day,
    open_answering,
    open_day,
    remove_workshop,
)
from workshops.services.entering import (
    paste_lines,
    type_feedback,
    type_follow_up,
    type_reflection,
)
from workshops.services.hosting import (
    leave_out_line,
    move_follow_up,
    move_reflection,
    set_shown_at_once,
    show_line,
    show_waiting_lines,
)
from workshops.services.importing import (
    import_workshop_day,
)

__all__ = [
    "AnsweringNotOpen",
    "add_workshop",
    "close_answering",
    "edit_day",
    "edit_workshop",
    "import_workshop_day",
    "leave_out_line",
    "make_day",
    "move_follow_up",
    "move_reflection",
    "open_answering",
    "open_day",
    "paste_lines",
    "remove_workshop",
    "send_answers",
    "send_feedback",
    "send_follow_up",
    "send_reflection",
    "set_shown_at_once",
    "show_line",
    "show_waiting_lines",
    "type_feedback",
    "type_follow_up",
    "type_reflection",
    "withdraw_line",
]
