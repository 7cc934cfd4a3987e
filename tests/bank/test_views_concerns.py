"""What pages show of a concern: that it was wiped, who has read it, and the form that returns and wipes."""

import pytest
from django.urls import reverse

from bank.models import Concern, Order
from bank.queries import readings_of
from bank.services import return_order, wipe_concern
from core import keys
from core.audit import record_view
from core.models import ViewLog
from network.models import Person
from tests.factories.bank import MemberFactory, OrderFactory, OutsideOrdererFactory

pytestmark = pytest.mark.django_db
TEXT = "Poissaolot huolettavat."
WIPED = "Nobody can read it any more."


def address(name, order):
    return reverse(f"bank:{name}", args=[order.network.slug, order.pk])


@pytest.fixture
def lead(network, facilitator):
    return MemberFactory(network=network, person__user=facilitator)


@pytest.fixture
def own(network, orderer, lead):
    """The orderer's own order, led by the facilitator."""
    return OrderFactory(network=network, contact__user=orderer, concern=TEXT, slots=[lead])


@pytest.fixture
def english(english, orderer, coordinator, facilitator):
    for user in (orderer, coordinator, facilitator):
        user.language = "en"
        user.save()


def browse(client_as, user, url, **data):
    client = client_as(user)
    client.cookies["language"] = "en"
    return client.post(url, data) if data else client.get(url)


@pytest.mark.parametrize("name", ["order-detail", "order-concern"])
def test_a_concern_whose_key_store_is_away_is_not_called_wiped(client_as, coordinator, own, name, settings, tmp_path):
    settings.KEYS_ROOT = tmp_path / "not-mounted"

    page = browse(client_as, coordinator, address(name, own)).content.decode()

    assert "The key store is not there" in page
    assert WIPED not in page
    assert ViewLog.objects.count() == 0


@pytest.mark.parametrize("person", ["coordinator", "orderer", "facilitator"])
def test_a_wiped_concern_says_so_to_all_three_and_logs_no_reading(client_as, request, own, person):
    user = request.getfixturevalue(person)
    wipe_concern(own, because="time", actor=None)

    page = browse(client_as, user, own.get_absolute_url()).content.decode()
    concern = browse(client_as, user, address("order-concern", own)).content.decode()

    assert (WIPED in page, WIPED in concern) == (True, True)
    assert (TEXT in page + concern, ViewLog.objects.exists()) == (False, False)


def test_a_concern_whose_key_is_lost_says_so_too(client_as, coordinator, own):
    keys.destroy(own.concern_row.key)

    page = browse(client_as, coordinator, own.get_absolute_url()).content.decode()
    concern = browse(client_as, coordinator, address("order-concern", own))

    assert (WIPED in page, WIPED in concern.content.decode(), concern.status_code) == (True, True, 200)


def test_the_edit_form_of_an_order_with_a_wiped_concern_is_empty_and_logs_no_reading(client_as, coordinator, own):
    wipe_concern(own, because="time", actor=None)

    response = browse(client_as, coordinator, address("order-update", own))

    assert (response.context["form"].initial["concern"], ViewLog.objects.count()) == ("", 0)


@pytest.mark.parametrize(("person", "sees"), [("coordinator", True), ("orderer", True), ("facilitator", False)])
def test_who_has_read_it_is_shown_to_orderer_and_coordinator(client_as, request, own, coordinator, person, sees):
    browse(client_as, coordinator, address("order-concern", own))

    response = browse(client_as, request.getfixturevalue(person), own.get_absolute_url())

    assert [reading.user for reading in response.context["readings"] or []] == ([coordinator] if sees else [])
    assert ("Who has read the concern" in response.content.decode()) == sees


def test_readings_of_other_orders_and_of_other_things_are_not_shown(client_as, network, coordinator, own):
    record_view(coordinator, OrderFactory(network=network, concern=TEXT), "concern")
    record_view(coordinator, own, "something else")
    record_view(coordinator, Person.objects.create(pk=own.pk + 10_000, network=network), "concern")

    response = browse(client_as, coordinator, own.get_absolute_url())

    assert list(response.context["readings"]) == []
    assert "Nobody has read it yet." in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_readings_take_one_query_for_any_number(coordinator, own, django_assert_num_queries, count):
    for _number in range(count):
        record_view(coordinator, own, "concern")

    with django_assert_num_queries(1):
        names = [str(reading.user) for reading in readings_of(own)]

    assert names == [str(coordinator)] * count


def test_an_orderer_without_an_account_sees_who_has_read_it(client_as, network, coordinator):
    outside = OutsideOrdererFactory(order=OrderFactory(network=network, contact=None, concern=TEXT))
    record_view(coordinator, outside.order, "concern")
    contact = Person.objects.create(network=network, user=coordinator, last_name="Tilaaja")
    Order.objects.filter(pk=outside.order_id).update(contact=contact)

    response = browse(client_as, coordinator, outside.get_absolute_url())

    assert coordinator.name in response.content.decode()
    assert [reading.user for reading in response.context["own"].readings] == [coordinator]
    assert TEXT not in response.content.decode()


def test_a_wiped_concern_says_so_on_the_page_of_an_orderer_without_an_account(client_as, network, orderer):
    order = OrderFactory(network=network, contact__user=orderer, concern=TEXT)
    outside = OutsideOrdererFactory(order=order)
    wipe_concern(order, because="time", actor=None)

    assert WIPED in browse(client_as, orderer, outside.get_absolute_url()).content.decode()


# --- Return and wipe ---


def test_the_coordinator_returns_and_wipes_from_the_concern(client_as, coordinator, own):
    url = address("order-return", own)
    assert url in browse(client_as, coordinator, address("order-concern", own)).content.decode()
    assert url in browse(client_as, coordinator, own.get_absolute_url()).content.decode()

    response = browse(client_as, coordinator, url, version=0, wipe=["place"])

    own.refresh_from_db()
    assert response.url == own.get_absolute_url()
    assert (own.place, Concern.objects.get(order=own).is_wiped) == ("", True)


def test_others_are_not_offered_to_return_it(client_as, orderer, facilitator, own):
    for user in (orderer, facilitator):
        assert (
            address("order-return", own) not in browse(client_as, user, address("order-concern", own)).content.decode()
        )


def test_an_order_that_has_changed_meanwhile_is_not_wiped(client_as, coordinator, own):
    Order.objects.filter(pk=own.pk).update(version=4)

    response = browse(client_as, coordinator, address("order-return", own), version=0)

    assert response.status_code == 409
    assert not Concern.objects.get(order=own).is_wiped


def test_a_fact_that_nobody_may_wipe_is_refused(client_as, coordinator, own):
    response = browse(client_as, coordinator, address("order-return", own), version=0, wipe=["organisation"])

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["wipe"])


def test_the_orderer_writes_the_concern_anew(client_as, orderer, coordinator, own):
    return_order(own, version=0, actor=coordinator)

    browse(client_as, orderer, address("order-answer", own), text="Oma huoleni.")

    page = browse(client_as, orderer, own.get_absolute_url()).content.decode()
    assert Concern.objects.get(order=own).text == "Oma huoleni."
    assert ("Oma huoleni." in page, "The concern was written again." in page) == (False, True)
