"""Registers over all groups that one may see: decisions, actions, goals; and the actions that wait for somebody."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from meetings.enums import MeetingState, OutcomeKind
from meetings.models import Goal, Meeting, Outcome, OutcomeEvent
from network.models import Network, User

# What no register shows and what can be long.
_LONG = ("item__body", "item__quotation", "item__internal_note", "item__meeting__goals", "item__meeting__printed")


def register_rows(outcomes: QuerySet[Outcome]) -> QuerySet[Outcome]:
    """The outcomes with their item, meeting and series, without the long texts; one query."""
    return outcomes.select_related("item__meeting", "series").defer("search_text", *_LONG)


def goal_rows(goals: QuerySet[Goal]) -> QuerySet[Goal]:
    """The goals with their item, meeting and measures; two queries."""
    measures = Outcome.objects.filter(kind=OutcomeKind.ACTION).defer("search_text").order_by("position", "pk")
    return goals.select_related("item__meeting").defer(*_LONG).prefetch_related(Prefetch("measures", measures))


def name_network(rows: Iterable[Outcome | Goal], network: Network, day: date) -> None:
    """Put the network known from the address into rows, their meetings and measures, and say which are overdue."""
    for row in rows:
        row.network = row.item.meeting.network = network
        actions = row.measures.all() if isinstance(row, Goal) else [row]
        for action in actions:
            action.network, action.overdue = network, action.is_overdue(day)


def open_actions_of(group: int, day: date) -> list[Outcome]:
    """The open actions that a meeting of the group with this key takes up on its day: as they fall due, overdue first.

    Those agreed in the group's earlier meetings, and those of other groups' meetings that this group does. Each has
    ``overdue``. One query.
    """
    before = timezone.make_aware(datetime.combine(day, time.min))
    ours = Q(group=group) | Q(owner_group=group)
    # Whoever reads an agenda reads this.
    known = Outcome.objects.open_actions().for_readers()
    rows = register_rows(known).filter(ours, met_at__lt=before).exclude(item__meeting__state=MeetingState.CANCELLED)
    rows = rows.order_by("due_key", "met_at", "pk")
    found = list(rows)
    for action in found:
        action.overdue = action.is_overdue(day)
    return found


def followed_up_in(meeting: Meeting, user: User) -> list[OutcomeEvent]:
    """What was told in the meeting of actions agreed earlier and seen by the user, as it was told; one query."""
    events = OutcomeEvent.objects.filter(meeting=meeting, outcome__in=Outcome.objects.visible_to(user))
    events = events.exclude(outcome__item__meeting=meeting)
    events = events.select_related("outcome__item__meeting").defer(*(f"outcome__{name}" for name in _LONG))
    found = list(events.order_by("pk"))
    for event in found:
        event.outcome.network = event.outcome.item.meeting.network = meeting.network
    return found


def followup_of(meeting: Meeting, user: User) -> dict[str, list]:
    """``{"followed_up": events told in the meeting, "waiting": the group's actions open by its day}``; two queries."""
    waiting = []
    if meeting.group_id:
        waiting = open_actions_of(meeting.group_id, timezone.localtime(meeting.starts_at).date())
        name_network(waiting, meeting.network, timezone.localdate())
    return {"followed_up": followed_up_in(meeting, user), "waiting": waiting}


def own_actions(network: Network, user: User, *, limit: int) -> list[Outcome]:
    """The open actions that wait for the user, soonest due first: the user's own, and those done together.

    Each has ``overdue``. One query.
    """
    day = timezone.localdate()
    rows = Outcome.objects.visible_to(user).open_actions().filter(network=network).of_user(user, day)
    found = list(register_rows(rows).order_by("due_key", "pk")[:limit])
    name_network(found, network, day)
    return found


def meetings_that_can_tell(action: Outcome, user: User, *, limit: int = 12) -> QuerySet[Meeting]:
    """The newest meetings of the action's group in which something of it can have been told; lazy."""
    meetings = Meeting.objects.visible_to(user).filter(network=action.network_id, starts_at__gte=action.met_at)
    newest = meetings.filter(group=action.group_id).order_by("-starts_at", "-pk").values("pk")[:limit]
    return meetings.filter(pk__in=list(newest.values_list("pk", flat=True))).order_by("-starts_at", "-pk")
