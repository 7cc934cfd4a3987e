"""Logging what was held already, in one form."""

import pytest
from django.urls import reverse

from bank.models import Order
from tests.bank.order_pages.conftest import main_of
from tests.factories.bank import MemberFactory
from tests.factories.network import OrganisationFactory, PersonFactory


def held_order(network, **changes):
    return {
        "version": 0,
        "organisation": OrganisationFactory(network=network).pk,
        "contact": PersonFactory(network=network).pk,
        "kind": "planning",
        "summary": "Teemaneuvonpito",
        "received_on": "",
        "outcome": "carried_out",
        "held": "huhtikuu 2026",
    } | changes


def test_client_work_already_held_asks_for_the_clients_consent(browser, network, consultant):
    url = reverse("bank:order-held", args=[network.slug])
    facts = held_order(network, leader_1=consultant.pk, kind="client_work")

    assert 'name="agreed_with_client"' in main_of(browser.get(url))
    assert list(browser.post(url, facts).context["form"].errors) == ["agreed_with_client"]
    assert browser.post(url, facts | {"agreed_with_client": "on"}).status_code == 302


def test_something_already_held_is_logged_in_one_form(browser, network, consultant):
    response = browser.post(
        reverse("bank:order-held", args=[network.slug]), held_order(network, leader_1=consultant.pk)
    )

    order = Order.objects.get()
    assert response.url == order.get_absolute_url()
    assert (order.outcome, order.held_text, order.received_on) == ("carried_out", "huhtikuu 2026", None)
    assert "not recorded" in browser.get(response.url).content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, "leader_1"),
        ({"outcome": "not_carried_out", "held": ""}, "reason"),
        ({"held": "1.1.2099"}, "held"),
        ({"received_on": "1.1.2099"}, "received_on"),
        ({"organisation": ""}, "organisation"),
        ({"summary": ""}, "summary"),
    ],
)
def test_a_late_entry_is_refused_at_its_field_and_logs_nothing(browser, network, changes, field):
    response = browser.post(reverse("bank:order-held", args=[network.slug]), held_order(network, **changes))

    assert (response.status_code, field in response.context["form"].errors) == (422, True)
    assert not Order.objects.exists()


def test_the_orderer_as_leader_is_refused_above_the_form(browser, network):
    person = PersonFactory(network=network)
    member = MemberFactory(network=network, person=person)

    response = browser.post(
        reverse("bank:order-held", args=[network.slug]),
        held_order(network, contact=person.pk, leader_1=member.pk),
    )

    assert "must be an outsider" in response.context["form"].non_field_errors()[0]
    assert not Order.objects.exists()


def test_a_leader_of_another_bank_cannot_be_picked(browser, network, other_network):
    stranger = MemberFactory(network=other_network)

    response = browser.post(reverse("bank:order-held", args=[network.slug]), held_order(network, leader_1=stranger.pk))

    assert "leader_1" in response.context["form"].errors


def test_the_member_picker_finds_members_of_the_own_bank(browser, network, other_network):
    own = MemberFactory(network=network, person__last_name="Esimerkki")
    MemberFactory(network=other_network, person__last_name="Esimerkki")

    response = browser.get(reverse("bank:member-picker", args=[network.slug]), {"q": "esim"})

    assert [option["row"] for option in response.context["options"]] == [own]
