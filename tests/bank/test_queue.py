"""What waits for the coordinator: every kind has what belongs to it and nothing else."""

import datetime

import pytest
from django.urls import reverse

from bank.enums import Answer, FeedbackSide, SessionKind
from bank.models import (
    Agreement,
    Enquiry,
    FeedbackRequest,
    Invitation,
    Order,
    OrderQuestion,
    Pause,
    Session,
    Slot,
)
from bank.queries import KINDS, read_queue
from bank.services import mark_answers_read
from core.fuzzydates import FuzzyDate, Precision
from core.models import LogEntry
from tests.clock import NOW, TODAY
from tests.factories.bank import MemberFactory, OrderFactory, QualificationFactory, SlotFactory, on_day
from tests.factories.network import OrganisationFactory

pytestmark = pytest.mark.usefixtures("stopped_clock")


def days(count):
    return datetime.timedelta(days=count)


def waiting(network, user, code):
    """The titles that wait in one way, without the numbers of orders."""
    return [row.title for row in read_queue(network, user, code=code).rows]


def order(network, summary="", **facts):
    return OrderFactory(network=network, summary=summary or "Odottava", **facts)


def title(order):
    return f"{order} {order.summary}"


def invitation(order, member=None, *, reply_in=7, sent_days_ago=1, **facts):
    member = member or MemberFactory(network=order.network)
    slot = Slot.objects.create(order=order)
    return Invitation.objects.create(
        order=order, slot=slot, member=member, reply_by=TODAY + days(reply_in),
        sent_at=NOW - days(sent_days_ago), **facts,
    )  # fmt: skip


def ended(network, **facts):
    return order(network, carried_out=True, **{"closed_at": None} | facts)


def test_overdue_outcomes_come_first_and_then_the_longest_waiting(network, other_network, coordinator):
    newer = order(network, received_on=TODAY - days(1))
    older = order(network, received_on=TODAY - days(30))
    overdue = order(network, received_on=TODAY - days(3), wished=on_day(TODAY - days(1)))
    order(other_network)

    rows = read_queue(network, coordinator).rows

    assert [row.title for row in rows] == [title(overdue), title(older), title(newer)]
    assert [(row.kind.code, row.age_days) for row in rows] == [("tulos", 1), ("uusi", 30), ("uusi", 1)]
    assert rows[0].act_url == reverse("bank:order-outcome", args=["oma", overdue.pk])


def test_outcome_is_missing_when_the_last_possible_day_has_passed(network, coordinator):
    late = order(network, wished=FuzzyDate(TODAY - days(40), TODAY - days(1), Precision.RANGE, "syksy"))
    order(network, wished=FuzzyDate(TODAY - days(40), TODAY, Precision.RANGE, "syksy"))
    order(network, wished=on_day(TODAY - days(9)), postponed_at=NOW)
    ended(network)

    assert waiting(network, coordinator, "tulos") == [title(late)]


def test_new_orders_are_those_of_which_nothing_has_happened(network, coordinator):
    new = order(network)
    order(network, search_opened_at=NOW)
    order(network, question_open_at=NOW)
    order(network, filled_at=NOW)
    ended(network)

    assert waiting(network, coordinator, "uusi") == [title(new)]


def test_a_place_waits_until_somebody_is_asked_for_it(network, coordinator):
    nobody, asked, expired = (order(network, str(n), search_opened_at=NOW - days(9 - n)) for n in range(3))
    Slot.objects.create(order=nobody)
    invitation(asked)
    invitation(expired, reply_in=-1)
    half = order(network, "half", search_opened_at=NOW)
    SlotFactory(order=half, member__network=network)
    Slot.objects.create(order=half)
    order(network, search_opened_at=NOW, filled_at=NOW)
    without_places = order(network, "none", search_opened_at=NOW)

    found = waiting(network, coordinator, "paikka")

    assert found == [title(nobody), title(expired), title(half), title(without_places)]
    assert "1 place is open." in read_queue(network, coordinator, code="paikka").rows[0].reason


def test_invitations_wait_by_how_long_they_can_still_be_answered(network, coordinator):
    orders = {reply_in: order(network, str(reply_in), search_opened_at=NOW) for reply_in in (-1, 0, 2, 3)}
    for reply_in, one in orders.items():
        invitation(one, reply_in=reply_in, sent_days_ago=9 - reply_in)
    answered = order(network, search_opened_at=NOW)
    invitation(answered, answer=Answer.DECLINED, answered_at=NOW)
    invitation(answered, ended_at=NOW, end="withdrawn")
    invitation(ended(network))

    found = {code: waiting(network, coordinator, code) for code in ("kutsu", "kutsu-vanhenee", "kutsu-vanhentunut")}

    assert found == {
        "kutsu": [title(orders[3])],
        "kutsu-vanhenee": [title(orders[0]), title(orders[2])],
        "kutsu-vanhentunut": [title(orders[-1])],
    }


