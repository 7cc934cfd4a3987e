"""Reads that serve one page or join several rows."""

from bank.queries.holders import holder_on
from bank.queries.members import phone_shown_to, table_of_members
from bank.queries.queue import KINDS, Queue, Waiting, coming_orders, read_queue
from bank.queries.register import register_rows
from bank.queries.status import facilitators_of, is_open, printed_word, status_of, team_of
from bank.queries.teams import Candidate, candidates, categories_of, is_orderer, open_loads
from bank.queries.trainings import training_totals

__all__ = [
    "KINDS",
    "Candidate",
    "Queue",
    "Waiting",
    "candidates",
    "categories_of",
    "coming_orders",
    "facilitators_of",
    "holder_on",
    "is_open",
    "is_orderer",
    "open_loads",
    "phone_shown_to",
    "printed_word",
    "read_queue",
    "register_rows",
    "status_of",
    "table_of_members",
    "team_of",
    "training_totals",
]
