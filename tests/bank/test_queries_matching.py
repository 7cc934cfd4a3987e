"""The facts that the rules and the ranking get, out of the rows."""

import datetime

import pytest
from django.utils import timezone

from bank.enums import Answer, Category, DeclineReason, InvitationEnd, QualificationState, SessionPart, SlotRole
from bank.matching import Together
from bank.models import Declaration, HomeMunicipality, Qualification, Session, SessionFacilitator
from bank.queries.matching import BankFacts, member_facts, members_of_bank, order_facts
from network.models import Municipality
from tests.factories.bank import (
    AHEAD,
    MemberFactory,
    OrderFactory,
    PauseFactory,
    QualificationFactory,
    SlotFactory,
    on_day,
)
from tests.factories.bank_teams import AskedFactory, PlaceFactory
from tests.factories.methods import MethodFactory
from tests.factories.network import OrganisationFactory, PositionFactory

DAY = datetime.timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def kouvola(db):
    return Municipality.objects.create(code="286", name_fi="Kouvola", latitude=60.94, longitude=26.77)


@pytest.fixture
def elimaki(kouvola):
    return Municipality.objects.create(
        code="044", name_fi="Elimäki", valid_to=datetime.date(2008, 12, 31), successor=kouvola
    )


def facts_of(member, order):
    return member_facts([member], order)[0]


def ranking_of(member, order, **options):
    return BankFacts([member], **options).for_ranking(order)[0]


def test_qualification_counts_on_its_days_and_in_its_state(order):
    member = MemberFactory(network=order.network, qualified=[])
    since, old = datetime.date(2006, 3, 1), AHEAD - DAY
    QualificationFactory(member=member, valid_from=since, expires_on=old)
    QualificationFactory(member=member, category=Category.CONVENER, valid_to=old)
    QualificationFactory(member=member, category=Category.WORRY_MAPPER, state=QualificationState.LEFT)

    facts = facts_of(member, order)

    assert facts.states == {Category.CONSULTANT: QualificationState.TO_REFRESH}
    assert facts.qualified_since == {Category.CONSULTANT: since}


def test_qualification_for_one_method_counts_for_its_orders_alone(network):
    method, other = MethodFactory(), MethodFactory()
    member = MemberFactory(network=network, qualified=[])
    Qualification.objects.create(member=member, category=Category.CONVENER, method=method)

    states = [facts_of(member, OrderFactory(network=network, method=one)).states for one in (method, other, None)]

    assert states == [{Category.CONVENER: QualificationState.QUALIFIED}, {}, {}]


def test_employer_home_and_distance_are_of_the_day_of_the_order(order, kouvola, elimaki):
    member = MemberFactory(network=order.network)
    unit = OrganisationFactory(network=order.network, municipality=kouvola)
    PositionFactory(person=member.person, organisation=unit)
    PositionFactory(person=member.person, valid_to=AHEAD - DAY)
    HomeMunicipality.objects.create(member=member, municipality=elimaki)

    facts = ranking_of(member, order)

    assert (facts.units, facts.work_municipalities) == ({unit.pk}, {kouvola.pk})
    assert facts.home_municipality == elimaki.pk
    assert facts.points == ((60.94, 26.77), (60.94, 26.77))  # an ended municipality is measured from its successor


def test_order_is_where_it_says_or_where_its_unit_is(network, kouvola, elimaki):
    unit = OrganisationFactory(network=network, municipality=elimaki)
    own = order_facts(OrderFactory(network=network, municipality=kouvola, organisation=unit))
    of_unit = order_facts(OrderFactory(network=network, organisation=unit))
    unknown = order_facts(OrderFactory(network=network))

    assert (own.municipality, own.point) == (kouvola.pk, (60.94, 26.77))
    assert (of_unit.municipality, of_unit.point) == (elimaki.pk, (60.94, 26.77))
    assert (unknown.municipality, unknown.point) == (None, None)


