"""Every rule of who may facilitate, without a database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import translation

from bank.enums import Category, QualificationState, SlotRole
from bank.matching import (
    Level,
    MemberFacts,
    OrderFacts,
    Together,
    exceptions,
    is_trainee,
    refusals,
    skips,
    verdicts,
    warnings,
)

TODAY = date(2027, 3, 1)
DAY = date(2027, 5, 20)
QUALIFIED, IN_TRAINING, TO_REFRESH = (
    QualificationState.QUALIFIED,
    QualificationState.IN_TRAINING,
    QualificationState.TO_REFRESH,
)
MEMBER = MemberFacts(1, 11, "Aino Esimerkki", states={Category.CONSULTANT: QUALIFIED})
ORDER = OrderFacts(
    7, today=TODAY, contact_person_id=99, unit=3, municipality=5, first_day=DAY, last_day=DAY, language="fi"
)


def found(member=MEMBER, order=ORDER, role=SlotRole.LEAD, category=Category.CONSULTANT):
    return [(one.level, one.code) for one in verdicts(member, order, role=role, category=category)]


def test_an_outsider_who_is_qualified_has_nothing_against_him():
    assert found() == []


@pytest.mark.parametrize(
    ("member", "order", "code"),
    [
        ({"in_bank": False}, {}, "not_in_bank"),
        ({"person_id": 99}, {}, "orderer"),
        ({"involved": True}, {}, "involved"),
        ({}, {"team": frozenset({1})}, "in_team"),
    ],
)
def test_never_allowed(member, order, code):
    assert found(replace(MEMBER, **member), replace(ORDER, **order)) == [(Level.NEVER, code)]


@pytest.mark.parametrize(
    ("member", "code"),
    [
        ({"units": frozenset({3})}, "same_unit"),
        ({"states": {Category.CONSULTANT: IN_TRAINING}}, "trainee_leads"),
        ({"states": {Category.CONSULTANT_TRAINEE: QUALIFIED}}, "trainee_leads"),
        ({"states": {Category.CONVENER: QUALIFIED}}, "not_qualified"),
        ({"yearly_limit_hours": 20, "minutes_in_year": 1200}, "over_limit"),
        ({"paused": True}, "paused"),
    ],
)
def test_allowed_only_with_a_logged_reason(member, code):
    assert found(replace(MEMBER, **member)) == [(Level.REASON, code)]


def test_limit_is_reached_by_its_last_hour_only():
    assert found(replace(MEMBER, yearly_limit_hours=20, minutes_in_year=1199)) == []


@pytest.mark.parametrize("lacks", [True, False])
def test_trainees_lead_alone_only_with_a_reason(lacks):
    trainee = replace(MEMBER, states={Category.CONSULTANT_TRAINEE: IN_TRAINING})
    order = replace(ORDER, lacks_qualified_lead=lacks)

    codes = found(trainee, order, role=SlotRole.TRAINEE, category="")

    assert codes == ([(Level.REASON, "only_trainees")] if lacks else [])


@pytest.mark.parametrize(
    ("member", "order", "role", "category", "code"),
    [
        ({"declined": True}, {}, SlotRole.LEAD, Category.CONSULTANT, "declined"),
        ({"unanswered": True}, {}, SlotRole.LEAD, Category.CONSULTANT, "unanswered"),
        ({"ask_again_on": TODAY + timedelta(days=1)}, {}, SlotRole.LEAD, Category.CONSULTANT, "ask_again"),
        ({"engagements": ((DAY, DAY),)}, {}, SlotRole.LEAD, Category.CONSULTANT, "same_day"),
        ({"drafted": ((DAY - timedelta(days=9), DAY),)}, {}, SlotRole.LEAD, Category.CONSULTANT, "drafted"),
        ({}, {}, SlotRole.TRAINEE, "", "not_in_training"),
        ({}, {"categories": frozenset({Category.CONVENER})}, SlotRole.RESERVE, "", "not_qualified"),
        ({"states": {}}, {}, SlotRole.LEAD, "", "not_qualified"),
    ],
)
def test_not_proposed_but_may_be_asked_by_name(member, order, role, category, code):
    codes = found(replace(MEMBER, **member), replace(ORDER, **order), role, category)

    assert codes == [(Level.SKIP, code)]


def test_ask_me_later_ends_on_its_day():
    assert found(replace(MEMBER, ask_again_on=TODAY)) == []


@pytest.mark.parametrize(
    ("member", "order", "code"),
    [
        ({"home_municipality": 5}, {}, "same_municipality"),
        ({"work_municipalities": frozenset({5})}, {}, "same_municipality"),
        ({"areas": frozenset({6})}, {}, "outside_area"),
        ({"languages": frozenset({"sv"})}, {}, "language"),
        ({"states": {Category.CONSULTANT: TO_REFRESH}}, {}, "to_refresh"),
        ({"engagements": ((DAY - timedelta(days=3), DAY + timedelta(days=3)),)}, {}, "overlap"),
        ({"engagements": ((DAY + timedelta(days=14), DAY + timedelta(days=14)),)}, {}, "close_engagement"),
        ({"together": {2: Together(1, TODAY)}}, {"partners": frozenset({2})}, "same_pair"),
    ],
)
def test_warnings(member, order, code):
    assert found(replace(MEMBER, **member), replace(ORDER, **order)) == [(Level.WARN, code)]


def test_an_engagement_after_a_fortnight_is_no_warning():
    away = DAY + timedelta(days=15)

    assert found(replace(MEMBER, engagements=((away, away),))) == []


def test_a_fuzzy_date_that_overlaps_warns_and_does_not_leave_out():
    month = replace(ORDER, first_day=date(2027, 5, 1), last_day=date(2027, 5, 31))

    assert found(replace(MEMBER, engagements=((DAY, DAY),)), month) == [(Level.WARN, "overlap")]


def test_a_qualification_to_refresh_in_another_category_does_not_matter():
    member = replace(MEMBER, states={Category.CONSULTANT: QUALIFIED, Category.CONVENER: TO_REFRESH})

    assert found(member) == []


def test_an_order_without_a_date_knows_no_overlap():
    order = replace(ORDER, first_day=None, last_day=None)

    assert found(replace(MEMBER, engagements=((DAY, DAY),), drafted=((DAY, DAY),)), order) == []


def test_verdicts_come_hardest_first_and_sort_by_level():
    member = replace(MEMBER, person_id=99, paused=True, declined=True, home_municipality=5)

    both = verdicts(member, ORDER, role=SlotRole.LEAD, category=Category.CONSULTANT)

    assert [one.code for one in both] == ["orderer", "paused", "declined", "same_municipality"]
    parts = [refusals(both), exceptions(both), skips(both), warnings(both)]
    assert [[one.code for one in part] for part in parts] == [[one.code] for one in both]


@pytest.mark.parametrize(
    ("states", "category", "expected"),
    [
        ({Category.CONSULTANT: QUALIFIED}, Category.CONSULTANT, False),
        ({Category.CONSULTANT: TO_REFRESH}, Category.CONSULTANT, False),
        ({Category.CONSULTANT: IN_TRAINING}, Category.CONSULTANT, True),
        ({Category.CONSULTANT_TRAINEE: QUALIFIED}, Category.CONSULTANT, True),
        ({Category.CONSULTANT_TRAINEE: QUALIFIED}, Category.CONSULTANT_TRAINEE, True),
        ({Category.CONSULTANT_TRAINEE: QUALIFIED, Category.CONSULTANT: QUALIFIED}, Category.CONSULTANT, False),
        ({Category.CONSULTANT_TRAINEE: QUALIFIED}, Category.CONVENER, False),
        ({Category.CONSULTANT_TRAINEE: QUALIFIED, Category.WORRY_MAPPER: QUALIFIED}, "", False),
        ({Category.WORRY_MAPPER: IN_TRAINING}, "", True),
        ({}, "", False),
    ],
)
def test_who_is_a_trainee(states, category, expected):
    assert is_trainee(states, category) is expected


def test_words_are_of_the_language_in_which_they_are_read():
    member = replace(MEMBER, ask_again_on=date(2027, 4, 9), yearly_limit_hours=10, minutes_in_year=600)
    later = verdicts(member, ORDER, role=SlotRole.LEAD, category=Category.CONSULTANT)

    with translation.override("fi"):
        texts = [one.text for one in later]

    assert texts == [
        "on täyttänyt enimmäismääränsä, 10 tuntia vuodessa",
        "toivoo, että kysytään uudelleen 9.4.2027 alkaen",
    ]
