"""The public form of an order, and the code that confirms an address."""

import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from bank.models import AddressCode, Concern, Order, OutsideOrderer
from tests.bank.outside.conftest import CONCERN, Visitor, wrong
from tests.factories.methods import MethodFactory
from tests.factories.network import MunicipalityFactory, OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db


def order_url(network):
    return reverse("outside:order", args=[network.slug])


def test_what_was_answered_of_a_clients_traces_is_kept_until_the_code(visitor, network, form):
    form |= {"concern": "Ville 7 v ei tule kouluun."}
    question, answer = 'type="checkbox" name="save_anyway"', '<input type="hidden" name="save_anyway" value="1">'

    asked = visitor.post(order_url(network), form)
    ticked = visitor.post(order_url(network), form | {"save_anyway": "1"})
    visitor.post(order_url(network), form | {"save_anyway": "1", "code": visitor.code})

    assert (asked.status_code, question in asked.content.decode()) == (422, True)
    assert (ticked.status_code, answer in ticked.content.decode()) == (200, True)
    assert Order.objects.get().concern_row.text == "Ville 7 v ei tule kouluun."


def test_nothing_is_stored_before_the_code_is_typed_and_then_the_order_is(visitor, network, form):
    url = order_url(network)

    asked = visitor.post(url, form)
    before = Order.objects.count(), [message.to for message in mail.outbox]
    sent = visitor.post(url, form | {"code": visitor.code})

    outside = OutsideOrderer.objects.get()
    assert (asked.status_code, asked.context["asks_code"], before) == (200, True, (0, [["maija@example.org"]]))
    assert (sent.status_code, sent.url) == (302, outside.get_absolute_url())
    order = outside.order
    assert (order.network, order.source, order.kind, order.agreed_with_client) == (network, "web", "client_work", True)
    assert (order.wished_text, order.municipality_label, order.participants) == (
        "syksy 2099",
        "Rantala",
        "6 työntekijää",
    )
    assert Concern.objects.get(order=order).text == CONCERN
    assert visitor.get(sent.url).context["own"].status == "received"


def test_the_form_comes_back_with_everything_that_was_typed(visitor, network, form):
    page = visitor.post(order_url(network), form).content.decode()

    for typed in ("Maija Esimerkki", "Rannan päiväkoti", CONCERN, "syksy 2099", "kirjasto", form["submission"]):
        assert typed in page


def test_no_name_no_concern_and_no_address_is_in_the_session_or_in_a_mail(visitor, network, form, caplog):
    visitor.post(order_url(network), form)
    visitor.post(order_url(network), form | {"code": wrong(visitor.code)})
    session = dict(visitor.client.session.items())

    assert list(session) == ["address_codes"]
    assert [str(uuid.UUID(key)) for key in session["address_codes"]] == session["address_codes"]
    (message,) = mail.outbox
    for words in ("Maija", "Q7Z", "Rannan", "kirjasto", "050 000"):
        assert words not in message.subject + message.body + caplog.text
    assert "http" not in message.body


def test_the_code_stands_in_no_row(visitor, network, form):
    visitor.post(order_url(network), form)

    assert visitor.code not in str(list(AddressCode.objects.values()))


def test_a_wrong_code_is_refused_and_the_fifth_ends_it(visitor, network, form):
    url = order_url(network)
    visitor.post(url, form)
    code = visitor.code

    refusals = [visitor.post(url, form | {"code": wrong(code)}).context["form"].errors["code"][0] for _ in range(5)]
    right = visitor.post(url, form | {"code": code})

    assert refusals == ["The code is not right. Look at the newest mail and type its six digits."] * 5
    assert right.context["form"].errors["code"] == [
        "The code was typed wrong too often and is no longer valid. Ask for a new one."
    ]
    assert (right.status_code, Order.objects.count()) == (422, 0)


def test_an_old_code_is_refused_and_a_new_one_taken(visitor, network, form):
    url = order_url(network)
    visitor.post(url, form)
    old = visitor.code
    AddressCode.objects.update(asked_at=timezone.now() - timedelta(minutes=31))

    refused = visitor.post(url, form | {"code": old})
    visitor.post(url, form | {"code": "", "new_code": "1"})
    sent = visitor.post(url, form | {"code": f" {visitor.code[:3]} {visitor.code[3:]} "})

    assert refused.context["form"].errors["code"] == [
        "The code is older than 30 minutes and no longer valid. Ask for a new one."
    ]
    assert (sent.status_code, Order.objects.count()) == (302, 1)


