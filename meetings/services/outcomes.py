"""Notes, decisions and actions inside an item."""

from django.db import transaction

from core.audit import record
from meetings.models import Item, Outcome
from meetings.services.parts import lock_meeting_of, lock_part, next_position
from network.models import User


@transaction.atomic
def record_outcome(item: Item, *, kind: str, text: str, actor: User) -> Outcome:
    """Write a note, decision or action into an item, last. Raises ``DomainError`` when the item has been removed."""
    meeting = lock_meeting_of(item)
    item = lock_part(item)
    outcome = Outcome(item=item, kind=kind, text=text, position=next_position(item.outcomes))
    outcome.in_body = item.says(text)
    outcome.full_clean()
    outcome.save()
    changes = {"item": [None, str(item)], kind: [None, text]}
    record("meetings.outcome.recorded", meeting, actor=actor, changes=changes)
    return outcome


@transaction.atomic
def edit_outcome(outcome: Outcome, *, kind: str, text: str, version: int, actor: User) -> Outcome:
    """Change kind or words. Raises ``EditConflict`` when somebody saved after ``version``."""
    meeting = lock_meeting_of(outcome)
    outcome = lock_part(outcome, version=version)
    before = outcome.text
    outcome.kind, outcome.text = kind, text
    outcome.in_body = outcome.item.says(text)
    outcome.version += 1
    outcome.full_clean()
    outcome.save()
    changes = {"item": [None, str(outcome.item)], kind: [before, text]}
    record("meetings.outcome.edited", meeting, actor=actor, changes=changes)
    return outcome


@transaction.atomic
def remove_outcome(outcome: Outcome, *, actor: User) -> Item:
    """Take an outcome away; its words stay in the log. Raises ``DomainError`` when it is gone already."""
    meeting = lock_meeting_of(outcome)
    outcome = lock_part(outcome)
    outcome.delete()
    changes = {"item": [None, str(outcome.item)], outcome.kind: [outcome.text, None]}
    record("meetings.outcome.removed", meeting, actor=actor, changes=changes)
    return outcome.item
