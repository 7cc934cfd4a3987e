import datetime

import pytest

from bank.queries import phone_shown_to, table_of_members
from tests.factories.bank import MemberFactory, QualificationFactory
from tests.factories.methods import MethodFactory
from tests.factories.network import PositionFactory

DAY = datetime.date(2009, 5, 1)


def names(table):
    return [[[one["name"] for one in part["people"]] for part in row["parts"]] for row in table["rows"]]


def test_members_stand_under_each_category_as_of_the_day(network, other_network):
    trainer = MemberFactory(network=network, qualified=["worry_trainer", "worry_mapper"], joined_on=None)
    left = MemberFactory(network=network, qualified=["convener"], left_on=datetime.date(2010, 1, 1))
    trainee = MemberFactory(network=network, qualified=[])
    QualificationFactory(member=trainee, category="consultant_trainee", state="in_training",
                         valid_to=datetime.date(2010, 5, 31))  # fmt: skip
    QualificationFactory(member=trainee, valid_from=datetime.date(2010, 6, 1))
    MemberFactory(network=network, joined_on=datetime.date(2009, 5, 2))
    MemberFactory(network=other_network)

    table = table_of_members(network, DAY)

    assert names(table) == [
        [[trainer.person.name], [trainer.person.name]],
        [[left.person.name]],
        [[]],
        [[trainee.person.name]],
    ]
    assert ([row["count"] for row in table["rows"]], table["people"]) == ([1, 1, 0, 1], 3)
    later = table_of_members(network, datetime.date(2011, 1, 1))
    assert [row["count"] for row in later["rows"]] == [1, 0, 2, 0]


def test_one_person_of_several_methods_is_one_and_who_left_a_category_is_none(network):
    member = MemberFactory(network=network, qualified=["convener"])
    QualificationFactory(member=member, category="convener", method=MethodFactory())
    QualificationFactory(member=MemberFactory(network=network, qualified=[]), category="convener", state="left")

    assert [row["count"] for row in table_of_members(network, DAY)["rows"]] == [0, 1, 0, 0]


def test_who_only_trains_for_a_category_is_counted_apart(network):
    QualificationFactory(member__network=network, category="convener", state="in_training")
    QualificationFactory(member__network=network, category="consultant", state="in_training")

    rows = table_of_members(network, DAY)["rows"]

    assert [(row["count"], row["in_training"]) for row in rows] == [(0, 0), (0, 1), (0, 0), (1, 0)]


def test_the_employer_is_that_of_the_day_and_the_state_too(network):
    member = MemberFactory(network=network, qualified=[])
    QualificationFactory(member=member, expires_on=datetime.date(2009, 4, 30))
    old = PositionFactory(person=member.person, valid_to=datetime.date(2009, 12, 31))
    PositionFactory(person=member.person, valid_from=datetime.date(2010, 1, 1))

    (one,) = table_of_members(network, DAY)["rows"][2]["parts"][0]["people"]

    assert (one["employer"], one["state"]) == (old.organisation.name, "To be refreshed")


@pytest.mark.parametrize("count", [1, 3])
def test_the_table_takes_three_queries(network, django_assert_num_queries, count):
    MemberFactory.create_batch(count, network=network)

    with django_assert_num_queries(2):  # qualifications with members, positions
        table_of_members(network, DAY)


def test_the_phone_is_shown_only_where_it_may(network, coordinator, as_role):
    facilitator, partner = as_role("facilitator"), as_role("facilitator")
    member = MemberFactory(network=network, person__user=facilitator, person__phone="050 1")

    shown = [phone_shown_to(user, member) for user in (coordinator, facilitator, partner)]
    member.show_phone = True

    assert (shown, phone_shown_to(partner, member)) == (["050 1", "050 1", ""], "050 1")
