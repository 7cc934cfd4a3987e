"""Reads that serve one page or join several rows."""

from bank.queries.agreements import agreement_of, lacks_agreement, with_those_above
from bank.queries.outside import (
    OwnOrder,
    initial_of_enquiry,
    organisation_named,
    organisation_names,
    own_order,
    person_with_address,
    sentence_of,
)
from bank.queries.queue import Queue, QueueRow, coming_orders, overdue_queue, unfilled_queue
from bank.queries.register import register_rows
from bank.queries.status import facilitators_of, is_open, printed_word, status_of, team_of
from bank.queries.teams import Candidate, candidates, categories_of, is_orderer, open_loads

__all__ = [
    "Candidate",
    "OwnOrder",
    "Queue",
    "QueueRow",
    "agreement_of",
    "candidates",
    "categories_of",
    "coming_orders",
    "facilitators_of",
    "initial_of_enquiry",
    "is_open",
    "is_orderer",
    "lacks_agreement",
    "open_loads",
    "organisation_named",
    "organisation_names",
    "overdue_queue",
    "own_order",
    "person_with_address",
    "printed_word",
    "register_rows",
    "sentence_of",
    "status_of",
    "team_of",
    "unfilled_queue",
    "with_those_above",
]
