"""An order that tells of a client goes back to its orderer, wiped."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from bank.enums import OrderStep, Status
from bank.models import Concern, Order
from bank.queries import status_of
from bank.services import answer_question, ask_question, return_order
from core.errors import DomainError, EditConflict, TransitionNotAllowed
from core.models import LogEntry, StoredFile
from tests.factories.bank import OrderFactory, OutsideOrdererFactory
from tests.factories.core import StoredFileFactory
from tests.factories.methods import MethodFactory
from tests.factories.network import PersonFactory

pytestmark = pytest.mark.django_db
TOKEN = "KANARIA77XQ"


@pytest.fixture
def order(network):
    return OutsideOrdererFactory(
        language="sv",
        order=OrderFactory(
            network=network, contact=None, concern=TOKEN, summary=f"{TOKEN} palaveri", place=TOKEN, participants=TOKEN
        ),
    ).order


@pytest.fixture
def returned(order, coordinator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return return_order(order, wipe=["summary"], version=0, actor=coordinator)


def test_a_returned_order_waits_for_its_orderer_without_what_was_wiped(order, returned):
    order = Order.objects.get(pk=order.pk)

    assert Concern.objects.get(order=order).is_wiped
    assert (order.summary, order.place, order.participants) == (order.organisation_label, TOKEN, TOKEN)
    assert status_of(order, datetime.date(2098, 1, 1)) == Status.QUESTION
    assert (returned.returned, returned.answered_at) == (True, None)
    assert list(order.events.values_list("step", flat=True)) == [OrderStep.RETURNED]


def test_only_the_concern_is_wiped_unless_more_is_chosen(order, coordinator):
    return_order(order, version=0, actor=coordinator)

    assert Order.objects.get(pk=order.pk).summary == f"{TOKEN} palaveri"
    assert Concern.objects.get(order=order).is_wiped


def test_a_wiped_summary_is_what_is_known_of_the_order(network, coordinator):
    method = MethodFactory(name_fi="Läheisneuvonpito")
    orders = [
        OrderFactory(network=network, method=method, organisation=None),
        OrderFactory(network=network, organisation=None),
    ]

    for order in orders:
        return_order(order, wipe=["summary"], version=0, actor=coordinator)

    assert [Order.objects.get(pk=order.pk).summary for order in orders] == ["Läheisneuvonpito", "–"]


def test_nothing_that_was_wiped_is_in_the_log_or_in_the_mail(order, returned):
    entries = LogEntry.objects.of(Order.objects.get(pk=order.pk))

    assert {entry.action for entry in entries} == {"bank.concern.wiped", "bank.order.returned"}
    assert TOKEN not in str([entry.changes for entry in entries])
    assert [message.to for message in mail.outbox] == [[order.outside_orderer.email]]
    assert TOKEN not in mail.outbox[0].subject + mail.outbox[0].body


def test_the_reason_is_in_the_orderers_language(returned):
    assert returned.text.startswith("Din beställning")


def test_the_answer_is_the_concern_written_anew(order, returned, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answered = answer_question(returned, text="Oma huoleni.", actor=None)

    order = Order.objects.get(pk=order.pk)
    assert order.concern_row.text == "Oma huoleni."
    assert "Oma huoleni." not in answered.answer
    assert order.question_open_at is None


def test_an_empty_answer_is_refused(returned):
    with pytest.raises(DomainError):
        answer_question(returned, text="  ", actor=None)


def test_a_question_that_was_open_is_answered_by_the_return(order, coordinator):
    ask_question(order, text="Montako?", actor=coordinator)

    return_order(order, version=1, actor=coordinator)

    first, second = order.questions.all()
    assert (first.answered_at is None, first.read_at is None, second.answered_at) == (False, False, None)


def test_an_order_can_be_returned_twice(order, returned, coordinator):
    again = return_order(order, version=1, actor=coordinator)

    assert order.questions.filter(answered_at__isnull=True).get() == again


def test_reports_that_hold_what_is_wiped_are_deleted(order, coordinator, django_capture_on_commit_callbacks):
    stored = StoredFileFactory(subject=order, kind="bank.order_report", ready=True)
    storage, name = stored.file.storage, stored.file.name
    assert storage.exists(name)

    with django_capture_on_commit_callbacks(execute=True):
        return_order(order, wipe=["place"], version=0, actor=coordinator)

    assert (StoredFile.objects.exists(), storage.exists(name)) == (False, False)


def test_reports_stay_when_only_the_concern_is_wiped(order, coordinator):
    StoredFileFactory(subject=order, kind="bank.order_report", ready=True)

    return_order(order, version=0, actor=coordinator)

    assert StoredFile.objects.count() == 1


def test_an_orderer_without_an_address_is_told_by_phone(network, coordinator, django_capture_on_commit_callbacks):
    order = OrderFactory(network=network, contact=PersonFactory(network=network, email=""), concern=TOKEN)

    with django_capture_on_commit_callbacks(execute=True):
        return_order(order, version=0, actor=coordinator)

    assert mail.outbox == []
    assert Concern.objects.get(order=order).is_wiped


def test_an_order_that_has_ended_is_not_returned(network, coordinator):
    with pytest.raises(TransitionNotAllowed):
        return_order(OrderFactory(network=network, carried_out=True), version=0, actor=coordinator)


def test_a_change_that_the_coordinator_has_not_seen_is_told(order, coordinator):
    Order.objects.filter(pk=order.pk).update(version=3, updated_at=timezone.now())

    with pytest.raises(EditConflict):
        return_order(order, version=0, actor=coordinator)

    assert not Concern.objects.get(order=order).is_wiped
