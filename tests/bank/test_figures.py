"""Every figure against small data made by hand."""

import datetime

import pytest
from django.utils import timezone

from bank.enums import Answer, Counting, DeclineReason, Outcome, OutcomeReason, SessionKind, SessionPart
from bank.models import (
    Agreement,
    Feedback,
    FeedbackRequest,
    Invitation,
    Session,
    SessionFacilitator,
    Slot,
    Training,
)
from bank.queries.figures import Span, by_todays_municipality, counted, figures_of, load_by_person, uncovered_orderers
from core.fuzzydates import FuzzyDate, Precision
from tests.factories.bank import MemberFactory, OrderFactory, on_day
from tests.factories.methods import MethodFactory
from tests.factories.network import MunicipalityFactory, OrganisationFactory

YEAR = Span.of_year(2025)
DAY = datetime.date(2025, 3, 10)


def at(day, hour=12):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour)))


def days(count):
    return datetime.timedelta(days=count)


def order(network, **facts):
    facts = {"received_on": DAY, "wished": on_day(DAY + days(30))} | facts
    if facts.get("outcome"):
        facts.setdefault("outcome_at", at(DAY + days(40)))
        if facts["outcome"] != Outcome.CARRIED_OUT:
            facts.setdefault("outcome_reason", OutcomeReason.TIME_DID_NOT_SUIT)
    return OrderFactory(network=network, **facts)


def held(network, day=None, **facts):
    day = day or DAY + days(30)
    return order(network, outcome=Outcome.CARRIED_OUT, held=on_day(day), **facts)


@pytest.fixture
def places():
    """Two municipalities that became one."""
    today = MunicipalityFactory(name_fi="Uusi kaupunki", name_sv="Nya staden")
    ended = {"valid_to": datetime.date(2008, 12, 31), "successor": today}
    return [MunicipalityFactory(name_fi=name, name_sv=name, **ended) for name in ("Ylämaa", "Alamaa")] + [today]


def test_orders_are_counted_on_the_day_they_came_or_the_best_day_of_an_older_register(network):
    inside = [
        order(network, received_on=datetime.date(2025, 1, 1), wished=on_day(datetime.date(2026, 5, 5))),
        order(network, received_on=datetime.date(2025, 12, 31)),
        order(network, received_on=None, wished=on_day(DAY)),
        order(network, received_on=None, wished=None, held=on_day(DAY), outcome=Outcome.CARRIED_OUT),
        order(network, received_on=None, wished=None, register_date=DAY),
    ]
    order(network, received_on=datetime.date(2026, 1, 1), wished=on_day(DAY))
    order(network, received_on=None, wished=on_day(datetime.date(2024, 12, 31)), register_date=DAY)

    assert set(counted(network, YEAR)) == set(inside)


def test_orders_by_kind_outcome_method_and_year(network, other_network):
    method, other = MethodFactory(name_fi="Teemaneuvonpito"), MethodFactory(name_fi="Dialogi")
    held(network, kind="client_work", method=method, delivered_method=other)
    held(network, kind="planning", method=method, delivered_method=method)
    order(network, kind="planning", method=None, method_label="Muu", outcome=Outcome.CANCELLED)
    order(network, kind="", method=None, postponed_at=at(DAY))
    order(network, kind="client_work", method=method)
    order(other_network)

    figures = figures_of(network, YEAR)

    assert figures["orders"] == 5
    assert figures["kinds"] == {"client_work": 2, "planning": 2, "": 1}
    assert figures["outcomes"] == {"carried_out": 2, "cancelled": 1, "postponed": 1, "open": 1}
    assert figures["kind_outcomes"]["planning"] == {"carried_out": 1, "cancelled": 1}
    assert figures["years"] == {"2025": {"client_work": 2, "planning": 2, "": 1}}
    assert [(row["names"]["fi"], row["count"], row["outcomes"]) for row in figures["methods"]] == [
        ("Teemaneuvonpito", 3, {"carried_out": 2, "open": 1}),
        ("", 1, {"postponed": 1}),
        ("Muu", 1, {"cancelled": 1}),
    ]
    assert [(row["ordered"]["fi"], row["delivered"]["fi"], row["count"]) for row in figures["delivered"]] == [
        ("Teemaneuvonpito", "Dialogi", 1)
    ]


def test_municipalities_of_the_day_and_of_today(network, places):
    upper, lower, today = places
    for place in (upper, upper, lower, today, None):
        order(network, municipality=place)

    rows = figures_of(network, YEAR)["municipalities"]

    assert [(row["names"]["fi"], row["count"]) for row in rows] == [
        ("Ylämaa", 2),
        ("", 1),
        ("Alamaa", 1),
        ("Uusi kaupunki", 1),
    ]
    assert [(row["names"]["sv"] if row["key"] else "", row["count"]) for row in by_todays_municipality(rows)] == [
        ("Nya staden", 4),
        ("", 1),
    ]