def test_team_are_holders_and_those_being_asked_but_not_who_let_the_day_pass(order, today):
    held = SlotFactory(order=order)
    observer = SlotFactory(order=order, role=SlotRole.OBSERVER)
    asked = AskedFactory(slot=PlaceFactory(order=order))
    AskedFactory(slot=PlaceFactory(order=order), reply_by=today - DAY)
    AskedFactory(slot=PlaceFactory(order=order), answer=Answer.DECLINED, answered_at=timezone.now())
    AskedFactory(slot=PlaceFactory(order=order), end=InvitationEnd.WITHDRAWN, ended_at=timezone.now())

    facts = order_facts(order)

    assert facts.team == {held.member_id, observer.member_id, asked.member_id}
    assert facts.partners == {held.member_id, asked.member_id}
    assert order_facts(order, without_slot=held.pk).team == {observer.member_id, asked.member_id}
    assert facts.categories == {Category.CONSULTANT}


@pytest.mark.parametrize(("lead", "lacks"), [("open", False), ("qualified", False), ("trainee", True), ("none", True)])
def test_order_knows_whether_a_trainee_would_lead_alone(order, lead, lacks):
    PlaceFactory(order=order, role=SlotRole.TRAINEE, category="")
    if lead == "open":
        PlaceFactory(order=order)
    elif lead != "none":
        category = Category.CONSULTANT if lead == "qualified" else Category.CONSULTANT_TRAINEE
        member = MemberFactory(network=order.network, qualified=[category])
        SlotFactory(order=order, member=member, category=Category.CONSULTANT)

    assert order_facts(order).lacks_qualified_lead is lacks


def test_declared_involvement_and_a_no_for_it_are_involvement_of_this_order(order, network):
    said, told, other = MemberFactory(network=network), MemberFactory(network=network), OrderFactory(network=network)
    Declaration.objects.create(order=order, member=said, outside_case=True, outside_matter=False, outside_unit=True)
    AskedFactory(
        slot=PlaceFactory(order=order),
        member=told,
        answer=Answer.DECLINED,
        answered_at=timezone.now(),
        decline_reason=DeclineReason.INVOLVED,
    )

    assert [facts_of(one, order).involved for one in (said, told)] == [True, True]
    assert [facts_of(one, other).involved for one in (said, told)] == [False, False]


def test_a_no_counts_for_the_date_that_was_asked_for(order):
    member = MemberFactory(network=order.network)
    AskedFactory(slot=PlaceFactory(order=order), member=member, answer=Answer.DECLINED, answered_at=timezone.now())
    assert facts_of(member, order).declined

    order.wished = on_day(AHEAD + DAY)
    order.save()

    assert not facts_of(member, order).declined


def test_ask_me_later_holds_for_all_orders_until_its_day(order, today):
    member = MemberFactory(network=order.network)
    for again in (today + DAY, today + 9 * DAY, today):
        AskedFactory(
            slot=PlaceFactory(order__network=order.network),
            member=member,
            answer=Answer.DECLINED,
            answered_at=timezone.now(),
            ask_again_on=again,
        )

    assert facts_of(member, order).ask_again_on == today + 9 * DAY


def test_unanswered_is_a_question_of_this_order_whose_day_has_passed(order, today):
    member = MemberFactory(network=order.network)
    AskedFactory(slot=PlaceFactory(order=order), member=member, reply_by=today - DAY)

    assert facts_of(member, order).unanswered
    assert not facts_of(member, OrderFactory(network=order.network)).unanswered


@pytest.mark.parametrize(
    ("fields", "in_bank"),
    [
        ({}, True),
        ({"left_on": datetime.date(2030, 1, 1)}, False),  # before the day of the order
        ({"left_on": AHEAD}, True),
        ({"joined_on": datetime.date(2098, 1, 1)}, False),  # not yet today
    ],
)
def test_member_is_in_the_bank_today_and_on_the_day(order, fields, in_bank):
    assert facts_of(MemberFactory(network=order.network, **fields), order).in_bank is in_bank


