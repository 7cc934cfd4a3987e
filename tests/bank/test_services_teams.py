import datetime

import pytest

from bank.enums import SlotRole
from bank.queries import history_of
from bank.services import assign_facilitator, release_facilitator
from core.audit import key_of
from core.errors import DomainError
from core.models import LogEntry
from network.models import Person
from tests.factories.bank import MemberFactory, OrderFactory, SlotFactory
from tests.factories.network import PersonFactory


def steps_of(order):
    return list(order.events.values_list("step", flat=True))


def test_assign_facilitator_copies_the_name_and_marks_the_order_changed(order, consultant, coordinator):
    slot = assign_facilitator(order, member=consultant, actor=coordinator)

    order.refresh_from_db()
    assert (slot.name_label, slot.role, order.version > 0) == (consultant.person.name, SlotRole.LEAD, True)
    assert steps_of(order) == ["search_opened", "invited", "accepted", "filled"]
    accepted = LogEntry.objects.of(order).get(action="bank.order.accepted")
    assert accepted.changes == {"facilitator": [None, key_of(consultant)]}


def test_assign_facilitator_refuses_the_orderer(network, coordinator):
    person = PersonFactory(network=network)
    order = OrderFactory(network=network, contact=person)
    member = MemberFactory(network=network, person=person)

    with pytest.raises(DomainError, match="is the orderer: a facilitator must be an outsider"):
        assign_facilitator(order, member=member, actor=coordinator)

    assert not order.slots.exists()


def test_assign_facilitator_refuses_a_member_of_another_bank(order, other_network, coordinator):
    with pytest.raises(DomainError, match="is not in the bank"):
        assign_facilitator(order, member=MemberFactory(network=other_network), actor=coordinator)


def test_assign_facilitator_refuses_somebody_who_left(order, network, coordinator):
    gone = MemberFactory(network=network, left_on=datetime.date(2010, 1, 1))

    with pytest.raises(DomainError, match="is not in the bank"):
        assign_facilitator(order, member=gone, actor=coordinator)


def test_assign_facilitator_refuses_the_same_member_twice(order, consultant, coordinator):
    assign_facilitator(order, member=consultant, actor=coordinator)

    with pytest.raises(DomainError, match="is already in the team"):
        assign_facilitator(order, member=consultant, actor=coordinator)


def test_assign_facilitator_refuses_an_ended_order(network, consultant, coordinator):
    order = OrderFactory(network=network, carried_out=True)

    with pytest.raises(DomainError, match="Reopen it"):
        assign_facilitator(order, member=consultant, actor=coordinator)


def test_release_facilitator_logs_who_it_was(order, consultant, coordinator):
    slot = assign_facilitator(order, member=consultant, actor=coordinator)

    release_facilitator(order, slot=slot, actor=coordinator)

    assert order.slots.get().is_open
    newest = LogEntry.objects.of(order)[0]
    assert newest.changes == {"facilitator": [key_of(consultant), None]}


def test_release_facilitator_twice_changes_nothing_more(order, consultant, coordinator):
    slot = assign_facilitator(order, member=consultant, actor=coordinator)
    release_facilitator(order, slot=slot, actor=coordinator)
    before = LogEntry.objects.of(order).count()

    release_facilitator(order, slot=slot, actor=coordinator)

    assert LogEntry.objects.of(order).count() == before


def test_release_facilitator_refuses_an_ended_order(network, coordinator):
    order = OrderFactory(network=network, carried_out=True)
    slot = SlotFactory(order=order)

    with pytest.raises(DomainError, match="Reopen it"):
        release_facilitator(order, slot=slot, actor=coordinator)


def test_release_facilitator_leaves_the_slot_of_another_order(order, network, coordinator):
    foreign = SlotFactory(order=OrderFactory(network=network))

    release_facilitator(order, slot=foreign, actor=coordinator)

    foreign.refresh_from_db()
    assert foreign.order != order


def test_history_of_an_order_names_today_whom_the_log_knows_by_key(order, consultant, coordinator):
    assign_facilitator(order, member=consultant, actor=coordinator)
    Person.objects.filter(pk=consultant.person_id).update(first_name="Uusi", last_name="Nimi")

    rows = history_of(order, order.events.all())

    assert {row.whom for row in rows if row.event and row.event.step in ("invited", "accepted")} == {"Uusi Nimi"}
    assert consultant.person.name not in str([entry.changes for entry in LogEntry.objects.of(order)])
