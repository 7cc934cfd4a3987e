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
from workshops.services.importing import import_workshop_day
from workshops.services.summary import (
    add_theme,
    edit_line,
    group_comments,
    move_theme,
    remove_theme,
    rename_theme,
)

__all__ = [
    "add_theme",
    "add_workshop",
    "close_answering",
    "edit_day",
    "edit_line",
    "edit_workshop",
    "group_comments",
    "import_workshop_day",
    "make_day",
    "move_theme",
    "open_answering",
    "open_day",
    "remove_theme",
    "remove_workshop",
    "rename_theme",
]
