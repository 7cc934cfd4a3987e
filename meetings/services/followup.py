"""What became of actions, told in any later meeting or outside one; signed minutes do not change by it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import key_of, record
from core.errors import DomainError
from core.states import lock
from meetings.enums import ACTION_MOVES, OutcomeKind
from meetings.models import Meeting, Outcome, OutcomeEvent
from network.models import User


@transaction.atomic
def settle_action(
    outcome: Outcome, *, state: str, note: str = "", meeting: Meeting | None = None, actor: User | None
) -> OutcomeEvent:
    """Record what became of an action: a new state, or news of one that goes on.

    ``meeting`` is where it was told, if in one; without ``actor`` it was told by the key of a mail. Raises
    ``DomainError`` for what is no action, for a meeting of another network or before the one that agreed the action,
    and when there is nothing new: the same state without a note.
    """
    outcome = lock(outcome)
    if outcome.kind != OutcomeKind.ACTION:
        raise DomainError(_("Only an action is followed up."))
    if meeting is not None and meeting.network_id != outcome.network_id:
        raise DomainError(_("The meeting is not in this network."))
    if meeting is not None and meeting.starts_at < outcome.met_at:
        raise DomainError(_("The meeting was before the one in which the action was agreed. Choose a later one."))
    if state == outcome.state and not note:
        raise DomainError(_("The action is already in this state. Write what is new, or choose another state."))
    if state != outcome.state and state not in ACTION_MOVES[outcome.state]:
        raise DomainError(_("The action cannot be put into this state."))
    event = OutcomeEvent(outcome=outcome, meeting=meeting, state=state, note=note, at=timezone.now(), actor=actor)
    event.full_clean(exclude=["actor"])
    event.save()
    before = outcome.state
    if state != before:
        outcome.state = state
        outcome.version += 1
        outcome.save(update_fields=["state", "version"])
    # The log of the meeting that agreed the action holds its whole life.
    changes = {"outcome": [None, key_of(outcome)], "state": [before, state]}
    record("meetings.outcome.settled", outcome.item.meeting, actor=actor, changes=changes)
    return event