def test_funnel_tells_how_far_orders_came_and_why_no_further(network):
    with_follow_up = MethodFactory(needs_follow_up=True)
    order(network)
    order(network, postponed_at=at(DAY), search_opened_at=at(DAY))
    no_one = order(network, outcome=Outcome.CANCELLED, outcome_reason=OutcomeReason.NO_FACILITATORS)
    Invitation.objects.create(
        order=no_one, slot=Slot.objects.create(order=no_one), member=MemberFactory(network=network), reply_by=DAY
    )
    order(network, search_opened_at=at(DAY), filled_at=at(DAY))
    order(network, filled_at=at(DAY), called_together_at=at(DAY), outcome=Outcome.NOT_CARRIED_OUT,
          outcome_reason=OutcomeReason.FAMILY_DECLINED)  # fmt: skip
    held(network)
    held(network, delivered_method=with_follow_up)
    waived, followed = held(network, method=with_follow_up), held(network, method=with_follow_up)
    Session.objects.create(order=waived, kind=SessionKind.FOLLOW_UP, waived_at=at(DAY), waived_reason="Ei tarvita")
    Session.objects.create(order=followed, kind=SessionKind.FOLLOW_UP, held=on_day(DAY + days(90)))

    funnel = figures_of(network, YEAR)["funnel"]

    assert funnel["reached"] == {
        "received": 9, "offered": 8, "accepted": 6, "called_together": 5, "held": 4, "followed_up": 1,
    }  # fmt: skip
    assert funnel["drops"] == {
        "received": {"open": 1},
        "offered": {"postponed": 1, "no_facilitators": 1},
        "accepted": {"open": 1},
        "called_together": {"family_declined": 1},
        "held": {"no_follow_up": 1, "follow_up_open": 1, "waived": 1},
    }


def test_rows_of_an_older_register_with_facilitators_were_accepted(network):
    imported = order(network, outcome=Outcome.CANCELLED, outcome_reason=OutcomeReason.NOT_RECORDED)
    Slot.objects.create(order=imported, name_label="Maija Esimerkki")

    assert figures_of(network, YEAR)["funnel"]["drops"] == {"accepted": {"not_recorded": 1}}


def test_waits_are_medians_of_what_can_be_told(network):
    for wait in (2, 4, 10):
        order(network, filled_at=at(DAY + days(wait)))
    held(network, DAY + days(20))
    held(network, DAY + days(31), filled_at=at(DAY + days(100)))  # written down afterwards
    held(network, DAY - days(5))
    order(network, filled_at=timezone.now() + days(1))  # typed in long after it came
    month = FuzzyDate(datetime.date(2025, 5, 1), datetime.date(2025, 5, 31), Precision.MONTH, "toukokuu 2025")
    order(network, outcome=Outcome.CARRIED_OUT, held=month)
    held(network, received_on=None)

    waits = figures_of(network, YEAR)["waits"]

    assert waits == {"filled": {"median": 4.0, "count": 3}, "held": {"median": 25.5, "count": 2}}


def test_waits_of_nothing_have_no_median(network):
    assert figures_of(network, YEAR)["waits"]["held"] == {"median": None, "count": 0}


def test_invitations_by_what_became_of_them(network):
    one = order(network)

    def ask(**facts):
        return Invitation.objects.create(
            order=one, slot=Slot.objects.create(order=one), member=MemberFactory(network=network),
            **{"reply_by": DAY, "sent_at": at(DAY)} | facts,
        )  # fmt: skip

    accepted = ask(answer=Answer.ACCEPTED, answered_at=at(DAY))
    ask(answer=Answer.DECLINED, answered_at=at(DAY), decline_reason=DeclineReason.TIME)
    ask(answer=Answer.DECLINED, answered_at=at(DAY))
    ask(end="withdrawn", ended_at=at(DAY))
    ask()
    ask(reply_by=timezone.localdate())
    ask(confirms=accepted)
    ask(sent_at=at(datetime.date(2026, 1, 1), hour=0))

    assert figures_of(network, YEAR)["invitations"] == {
        "fates": {"accepted": 1, "declined": 2, "withdrawn": 1, "expired": 1, "waiting": 1},
        "reasons": {"time": 1, "": 1},
    }


