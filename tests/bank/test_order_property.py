"""Whatever happens to an order, in whatever sequence: its status never contradicts itself, nobody is asked twice at
once, and neither the orderer nor a declared insider ever holds a place.
"""

import datetime
from contextlib import suppress

from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from bank.enums import Outcome, OutcomeReason, SessionKind, SlotRole, Status
from bank.models import Declaration, Invitation, Order
from bank.queries import printed_word, status_of
from bank.services import (
    OUTSIDER,
    OutsiderWord,
    accept_invitation,
    add_slot,
    assign_facilitator,
    call_together,
    close_order,
    decline_invitation,
    hold_session,
    invite,
    open_search,
    plan_session,
    postpone_order,
    record_outcome,
    release_facilitator,
    remove_slot,
    reopen_order,
    reschedule_order,
    substitute,
    waive_session,
    withdraw_invitation,
)
from core.errors import DomainError
from core.fuzzydates import parse
from tests.factories.bank import BEHIND, MemberFactory, OrderFactory, on_day
from tests.factories.methods import FacilitatorRuleFactory
from tests.factories.network import NetworkFactory, PersonFactory, UserFactory

SAID = datetime.date(2098, 1, 1)
DATES = [parse(text, today=SAID) for text in ("15.1.2099 klo 9-12", "16.1.2099", "kevät 2099", "tulossa")]
ENDINGS = [
    {"outcome": Outcome.CARRIED_OUT, "held": on_day(BEHIND)},
    {"outcome": Outcome.OTHERWISE, "reason": OutcomeReason.IN_ANOTHER_WAY, "note": "Kyselylomakkein."},
    {"outcome": Outcome.NOT_CARRIED_OUT, "reason": OutcomeReason.NO_FACILITATORS, "note": "Puhelinneuvonta."},
    {"outcome": Outcome.CANCELLED, "reason": OutcomeReason.ORDERER_WITHDREW},
]


class Acts:
    """The acts that a sequence is made of: each takes three numbers and picks by them what it acts on."""

    def __init__(self):
        self.actor = UserFactory()
        network = NetworkFactory()
        orderer = PersonFactory(network=network)
        method = FacilitatorRuleFactory(category="consultant", count=2).version.method
        self.members = [
            *MemberFactory.create_batch(3, network=network),
            MemberFactory(network=network, person=orderer),
        ]
        self.pk = OrderFactory(network=network, contact=orderer, method=method).pk
        for _number in range(2):
            self.order.slots.create(role=SlotRole.LEAD, category="consultant")
        self.acts = [getattr(self, name) for name in sorted(vars(Acts)) if name.startswith("do_")]

    @property
    def order(self):
        return Order.objects.get(pk=self.pk)

    def pick(self, rows, number):
        found = list(rows)
        return found[number % len(found)] if found else None

    def invitation(self, number):
        return self.pick(self.order.invitations.live(), number)

    def slot(self, number):
        return self.pick(self.order.slots.in_team(), number)

    def do_open(self, a, b, c):
        open_search(self.order, actor=self.actor)

    def do_invite(self, a, b, c):
        if slot := self.slot(a):
            reason = "Muuta ei ollut." if c % 2 else ""
            invite(self.order, slot=slot, member=self.pick(self.members, b), exception=reason, actor=self.actor)

    def do_invite_more(self, a, b, c):
        self.do_invite(a, b, c)

    def do_accept(self, a, b, c):
        if one := self.invitation(a):
            word = OutsiderWord(case=bool(b % 4), matter=True, unit=True) if c % 3 == 0 else OUTSIDER
            accept_invitation(one, word=word, actor=self.actor)

    def do_accept_more(self, a, b, c):
        self.do_accept(a, b, c)

    def do_decline(self, a, b, c):
        if one := self.invitation(a):
            decline_invitation(one, actor=self.actor)

    def do_withdraw(self, a, b, c):
        if one := self.invitation(a):
            withdraw_invitation(one, actor=self.actor)

    def do_assign(self, a, b, c):
        role = [SlotRole.LEAD, SlotRole.RESERVE, SlotRole.OBSERVER][b % 3]
        assign_facilitator(self.order, member=self.pick(self.members, a), role=role, actor=self.actor)

    def do_release(self, a, b, c):
        if slot := self.slot(a):
            release_facilitator(self.order, slot=slot, actor=self.actor)

    def do_substitute(self, a, b, c):
        if (slot := self.slot(a)) and (reserve := self.slot(b)):
            substitute(self.order, slot=slot, reserve=reserve, reason="Este.", actor=self.actor)

    def do_add_slot(self, a, b, c):
        add_slot(self.order, role=SlotRole.LEAD, reason="Suuri joukko.", actor=self.actor)

    def do_remove_slot(self, a, b, c):
        if slot := self.slot(a):
            remove_slot(self.order, slot=slot, reason="Yksi riittää.", actor=self.actor)

    def do_plan(self, a, b, c):
        plan_session(self.order, date=self.pick(DATES, a), actor=self.actor)

    def do_reschedule(self, a, b, c):
        reschedule_order(self.order, wished=self.pick(DATES, a), version=self.order.version, actor=self.actor)

    def do_postpone(self, a, b, c):
        postpone_order(self.order, version=self.order.version, actor=self.actor)

    def do_call_together(self, a, b, c):
        call_together(self.order, actor=self.actor)

    def do_hold(self, a, b, c):
        if session := self.pick(self.order.sessions.all(), a):
            hold_session(session, held=on_day(BEHIND), version=session.version, actor=self.actor)

    def do_waive(self, a, b, c):
        if session := self.pick(self.order.sessions.all(), a):
            waive_session(session, reason="Ei tarvita.", actor=self.actor)

    def do_end(self, a, b, c):
        record_outcome(self.order, **ENDINGS[a % len(ENDINGS)], version=self.order.version, actor=self.actor)

    def do_close(self, a, b, c):
        close_order(self.order, actor=self.actor)

    def do_reopen(self, a, b, c):
        reopen_order(self.order, reason="Virhe.", actor=self.actor)


def check(order, refused_people):
    """What must hold after every act."""
    today = timezone.localdate()
    derived = [status for status in Status if Order.objects.with_status(status, today).filter(pk=order.pk).exists()]
    assert derived == [status_of(order)]
    assert printed_word(order)

    leading = list(order.slots.leading())
    confirming = set(order.invitations.to_be_confirmed().values_list("slot", flat=True))
    complete = bool(leading) and all(slot.member_id and slot.pk not in confirming for slot in leading)
    if not order.outcome:
        assert (order.filled_at is not None) == complete

    live = list(Invitation.objects.live().filter(order=order).values_list("member", flat=True))
    assert len(live) == len(set(live))
    held = [slot for slot in order.slots.in_team() if slot.member_id]
    assert not {slot.member.person_id for slot in held} & refused_people

    assert not (order.outcome and order.postponed_at)
    assert order.outcome or not order.closed_at
    meeting = order.sessions.filter(kind=SessionKind.MEETING, cancelled_at__isnull=True).first()
    if meeting is not None and meeting.is_open and order.postponed_at is None:
        assert meeting.date == order.wished


class OrderLives(TestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(*[st.integers(0, 59)] * 4), max_size=25))
    def test_no_sequence_of_acts_contradicts_itself(self, sequence):
        acts = Acts()
        for which, a, b, c in sequence:
            with suppress(DomainError):  # refused, and nothing has changed
                acts.acts[which % len(acts.acts)](a, b, c)
            insiders = Declaration.objects.filter(outside_case=False).values_list("member__person", flat=True)
            check(acts.order, {acts.order.contact_id, *insiders})
