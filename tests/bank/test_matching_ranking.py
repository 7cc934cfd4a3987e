"""The ranking of people and pairs and its explanations, without a database."""

from dataclasses import replace
from datetime import date
from itertools import combinations, product
from random import Random

import pytest
from django.utils import translation

from bank.enums import Category, QualificationState, SlotRole
from bank.matching import (
    MemberFacts,
    OrderFacts,
    Place,
    Together,
    cautions,
    kilometres,
    nearest,
    needs,
    pair_words,
    propose_team,
    rank_pairs,
    rank_people,
    why,
    why_not,
)

TODAY = date(2027, 3, 1)
KOUVOLA, KOTKA = (60.94, 26.77), (60.38, 27.03)
ORDER = OrderFacts(7, today=TODAY, point=KOUVOLA, municipality=5)
LEAD = Place(SlotRole.LEAD, Category.CONSULTANT)
CONVENER = Place(SlotRole.LEAD, Category.CONVENER)
TRAINEE = {Category.CONSULTANT: QualificationState.IN_TRAINING}


def member(number, **facts):
    facts.setdefault("states", {Category.CONSULTANT: QualificationState.QUALIFIED})
    facts.setdefault("points", (KOUVOLA,))
    return MemberFacts(number, 100 + number, f"Jäsen {number:02}", **facts)


def names(candidates):
    return [one.member.member_id for one in candidates]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({}, {"last_asked": date(2027, 2, 1)}),
        ({"last_asked": date(2025, 2, 1)}, {"last_asked": date(2026, 12, 1)}),
        ({}, {"minutes_in_span": 120}),
        ({}, {"points": (KOTKA,)}),
        ({"points": (KOTKA, KOUVOLA)}, {"points": (KOTKA,)}),
        ({}, {"home_municipality": 5}),
        ({}, {"areas": frozenset({6})}),
        ({}, {"paused": True}),
        ({"minutes_in_span": 6000}, {"paused": True}),
        ({"paused": True}, {"declined": True}),
    ],
)
def test_who_is_proposed_first(better, worse):
    ranked = rank_people([member(1, **worse), member(2, **better)], ORDER, LEAD)

    assert names(ranked) == [2, 1]


def test_equals_stand_by_name_whatever_their_order():
    members = [member(number) for number in (3, 1, 2)]

    assert names(rank_people(members, ORDER, LEAD)) == [1, 2, 3]


def test_left_out_come_last_by_name():
    members = [member(1, involved=True), member(2, paused=True), member(3, in_bank=False), member(4)]

    ranked = rank_people(members, ORDER, LEAD)

    assert names(ranked) == [4, 2, 1, 3]
    assert [(one.is_allowed, one.needs_reason) for one in ranked] == [
        (True, False),
        (True, True),
        (False, False),
        (False, False),
    ]


def test_every_pair_is_weighed_before_any_is_cut():
    """Against the plain way: build all pairs, sort them."""
    random = Random(4)
    members = [
        member(
            number,
            minutes_in_span=random.randrange(3000),
            together={random.randrange(1, 31): Together(random.randrange(1, 4), TODAY) for _one in range(3)},
            paused=random.random() < 0.2,
            declined=random.random() < 0.1,
        )
        for number in range(1, 31)
    ]
    for one in members:
        for other in list(one.together):
            members[other - 1].together[one.member_id] = one.together[other]
    ranked = rank_people(members, ORDER, LEAD)
    allowed = [one for one in ranked if one.is_allowed]
    repeated = {1: 4, 2: 5, 3: 6}

    pairs = rank_pairs(ranked, ranked, limit=25)

    costs = sorted(
        one.cost
        + other.cost
        + (repeated[before.times] if (before := one.member.together.get(other.member.member_id)) else 0)
        for one, other in combinations(allowed, 2)
    )
    assert pairs.weighed == len(costs)
    assert [pair.cost for pair in pairs.best] == pytest.approx(costs[:25])


def test_pairs_for_two_kinds_of_places_take_one_of_each_and_nobody_twice():
    both = {Category.CONSULTANT: QualificationState.QUALIFIED, Category.CONVENER: QualificationState.QUALIFIED}
    members = [member(1), member(2, states=both), member(3, states={Category.CONVENER: QualificationState.QUALIFIED})]
    first, second = rank_people(members, ORDER, LEAD), rank_people(members, ORDER, CONVENER)

    pairs = rank_pairs(first, second, limit=10)

    free = [
        (pair.first.member.member_id, pair.second.member.member_id) for pair in pairs.best if not pair.needs_reason
    ]
    assert sorted(free) == [(1, 2), (1, 3), (2, 3)]
    assert pairs.weighed == len([1 for one, other in product(range(3), repeat=2) if one != other])