def test_a_code_counts_only_in_the_browser_that_asked_for_it(
    visitor, network, form, django_capture_on_commit_callbacks
):
    visitor.post(order_url(network), form)
    code, other = visitor.code, Visitor(django_capture_on_commit_callbacks)

    refused = other.post(order_url(network), form | {"code": code})

    assert refused.context["form"].errors["code"] == [
        "A code counts only in the browser in which it was asked for. Ask for a new one."
    ]
    assert (Order.objects.count(), len(mail.outbox)) == (0, 1)


def test_a_code_counts_only_for_the_address_it_was_sent_to(visitor, network, form):
    visitor.post(order_url(network), form)
    code = visitor.code

    refused = visitor.post(order_url(network), form | {"email": "toinen@example.org", "code": code})

    assert (refused.status_code, Order.objects.count()) == (422, 0)


def test_reloading_sends_no_second_code_and_an_empty_code_is_asked_for(visitor, network, form):
    url = order_url(network)
    visitor.post(url, form)

    again = visitor.post(url, form)
    empty = visitor.post(url, form | {"code": ""})

    assert (again.context["asks_code"], again.context["form"].errors) == (True, {})
    assert empty.context["form"].errors == {"code": ["Type the six digits of the mail."]}
    assert len(mail.outbox) == 1


def test_sixth_code_in_an_hour_to_one_address_is_refused_and_nothing_is_lost(
    visitor, network, form, django_capture_on_commit_callbacks
):
    url = order_url(network)
    for _ in range(5):
        Visitor(django_capture_on_commit_callbacks).post(url, form)

    refused = visitor.post(url, form)

    assert (refused.status_code, len(mail.outbox)) == (429, 5)
    assert refused.context["form"].non_field_errors()[0].startswith("Too many codes have been asked for.")
    assert CONCERN in refused.content.decode()


def test_a_client_that_sends_too_often_is_refused_and_nothing_is_lost(visitor, network, form):
    answers = [visitor.post(order_url(network), form | {"email": ""}) for _ in range(31)]

    assert [answer.status_code for answer in answers] == [422] * 30 + [429]
    assert CONCERN in answers[-1].content.decode()


def test_a_robot_that_fills_the_hidden_field_gets_no_code(visitor, network, form):
    refused = visitor.post(order_url(network), form | {"website": "http://example.org"})

    assert refused.context["form"].errors.keys() == {"website"}
    assert mail.outbox == []


def test_sending_twice_is_one_order(visitor, network, form):
    url = order_url(network)
    visitor.post(url, form)
    first = visitor.post(url, form | {"code": visitor.code})

    second = visitor.post(url, form, follow=True)

    assert (second.redirect_chain[0][0], Order.objects.count()) == (first.url, 1)
    assert [str(message) for message in second.context["messages"]][-1].startswith("This order had arrived already.")


def test_a_confirmed_address_needs_no_second_code_for_two_hours(visitor, network, form):
    url = order_url(network)
    visitor.post(url, form)
    visitor.post(url, form | {"code": visitor.code})

    second = visitor.post(url, form | {"submission": str(uuid.uuid4())})
    AddressCode.objects.update(confirmed_at=timezone.now() - timedelta(hours=3))
    third = visitor.post(url, form | {"submission": str(uuid.uuid4())})

    assert (second.status_code, third.status_code, Order.objects.count()) == (302, 200, 2)


def test_confirming_gives_the_session_another_key(visitor, network, form):
    visitor.post(order_url(network), form)
    before = visitor.client.session.session_key

    visitor.post(order_url(network), form | {"code": visitor.code})

    assert visitor.client.session.session_key != before


