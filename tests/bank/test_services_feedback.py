"""Feedback: asked once, reminded once, and of participants nothing that leads to a person."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone, translation

from bank.enums import FeedbackSide
from bank.feedback import ENDS, QUESTIONS
from bank.models import Feedback, OrderEvent, OutsideOrderer
from bank.services import (
    ask_for_feedback,
    give_feedback,
    give_participant_feedback,
    open_participant_feedback,
    remind_of_feedback,
)
from core.errors import DomainError, TransitionNotAllowed
from core.models import LogEntry
from tests.factories.bank import MemberFactory, OrderFactory, SlotFactory
from tests.factories.bank_life import FeedbackFactory, FeedbackRequestFactory
from tests.factories.network import UserFactory


@pytest.fixture
def held(network):
    """An order that was held, with one who led and one in reserve; both sides have an address."""
    order = OrderFactory(network=network, carried_out=True, contact__user=UserFactory(email="tilaaja@x.example"))
    SlotFactory(order=order, member=MemberFactory(network=network, person__user=UserFactory(email="vetaja@x.example")))
    SlotFactory(order=order, role="reserve")
    return order


def test_every_question_has_its_words_in_every_language():
    languages = set(ENDS)

    for questions in QUESTIONS.values():
        assert len({question.code for question in questions}) == len(questions)
        for question in questions:
            assert all(getattr(question, language) for language in languages)
    assert set(QUESTIONS) == set(FeedbackSide)


def test_asking_reaches_the_orderer_and_whoever_led(held, coordinator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        asked = ask_for_feedback(held, actor=coordinator)

    assert [request.side for request in asked] == ["orderer", "facilitator"]
    assert sorted(one.to[0] for one in mail.outbox) == ["tilaaja@x.example", "vetaja@x.example"]
    assert all(str(request.key) in one.body for request, one in zip(asked, mail.outbox, strict=True))


def test_the_mail_says_that_a_page_waits_and_nothing_of_the_order(
    held, coordinator, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        ask_for_feedback(held, actor=coordinator)

    assert all(held.summary not in one.body + one.subject for one in mail.outbox)
    assert all(held.organisation_label not in one.body + one.subject for one in mail.outbox)


def test_an_orderer_from_outside_is_asked_in_the_own_language(
    network, coordinator, django_capture_on_commit_callbacks
):
    order = OrderFactory(network=network, carried_out=True, contact=None)
    OutsideOrderer.objects.create(order=order, email="ulkoa@x.example", language="sv")

    with django_capture_on_commit_callbacks(execute=True):
        ask_for_feedback(order, actor=coordinator)

    with translation.override("sv"):
        assert mail.outbox[0].subject == translation.gettext("How did the order go? %(network)s") % {
            "network": str(network)
        }
    assert mail.outbox[0].to == ["ulkoa@x.example"]


def test_whoever_has_no_address_gets_no_mail_but_is_on_the_list(network, coordinator):
    order = OrderFactory(network=network, carried_out=True, contact__email="")

    asked = ask_for_feedback(order, actor=coordinator)

    assert [request.side for request in asked] == ["orderer"]
    assert mail.outbox == []


def test_feedback_is_asked_for_once(held, coordinator):
    ask_for_feedback(held, actor=coordinator)

    with pytest.raises(DomainError, match="Everybody has been asked already"):
        ask_for_feedback(held, actor=coordinator)


@pytest.mark.parametrize("ended", [{}, {"cancelled": True}])
def test_feedback_is_asked_for_what_was_held_only(network, coordinator, ended):
    with pytest.raises(DomainError, match="when the outcome says that the order was held"):
        ask_for_feedback(OrderFactory(network=network, **ended), actor=coordinator)


def test_the_code_of_the_participants_is_made_once(order, coordinator):
    first, second = (open_participant_feedback(order, actor=coordinator) for _number in range(2))

    assert first == second
    assert len(first.code) == 6
    assert not set(first.code) & set("01OIL")
    assert first.closes_on == order.wished_latest + datetime.timedelta(days=60)


def test_no_code_is_made_for_what_was_not_held(network, coordinator):
    with pytest.raises(DomainError, match="nothing to give feedback on"):
        open_participant_feedback(OrderFactory(network=network, cancelled=True), actor=coordinator)


def test_asking_the_others_keeps_the_code_open(held, coordinator):
    code = open_participant_feedback(held, actor=coordinator)
    code.closes_on = timezone.localdate()
    code.save()

    ask_for_feedback(held, actor=coordinator)

    code.refresh_from_db()
    assert code.closes_on == timezone.localdate() + datetime.timedelta(days=60)


def test_many_answer_under_one_code_and_nothing_leads_to_them(order):
    request = FeedbackRequestFactory(order=order, slip=True)
    logged, steps = LogEntry.objects.count(), OrderEvent.objects.count()

    for _number in range(3):
        give_participant_feedback(request, answers={"heard": 5}, text="")

    request.refresh_from_db()
    assert Feedback.objects.filter(order=order, side="participant").count() == 3
    assert request.answered_at is None
    assert (LogEntry.objects.count(), OrderEvent.objects.count()) == (logged, steps)
    fields = {field.name for field in Feedback._meta.get_fields()}
    assert fields == {"id", "order", "side", "given_on", "answers", "text"}


@pytest.mark.parametrize(
    ("answers", "text", "message"),
    [
        ({}, " ", "Answer at least one question, or write in your own words."),
        ({"heard": 6}, "", "Choose a number from 1 to 5 for each question you answer."),
        ({"heard": 0}, "", "Choose a number from 1 to 5 for each question you answer."),
        ({"easy": 3}, "", "Choose a number from 1 to 5 for each question you answer."),
    ],
)
def test_an_answer_that_is_not_on_the_form_is_refused(order, answers, text, message):
    request = FeedbackRequestFactory(order=order, slip=True)

    with pytest.raises(DomainError) as refused:
        give_participant_feedback(request, answers=answers, text=text)

    assert str(refused.value) == message
    assert not Feedback.objects.exists()


@pytest.mark.parametrize("slip", [True, False])
def test_an_answer_after_the_last_day_is_refused(order, slip):
    request = FeedbackRequestFactory(order=order, slip=slip, closes_on=datetime.date(2009, 1, 1))
    give = give_participant_feedback if slip else give_feedback

    with pytest.raises(DomainError, match="The time for answering is over"):
        give(request, answers={"heard" if slip else "easy": 5}, **({} if slip else {"actor": None}))


def test_a_flood_of_answers_is_refused(order, monkeypatch):
    monkeypatch.setattr("bank.services.feedback.MOST_ANSWERS", 2)
    request = FeedbackRequestFactory(order=order, slip=True)
    FeedbackFactory.create_batch(2, order=order)

    with pytest.raises(DomainError, match="No more answers"):
        give_participant_feedback(request, answers={"heard": 5})


def test_the_orderer_answers_once(held, orderer):
    request = FeedbackRequestFactory(order=held)

    give_feedback(request, answers={"easy": 4}, text="Hyvä.", actor=orderer)

    given = Feedback.objects.get()
    assert (given.side, given.answers, given.text) == ("orderer", {"easy": 4}, "Hyvä.")
    assert LogEntry.objects.get(action="bank.order.feedback_given").actor == orderer
    with pytest.raises(TransitionNotAllowed):
        give_feedback(request, answers={"easy": 1}, actor=orderer)


def test_a_code_is_no_key(order):
    with pytest.raises(TransitionNotAllowed):
        give_feedback(FeedbackRequestFactory(order=order, slip=True), answers={"heard": 5}, actor=None)


def test_a_key_is_no_code(order):
    with pytest.raises(TransitionNotAllowed):
        give_participant_feedback(FeedbackRequestFactory(order=order), answers={"easy": 5})


def weeks_ago(weeks):
    return timezone.now() - datetime.timedelta(weeks=weeks)


def test_whoever_has_not_answered_is_reminded_once(held, django_capture_on_commit_callbacks):
    request = FeedbackRequestFactory(order=held, asked_at=weeks_ago(3))
    day = timezone.localdate()

    with django_capture_on_commit_callbacks(execute=True):
        reminded = [remind_of_feedback(day), remind_of_feedback(day)]

    request.refresh_from_db()
    assert reminded == [1, 0]
    assert request.reminded_at is not None
    assert [one.to for one in mail.outbox] == [["tilaaja@x.example"]]


@pytest.mark.parametrize(
    "fields",
    [
        {"asked_at": weeks_ago(1)},
        {"asked_at": weeks_ago(3), "answered_at": weeks_ago(2)},
        {"asked_at": weeks_ago(30), "closes_on": datetime.date(2009, 1, 1)},
        {"asked_at": weeks_ago(3), "slip": True},
    ],
)
def test_nobody_else_is_reminded(held, fields):
    FeedbackRequestFactory(order=held, **fields)

    assert remind_of_feedback(timezone.localdate()) == 0
