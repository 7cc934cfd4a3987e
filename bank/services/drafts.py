"""A dry run over all open orders of a season: it proposes teams and asks nobody; a person accepts or drops each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bank.enums import Answer
from bank.matching import Place, propose_team
from bank.models import Invitation, Order, Slot, TeamDraft
from bank.queries import orders_to_draft
from bank.queries.matching import BankFacts, members_of_bank, order_facts
from bank.services.invitations import invite
from core.audit import record
from core.errors import DomainError
from core.fuzzydates import FuzzyDate
from core.states import lock
from network.models import Network, User


@dataclass(frozen=True)
class DraftRun:
    """How many orders got a proposal, and how many of these are not whole."""

    orders: int
    short: int


@transaction.atomic
def draft_teams(network: Network, *, season: FuzzyDate | None = None, actor: User) -> DraftRun:
    """Propose a team for each open order of a season (of all, without one); earlier proposals are dropped.

    The soonest order chooses first. Nobody is proposed for two orders whose dates overlap, nor anybody whom a rule
    allows only with a reason; each proposal counts as work and as having been asked for the orders after it.
    """
    TeamDraft.objects.filter(order__network=network).delete()
    bank = BankFacts(members_of_bank(network.pk))
    drafts = []
    for order in orders_to_draft(network, season, day=timezone.localdate()):
        if draft := _draft(order, bank, actor):
            drafts.append(draft)
    TeamDraft.objects.bulk_create(drafts)
    run = DraftRun(len(drafts), sum(bool(draft.shortfall) for draft in drafts))
    record("bank.teams.drafted", network, actor=actor, changes={"orders": [None, run.orders]})
    return run


@transaction.atomic
def accept_draft(order: Order, *, reply_by: date | None = None, actor: User) -> list[Invitation]:
    """Ask the people of a proposed team; all of them or, when a rule now speaks against one, nobody.

    Raises ``DomainError`` when there is no proposal, when a place has been filled or taken out meanwhile, and as
    ``invite`` does.
    """
    order = lock(order)
    draft = TeamDraft.objects.filter(order=order).first()
    slots = {slot.pk: slot for slot in order.slots.in_team()}
    places = [(slots.get(one["slot"]), one["member"]) for one in draft.places] if draft else []
    if not places or any(slot is None for slot, _member in places):
        raise DomainError(_("The proposal is no longer good: the team has changed. Make a new one."))
    members = {member.pk: member for member in members_of_bank(order.network_id)}
    sent = [
        invite(order, slot=slot, member=members[member], reply_by=reply_by, actor=actor) for slot, member in places
    ]
    draft.delete()
    return sent


@transaction.atomic
def drop_draft(order: Order, *, actor: User) -> Order:
    """Take a proposed team away; nobody had been asked."""
    order = lock(order)
    if TeamDraft.objects.filter(order=order).delete()[0]:
        record("bank.order.draft_dropped", order, actor=actor)
    return order


def _draft(order: Order, bank: BankFacts, actor: User) -> TeamDraft | None:
    """The proposal for an order; nothing when every place is held or somebody is thinking about it."""
    sought = _sought(order, bank.today)
    if not sought and any(slot.removed_at is None for slot in order.slots.all()):
        return None
    facts = order_facts(order)
    proposal = propose_team(
        bank.for_ranking(order), facts, {slot.pk: Place(slot.role, slot.category) for slot in sought}
    )
    for member in proposal.members.values():
        bank.propose(member, facts)
    places = [{"slot": slot, "member": member} for slot, member in proposal.members.items()]
    short = [slot for slot in sought if slot.pk in proposal.short]
    return TeamDraft(order=order, made_by=actor, places=places, shortfall=_shortfall(sought, short))


def _sought(order: Order, day: date) -> list[Slot]:
    asked = {
        one.slot_id
        for one in order.invitations.all()
        if one.ended_at is None and (one.answer == Answer.ACCEPTED or (not one.answer and one.reply_by >= day))
    }
    slots = [slot for slot in order.slots.all() if slot.is_open and slot.pk not in asked]
    return sorted(slots, key=lambda slot: (slot.position, slot.pk))


def _shortfall(sought: list[Slot], short: Iterable[Slot]) -> str:
    if not sought:
        return _("The order has no places yet: add them on its page of facilitators.")
    names = [", ".join(filter(None, [slot.get_role_display(), slot.get_category_display()])) for slot in short]
    return _("Nobody is free without a reason: %(places)s.") % {"places": "; ".join(names)} if names else ""