def test_accepted_ones_asked_again_wait_as_such_only(network, coordinator):
    moved = order(network, search_opened_at=NOW)
    member = MemberFactory(network=network)
    accepted = invitation(moved, member, answer=Answer.ACCEPTED, answered_at=NOW, ended_at=NOW, end="replaced")
    invitation(moved, member, confirms=accepted)

    assert (waiting(network, coordinator, "vahvistus"), waiting(network, coordinator, "kutsu")) == ([title(moved)], [])


def test_filled_orders_wait_to_be_called_together(network, coordinator):
    filled = order(network, search_opened_at=NOW, filled_at=NOW)
    order(network, filled_at=NOW, called_together_at=NOW)
    order(network, filled_at=NOW, postponed_at=NOW)

    assert waiting(network, coordinator, "kutsuttava") == [title(filled)]


def test_postponed_orders_wait_for_a_date(network, coordinator):
    postponed = order(network, postponed_at=NOW)

    assert waiting(network, coordinator, "siirtyy") == [title(postponed)]


def test_questions_wait_for_their_answer_and_answers_for_a_reader(network, coordinator):
    asked, answered, read = (order(network, str(n)) for n in range(3))
    OrderQuestion.objects.create(order=asked, text="Montako?")
    OrderQuestion.objects.create(order=answered, text="Montako?", answer="12", answered_at=NOW)
    OrderQuestion.objects.create(order=read, text="Montako?", answer="12", answered_at=NOW, read_at=NOW)
    OrderQuestion.objects.create(order=ended(network), text="Montako?")

    assert waiting(network, coordinator, "kysymys") == [title(asked)]
    assert waiting(network, coordinator, "vastaus") == [title(answered)]


def test_an_answer_that_was_read_leaves_the_queue(network, coordinator, client_as):
    answered = order(network)
    OrderQuestion.objects.create(order=answered, text="Montako?", answer="12", answered_at=NOW)

    response = client_as(coordinator).post(reverse("bank:order-answer-read", args=["oma", answered.pk]))
    mark_answers_read(answered, actor=coordinator)

    assert (response.status_code, response["Location"]) == (302, reverse("bank:queue", args=["oma"]))
    assert waiting(network, coordinator, "vastaus") == []
    assert LogEntry.objects.filter(action="bank.order.answer_read").count() == 1


def test_follow_ups_wait_from_their_day_on_or_without_one(network, coordinator):
    due, undated, later, held = (ended(network, summary=str(n)) for n in range(4))
    Session.objects.create(order=due, kind=SessionKind.FOLLOW_UP, date=on_day(TODAY - days(2)))
    Session.objects.create(order=undated, kind=SessionKind.FOLLOW_UP)
    Session.objects.create(order=later, kind=SessionKind.FOLLOW_UP, date=on_day(TODAY + days(1)))
    Session.objects.create(order=held, kind=SessionKind.FOLLOW_UP, held=on_day(TODAY))
    Session.objects.create(order=order(network), kind=SessionKind.MEETING)

    assert waiting(network, coordinator, "seuranta") == [title(due), title(undated)]


def test_orders_wait_to_be_closed_when_no_session_is_open(network, coordinator):
    done = ended(network)
    Session.objects.create(order=ended(network), kind=SessionKind.FOLLOW_UP)
    ended(network, closed_at=NOW)
    order(network)

    assert waiting(network, coordinator, "suljettava") == [title(done)]


def test_feedback_waits_to_be_asked_for_and_then_to_come(network, coordinator):
    lately = {"wished": on_day(TODAY - days(60)), "held": on_day(TODAY - days(60))}
    unasked, silent, answered, fresh, over = (ended(network, summary=str(n), **lately) for n in range(5))
    ended(network, wished=on_day(TODAY - days(61)), held=on_day(TODAY - days(61)))  # too long ago to be asked about
    member = MemberFactory(network=network)
    for one, ago, closes, facts in (
        (silent, 20, 10, {"side": FeedbackSide.FACILITATOR, "member": member}),
        (answered, 20, 10, {"side": FeedbackSide.ORDERER, "answered_at": NOW}),
        (fresh, 3, 10, {"side": FeedbackSide.ORDERER}),
        (over, 60, -1, {"side": FeedbackSide.ORDERER}),
        (answered, 20, 10, {"side": FeedbackSide.PARTICIPANT, "code": "ABC"}),
    ):
        FeedbackRequest.objects.create(order=one, asked_at=NOW - days(ago), closes_on=TODAY + days(closes), **facts)
    order(network, cancelled=True)

    assert waiting(network, coordinator, "palaute-pyytamatta") == [title(unasked)]
    row = read_queue(network, coordinator, code="palaute").rows[0]
    assert (row.title, row.reason.split(",")[0]) == (title(silent), member.person.name)


def test_qualifications_wait_sixty_days_before_they_run_out(network, other_network, coordinator):
    members = {expires_in: MemberFactory(network=network, qualified=[]) for expires_in in (-5, 60, 61, 30)}
    for expires_in, member in members.items():
        QualificationFactory(member=member, expires_on=TODAY + days(expires_in))
    members[30].left_on = TODAY - days(1)
    members[30].save()
    QualificationFactory(member__network=other_network, expires_on=TODAY)

    names = [members[n].person.name for n in (-5, 60)]
    assert waiting(network, coordinator, "patevyys") == names


