"""Goals agreed inside an item; their measures are actions (``record_outcome`` with ``goal``)."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import DomainError
from core.states import lock
from meetings.models import Goal, Item
from meetings.services.parts import lock_meeting_of, next_position
from network.models import User


@transaction.atomic
def add_goal(item: Item, *, text: str, number: str = "", points: list[str] | None = None, actor: User) -> Goal:
    """Write a goal into an item, last. Without ``number`` it gets the next one.

    Raises ``DomainError`` when the item has been removed.
    """
    meeting = lock_meeting_of(item)
    item = lock(item)
    number = number or str(item.goals.count() + 1)
    goal = Goal(item=item, text=text, number=number, points=points or [], position=next_position(item.goals))
    goal.full_clean()
    goal.save()
    record("meetings.goal.added", meeting, actor=actor, changes={"goal": [None, goal.text]})
    return goal


@transaction.atomic
def edit_goal(goal: Goal, *, text: str, number: str, points: list[str], version: int, actor: User) -> Goal:
    """Change a goal. Raises ``EditConflict`` when somebody saved after ``version``."""
    meeting = lock_meeting_of(goal)
    goal = lock(goal, version=version)
    before = goal.text
    goal.text, goal.number, goal.points = text, number, points
    goal.version += 1
    goal.full_clean()
    goal.save()
    record("meetings.goal.edited", meeting, actor=actor, changes={"goal": [before, goal.text]})
    return goal


@transaction.atomic
def remove_goal(goal: Goal, *, actor: User) -> Item:
    """Take a goal away. Raises ``DomainError`` when it is gone already, and while it has measures."""
    meeting = lock_meeting_of(goal)
    goal = lock(goal)
    if goal.measures.exists():
        raise DomainError(_("The goal has measures. Remove them first, or keep the goal."))
    goal.delete()
    record("meetings.goal.removed", meeting, actor=actor, changes={"goal": [goal.text, None]})
    return goal.item
