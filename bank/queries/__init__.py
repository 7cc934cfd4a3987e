"""Reads that serve one page or join several rows."""

from bank.queries.queue import KINDS, Queue, Waiting, coming_orders, read_queue
from bank.queries.register import register_rows
from bank.queries.status import facilitators_of, is_open, printed_word, status_of, team_of
from bank.queries.teams import Candidate, candidates, categories_of, is_orderer, open_loads

__all__ = [
    "KINDS",
    "Candidate",
    "Queue",
    "Waiting",
    "candidates",
    "categories_of",
    "coming_orders",
    "facilitators_of",
    "is_open",
    "is_orderer",
    "open_loads",
    "printed_word",
    "read_queue",
    "register_rows",
    "status_of",
    "team_of",
]