def test_pause_of_the_day_of_the_order(order):
    paused, rested = MemberFactory(network=order.network), MemberFactory(network=order.network)
    PauseFactory(member=paused)
    PauseFactory(member=rested, valid_to=AHEAD - DAY)

    assert [facts_of(one, order).paused for one in (paused, rested)] == [True, False]


def test_promises_are_the_places_held_and_asked_for_in_other_open_orders(order, network):
    member = MemberFactory(network=network)
    SlotFactory(order=order, member=member)
    first, second = (OrderFactory(network=network, wished=on_day(AHEAD + days * DAY)) for days in (1, 2))
    SlotFactory(order=first, member=member)
    AskedFactory(slot=PlaceFactory(order=second), member=member)
    SlotFactory(order=OrderFactory(network=network, carried_out=True), member=member)
    SlotFactory(order=OrderFactory(network=network, postponed_at=timezone.now()), member=member)

    engagements = facts_of(member, order).engagements

    assert sorted(engagements) == [(AHEAD + DAY, AHEAD + DAY), (AHEAD + 2 * DAY, AHEAD + 2 * DAY)]


def test_load_is_what_was_recorded_led_without_a_record_and_promised(order, network, today):
    member = MemberFactory(network=network)
    held = on_day(today - 30 * DAY)
    told, untold = (OrderFactory(network=network, carried_out=True, held=held) for _one in range(2))
    for one in (told, untold):
        SlotFactory(order=one, member=member)
    session = Session.objects.create(order=told, held=held)
    SessionFacilitator.objects.create(session=session, member=member, name_label="A", minutes=200, travel_minutes=40)
    hindered = Session.objects.create(order=untold, held=held, kind="pre_meeting")
    SessionFacilitator.objects.create(
        session=hindered, member=MemberFactory(network=network), name_label="B", part=SessionPart.HINDERED
    )
    SlotFactory(order=OrderFactory(network=network, wished=on_day(today + 20 * DAY)), member=member)
    old = OrderFactory(network=network, carried_out=True, held=on_day(today - 250 * DAY))
    SlotFactory(order=old, member=member)

    assert ranking_of(member, order, months=6).minutes_in_span == 240 + 180 + 180


def test_last_asked_is_the_newest_question_and_not_a_confirmation(order, today):
    member, never = MemberFactory(network=order.network), MemberFactory(network=order.network)
    asked = AskedFactory(
        slot=PlaceFactory(order=order),
        member=member,
        sent_at=timezone.now() - 40 * DAY,
        end=InvitationEnd.REPLACED,
        ended_at=timezone.now(),
    )
    AskedFactory(slot=asked.slot, member=member, confirms=asked)

    assert ranking_of(member, order).last_asked == timezone.localdate(asked.sent_at)
    assert ranking_of(never, order).last_asked is None


def test_together_are_those_who_led_lately_or_are_to(order, network, today):
    one, other, third = (MemberFactory(network=network) for _one in range(3))
    recent, long_ago = on_day(today - 100 * DAY), on_day(today - 900 * DAY)
    for _one in range(2):
        OrderFactory(network=network, carried_out=True, held=recent, slots=[one, other])
    OrderFactory(network=network, carried_out=True, held=long_ago, slots=[one, third])
    OrderFactory(network=network, cancelled=True, wished=recent, slots=[one, third])

    facts = {fact.member_id: fact.together for fact in BankFacts([one, other, third]).for_ranking(order)}

    assert facts == {
        one.pk: {other.pk: Together(2, recent.earliest)},
        other.pk: {one.pk: Together(2, recent.earliest)},
        third.pk: {},
    }


@pytest.mark.parametrize("count", [1, 4])
def test_facts_take_the_same_queries_for_any_number_of_members(order, count, django_assert_num_queries):
    PauseFactory.create_batch(count, member__network=order.network)
    MemberFactory()  # of another bank

    with django_assert_num_queries(16):
        facts = BankFacts(members_of_bank(order.network_id)).for_ranking(order)

    assert len(facts) == count