def test_members_qualified_for_long_and_never_asked_wait(network, coordinator):
    forgotten = MemberFactory(network=network)
    asked, helped, resting = MemberFactory.create_batch(3, network=network)
    invitation(order(network), asked)
    SlotFactory(order=order(network), member=helped)
    Pause.objects.create(member=resting)
    MemberFactory(network=network, joined_on=TODAY - days(89))
    MemberFactory(network=network, qualified=[])
    MemberFactory(network=network, left_on=TODAY - days(1))

    assert waiting(network, coordinator, "ei-kysytty") == [forgotten.person.name]


def test_members_asked_five_times_in_ninety_days_wait_since_the_fifth(network, coordinator):
    often, seldom = MemberFactory.create_batch(2, network=network)
    for ago in (89, 60, 40, 20, 10):
        invitation(order(network), often, sent_days_ago=ago)
    for ago in (91, 60, 40, 20, 10):
        invitation(order(network), seldom, sent_days_ago=ago)

    rows = read_queue(network, coordinator, code="usein").rows

    assert [(row.title, row.age_days) for row in rows] == [(often.person.name, 10)]


def test_enquiries_wait_until_they_are_answered(network, other_network, coordinator):
    for place, facts in (
        (network, {"organisation_label": "Pyhtään kunta"}),
        (network, {"answered_at": NOW}),
        (network, {"order": order(network)}),
        (other_network, {}),
    ):
        Enquiry.objects.create(network=place, name="Kysyjä", text="Mitä se maksaa?", **facts)

    [row] = read_queue(network, coordinator, code="tiedustelu").rows

    assert row.title == "Pyhtään kunta"
    assert row.act_url == reverse("bank:enquiry-detail", args=["oma", Enquiry.objects.earliest("pk").pk])


def test_agreements_wait_sixty_days_around_their_end_unless_one_follows(network, coordinator):
    ends = {"Päättynyt": -60, "Pian": 60, "Unohtunut": -61, "Myöhemmin": 61, "Uusittu": 10, "Avoin": None}
    towns = {name: OrganisationFactory(network=network, name=name) for name in ends}
    for name, left in ends.items():
        until = None if left is None else TODAY + days(left)
        Agreement.objects.create(network=network, organisation=towns[name], payer="Kunta", valid_to=until)
    Agreement.objects.create(
        network=network, organisation=towns["Uusittu"], payer="Kunta", valid_from=TODAY + days(11)
    )

    assert waiting(network, coordinator, "sopimus") == ["Päättynyt", "Pian"]


def test_queue_counts_every_kind_and_pages(network, coordinator):
    for ago in range(5):
        order(network, received_on=TODAY - days(ago), filled_at=NOW if ago == 4 else None)

    first = read_queue(network, coordinator, size=2)
    last = read_queue(network, coordinator, size=2, page=3)
    chosen = read_queue(network, coordinator, code="kutsuttava", size=2)

    assert [(one.code, one.count) for one in first.counts] == [("uusi", 4), ("kutsuttava", 1)]
    assert (first.total, len(first.rows), first.has_more) == (5, 2, True)
    assert (len(last.rows), last.has_more) == (1, False)
    assert ([row.kind.code for row in chosen.rows], chosen.total, chosen.has_more) == (["kutsuttava"], 5, False)


@pytest.mark.parametrize("count", [1, 4])
def test_queue_query_count(network, coordinator, django_assert_num_queries, count):
    for _number in range(count):
        order(network)
        invitation(order(network, search_opened_at=NOW))
        MemberFactory(network=network)
    coordinator.network_ids()

    with django_assert_num_queries(5):  # places; orders and their slots, invitations, members
        read_queue(network, coordinator)


def test_every_kind_has_words_and_an_address_of_its_own():
    assert all(str(kind.label) and str(kind.act) for kind in KINDS.values())
    assert len({str(kind.label) for kind in KINDS.values()}) == len(KINDS)


def test_queue_page_shows_rows_of_a_kind_and_refuses_an_unknown_one(client_as, coordinator, network):
    new, filled = order(network), order(network, filled_at=NOW)
    url = reverse("bank:queue", args=["oma"])

    page = client_as(coordinator).get(url, {"laji": "kutsuttava"}).content.decode()

    assert (title(filled) in page, f">{title(new)}<" in page) == (True, False)
    assert client_as(coordinator).get(url, {"laji": "muu"}).status_code == 404
    assert client_as(coordinator).get(url, {"sivu": "²"}).status_code == 200


def test_empty_queue_says_what_would_be_here(client_as, coordinator):
    assert "Mikään ei odota" in client_as(coordinator).get(reverse("bank:queue", args=["oma"])).content.decode()
    assert not Order.objects.exists()
