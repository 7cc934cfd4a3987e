"""Reads of bulletins: what can be chosen into them, what a draft says, who gets them by mail."""

from bulletins.queries.content import content_of, figures_of
from bulletins.queries.knowledge import Choice, entries, offers
from bulletins.queries.recipients import (
    Recipients,
    is_unsubscribed,
    possible_hashes,
    recipients_of,
    unsubscribed_hash,
    unsubscribed_hashes,
)

__all__ = [
    "Choice",
    "Recipients",
    "content_of",
    "entries",
    "figures_of",
    "is_unsubscribed",
    "offers",
    "possible_hashes",
    "recipients_of",
    "unsubscribed_hash",
    "unsubscribed_hashes",
]
