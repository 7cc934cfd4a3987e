"""Reads that serve one page or join several rows."""

from bank.queries.drafts import DraftRow, draft_rows, drafted_orders, orders_to_draft
from bank.queries.holders import holder_on
from bank.queries.invitations import holds_place, invitation_state, my_invitations, with_bare_facts
from bank.queries.members import phone_shown_to, table_of_members
from bank.queries.queue import Queue, QueueRow, coming_orders, overdue_queue, unfilled_queue
from bank.queries.register import register_rows
from bank.queries.status import facilitators_of, is_open, printed_word, status_of, team_of
from bank.queries.teams import (
    PlaceRow,
    TeamSearch,
    open_loads,
    place_of,
    places_of,
    search_team,
    with_team,
)
from bank.queries.trainings import training_totals

__all__ = [
    "DraftRow",
    "PlaceRow",
    "Queue",
    "QueueRow",
    "TeamSearch",
    "coming_orders",
    "draft_rows",
    "drafted_orders",
    "facilitators_of",
    "holder_on",
    "holds_place",
    "invitation_state",
    "is_open",
    "my_invitations",
    "open_loads",
    "orders_to_draft",
    "overdue_queue",
    "phone_shown_to",
    "place_of",
    "places_of",
    "printed_word",
    "register_rows",
    "search_team",
    "status_of",
    "table_of_members",
    "team_of",
    "training_totals",
    "unfilled_queue",
    "with_bare_facts",
    "with_team",
]