def test_somebody_signed_in_with_the_address_needs_no_code_and_is_linked(
    network, orderer, form, client_as, django_capture_on_commit_callbacks
):
    person = PersonFactory(network=network, user=orderer, email="muu@example.org")
    browser = Visitor(django_capture_on_commit_callbacks, client_as(orderer))

    browser.post(order_url(network), form | {"email": orderer.email})

    order = Order.objects.get()
    assert (order.contact, order.created_by) == (person, orderer)
    assert order in browser.get(reverse("bank:order-list", args=[network.slug])).context["page"].rows


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"wished": "30.2.2099"}, "wished"),
        ({"wished": "31.12.2001"}, "wished"),
        ({"wished": "joskus ehkä"}, "wished"),
        ({"concern": "x" * 601}, "concern"),
        ({"agreed_with_client": ""}, "agreed_with_client"),
        ({"summary": "Perheen tilanne"}, "summary"),
        ({"kind": "planning"}, "summary"),
        ({"kind": "enquiry"}, "kind"),
        ({"email": "ei osoite"}, "email"),
        ({"municipality": "999999999"}, "municipality"),
        ({"zone": "5"}, "zone"),
        ({"name": ""}, "name"),
        ({"organisation": ""}, "organisation"),
    ],
)
def test_what_is_refused_is_told_at_its_field_before_any_code_is_sent(visitor, network, form, change, field):
    refused = visitor.post(order_url(network), form | change)

    assert (refused.status_code, list(refused.context["form"].errors)) == (422, [field])
    assert (mail.outbox, AddressCode.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    "field",
    ["name", "organisation", "phone", "concern", "situation", "place", "participants", "payer", "summary"],
)
def test_identity_code_is_refused_in_every_field_without_saying_it(visitor, network, form, identity_code, field):
    data = form | {"kind": "planning", "summary": "Päivä", "zone": "3", field: identity_code}

    refused = visitor.post(order_url(network), data)

    assert list(refused.context["form"].errors) == [field]
    assert identity_code not in str(refused.context["form"].errors)
    assert mail.outbox == []


def test_the_zone_finder_hands_over_zone_situation_and_method(visitor, network, form):
    method = MethodFactory(code="koulutus", orderability="order_training")
    handed = visitor.get(order_url(network), data={"vyohyke": "3", "tilanne": "Siirtymä", "menetelma": "koulutus"})
    nonsense = visitor.get(order_url(network), data={"vyohyke": "9", "menetelma": "ei\x00ole"})

    initial = handed.context["form"].initial
    assert (initial["zone"], initial["situation"], initial["method"], initial["kind"]) == (
        "3",
        "Siirtymä",
        method,
        "training",
    )
    assert (nonsense.context["form"].initial["zone"], nonsense.context["form"].initial["method"]) == ("", None)
    visitor.post(order_url(network), form | {"zone": "3", "situation": "Siirtymä"})
    visitor.post(order_url(network), form | {"zone": "3", "situation": "Siirtymä", "code": visitor.code})
    concern = Concern.objects.get()
    assert (concern.words["zone"], concern.words["situation"]) == (3, "Siirtymä")


def test_a_municipality_is_found_by_its_typed_name_without_javascript(visitor, network, form):
    typed = {"municipality": "", "municipality_was": "", "municipality_text": "rantala"}

    asked = visitor.post(order_url(network), form | typed)

    assert (asked.status_code, asked.context["asks_code"]) == (200, True)


def test_the_public_picker_finds_municipalities_of_today(visitor, network):
    MunicipalityFactory(name_fi="Rantala")
    MunicipalityFactory(name_fi="Rantasalmi", valid_to=timezone.localdate() - timedelta(days=1))

    response = visitor.get(reverse("outside:municipality-picker", args=[network.slug]), data={"q": "ranta"})

    assert [option["label"] for option in response.context["options"]] == ["Rantala"]


def test_the_form_suggests_the_organisations_of_its_network_alone(visitor, network, other_network):
    OrganisationFactory(network=network, name="Oma koti")
    OrganisationFactory(network=other_network, name="Vieras koti")

    page = visitor.get(order_url(network)).content.decode()

    assert ("Oma koti" in page, "Vieras koti" in page) == (True, False)


def test_public_pages_are_kept_in_no_cache(visitor, network):
    assert "no-store" in visitor.get(order_url(network))["Cache-Control"]
