"""After the day: a municipality's next steps become actions, and the municipality tells what came of them."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.audit import key_of, record
from core.errors import DomainError
from core.states import lock
from meetings.enums import OutcomeKind, OwnerKind
from meetings.models import Item, Outcome
from meetings.owners import Owner
from meetings.services import add_item, record_outcome, settle_action
from network.models import Group, Organisation, User
from workshops.enums import Showing
from workshops.models import FollowUp, FollowUpNews, WorkshopDay
from workshops.queries import doers_of, tells_until

TEXT_LENGTH = Outcome._meta.get_field("text").max_length
NOTE_LENGTH = 300


@transaction.atomic
def make_action(follow_up: FollowUp, *, owner: Organisation | Group | None = None, actor: User) -> FollowUp:
    """Make a next step an action of its municipality, due when the step says; one that is an action stays as it is.

    ``owner`` does it; without one the municipality's working group where there is exactly one, else its organisation.
    It stands under an item of the day's own meeting. Raises ``DomainError`` for a step that is not shown, where nobody
    is known who could do it, and for an owner of another network; ``MinutesFrozen`` when the minutes are signed.
    """
    day = lock(follow_up.day)
    follow_up = lock(follow_up)
    if follow_up.action_id:
        return follow_up
    if follow_up.showing != Showing.SHOWN:
        raise DomainError(_("This step is not shown. Show it first."))
    owner = owner or _usual_owner(follow_up, timezone.localdate())
    if owner.network_id != day.network_id:
        raise DomainError(_("Choose an organisation or a group of this network."))
    follow_up.action = record_outcome(
        _item_of(day, actor),
        kind=OutcomeKind.ACTION,
        text=action_words(follow_up),
        owner=_as_owner(owner),
        due=follow_up.when,
        actor=actor,
    )
    follow_up.version += 1
    follow_up.save(update_fields=["action", "version"])
    record("workshops.follow_up.made_action", day, actor=actor, changes=_told_of(follow_up, owner=str(owner)))
    return follow_up


@transaction.atomic
def make_actions(day: WorkshopDay, *, municipality: str, owner: Organisation | Group | None, actor: User) -> int:
    """Make all shown steps of the municipality with this label actions; how many became one. Raises as above."""
    rows = FollowUp.objects.shown().filter(day=day, municipality_label=municipality, action=None)
    steps = list(rows.select_related("day", "municipality"))
    for step in steps:
        make_action(step, owner=owner, actor=actor)
    return len(steps)


@transaction.atomic
def tell_news(
    follow_up: FollowUp, *, state: str, text: str = "", key: UUID, actor: User | None = None
) -> FollowUpNews:
    """What came of a step, told by whoever has its key. The same ``key`` twice counts once.

    The action of the step is settled with it: whoever answers for the municipality knows best. Its note holds the
    beginning of the words. Raises ``DomainError`` for a step that is not shown, and when the time for telling is over.
    """
    day = lock(follow_up.day)
    follow_up = lock(follow_up)
    if (known := FollowUpNews.objects.filter(key=key, follow_up=follow_up).first()) is not None:
        return known
    if follow_up.showing != Showing.SHOWN:
        raise DomainError(_("This step is no longer among the steps of the day."))
    if tells_until(day) < timezone.localdate():
        raise DomainError(_("The time for telling is over. Tell it to the secretary of the network."))
    news = FollowUpNews(follow_up=follow_up, state=state, text=text, key=key)
    news.full_clean()
    news.save()
    action = follow_up.action
    if action is not None and (text or state != action.state):
        settle_action(action, state=state, note=Truncator(text).chars(NOTE_LENGTH), actor=actor)
    record("workshops.follow_up.told", day, actor=actor, changes=_told_of(follow_up, state=state))
    return news


def action_words(follow_up: FollowUp) -> str:
    """The step as an action says it: its words, its points, and who does it there, as far as there is room."""
    words = follow_up.words
    parts = [*follow_up.points, *([f"({follow_up.who})"] if follow_up.who else [])]
    for part in parts:
        longer = f"{words}\n{part}"
        words = longer if len(longer) <= TEXT_LENGTH else words
    return words


def _told_of(follow_up: FollowUp, **facts: str) -> dict[str, list]:
    """What the log says of a step: its key and never its words, which anybody may have written."""
    return {"line": [None, key_of(follow_up)]} | {name: [None, fact] for name, fact in facts.items()}


def _usual_owner(follow_up: FollowUp, day: date) -> Organisation | Group:
    municipality = follow_up.municipality
    if municipality is None:
        raise DomainError(
            _("It is not known which municipality's step this is. Choose its municipality first, or a working group.")
        )
    owner = doers_of(follow_up.day.network_id, [municipality], day)[municipality.pk].usual
    if owner is None:
        raise DomainError(
            _("%(municipality)s has no organisation in this network. Add it to the organisations, or choose a group.")
            % {"municipality": municipality.name}
        )
    return owner


def _as_owner(owner: Organisation | Group) -> Owner:
    if isinstance(owner, Group):
        return Owner(OwnerKind.GROUP, owner.name, group=owner)
    return Owner(OwnerKind.ORGANISATION, owner.name, organisation=owner)


def _item_of(day: WorkshopDay, actor: User) -> Item:
    """The item under which the steps of the day stand: where earlier ones stand, or one of this name, or a new one."""
    meeting = day.meeting
    known = meeting.items.filter(outcomes__follow_up__day=day).first()
    with translation.override(meeting.language):
        heading = pgettext("item of a workshop day", "Further work")
    known = known or meeting.items.filter(heading=heading, parent=None).first()
    return known or add_item(meeting, heading=heading, actor=actor)
