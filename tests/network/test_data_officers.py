"""A network names its own data protection officer; whoever was told before hears of it."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.errors import EditConflict
from core.models import LogEntry
from network.models import Network
from network.services import name_data_officer
from verkosto.processing import processing_context

OF_SERVICE, OWN, OTHER = "tietosuoja@palvelu.example", "tietosuoja@oma.example", "tietosuoja@uusi.example"


@pytest.fixture(autouse=True)
def officer(settings):
    settings.DATA_OFFICER_EMAIL, settings.DATA_OFFICER = OF_SERVICE, "Palvelun tietosuojavastaava"


@pytest.fixture
def name(network, admin):
    def act(email, name="", version=None):
        current = Network.objects.get(pk=network.pk)
        version = current.version if version is None else version
        return name_data_officer(current, email=email, name=name, version=version, actor=admin)

    return act


def url(name="network:data-officer"):
    return reverse(name, args=["oma"])


def told():
    return [message.to for message in mail.outbox]


def test_network_without_its_own_has_the_one_of_the_service(network, other_network, name, settings):
    own = name(OWN.upper(), " Oma  vastaava ")

    assert (own.officer_email, own.officer_words) == (OWN, f"Oma vastaava, {OWN}")
    assert (other_network.officer_email, other_network.officer_words) == (OF_SERVICE, "Palvelun tietosuojavastaava")
    settings.DATA_OFFICER = ""
    assert other_network.officer_words == OF_SERVICE


def test_naming_is_recorded_without_the_address(network, admin, name):
    name(OWN, "Oma vastaava")

    entry = LogEntry.objects.get(action="network.network.data_officer_named")
    assert (entry.target_id, entry.network_id, entry.actor) == (network.pk, network.pk, admin)
    assert entry.changes == {"fields": [None, ["data_officer_email", "data_officer_name"]]}


def test_whoever_was_told_before_hears_of_the_change(name, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        name(OWN)
    with django_capture_on_commit_callbacks(execute=True):
        name(OTHER)
    with django_capture_on_commit_callbacks(execute=True):
        name("")

    assert told() == [[OF_SERVICE], [OWN], [OTHER]]
    assert not any(address in message.body for message in mail.outbox for address in (OF_SERVICE, OWN, OTHER))
    assert Network.objects.get().data_officer_before == ""


def test_of_quick_changes_the_first_address_hears(name, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        name(OWN)
        name(OTHER)

    assert told() == [[OF_SERVICE]]


def test_another_name_or_the_same_address_tells_nobody(name, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        name(OF_SERVICE.upper(), "Sama vastaava")

    assert told() == []


def test_first_address_where_there_was_none_tells_nobody(name, settings, django_capture_on_commit_callbacks):
    settings.DATA_OFFICER_EMAIL = ""

    with django_capture_on_commit_callbacks(execute=True):
        name(OWN)

    assert told() == []


def test_what_is_no_officer_is_refused(network, name, identity_code):
    for email, words in (("", "Oma vastaava"), ("ei osoite", ""), (OWN, identity_code)):
        with pytest.raises(ValidationError):
            name(email, words)

    assert Network.objects.get(pk=network.pk).data_officer_email == ""


def test_second_saver_does_not_overwrite_the_first(name):
    name(OWN, version=0)

    with pytest.raises(EditConflict):
        name(OTHER, version=0)


def test_administrator_names_one_on_the_page_and_the_register_shows_it(network, admin, client_as):
    browser = client_as(admin)
    form = browser.get(url())

    saved = browser.post(url(), {"data_officer_email": OWN, "data_officer_name": "Oma vastaava", "version": 0})

    assert OF_SERVICE in form.content.decode()
    assert saved.url == url("processing")
    register = browser.get(saved.url).content.decode()
    assert f"Oma vastaava, {OWN}" in register
    assert ("Palvelun tietosuojavastaava" in register, url() in register) == (False, True)
    assert "Tietosuojavastaava nimetty" in browser.get(url()).content.decode()
    facts = processing_context(Network.objects.get(pk=network.pk))["controller"]
    assert [fact["text"] for fact in facts if fact["label"] == "Tietosuojavastaava"] == [f"Oma vastaava, {OWN}"]


def test_name_without_an_address_is_refused_at_the_address(admin, client_as):
    page = client_as(admin).post(url(), {"data_officer_email": "", "data_officer_name": "Oma vastaava", "version": 0})

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["data_officer_email"])


def test_conflict_shows_both_versions(name, admin, client_as):
    name(OWN)

    page = client_as(admin).post(url(), {"data_officer_email": OTHER, "data_officer_name": "", "version": 0})

    assert page.status_code == 409
    assert [row[1:] for row in page.context["conflict"]] == [(OWN, OTHER)]


def test_page_says_that_nobody_is_told_where_there_is_no_address(admin, client_as, settings):
    settings.DATA_OFFICER_EMAIL = settings.DATA_OFFICER = ""

    page = client_as(admin).get(url()).content.decode()
    register = client_as(admin).get(url("processing")).content.decode()

    assert "yhtään tilauksen huolta ei voi avata poikkeuksena" in page
    assert "Ei vielä nimetty." in register
