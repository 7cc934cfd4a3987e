"""Before exports and changes of roles and of the address one shows again who one is."""

import time

import pytest
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.core.cache import cache
from django.urls import reverse

from network.models import Role, User
from tests.factories.network import PASSWORD
from tests.verkosto.access_data import OWN
from verkosto.access import ACCESS, Open

pytestmark = pytest.mark.django_db

CELLS = [
    (access, method)
    for access in ACCESS
    # A HEAD is answered as a GET.
    for method in access.again.replace("GET", "GET HEAD").split()
]
OF_SOME = [(access, method) for access, method in CELLS if not isinstance(access.who, Open)]
PASSWORD_AGAIN, CODE_AGAIN = "/tili/varmista/", "/tili/vahvistus/varmista/"


@pytest.fixture(autouse=True)
def _asked_for(settings):
    cache.clear()
    settings.ACCOUNT_REAUTHENTICATION_REQUIRED = True


def ask(client, world, access, method, person):
    url = world.address(access, OWN, person)
    return getattr(client, method.lower())(url)


def is_sent_away(response):
    return getattr(response, "url", "").startswith((PASSWORD_AGAIN, CODE_AGAIN))


def sign_in_at(client, user, at):
    """As if the password had been given then."""
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": at}]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session.save()


@pytest.mark.parametrize(("access", "method"), CELLS, ids=lambda value: getattr(value, "name", value))
def test_weighty_act_asks_again_when_signing_in_is_long_ago_and_not_just_after(world, access, method):
    person = "member" if isinstance(access.who, Open) else min(access.who.may)
    client = world.client(person)

    long_ago = ask(client, world, access, method, person)
    sign_in_at(client, world.users[person], time.time() - 16 * 60)
    a_while_ago = ask(client, world, access, method, person)
    sign_in_at(client, world.users[person], time.time() - 14 * 60)
    just_after = ask(client, world, access, method, person)

    assert [is_sent_away(answer) for answer in (long_ago, a_while_ago, just_after)] == [True, True, False]


@pytest.mark.parametrize(("access", "method"), OF_SOME, ids=lambda value: getattr(value, "name", value))
def test_who_may_not_do_it_anyway_is_not_asked(world, access, method):
    response = ask(world.client("member"), world, access, method, "member")

    assert response.status_code in (403, 404)


def test_exports_and_roles_are_among_them():
    assert {access.name for access, _method in CELLS} >= {
        "account_export",
        "network:person-access",
        "network:person-export",
        "network:person-role-end",
        "bank:register-export",
        "bank:member-export",
        "bank:training-export",
    }


def test_password_leads_back_to_the_form(world):
    client = world.client("admin")
    asked = ask(client, world, *CELLS[[access.name for access, _ in CELLS].index("network:person-access")], "admin")

    response = client.post(asked.url, {"password": PASSWORD})
    form = client.get(response.url)

    assert form.templates[0].name == "network/access_form.html"


def test_wrong_password_leads_nowhere(world):
    client = world.client("admin")

    response = client.post(f"{PASSWORD_AGAIN}?next=/alku/", {"password": "wrong"})

    assert list(response.context["form"].errors) == ["password"]


def test_act_leads_back_to_the_page_with_its_button_and_is_not_done(world):
    client = world.client("admin")
    role = world.roles["facilitator"]
    page = f"/v/oma/henkilot/{world.persons[OWN].pk}/"
    url = reverse("network:person-role-end", args=["oma", world.persons[OWN].pk, role.pk])

    response = client.post(url, headers={"Referer": f"http://testserver{page}"})

    assert response.url == f"{PASSWORD_AGAIN}?next=%2Fv%2Foma%2Fhenkilot%2F{world.persons[OWN].pk}%2F"
    assert Role.objects.get(pk=role.pk).valid_to is None


def test_act_leads_to_no_other_site(world):
    response = world.client("coordinator").post(
        "/v/oma/pankki/rekisteri/vienti/", headers={"Referer": "https://example.org/x"}
    )

    assert "example.org" not in getattr(response, "url", "")


def test_change_of_the_address_asks_again(world):
    client = world.client("orderer")

    response = client.post("/tili/sahkoposti/", {"email": "uusi2@example.org", "action_add": ""})

    assert is_sent_away(response) is True
    assert User.objects.get(pk=world.users["orderer"].pk).emailaddress_set.count() == 1
    client.post(response.url, {"password": PASSWORD})
    assert User.objects.get(pk=world.users["orderer"].pk).emailaddress_set.count() == 2
