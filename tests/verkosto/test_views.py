"""The pages that join the apps: front, the way home, language, the meaning of a date, health."""

import datetime

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse
from django.utils import timezone

from core.checks import check_key_store
from core.models import RetentionRun
from tests.factories.bank import OrderFactory
from tests.factories.network import RoleFactory, UserFactory
from verkosto.views import pages

# --- front and the way home ---


def test_front_page_is_public(client, db):
    response = client.get(reverse("front"))

    assert response.status_code == 200
    assert response.templates[0].name == "verkosto/front.html"


def test_front_page_sends_signed_in_people_to_their_work(client_as, coordinator):
    response = client_as(coordinator).get(reverse("front"))

    assert response.url == reverse("home")


def test_home_of_the_only_network_is_the_home(client_as, coordinator, network):
    response = client_as(coordinator).get(reverse("home"))

    assert response.url == network.get_absolute_url() == "/v/oma/"


def test_home_offers_a_choice_of_several_networks(client_as, coordinator, network, other_network):
    RoleFactory(user=coordinator, network=other_network)

    response = client_as(coordinator).get(reverse("home"))

    assert response.status_code == 200
    assert sorted(n.slug for n in response.context["networks"]) == ["oma", "toinen"]


def test_home_says_what_to_do_without_a_role(client_as, db):
    response = client_as(UserFactory(email="rooliton@example.org")).get(reverse("home"))

    assert response.status_code == 200
    assert response.context["networks"] == []


# --- what a date means ---


@pytest.mark.parametrize(
    ("query", "meaning"),
    [
        ({"q": "syksy 2009"}, "1.8.–31.12.2009"),
        ({"q": "15.1.2009 klo 9.30-12"}, "torstai 15.1.2009 klo 9.30–12"),
        ({"q": "", "look": "back"}, ""),
    ],
)
def test_fuzzy_date_says_what_was_understood(client_as, member, query, meaning):
    response = client_as(member).get(reverse("fuzzy-date"), query)

    assert response.context["meaning"] == meaning
    assert response.context["refusal"] == ""


def test_fuzzy_date_says_why_it_was_refused_without_repeating_it(client_as, member):
    response = client_as(member).get(reverse("fuzzy-date"), {"q": "<b>huomisaamu</b>"})

    assert response.context["meaning"] == ""
    assert response.context["refusal"] != ""
    assert "huomisaamu" not in response.content.decode()


@pytest.mark.parametrize(("look", "direction"), [("ahead", 1), ("back", -1)])
def test_fuzzy_date_looks_for_the_year_where_the_field_does(client_as, member, look, direction):
    day = timezone.localdate() + datetime.timedelta(days=direction * 20)

    response = client_as(member).get(reverse("fuzzy-date"), {"q": f"{day.day}.{day.month}.", "look": look})

    assert response.context["meaning"].endswith(f" {day.day}.{day.month}.{day.year}")


# --- language ---


def test_language_is_kept_in_the_browser_and_in_the_account(client_as, member):
    response = client_as(member).post(reverse("set-language"), {"language": "sv", "next": "/menetelmat/"})

    member.refresh_from_db()
    assert (response.url, response.cookies["language"].value, member.language) == ("/menetelmat/", "sv", "sv")


def test_language_can_be_chosen_without_signing_in(client, db):
    client.post(reverse("set-language"), {"language": "sv"})

    assert client.get(reverse("front")).headers["Content-Language"] == "sv"


@pytest.mark.parametrize("url", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_language_never_sends_to_another_site(client, db, url):
    assert client.post(reverse("set-language"), {"language": "sv", "next": url}).url == reverse("front")


def test_language_that_is_not_ours_changes_nothing(client_as, member):
    response = client_as(member).post(reverse("set-language"), {"language": "de", "next": "/"})

    member.refresh_from_db()
    assert "language" not in response.cookies
    assert member.language == "fi"


def test_language_is_not_changed_by_following_a_link(client, db):
    response = client.get(reverse("set-language"), {"language": "sv"})

    assert response.status_code == 405
    assert "language" not in response.cookies


# --- health ---


def test_health_answers_while_the_database_does(client, db):
    RetentionRun.objects.create(ended_at=timezone.now(), is_whole=True)

    response = client.get(reverse("health"))

    assert (response.status_code, response.content, response.headers["Content-Type"]) == (200, b"ok", "text/plain")


def test_health_of_a_new_installation_is_good(client, db):
    assert client.get(reverse("health")).content == b"ok"


def test_health_tells_that_retention_is_late_and_stays_in_service(client, db):
    MigrationRecorder(connection).migration_qs.update(applied=timezone.now() - datetime.timedelta(hours=27))

    response = client.get(reverse("health"))

    assert (response.status_code, response.content) == (200, b"ok\nretention: no whole run for 26 hours")


def test_health_and_the_check_tell_that_the_keys_are_away(client, db, settings, tmp_path):
    OrderFactory(concern="Huolenaihe")
    settings.KEYS_ROOT = tmp_path / "not-mounted"

    response = client.get(reverse("health"))

    assert response.content == b"ok\nkeys: the store of the concerns' keys is not there"
    assert [warning.id for warning in check_key_store()] == ["core.W002"]


def test_health_tells_when_the_database_is_away(client, monkeypatch):
    def away():
        raise OperationalError

    monkeypatch.setattr(pages.connection, "cursor", away)

    response = client.get(reverse("health"))

    assert (response.status_code, response.content) == (503, b"database away")
