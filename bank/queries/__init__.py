"""Reads that serve one page or join several rows."""

from bank.queries.agreements import (
    agreement_of,
    lacks_agreement,
    with_those_above,
)
from bank.queries.calendar import (
    session_entries,
    training_entries,
)
from bank.queries.concerns import (
    readings_of,
)
from bank.queries.drafts import (
    DraftRow,
    draft_rows,
    drafted_orders,
    orders_to_draft,
)
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
from bank.queries.history import (
    HistoryRow,
    history_of,
)
from bank.queries.holders import (
    holder_on,
)
from bank.queries.invitations import (
    holds_place,
    invitation_state,
    my_invitations,
    with_bare_facts,
)
from bank.queries.life import (
    LifeStep,
    NextAct,
    life_of,
    next_act,
)
from bank.queries.members import (
    phone_shown_to,
    table_of_members,
)
from bank.queries.method_results import (
    MethodResults,
    method_results,
)
from bank.queries.outside import (
    OwnOrder,
    enquiries_of,
    initial_of_enquiry,
    organisation_named,
    organisation_names,
    own_order,
    person_with_address,
    sentence_of,
)
from bank.queries.places import (
    Place,
    places_shown,
)
from bank.queries.queue import (
    KINDS,
    Queue,
    Waiting,
    coming_orders,
    read_queue,
)
from bank.queries.register import (
    register_rows,
)
from bank.queries.sessions import (
    SessionRow,
    duration_words,
    participants_words,
    possible_overlaps,
    session_rows,
    sessions_of,
)
from bank.queries.sight import (
    OrdersSeen,
    orders_seen_by_place,
)
from bank.queries.status import (
    facilitators_of,
    is_open,
    printed_word,
    status_of,
    team_of,
)
from bank.queries.teams import (
    Candidate,
    PlaceRow,
    TeamSearch,
    open_loads,
    place_of,
    places_of,
    search_team,
    with_team,
)
from bank.queries.trainings import (
    training_totals,
)

__all__ = [
    "KINDS",
    "Candidate",
    "DraftRow",
    "GroupResult",
    "HistoryRow",
    "LifeStep",
    "MethodResults",
    "NextAct",
    "OrdersSeen",
    "OwnOrder",
    "Place",
    "PlaceRow",
    "QuestionResult",
    "Queue",
    "SessionRow",
    "SideResult",
    "TeamSearch",
    "Waiting",
    "agreement_of",
    "coming_orders",
    "draft_rows",
    "drafted_orders",
    "duration_words",
    "enquiries_of",
    "facilitators_of",
    "history_of",
    "holder_on",
    "holds_place",
    "initial_of_enquiry",
    "invitation_state",
    "is_open",
    "lacks_agreement",
    "life_of",
    "method_results",
    "my_invitations",
    "next_act",
    "open_loads",
    "orders_seen_by_place",
    "orders_to_draft",
    "organisation_named",
    "organisation_names",
    "own_order",
    "participants_words",
    "person_with_address",
    "phone_shown_to",
    "place_of",
    "places_of",
    "places_shown",
    "possible_overlaps",
    "printed_word",
    "read_queue",
    "readings_of",
    "register_rows",
    "requests_of",
    "results_by_method",
    "results_of_order",
    "search_team",
    "sentence_of",
    "session_entries",
    "session_rows",
    "sessions_of",
    "side_results",
    "status_of",
    "table_of_members",
    "team_of",
    "training_entries",
    "training_totals",
    "with_bare_facts",
    "with_team",
    "with_those_above",
    "years_of",
]
