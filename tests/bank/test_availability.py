"""What a facilitator says of the own availability."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from bank.models import Pause
from bank.services import add_pause
from core.errors import DomainError
from core.models import LogEntry
from network.models import Municipality
from tests.factories.bank import MemberFactory, PauseFactory

DAY = datetime.timedelta(days=1)


@pytest.fixture
def own(network, facilitator):
    return MemberFactory(network=network, person__user=facilitator)


@pytest.fixture
def browser(client_as, facilitator):
    client = client_as(facilitator)
    client.cookies["language"] = "en"
    return client


@pytest.fixture
def url(network, own):
    return reverse("bank:availability", args=[network.slug])


@pytest.fixture
def served(network):
    municipality = Municipality.objects.create(code="900", name_fi="Mallikunta")
    network.municipalities.add(municipality)
    return municipality


def test_municipality_stays_when_the_network_no_longer_has_it(browser, own, url, served, network):
    own.areas.add(served)
    other = Municipality.objects.create(code="901", name_fi="Toinen")
    network.municipalities.set([other])

    page = browser.get(url)

    assert set(page.context["form"].fields["areas"].queryset) == {served, other}


def test_languages_areas_limit_and_phone_are_saved(browser, own, url, served):
    browser.post(
        url,
        {
            "languages": ["fi", "sv"],
            "areas": [served.pk],
            "yearly_limit_hours": "40",
            "show_phone": "on",
            "version": 0,
        },
    )

    own.refresh_from_db()
    assert (own.languages, own.yearly_limit_hours, own.show_phone, own.version) == (["fi", "sv"], 40, True, 1)
    assert list(own.areas.all()) == [served]
    assert LogEntry.objects.of(own).get().action == "bank.member.edited"


@pytest.mark.parametrize(
    ("name", "value"),
    [("languages", "tlh"), ("areas", "999999"), ("yearly_limit_hours", "0"), ("yearly_limit_hours", "x")],
)
def test_what_cannot_be_is_refused(browser, own, url, name, value):
    page = browser.post(url, {"version": 0, name: value})

    assert (page.status_code, list(page.context["form"].errors)) == (422, [name])


def test_a_municipality_outside_the_network_cannot_be_chosen(browser, url, served):
    elsewhere = Municipality.objects.create(code="901", name_fi="Muualla")

    page = browser.post(url, {"version": 0, "areas": [elsewhere.pk]})

    assert list(page.context["form"].errors) == ["areas"]


def test_two_savers_see_both_versions(browser, own, url):
    browser.post(url, {"version": 0, "yearly_limit_hours": "40"})

    page = browser.post(url, {"version": 0, "yearly_limit_hours": "60"})

    own.refresh_from_db()
    assert (page.status_code, own.yearly_limit_hours) == (409, 40)
    assert page.context["conflict"][0][1:] == ("40", "60")


def test_without_a_membership_the_page_says_so_and_takes_nothing(client_as, as_role, network, url):
    browser = client_as(as_role("facilitator"))

    page, refused = browser.get(url), browser.post(url, {"version": 0, "yearly_limit_hours": "40"})

    assert "Et ole vielä verkostopankin jäsen" in page.content.decode()
    assert (page.status_code, refused.status_code) == (200, 404)


def test_a_pause_is_added_shown_and_ended(browser, network, own, url):
    first = timezone.localdate() + DAY
    add = reverse("bank:own-pause", args=[network.slug])

    browser.post(add, {"valid_from": first.isoformat(), "valid_to": "", "reason": "opintovapaa"})
    pause = Pause.objects.get()
    shown = browser.get(url).content.decode()
    browser.post(reverse("bank:own-pause-end", args=[network.slug, pause.pk]))

    assert (pause.member, pause.valid_from, pause.valid_to, pause.reason) == (own, first, None, "opintovapaa")
    assert "until further notice" in shown
    assert not own.pauses.exists()
    assert list(LogEntry.objects.of(own).order_by("pk").values_list("action", flat=True)) == [
        "bank.member.paused",
        "bank.member.pause_ended",
    ]


def test_a_pause_ends_after_it_begins(browser, network, own):
    page = browser.post(
        reverse("bank:own-pause", args=[network.slug]), {"valid_from": "2.3.2099", "valid_to": "1.3.2099"}
    )

    assert list(page.context["form"].errors) == ["valid_to"]


def test_two_pauses_on_the_same_days_are_refused(own, facilitator):
    today = timezone.localdate()
    add_pause(own, valid_from=today, valid_to=today + 9 * DAY, actor=facilitator)

    with pytest.raises(DomainError, match="There is a pause"):
        add_pause(own, valid_from=today + 9 * DAY, valid_to=None, actor=facilitator)
    add_pause(own, valid_from=today + 10 * DAY, valid_to=None, actor=facilitator)

    assert own.pauses.count() == 2


def test_the_coordinator_may_end_a_pause_and_another_facilitator_not(client_as, coordinator, as_role, network, own):
    pause = PauseFactory(member=own)
    url = reverse("bank:own-pause-end", args=[network.slug, pause.pk])

    strangers = client_as(as_role("facilitator")).post(url)
    coordinators = client_as(coordinator).post(url)

    assert (strangers.status_code, coordinators.url) == (404, own.get_absolute_url())
    assert Pause.objects.get().valid_to == timezone.localdate() - DAY
