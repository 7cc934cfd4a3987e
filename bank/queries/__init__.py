"""Reads that serve one page or join several rows."""

from bank.queries.feedback import (
    GroupResult,
    QuestionResult,
    SideResult,
    requests_of,
    results_by_method,
    results_of_order,
    side_results,
    years_of,
)
from bank.queries.history import HistoryRow, history_of
from bank.queries.holders import holder_on
from bank.queries.life import LifeStep, NextAct, life_of, next_act
from bank.queries.members import phone_shown_to, table_of_members
from bank.queries.places import Place, places_of
from bank.queries.queue import KINDS, Queue, Waiting, coming_orders, read_queue
from bank.queries.register import register_rows
from bank.queries.sessions import (
    SessionRow,
    duration_words,
    participants_words,
    possible_overlaps,
    session_rows,
    sessions_of,
)
from bank.queries.status import facilitators_of, is_open, printed_word, status_of, team_of
from bank.queries.teams import Candidate, candidates, categories_of, is_orderer, open_loads
from bank.queries.trainings import training_totals

__all__ = [
    "KINDS",
    "Candidate",
    "GroupResult",
    "HistoryRow",
    "LifeStep",
    "NextAct",
    "Place",
    "QuestionResult",
    "Queue",
    "SessionRow",
    "SideResult",
    "Waiting",
    "candidates",
    "categories_of",
    "coming_orders",
    "duration_words",
    "facilitators_of",
    "history_of",
    "holder_on",
    "is_open",
    "is_orderer",
    "life_of",
    "next_act",
    "open_loads",
    "participants_words",
    "phone_shown_to",
    "places_of",
    "possible_overlaps",
    "printed_word",
    "read_queue",
    "register_rows",
    "requests_of",
    "results_by_method",
    "results_of_order",
    "session_rows",
    "sessions_of",
    "side_results",
    "status_of",
    "table_of_members",
    "team_of",
    "training_totals",
    "years_of",
]
