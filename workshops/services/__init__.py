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
from workshops.services.importing import import_workshop_day

__all__ = [
    "AnsweringNotOpen",
    "add_workshop",
    "close_answering",
    "edit_day",
    "edit_workshop",
    "import_workshop_day",
    "make_day",
    "open_answering",
    "open_day",
    "remove_workshop",
    "send_answers",
    "send_feedback",
    "send_follow_up",
    "send_reflection",
    "withdraw_line",
]
