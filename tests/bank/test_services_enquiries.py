"""Enquiries from outside."""

import uuid

import pytest
from django.core import mail

from bank.models import Enquiry
from bank.services import (
    answer_enquiry,
    close_enquiry,
    enquiry_from_outside,
    order_from_enquiry,
)
from core.errors import DomainError, TransitionNotAllowed
from core.models import LogEntry
from tests.factories.bank import (
    EnquiryFactory,
)

pytestmark = pytest.mark.django_db


def test_an_enquiry_is_answered_by_a_page_and_the_mail_says_only_that(
    network, coordinator, django_capture_on_commit_callbacks
):
    facts = {"name": "Kalle", "email": "kalle@example.org", "text": "Mitä tämä maksaa?", "language": "fi"}
    key = uuid.uuid4()
    with django_capture_on_commit_callbacks(execute=True):
        enquiry, is_new = enquiry_from_outside(network, facts=facts, key=key, actor=None)
        again = enquiry_from_outside(network, facts=facts, key=key, actor=None)
        answer_enquiry(enquiry, text="Matkat ja tunnit.", actor=coordinator)

    assert (is_new, again, Enquiry.objects.count()) == (True, (enquiry, False), 1)
    enquirer = ["kalle@example.org"]
    assert [message.to for message in mail.outbox] == [enquirer, [coordinator.email], enquirer]
    everything = "".join(message.subject + message.body for message in mail.outbox)
    assert "maksaa" not in everything + str(list(LogEntry.objects.values()))
    assert "Matkat" not in everything
    assert enquiry.page_url in mail.outbox[2].body
    with pytest.raises(TransitionNotAllowed):
        answer_enquiry(enquiry, text="Toinen.", actor=coordinator)
    with pytest.raises(TransitionNotAllowed):
        close_enquiry(enquiry, actor=coordinator)


def test_a_closed_enquiry_waits_no_more_and_can_still_become_an_order(network, coordinator):
    enquiry = EnquiryFactory(network=network)

    close_enquiry(enquiry, actor=coordinator)
    waiting = list(Enquiry.objects.waiting())
    order = order_from_enquiry(enquiry, facts={"summary": "Asia", "kind": "planning"}, concern="", actor=coordinator)

    enquiry.refresh_from_db()
    assert (waiting, enquiry.order) == ([], order)
    assert (order.contact_label, order.organisation_label) == (enquiry.name, enquiry.organisation_label)
    assert order.outside_orderer.email == enquiry.email
    with pytest.raises(DomainError, match="An order was made of this enquiry already"):
        order_from_enquiry(enquiry, facts={"summary": "Asia"}, concern="", actor=coordinator)
