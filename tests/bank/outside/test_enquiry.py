"""The public form of an enquiry, and the page of its answer."""

import pytest
from django.test import Client
from django.urls import reverse

from bank.models import Enquiry
from tests.factories.bank import EnquiryFactory

pytestmark = pytest.mark.django_db


def test_an_enquiry_is_stored_by_its_code_and_its_answer_read_on_its_page(visitor, network, coordinator, form):
    url = reverse("outside:enquiry", args=[network.slug])
    data = {name: form[name] for name in ("submission", "name", "organisation", "municipality", "email")}
    data |= {"text": "Mitä tämä maksaa?"}

    visitor.post(url, data)
    before = Enquiry.objects.count()
    sent = visitor.post(url, data | {"code": visitor.code}, follow=True)

    enquiry = Enquiry.objects.get()
    assert (before, enquiry.text, enquiry.language, enquiry.email) == (
        0,
        "Mitä tämä maksaa?",
        "en",
        "maija@example.org",
    )
    assert sent.context["enquiry"] == enquiry
    assert Client().get(enquiry.page_url).context.get("enquiry") is None


def test_an_enquiry_without_an_address_has_no_page(visitor, network):
    enquiry = EnquiryFactory(network=network, email="")

    assert visitor.get(enquiry.page_url).status_code == 404