def test_a_new_pair_comes_before_the_same_again():
    members = [member(1, together={2: Together(1, TODAY)}), member(2, together={1: Together(1, TODAY)}), member(3)]
    ranked = rank_people(members, ORDER, LEAD)

    pairs = rank_pairs(ranked, ranked, limit=3).best

    assert [{pair.first.member.member_id, pair.second.member.member_id} for pair in pairs] == [{1, 3}, {2, 3}, {1, 2}]
    assert [pair.together is None for pair in pairs] == [True, True, False]


def test_a_pair_with_a_trainee_comes_after_all_others_and_two_trainees_last():
    members = [member(1, states=TRAINEE), member(2, states=TRAINEE), member(3), member(4, minutes_in_span=9000)]
    ranked = rank_people(members, ORDER, LEAD)

    pairs = rank_pairs(ranked, ranked, limit=6).best

    assert [sum(one.needs_reason for one in (pair.first, pair.second)) for pair in pairs] == [0, 1, 1, 1, 1, 2]


def test_with_a_partner_already_found_old_partners_come_later():
    order = replace(ORDER, partners=frozenset({9}), team=frozenset({9}))
    members = [member(1, together={9: Together(2, TODAY)}), member(2)]

    assert names(rank_people(members, order, LEAD)) == [2, 1]


def test_team_takes_the_best_pair_and_then_the_rest_one_by_one():
    places = {51: LEAD, 52: LEAD, 53: Place(SlotRole.RESERVE), 54: CONVENER}
    order = replace(ORDER, categories=frozenset({Category.CONSULTANT}))
    members = [member(number, minutes_in_span=60 * number) for number in (4, 3, 2, 1)]

    proposal = propose_team(members, order, places)

    assert (proposal.members, proposal.short) == ({51: 1, 52: 2, 53: 3}, [54])


def test_team_never_needs_a_reason():
    proposal = propose_team([member(1, paused=True), member(2)], ORDER, {51: LEAD, 52: LEAD})

    assert (proposal.members, proposal.short) == ({51: 2}, [52])


def test_distance_is_that_of_the_nearest_and_unknown_says_so():
    assert round(kilometres(KOUVOLA, KOTKA)) == 64
    assert nearest((KOTKA, KOUVOLA), KOUVOLA) == 0
    assert (nearest((), KOUVOLA), nearest((KOTKA,), None)) == (None, None)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("fi", "pätevä 2006 · 0 h / 6 kk · viimeksi kysytty 14 kk sitten · 64 km · uusi pari"),
        ("sv", "behörig 2006 · 0 h / 6 mån. · senast tillfrågad för 14 mån. sedan · 64 km · nytt par"),
        ("en", "qualified 2006 · 0 h / 6 months · last asked 14 months ago · 64 km · new pair"),
    ],
)
def test_why_in_one_line(language, line):
    one = member(
        1, points=(KOTKA,), last_asked=date(2025, 12, 20), qualified_since={Category.CONSULTANT: date(2006, 5, 1)}
    )
    order = replace(ORDER, partners=frozenset({9}))

    with translation.override(language):
        assert why(rank_people([one], order, LEAD)[0], order, months=6) == line


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ({}, "qualified · 0 h / 6 months · never asked · 0 km"),
        ({"points": ()}, "qualified · 0 h / 6 months · never asked · distance not known"),
        ({"last_asked": TODAY}, "qualified · 0 h / 6 months · last asked less than a month ago · 0 km"),
        ({"minutes_in_span": 450}, "qualified · 8 h / 6 months · never asked · 0 km"),
        ({"states": TRAINEE}, "in training · 0 h / 6 months · never asked · 0 km"),
        ({"states": {}}, "no qualification for this place · 0 h / 6 months · never asked · 0 km"),
    ],
)
def test_why_says_what_is_known(facts, line):
    with translation.override("en"):
        assert why(rank_people([member(1, **facts)], ORDER, LEAD)[0], ORDER, months=6) == line


def test_cautions_needs_and_why_not():
    one = member(1, paused=True, home_municipality=5)
    out = member(2, involved=True, declined=True, home_municipality=5)

    with translation.override("en"):
        first, second = rank_people([one, out], ORDER, LEAD)

        assert cautions(first) == ["lives or works in the same municipality"]
        assert needs(first) == ["has a pause at that time"]
        assert why_not(second) == "has declared not to be an outsider · has declined this order"


def test_pair_words_tell_of_earlier_times():
    with translation.override("en"):
        assert pair_words(Together(2, date(2026, 5, 1))) == "the same pair again: 2 times, 2026"
