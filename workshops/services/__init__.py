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
from workshops.services.seating import SignUpRefused, WorkshopFull, mark_attended, move_sign_up
from workshops.services.signing_up import add_sign_up, cancel_sign_up, change_sign_up, sign_up
from workshops.services.summary import add_theme, edit_line, group_comments, move_theme, remove_theme, rename_theme

__all__ = [
    "AnsweringNotOpen",
    "SignUpRefused",
    "WorkshopFull",
    "add_sign_up",
    "add_theme",
    "add_workshop",
    "cancel_sign_up",
    "change_sign_up",
    "close_answering",
    "edit_day",
    "edit_line",
    "edit_workshop",
    "group_comments",
    "import_workshop_day",
    "leave_out_line",
    "make_action",
    "make_actions",
    "make_day",
    "mark_attended",
    "move_follow_up",
    "move_reflection",
    "move_sign_up",
    "move_theme",
    "open_answering",
    "open_day",
    "paste_lines",
    "remove_theme",
    "remove_workshop",
    "rename_theme",
    "send_answers",
    "send_feedback",
    "send_follow_up",
    "send_reflection",
    "set_shown_at_once",
    "show_line",
    "show_waiting_lines",
    "sign_up",
    "tell_news",
    "type_feedback",
    "type_follow_up",
    "type_reflection",
    "withdraw_line",
]
