"""One's own sessions: listed, ended, and ended by a change of the password or of a role."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from core.models import LogEntry
from network.browsers import browser_of
from network.models import Session
from network.services import end_role, give_access, grant_role
from tests.factories.network import PASSWORD, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PAGE = "/tili/istunnot/"
ENDED = "network.sessions.ended"


@pytest.fixture
def user():
    return UserFactory(verified=True)


def sign_in(user, agent=""):
    client = Client(headers={"User-Agent": agent})
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def is_signed_in(client):
    return client.get("/tili/salasana/").status_code == 200


def listed(client):
    return client.get(PAGE).context["sessions"]


def test_list_shows_ones_own_sessions_with_browser_and_time_this_one_first(user):
    first = sign_in(user, FIREFOX)
    sign_in(UserFactory(verified=True))
    second = sign_in(user)

    assert [(one.browser, one.is_current, one.since is not None) for one in listed(second)] == [
        ("", True, True),
        ("Firefox, Windows", False, True),
    ]
    assert [one.is_current for one in listed(first)] == [True, False]


def test_page_holds_no_key_of_a_session(user):
    client, other = sign_in(user), sign_in(user)

    content = client.get(PAGE).content.decode()

    assert [one.cookies[settings.SESSION_COOKIE_NAME].value in content for one in (client, other)] == [False, False]


def test_one_session_is_ended(user):
    client, other, third = sign_in(user), sign_in(user), sign_in(user)
    key = other.session.session_key
    name = next(one.name for one in listed(client) if one.key == key)

    client.post(PAGE, {"session": name})

    assert [is_signed_in(one) for one in (client, other, third)] == [True, False, True]
    assert LogEntry.objects.get(action=ENDED).changes == {"sessions": [1, 0]}


def test_all_others_are_ended_and_this_one_goes_on(user):
    client, other, third = sign_in(user), sign_in(user), sign_in(user)

    client.post(PAGE, {"session": "others"})

    assert [is_signed_in(one) for one in (client, other, third)] == [True, False, False]


def test_sessions_of_others_cannot_be_ended(user):
    client, theirs = sign_in(user), sign_in(UserFactory(verified=True))
    name = listed(theirs)[0].name

    client.post(PAGE, {"session": name})

    assert is_signed_in(theirs) is True
    assert LogEntry.objects.filter(action=ENDED).count() == 0


def test_change_of_the_password_ends_the_others(user):
    client, other = sign_in(user), sign_in(user)
    new = "kolme-sinista-kuusta"

    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert (len(listed(client)), is_signed_in(client), is_signed_in(other)) == (1, True, False)


def test_role_given_or_taken_ends_the_sessions_of_the_account(user, network, admin):
    before = sign_in(user)
    role = grant_role(user, network=network, kind="coordinator", actor=admin)
    between = sign_in(user)
    end_role(role, actor=admin)

    assert [is_signed_in(one) for one in (before, between)] == [False, False]
    assert list(Session.objects.filter(account_id=user.pk)) == []


def test_access_given_to_a_person_ends_them_too(user, network, admin):
    client = sign_in(user)

    give_access(PersonFactory(network=network, user=user), kind="member", actor=admin)

    assert is_signed_in(client) is False


def test_role_that_one_gives_oneself_leaves_one_signed_in(as_role, network):
    admin = as_role("admin", verified=True)
    client = sign_in(admin)

    grant_role(admin, network=network, kind="coordinator", actor=admin)

    assert is_signed_in(client) is True


def test_closed_account_and_ended_sessions_are_not_listed(user):
    client = sign_in(user)
    sign_in(user)
    Session.objects.exclude(session_key=client.session.session_key).update(expire_date="2009-01-01T00:00:00Z")

    assert len(listed(client)) == 1


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox, Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_browser_is_named_as_people_know_it(agent, name):
    assert browser_of(agent) == name
