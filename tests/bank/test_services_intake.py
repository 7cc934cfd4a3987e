"""Orders from outside and questions to the orderer."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from bank.enums import OrderStep
from bank.models import Order, OutsideOrderer
from bank.queries import organisation_named, status_of
from bank.services import (
    Orderer,
    answer_question,
    ask_question,
    edit_order,
    order_from_outside,
)
from core.errors import DomainError, TransitionNotAllowed
from core.models import Job, LogEntry
from tests.factories.bank import (
    OrderFactory,
    OrderQuestionFactory,
    OutsideOrdererFactory,
)
from tests.factories.network import MunicipalityFactory, OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db

MAIJA = Orderer("Maija Esimerkki", "Rannan päiväkoti", "maija@example.org", "050 000 0000", "sv")


@pytest.fixture
def asked(db):
    return {"kind": "planning", "summary": "Suunnittelupäivä", "municipality": MunicipalityFactory(), "method": None}


@pytest.fixture
def send(network, asked, coordinator, django_capture_on_commit_callbacks):
    def make(*, orderer=MAIJA, key=None, facts=None, **confidence):
        with django_capture_on_commit_callbacks(execute=True):
            return order_from_outside(
                network,
                orderer=orderer,
                facts=asked | (facts or {}),
                key=key or uuid.uuid4(),
                actor=None,
                **confidence,
            )

    return make


def test_order_from_outside_stands_as_it_was_written(send):
    outside, is_new = send()

    order = outside.order
    assert (is_new, order.source, order.created_by, order.organisation, order.contact) == (
        True,
        "web",
        None,
        None,
        None,
    )
    assert (order.organisation_label, order.contact_label) == ("Rannan päiväkoti", "Maija Esimerkki")
    assert (outside.email, outside.phone, outside.language) == ("maija@example.org", "050 000 0000", "sv")
    assert order.received_on == timezone.localdate()
    assert order.events.get().step == OrderStep.LOGGED


def test_names_as_written_stay_when_the_order_is_edited_and_give_way_to_a_chosen_row(send, network, coordinator):
    order = send()[0].order
    person = PersonFactory(network=network)

    order = edit_order(order, facts={"place": "kirjasto"}, concern=None, version=order.version, actor=coordinator)
    kept = order.organisation_label, order.contact_label
    order = edit_order(order, facts={"contact": person}, concern=None, version=order.version, actor=coordinator)

    assert kept == ("Rannan päiväkoti", "Maija Esimerkki")
    assert (order.organisation_label, order.contact_label) == ("Rannan päiväkoti", person.name)


def test_the_one_person_with_the_address_and_the_one_organisation_of_the_name_are_linked(send, network, other_network):
    person = PersonFactory(network=network, email=MAIJA.email)
    organisation = OrganisationFactory(network=network, name="Rannan Päiväkoti")
    PersonFactory(network=other_network, email=MAIJA.email)
    OrganisationFactory(network=other_network, name="Rannan päiväkoti")

    order = send()[0].order

    assert (order.contact, order.organisation) == (person, organisation)
    assert (order.contact_label, order.organisation_label) == ("Maija Esimerkki", "Rannan Päiväkoti")


def test_two_people_with_one_address_and_two_units_of_one_name_are_not_guessed_between(send, network):
    PersonFactory.create_batch(2, network=network, email=MAIJA.email)
    for _ in range(2):
        OrganisationFactory(network=network, name="Rannan päiväkoti", parent=OrganisationFactory(network=network))

    order = send()[0].order

    assert (order.contact, order.organisation) == (None, None)


def test_an_ended_organisation_is_not_linked(network):
    OrganisationFactory(network=network, name="Vanha koti", valid_to=timezone.localdate() - timedelta(days=1))

    assert organisation_named(network, "Vanha koti") is None


def test_a_form_that_is_sent_twice_is_one_order(send):
    key = uuid.uuid4()

    first, again = send(key=key), send(key=key, facts={"summary": "Toinen"})

    assert (again[0].pk, again[1], Order.objects.count()) == (first[0].pk, False, 1)
    assert len(mail.outbox) == 2


@pytest.mark.django_db(transaction=True)
def test_a_form_that_is_sent_at_once_by_many_hands_is_one_order(network, asked):
    key = uuid.uuid4()
    begin = Barrier(6)

    def send_it(_number):
        begin.wait()
        try:
            return order_from_outside(network, orderer=MAIJA, facts=asked, key=key, actor=None)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as hands:
        answers = list(hands.map(send_it, range(6)))

    assert len({outside.pk for outside, _is_new in answers}) == 1
    assert sorted(is_new for _outside, is_new in answers) == [False] * 5 + [True]
    assert Order.objects.count() == 1


def test_client_work_is_refused_without_the_clients_agreement_and_with_a_summary(send):
    with pytest.raises(DomainError, match="Agree on the order with the client first"):
        send(facts={"kind": "client_work", "summary": ""})
    with pytest.raises(DomainError, match="only the concern is written"):
        send(facts={"kind": "client_work", "agreed_with_client": True})

    assert (Order.objects.count(), mail.outbox) == (0, [])


def test_zone_and_situation_stand_with_the_concern_alone(send):
    order = send(zone=3, situation="Siirtymä kouluun", concern="Poissaolot.")[0].order
    only_zone = send(zone=2)[0].order

    assert order.concern_row.words == {"text": "Poissaolot.", "zone": 3, "situation": "Siirtymä kouluun"}
    assert (only_zone.concern_row.text, only_zone.concern_row.words["zone"]) == ("", 2)


def test_taking_the_words_of_a_concern_away_keeps_its_zone(send, coordinator):
    order = send(zone=3, concern="Poissaolot.")[0].order

    order = edit_order(order, facts={}, concern="", version=order.version, actor=coordinator)

    assert (order.concern_row.text, order.concern_row.words["zone"]) == ("", 3)


@pytest.mark.parametrize(
    "field",
    ["summary", "place", "participants", "payer", "concern", "situation", "name", "organisation", "phone"],
)
def test_identity_code_is_refused_in_every_field_and_nothing_is_stored(send, identity_code, field):
    text = identity_code if field == "phone" else f"Asia {identity_code}"
    orderer, facts, confidence = MAIJA, {}, {}
    if field in ("name", "organisation", "phone"):
        orderer = Orderer(**{"name": "A", "organisation": "B", "email": MAIJA.email} | {field: text})
    elif field in ("concern", "situation"):
        confidence = {"concern": "Huoli.", field: text}
    else:
        facts = {field: text}

    with pytest.raises(ValidationError) as refusal:
        send(orderer=orderer, facts=facts, **confidence)

    assert identity_code not in str(refusal.value)
    assert (Order.objects.count(), OutsideOrderer.objects.count(), Job.objects.count()) == (0, 0, 0)


def test_mails_say_that_an_order_arrived_and_waits_and_nothing_of_it(send, network, as_role, coordinator, outsider):
    swede = as_role("coordinator", language="sv")
    as_role("coordinator", is_active=False)

    outside, _is_new = send(zone=3, concern="Poissaolot huolettavat.", situation="Siirtymä")

    to_orderer, to_coordinators = mail.outbox
    assert to_orderer.to == ["maija@example.org"]
    assert outside.get_absolute_url() in to_orderer.body
    assert str(outside.key) in to_orderer.body
    assert sorted(to_coordinators.to) == sorted([coordinator.email, swede.email])
    assert to_coordinators.body.count(outside.order.get_absolute_url()) == 2
    everything = "".join(message.subject + message.body for message in mail.outbox)
    for words in ("Maija", "Rannan", "Suunnittelu", "Poissaolot", "Siirtymä", "050 000"):
        assert words not in everything


def test_log_and_jobs_hold_nothing_of_the_orderer(send):
    send(zone=3, concern="Poissaolot huolettavat.", situation="Siirtymä")

    rows = str([*LogEntry.objects.values(), *Job.objects.values()])
    for words in ("Maija", "maija@", "Rannan", "Poissaolot", "Siirtymä", "050 000"):
        assert words not in rows


# --- Questions ---


def test_a_question_opens_the_order_for_the_orderer_and_its_answer_closes_it(
    network, coordinator, django_capture_on_commit_callbacks
):
    outside = OutsideOrdererFactory(order__network=network)

    with django_capture_on_commit_callbacks(execute=True):
        question = ask_question(outside.order, text="Montako tulee?", actor=coordinator)
    order = Order.objects.get(pk=outside.order_id)
    open_status = status_of(order)
    with django_capture_on_commit_callbacks(execute=True):
        answer_question(question, text="Kaksitoista.", actor=None)
    order = Order.objects.get(pk=outside.order_id)

    assert (open_status, order.question_open_at, order.questions.get().answer) == ("question", None, "Kaksitoista.")
    assert [event.step for event in order.events.all()] == ["question_asked", "question_answered"]
    assert [message.to for message in mail.outbox] == [[outside.email], [coordinator.email]]
    assert "Montako" not in mail.outbox[0].body + mail.outbox[0].subject
    assert "Kaksitoista" not in mail.outbox[1].body + mail.outbox[1].subject


def test_one_question_is_open_at_a_time_and_none_of_an_order_that_has_ended(network, coordinator):
    order = OrderFactory(network=network)
    ask_question(order, text="Yksi?", actor=coordinator)

    with pytest.raises(DomainError, match="A question is open already"):
        ask_question(order, text="Kaksi?", actor=coordinator)
    with pytest.raises(TransitionNotAllowed):
        ask_question(OrderFactory(network=network, cancelled=True), text="Miksi?", actor=coordinator)


def test_a_question_is_answered_once_and_with_words(network, coordinator):
    question = OrderQuestionFactory(order__network=network)

    with pytest.raises(DomainError, match="Write the answer"):
        answer_question(question, text="  ", actor=None)
    answer_question(question, text="Kymmenen.", actor=None)
    with pytest.raises(TransitionNotAllowed, match="answered already"):
        answer_question(question, text="Yksitoista.", actor=None)


def test_an_answer_that_the_coordinator_wrote_down_mails_nobody(
    network, coordinator, django_capture_on_commit_callbacks
):
    question = OrderQuestionFactory(order__network=network)

    with django_capture_on_commit_callbacks(execute=True):
        answer_question(question, text="Kymmenen.", actor=coordinator)

    assert mail.outbox == []


@pytest.mark.parametrize("account", [True, False])
def test_the_orderer_of_a_phone_order_is_reached_with_and_without_an_account(
    network, coordinator, orderer, account, django_capture_on_commit_callbacks
):
    person = PersonFactory(network=network, user=orderer if account else None, email="soittaja@example.org")
    order = OrderFactory(network=network, contact=person)

    with django_capture_on_commit_callbacks(execute=True):
        ask_question(order, text="Montako tulee?", actor=coordinator)

    (message,) = mail.outbox
    page = order.get_absolute_url() if account else OutsideOrderer.objects.get(order=order).get_absolute_url()
    assert (message.to, page in message.body) == ([orderer.email if account else "soittaja@example.org"], True)


def test_an_orderer_without_any_address_is_asked_by_phone(network, coordinator, django_capture_on_commit_callbacks):
    order = OrderFactory(network=network, contact__email="")

    with django_capture_on_commit_callbacks(execute=True):
        ask_question(order, text="Montako tulee?", actor=coordinator)

    assert (mail.outbox, OutsideOrderer.objects.count()) == ([], 0)
