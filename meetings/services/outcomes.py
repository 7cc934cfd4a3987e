"""Notes, decisions and actions inside an item; decisions get their lasting numbers when the minutes are signed.

The log names the item and the outcome, never its words: anybody's phone may have written them on a workshop day, and
the rows of the log are never changed.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import key_of, record
from core.errors import DomainError
from core.fuzzydates import FuzzyDate
from core.states import lock
from meetings.enums import OutcomeKind
from meetings.models import DecisionSeries, Goal, Item, Meeting, Outcome
from meetings.owners import Owner
from meetings.services.parts import lock_meeting_of, next_position
from network.models import User

# "As it is": an edit that names neither owner nor date keeps them.
KEEP: Any = object()


class OutcomeRefused(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """What an outcome cannot be; ``field`` is what must be mended."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def record_outcome(
    item: Item,
    *,
    kind: str,
    text: str,
    owner: Owner | None = None,
    due: FuzzyDate | None = None,
    goal: Goal | None = None,
    actor: User,
) -> Outcome:
    """Write a note, decision or action into an item, last; with ``goal`` it is a measure of that goal.

    Raises ``DomainError`` when the item has been removed, when a measure is no action or its goal is of another item,
    and when what is no action has an owner or a date.
    """
    meeting = lock_meeting_of(item)
    item = lock(item)
    if goal is not None and goal.item_id != item.pk:
        raise OutcomeRefused("goal", _("The goal is not in this item."))
    outcome = Outcome(item=item, kind=kind, text=text, goal=goal, position=next_position(item.outcomes))
    # The database fills them too; here they are for whoever goes on with the row.
    outcome.network_id, outcome.group_id, outcome.met_at = meeting.network_id, meeting.group_id, meeting.starts_at
    _set_facts(outcome, owner, due)
    outcome.in_body = item.says(text)
    outcome.full_clean()
    outcome.save()
    changes = {"item": [None, str(item)], kind: [None, key_of(outcome)]}
    record("meetings.outcome.recorded", meeting, actor=actor, changes=changes)
    return outcome


@transaction.atomic
def edit_outcome(
    outcome: Outcome,
    *,
    kind: str,
    text: str,
    owner: Owner | None = KEEP,
    due: FuzzyDate | None = KEEP,
    version: int,
    actor: User,
) -> Outcome:
    """Change kind, words, owner or date.

    Raises ``EditConflict`` when somebody saved after ``version``; ``DomainError`` for another kind of a decision that
    has its number, of a measure and of an action that has been followed up, and for an owner or a date of what is no
    action.
    """
    meeting = lock_meeting_of(outcome)
    outcome = lock(outcome, version=version)
    kind_before = outcome.kind
    outcome.kind, outcome.text = kind, text
    if kind != kind_before:
        _check_kind(outcome)
    is_action = kind == OutcomeKind.ACTION
    kept_owner = Owner(
        outcome.owner_kind,
        outcome.owner_label,
        outcome.owner_person,
        outcome.owner_organisation,
        outcome.owner_group,
    )
    if owner is KEEP:
        owner = kept_owner if is_action and outcome.owner_kind else None
    if due is KEEP:
        due = outcome.due if is_action else None
    _set_facts(outcome, owner, due)
    outcome.in_body = outcome.item.says(text)
    outcome.version += 1
    outcome.full_clean()
    outcome.save()
    changes = {"item": [None, str(outcome.item)], "outcome": [None, key_of(outcome)]}
    if kind != kind_before:
        changes["kind"] = [kind_before, kind]
    record("meetings.outcome.edited", meeting, actor=actor, changes=changes)
    return outcome


@transaction.atomic
def remove_outcome(outcome: Outcome, *, actor: User) -> Item:
    """Take an outcome away.

    Raises ``DomainError`` when it is gone already, when it is a decision with a number, and when it is an action that
    has been followed up in another meeting.
    """
    meeting = lock_meeting_of(outcome)
    outcome = lock(outcome)
    if outcome.number:
        raise DomainError(
            _("The decision has a number and an address that last. Correct its words instead of removing it.")
        )
    if outcome.events.exists():
        raise DomainError(_("What became of this action has been recorded. Record it as dropped instead."))
    changes = {"item": [None, str(outcome.item)], outcome.kind: [key_of(outcome), None]}
    outcome.delete()
    record("meetings.outcome.removed", meeting, actor=actor, changes=changes)
    return outcome.item


@transaction.atomic
def number_decisions(meeting: Meeting) -> int:
    """Give each decision of a meeting its number within the group and year, in the order of the items.

    Called in the transaction that signs the minutes: a draft's decisions come and go, and a number drawn for them
    would leave gaps. Those that have a number keep it, also when corrected minutes are signed. Returns how many were
    drawn.
    """
    drawn = [outcome for outcome in _decisions_in_order(meeting) if outcome.number is None]
    if not drawn:
        return 0
    year = timezone.localtime(meeting.starts_at).year
    place = {"network_id": meeting.network_id, "group_id": meeting.group_id, "year": year}
    DecisionSeries.objects.get_or_create(**place)
    series = DecisionSeries.objects.select_for_update().get(**place)
    for outcome in drawn:
        series.last += 1
        outcome.series, outcome.number = series, series.last
    series.save(update_fields=["last"])
    Outcome.objects.bulk_update(drawn, ["series", "number"])
    return len(drawn)


def _decisions_in_order(meeting: Meeting) -> list[Outcome]:
    children: dict[int | None, list[Item]] = {}
    for item in meeting.items.all():
        children.setdefault(item.parent_id, []).append(item)
    decisions: dict[int, list[Outcome]] = {}
    for outcome in Outcome.objects.decisions().filter(item__meeting=meeting).order_by("position", "pk"):
        decisions.setdefault(outcome.item_id, []).append(outcome)

    def walk(parent: int | None) -> list[Outcome]:
        found: list[Outcome] = []
        for item in children.get(parent, []):
            found += decisions.get(item.pk, []) + walk(item.pk)
        return found

    return walk(None)


def _check_kind(outcome: Outcome) -> None:
    if outcome.number:
        raise OutcomeRefused("kind", _("The decision has a number that lasts, so it stays a decision."))
    if outcome.goal_id:
        raise OutcomeRefused("kind", _("A measure of a goal is an action."))
    if outcome.events.exists():
        raise OutcomeRefused("kind", _("What became of this action has been recorded, so it stays an action."))


def _set_facts(outcome: Outcome, owner: Owner | None, due: FuzzyDate | None) -> None:
    if outcome.kind != OutcomeKind.ACTION:
        if outcome.goal_id or outcome.goal:
            raise OutcomeRefused("kind", _("A measure of a goal is an action."))
        if owner or due:
            raise OutcomeRefused(
                "kind", _("Only an action has somebody who does it and a date. Choose Action, or leave them empty.")
            )
    (owner or Owner("", "")).put_into(outcome)
    outcome.due = due
