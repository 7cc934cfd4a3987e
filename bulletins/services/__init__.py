"""Acts on bulletins: one function for each."""

from bulletins.services.life import (
    correct_bulletin,
    publish_bulletin,
    return_bulletin,
    submit_bulletin,
    withdraw_bulletin,
)
from bulletins.services.mailing import erase_addresses, mail_bulletin, subscribe_again, unsubscribe
from bulletins.services.writing import (
    SectionRefused,
    add_section,
    edit_bulletin,
    edit_section,
    move_section,
    open_bulletin,
    remove_section,
)

__all__ = [
    "SectionRefused",
    "add_section",
    "correct_bulletin",
    "edit_bulletin",
    "edit_section",
    "erase_addresses",
    "mail_bulletin",
    "move_section",
    "open_bulletin",
    "publish_bulletin",
    "remove_section",
    "return_bulletin",
    "submit_bulletin",
    "subscribe_again",
    "unsubscribe",
    "withdraw_bulletin",
]
