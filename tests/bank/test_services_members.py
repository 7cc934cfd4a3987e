import datetime

import pytest

from bank.services import add_member, edit_member
from core.errors import DomainError
from core.models import LogEntry
from tests.factories.bank import MemberFactory
from tests.factories.network import PersonFactory

SINCE = datetime.date(2006, 3, 1)


def test_add_member_with_qualifications(network, coordinator):
    person = PersonFactory(network=network)

    member = add_member(network, person=person, qualifications={"convener": ("qualified", SINCE)}, actor=coordinator)

    assert list(member.qualifications.values_list("category", "state", "valid_from")) == [
        ("convener", "qualified", SINCE)
    ]
    assert LogEntry.objects.of(member).get().action == "bank.member.added"


def test_add_member_refuses_a_stranger(network, other_network, coordinator):
    with pytest.raises(DomainError, match="is not in this network"):
        add_member(network, person=PersonFactory(network=other_network), qualifications={}, actor=coordinator)


def test_add_member_refuses_a_member(network, consultant, coordinator):
    with pytest.raises(DomainError, match="is already in the bank"):
        add_member(network, person=consultant.person, qualifications={}, actor=coordinator)


def test_edit_member_replaces_qualifications_and_logs_both(network, coordinator):
    member = MemberFactory(network=network)

    edit_member(
        member,
        qualifications={"worry_mapper": ("in_training", None)},
        joined_on=None,
        left_on=None,
        actor=coordinator,
    )

    assert list(member.qualifications.values_list("category", "state")) == [("worry_mapper", "in_training")]
    assert LogEntry.objects.of(member).get().changes == {
        "qualifications": [[["consultant", "qualified"]], [["worry_mapper", "in_training"]]]
    }
