"""Error pages: the same bytes for whatever is unknown, nothing of the request in them, no need of anything broken."""

import pytest
from django.core.exceptions import RequestDataTooBig
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.factories.bank import OrderFactory
from tests.factories.network import PersonFactory
from verkosto import errors


def test_unknown_and_invisible_are_the_same_page(client_as, coordinator, network, other_network):
    theirs = OrderFactory(network=other_network)
    client = client_as(coordinator)

    invisible = client.get(reverse("bank:order-detail", args=[network.slug, theirs.pk]))
    unknown = client.get(reverse("bank:order-detail", args=[network.slug, theirs.pk + 1000]))
    nowhere = client.get("/v/oma/ei-ole/")
    other = client.get(other_network.get_absolute_url())

    assert {page.status_code for page in (invisible, unknown, nowhere, other)} == {404}
    assert invisible.content == unknown.content == nowhere.content == other.content


def test_forbidden_page_says_that_nothing_was_changed(client_as, facilitator, network):
    response = client_as(facilitator).get(reverse("bank:register", args=[network.slug]))

    assert response.status_code == 403
    assert response.templates[0].name == "verkosto/errors/403.html"


@pytest.mark.parametrize(
    ("view", "arguments", "status"),
    [
        (errors.bad_request, [None], 400),
        (errors.bad_request, [RequestDataTooBig()], 413),
        (errors.permission_denied, [None], 403),
        (errors.page_not_found, [None], 404),
        (errors.server_error, [], 500),
        (errors.csrf_failure, [], 403),
    ],
)
def test_error_page_needs_no_database(view, arguments, status):
    request = RequestFactory().get("/salainen-polku/")

    response = view(request, *arguments)

    assert response.status_code == status
    assert "salainen" not in response.content.decode()


def test_form_without_a_token_is_refused_with_advice(coordinator, network):
    client = Client(enforce_csrf_checks=True)
    client.force_login(coordinator)
    person = PersonFactory(network=network, last_name="Entinen")

    response = client.post(reverse("network:person-update", args=[network.slug, person.pk]), {"last_name": "Uusi"})

    person.refresh_from_db()
    assert (response.status_code, person.last_name) == (403, "Entinen")
    assert response.templates[0].name == "verkosto/errors/csrf.html"
