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
from workshops.services.following_up import make_action, make_actions, tell_news
from workshops.services.importing import import_workshop_day

__all__ = [
    "add_workshop",
    "close_answering",
    "edit_day",
    "edit_workshop",
    "import_workshop_day",
    "make_action",
    "make_actions",
    "make_day",
    "open_answering",
    "open_day",
    "remove_workshop",
    "tell_news",
]