def test_trainings_are_never_added_up_twice(network):
    for participants in (24, 89, 25, 421):
        Training.objects.create(
            network=network, name="Kasvatuskumppanuus", date=on_day(DAY), participants_count=participants
        )
    Training.objects.create(
        network=network, name="Yhteensä", date=on_day(DAY), participants_count=559, counting=Counting.SUMMARY
    )
    Training.objects.create(
        network=network, name="Kouluttajat", date=on_day(DAY), category="trainer", qualified_count=4
    )
    Training.objects.create(network=network, name="Rohkeus", date=on_day(DAY))
    Training.objects.create(network=network, name="Toinen vuosi", date=on_day(datetime.date(2026, 1, 1)))

    assert figures_of(network, YEAR)["trainings"] == {
        "count": 6,
        "participants": 559,
        "qualified": 4,
        "left_out": 1,
        "without_numbers": 1,
        "categories": {
            "": {"count": 5, "participants": 559, "qualified": 0},
            "trainer": {"count": 1, "participants": 0, "qualified": 4},
        },
    }


def test_feedback_by_side_and_question(network):
    one = held(network)
    FeedbackRequest.objects.create(order=one, side="orderer", asked_at=at(DAY), closes_on=DAY)
    FeedbackRequest.objects.create(order=one, side="participant", asked_at=at(DAY), closes_on=DAY, code="ABC")
    FeedbackRequest.objects.create(order=held(network), side="orderer", asked_at=at(DAY - days(400)), closes_on=DAY)
    Feedback.objects.create(order=one, side="participant", given_on=DAY, answers={"heard": 4, "helped": 2})
    Feedback.objects.create(order=one, side="participant", given_on=DAY, answers={"heard": 5})
    Feedback.objects.create(order=one, side="participant", given_on=DAY + days(365), answers={"heard": 1})

    assert figures_of(network, YEAR)["feedback"] == {
        "orderer": {"asked": 1, "answers": 0, "questions": {}},
        "participant": {
            "asked": 1,
            "answers": 2,
            "questions": {"heard": {"count": 2, "sum": 9}, "helped": {"count": 1, "sum": 2}},
        },
    }


def test_agreements_hold_for_units_and_on_their_days(network):
    town = OrganisationFactory(network=network, name="Kaupunki")
    unit = OrganisationFactory(network=network, name="Yksikkö", parent=town)
    late = OrganisationFactory(network=network, name="Myöhäinen")
    Agreement.objects.create(network=network, organisation=town, payer="Kaupunki")
    Agreement.objects.create(network=network, organisation=late, payer="Se", valid_from=DAY + days(1))
    order(network, organisation=unit)
    order(network, organisation=late)
    order(network, organisation=late)
    order(network, organisation=late, received_on=DAY + days(1))
    order(network, organisation=None, organisation_label="Yhdistys")
    order(network, organisation=None, organisation_label="")

    uncovered, organisations = uncovered_orderers(network, counted(network, YEAR))

    assert ([tuple(row) for row in uncovered], organisations) == ([("Myöhäinen", 2), ("Yhdistys", 1)], 3)
    assert figures_of(network, YEAR)["agreements"] == {"organisations": 3, "without": 2, "orders_without": 3}


def test_load_adds_work_and_travel_of_sessions_held_in_the_span(network, other_network):
    member = MemberFactory(network=network, person__first_name="Aino", person__last_name="Aalto")
    for one_network, day, part, work in (
        (network, DAY, SessionPart.LED, (120, 60, 40)),
        (network, DAY, SessionPart.OBSERVED, (30, None, None)),
        (network, DAY, SessionPart.HINDERED, (500, 500, 500)),
        (network, DAY - days(365), SessionPart.LED, (500, 500, 500)),
        (other_network, DAY, SessionPart.LED, (500, 500, 500)),
    ):
        session = Session.objects.create(order=held(one_network), held=on_day(day))
        SessionFacilitator.objects.create(
            session=session, member=member, name_label="Aino Aalto", part=part,
            minutes=work[0], travel_minutes=work[1], kilometres=work[2],
        )  # fmt: skip
        if part == SessionPart.LED:
            SessionFacilitator.objects.create(session=session, name_label="Ulkopuolinen", part=part, minutes=10)

    assert [tuple(load) for load in load_by_person(network, YEAR)] == [
        ("Aino Aalto", 1, 1, 150, 60, 40),
        ("Ulkopuolinen", 1, 0, 10, 0, 0),
    ]


@pytest.mark.parametrize("count", [1, 4])
def test_figures_query_count(network, django_assert_num_queries, count):
    for _number in range(count):
        held(network, method=MethodFactory(), municipality=MunicipalityFactory())

    with django_assert_num_queries(14):
        figures_of(network, YEAR)
