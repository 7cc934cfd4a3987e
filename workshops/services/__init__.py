"""What can be done with workshop days: one function for each act."""

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
from workshops.services.entering import paste_lines, type_feedback, type_follow_up, type_reflection
from workshops.services.following_up import make_action, make_actions, tell_news
from workshops.services.hosting import (
    leave_out_line,
    move_follow_up,
    move_reflection,
    set_shown_at_once,
    show_line,
    show_waiting_lines,
)
from workshops.services.importing import import_workshop_day

__all__ = [
    "add_workshop",
    "close_answering",
    "edit_day",
    "edit_workshop",
    "import_workshop_day",
    "leave_out_line",
    "make_action",
    "make_actions",
    "make_day",
    "move_follow_up",
    "move_reflection",
    "open_answering",
    "open_day",
    "paste_lines",
    "remove_workshop",
    "set_shown_at_once",
    "show_line",
    "show_waiting_lines",
    "tell_news",
    "type_feedback",
    "type_follow_up",
    "type_reflection",
]
