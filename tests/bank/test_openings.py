"""Reading a concern by exception: with a reason, for an hour, told to the orderer and the data protection officer."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from bank.models import ConcernOpening
from bank.queries import readings_of
from bank.services import open_concern, wipe_concern
from core.models import LogEntry, ViewLog
from core.retention import rehearse
from tests.factories.bank import ConcernOpeningFactory, OrderFactory, OutsideOrdererFactory
from tests.factories.network import PersonFactory

CONCERN, REASON = "Huolenaihe K9X", "Valvova viranomainen pyysi selvityksen."
OFFICER = "tietosuoja@example.org"
REFUSED = "bank.concern.opening_refused"


@pytest.fixture(autouse=True)
def officer(settings):
    settings.DATA_OFFICER_EMAIL = OFFICER


@pytest.fixture
def order(network, orderer):
    contact = PersonFactory(network=network, user=orderer)
    return OrderFactory(network=network, year=2026, number=12, contact=contact, concern=CONCERN)


@pytest.fixture
def browser(client_as, admin):
    return client_as(admin)


def refusals():
    entries = LogEntry.objects.filter(action=REFUSED).order_by("pk")
    return [entry.changes["because"][1] for entry in entries]


def page(network):
    return reverse("concerns:opening-list", args=[network.slug])


def ask(browser, network, **typed):
    return browser.post(page(network), {"number": "12/2026", "reason": REASON} | typed)


def test_administrator_opens_a_concern_with_a_reason_and_reads_it(browser, network, order):
    asked = ask(browser, network)
    opening = ConcernOpening.objects.get()

    shown = browser.get(asked.url)

    assert asked.url == opening.get_absolute_url()
    assert opening.ends_at - opening.opened_at == timedelta(minutes=60)
    assert CONCERN in shown.content.decode()
    assert LogEntry.objects.filter(action="bank.concern.opened", target_id=order.pk).get().changes == {}


def test_orderer_and_data_officer_are_told_without_concern_and_reason(
    browser, network, order, orderer, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        ask(browser, network)

    texts = "".join(f"{message.subject} {message.body}" for message in mail.outbox)
    assert sorted(address for message in mail.outbox for address in message.to) == sorted([OFFICER, orderer.email])
    assert "12/2026" in texts
    assert CONCERN not in texts
    assert REASON not in texts


@pytest.mark.parametrize("of_service", [OFFICER, ""])
def test_data_officer_of_the_network_is_told_instead_of_the_one_of_the_service(
    browser, network, order, orderer, settings, of_service, django_capture_on_commit_callbacks
):
    settings.DATA_OFFICER_EMAIL = of_service
    type(network).objects.filter(pk=network.pk).update(data_officer_email="tietosuoja@oma.example")

    with django_capture_on_commit_callbacks(execute=True):
        ask(browser, network)

    assert ConcernOpening.objects.count() == 1
    assert sorted(to for message in mail.outbox for to in message.to) == sorted(
        ["tietosuoja@oma.example", orderer.email]
    )


def test_orderer_without_an_account_is_told_at_the_own_page(network, admin, django_capture_on_commit_callbacks):
    outside = OutsideOrdererFactory(order__network=network, order__concern=CONCERN)

    with django_capture_on_commit_callbacks(execute=True):
        open_concern(outside.order, reason=REASON, actor=admin)

    (told,) = [message for message in mail.outbox if message.to == [outside.email]]
    assert outside.get_absolute_url() in told.body


def test_each_reading_stands_in_the_concerns_log_with_its_reason(browser, network, order, admin, client_as, orderer):
    url = ask(browser, network).url

    browser.get(url)
    browser.get(url)

    assert [(reading.user, reading.reason) for reading in readings_of(order)] == [(admin, REASON)] * 2
    assert client_as(orderer).get(order.get_absolute_url()).content.decode().count(REASON) == 2


def test_an_ordinary_reading_has_no_reason(client_as, coordinator, network, order):
    client_as(coordinator).get(reverse("bank:order-concern", args=[network.slug, order.pk]))

    assert [reading.reason for reading in readings_of(order)] == [""]


def test_it_ends_by_itself(browser, network, order, admin):
    past = timezone.now() - timedelta(minutes=61)
    opening = ConcernOpeningFactory(order=order, user=admin, opened_at=past)

    shown = browser.get(opening.get_absolute_url())

    assert shown.status_code == 200
    assert CONCERN not in shown.content.decode()
    assert ViewLog.objects.count() == 0


@pytest.mark.usefixtures("order")
def test_without_an_address_of_the_data_officer_it_is_refused_with_the_reason(browser, network, settings):
    settings.DATA_OFFICER_EMAIL = ""

    asked = ask(browser, network)

    assert asked.status_code == 422
    assert reverse("network:data-officer", args=[network.slug]) in asked.content.decode()
    assert ConcernOpening.objects.count() == 0
    assert refusals() == ["no_officer"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"number": "13/2026"}, "number"),
        ({"number": "kaksitoista"}, "number"),
        ({"reason": ""}, "reason"),
        ({"reason": "Ville 7 v"}, "reason"),
    ],
    ids=["unknown", "no number", "no reason", "a client in the reason"],
)
@pytest.mark.usefixtures("order")
def test_what_is_asked_for_must_be_right(browser, network, typed, field):
    asked = ask(browser, network, **typed)

    assert (asked.status_code, list(asked.context["form"].errors)) == (422, [field])


def test_an_order_of_another_network_is_not_found(browser, network, other_network):
    OrderFactory(network=other_network, year=2026, number=12, concern=CONCERN)

    asked = ask(browser, network)

    assert list(asked.context["form"].errors) == ["number"]


def test_whoever_may_read_it_anyway_is_refused(as_role, client_as, network, order):
    both = as_role("admin", "coordinator")

    asked = ask(client_as(both), network)

    assert asked.status_code == 422
    entry = LogEntry.objects.get(action=REFUSED)
    assert (entry.target_id, entry.actor, entry.changes) == (order.pk, both, {"because": [None, "may_read"]})


def test_a_wiped_concern_is_not_opened(browser, network, order):
    wipe_concern(order, because="time", actor=None)

    asked = ask(browser, network)

    assert asked.status_code == 422
    assert ConcernOpening.objects.count() == 0
    assert refusals() == ["nothing"]


def test_what_is_asked_twice_is_one_opening_and_another_reason_a_further_one(
    order, admin, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        first, again = (open_concern(order, reason=f" {REASON}", actor=admin) for _time in range(2))
        other = open_concern(order, reason="Toinen pyyntö.", actor=admin)

    assert (again, ConcernOpening.objects.count()) == (first, 2)
    assert other != first
    assert LogEntry.objects.filter(action="bank.concern.opened").count() == 2
    assert [message.to for message in mail.outbox].count([OFFICER]) == 2


def test_what_was_open_is_opened_anew(order, admin):
    ConcernOpeningFactory(order=order, user=admin, reason=REASON, opened_at=timezone.now() - timedelta(minutes=61))

    assert open_concern(order, reason=REASON, actor=admin).is_open


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_are_one_opening(order, admin):
    together = Barrier(4)

    def open_it(_number):
        try:
            together.wait(timeout=5)
            return open_concern(order, reason=REASON, actor=admin).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=4) as threads:
        opened = set(threads.map(open_it, range(4)))

    assert len(opened) == ConcernOpening.objects.count() == 1


def test_a_former_administrator_finds_nothing(browser, network, order, admin):
    url = ask(browser, network).url
    admin.roles.update(valid_to=timezone.localdate() - timedelta(days=1))

    assert browser.get(url).status_code == 404


def test_openings_go_after_24_months(order, admin):
    day = timezone.localdate()
    ConcernOpeningFactory(order=order, user=admin, opened_at=timezone.now() - timedelta(days=800))
    ConcernOpeningFactory(order=order, user=admin)

    assert rehearse(day)["bank.concern_opening"] == 1
