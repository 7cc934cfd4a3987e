import uuid
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from meetings import services
from meetings.models import MinutesMail
from meetings.services import Recipient
from tests.factories.meetings import (
    AttendanceFactory,
    ItemFactory,
    MeetingFactory,
    MinutesMailFactory,
    MinutesVersionFactory,
)
from tests.factories.network import PersonFactory

ADDRESS = "kaisa.kirjuri@example.org"
REASON = "Olli Osallistuja pyysi, kirjoita hänelle: olli@example.org"


@pytest.fixture
def held(meeting):
    """A meeting of yesterday with people and items of every layer."""
    meeting.starts_at, meeting.ends_at = timezone.now() - timedelta(days=1), None
    meeting.save()
    person = PersonFactory(network=meeting.network, first_name="Olli", last_name="Osallistuja", email=ADDRESS)
    AttendanceFactory(meeting=meeting, person=person, name_label="Olli Osallistuja", organisation_label="Järvikunta")
    body = f"<p>Olli Osallistuja vastaa: {ADDRESS}.</p>"
    ItemFactory(meeting=meeting, number="1", heading="Avoin asia", body=body, internal_note="Muista soittaa")
    ItemFactory(meeting=meeting, number="2", heading="Sisäinen asia", layer="participants")
    ItemFactory(meeting=meeting, number="3", heading="Sihteerin asia", layer="secretary")
    return meeting


@pytest.fixture
def signed(held, secretary):
    services.sign_minutes(held, actor=secretary)
    return held


@pytest.fixture
def published(signed, secretary):
    services.publish_minutes(signed, actor=secretary)
    return signed


def url(name, meeting, *args):
    return reverse(f"meetings:{name}", args=[meeting.network.slug, meeting.pk, *args])


def public(name, meeting, *args):
    return reverse(f"published:{name}", args=[meeting.network.slug, meeting.pk, *args])


def page_of(response):
    return response.content.decode()


# --- The public page ---


@pytest.mark.parametrize(
    ("name", "args"), [("minutes", []), ("item", ["1"]), ("version", [1]), ("version-item", [1, "1"])]
)
def test_everybody_reads_the_public_layer_at_each_address(client, published, name, args):
    response = client.get(public(name, published, *args))

    page = page_of(response)
    assert response.status_code == 200
    words = ["Avoin asia", "Sisäinen asia", "Sihteerin asia", "Muista soittaa", "Olli", "Osallistuja", ADDRESS]
    assert [word for word in words if word in page] == ["Avoin asia"]
    assert f'lang="{published.language}"' in page


def test_the_frame_is_in_the_readers_language_and_the_minutes_in_their_own(client, published):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "sv"

    page = page_of(client.get(public("minutes", published)))

    assert '<html lang="sv">' in page
    assert '<article class="minutes panel minutes-page" lang="fi">' in page


@pytest.mark.parametrize("state", ["draft", "comments", "signed", "of another network", "narrower item", "no version"])
def test_what_is_not_published_is_the_same_404_as_nothing(client, held, secretary, other_network, state):
    nothing = client.get(reverse("published:minutes", args=["oma", 2_000_000_000]))
    address = public("minutes", held)
    if state in ("draft", "comments"):
        held.minutes_state = state
        held.save()
    else:
        services.sign_minutes(held, actor=secretary)
    if state not in ("draft", "comments", "signed"):
        services.publish_minutes(held, actor=secretary)
        address = {
            "of another network": reverse("published:minutes", args=["toinen", held.pk]),
            "narrower item": public("item", held, "2"),
            "no version": public("version", held, 2),
        }[state]

    response = client.get(address)

    assert (response.status_code, response.content) == (404, nothing.content)
    assert sorted(response.items()) == sorted(nothing.items())


@pytest.mark.parametrize("signed_in", [False, True])
def test_a_newer_version_is_not_public_before_it_is_published(client, client_as, published, secretary, signed_in):
    browser = client_as(secretary) if signed_in else client
    services.correct_minutes(published, reason="Kirjoitusvirhe", actor=secretary)
    services.sign_minutes(published, actor=secretary)

    codes = [browser.get(public("version", published, number)).status_code for number in (1, 2)]

    assert codes == [200, 404]


# --- Withdrawn ---


ADDRESSES = [("minutes", []), ("item", ["1"]), ("item", ["9"]), ("version", [1]), ("version-item", [1, "1"])]


@pytest.mark.usefixtures("english_pages")
@pytest.mark.parametrize(("name", "args"), ADDRESSES)
def test_withdrawn_minutes_say_so_at_each_of_their_addresses(client, published, secretary, name, args):
    services.withdraw_minutes(published.versions.get(), reason=REASON, actor=secretary)

    response = client.get(public(name, published, *args))

    page = page_of(response)
    assert (response.status_code, response["X-Robots-Tag"]) == (410, "noindex")
    assert "Version 1 of these minutes was withdrawn from the public page on" in page
    assert "pyysi, kirjoita hänelle" in page
    words = [published.title, "Avoin asia", "Osallistuja", "example.org"]
    assert [word for word in words if word in page] == []


def test_who_writes_minutes_withdraws_them_by_a_form(client_as, client, secretary, member, published):
    address, public_address = url("minutes-withdraw", published, 1), public("minutes", published)
    life = url("minutes-life", published)
    offered = [address in page_of(client_as(user).get(life)) for user in (secretary, member)]
    refused = client_as(secretary).post(address, {"reason": ""})

    done = client_as(secretary).post(address, {"reason": "Nimi oli väärin."})

    assert offered == [True, False]
    assert (refused.status_code, done.status_code, client.get(public_address).status_code) == (422, 302, 410)
    assert "Nimi oli väärin." in page_of(client_as(member).get(life))
    assert address not in page_of(client_as(secretary).get(life))
    assert "Nimi oli väärin." in page_of(client_as(member).get(url("minutes-version", published, 1)))


def test_minutes_that_were_never_published_have_no_page_to_withdraw_them(client_as, secretary, signed):
    response = client_as(secretary).get(url("minutes-withdraw", signed, 1))

    assert response.status_code == 404


def test_a_withdrawn_correction_leads_to_the_version_that_is_still_public(client, published, secretary):
    services.correct_minutes(published, reason="Kirjoitusvirhe", actor=secretary)
    services.sign_minutes(published, actor=secretary)
    version = services.publish_minutes(published, actor=secretary)
    services.withdraw_minutes(version, reason="Nimi oli väärin.", actor=secretary)

    newest, first = client.get(public("minutes", published)), client.get(public("version", published, 1))

    assert (newest.status_code, first.status_code) == (410, 200)
    assert public("version", published, 1) in page_of(newest)
    assert public("version", published, 2) not in page_of(first)


# --- The list ---


def listed(client, slug):
    response = client.get(reverse("published:list", args=[slug]))
    return [version.heading["title"] for version in response.context["page"].rows]


@pytest.fixture
def more(network, published):
    """Published minutes of three more meetings of the network, older ones first."""
    for month in (3, 1, 2):
        moment = published.starts_at.replace(year=2020, month=month, day=4)
        meeting = MeetingFactory(network=network, title=f"Kokous {month}", starts_at=moment, ends_at=None)
        MinutesVersionFactory(meeting=meeting, published=True)
    return network


def test_everybody_reads_the_list_of_published_minutes_newest_first(client, more, published, signed):
    MinutesVersionFactory(meeting=MeetingFactory(network=more, title="Allekirjoitettu"))
    MinutesVersionFactory(meeting=MeetingFactory(title="Toisen verkoston"), published=True)

    assert listed(client, more.slug) == [published.title, "Kokous 3", "Kokous 2", "Kokous 1"]


def test_the_list_holds_nothing_but_the_public_layer(client, published):
    content = published.versions.get().content
    content |= {"title": f"Osallistuja Olli ja {ADDRESS}", "subject": "Ollille Osallistujalle"}
    MinutesVersionFactory(meeting=published, number=2, reason="Otsikko", content=content, published=True)

    response = client.get(reverse("published:list", args=[published.network.slug]))

    page = page_of(response)
    words = ["Olli", "Osallistuja", ADDRESS, "Avoin asia", "Sihteerin asia", "Muista soittaa"]
    assert [word for word in words if word in page] == []
    assert public("minutes", published) in page


def test_the_list_has_each_meeting_once_as_it_was_corrected(client, more, published, secretary):
    services.correct_minutes(published, reason="Nimi muuttui.", actor=secretary)
    during = listed(client, more.slug)
    meeting = type(published).objects.get(pk=published.pk)
    services.edit_meeting(meeting, facts={"title": "Korjattu otsikko"}, version=meeting.version, actor=secretary)
    services.sign_minutes(published, actor=secretary)
    services.publish_minutes(published, actor=secretary)

    assert during[0] == published.title
    assert listed(client, more.slug) == ["Korjattu otsikko", "Kokous 3", "Kokous 2", "Kokous 1"]


def test_withdrawn_minutes_are_not_listed(client, more, published, secretary):
    services.withdraw_minutes(published.versions.get(), reason="Nimi oli väärin.", actor=secretary)

    assert listed(client, more.slug) == ["Kokous 3", "Kokous 2", "Kokous 1"]


@pytest.mark.usefixtures("english_pages")
def test_a_list_without_minutes_says_what_would_be_there(client, published, secretary):
    services.withdraw_minutes(published.versions.get(), reason="Nimi oli väärin.", actor=secretary)

    page = page_of(client.get(reverse("published:list", args=[published.network.slug])))

    assert "No minutes are published now" in page


def test_a_network_that_published_nothing_is_as_if_it_did_not_exist(client, signed):
    nothing = client.get(reverse("published:list", args=["ei-ole"]))

    response = client.get(reverse("published:list", args=[signed.network.slug]))

    assert (response.status_code, response.content) == (404, nothing.content)


def test_the_list_takes_as_many_queries_for_many_rows(client, more, django_assert_num_queries):
    with django_assert_num_queries(2):  # the network, the page
        client.get(reverse("published:list", args=[more.slug]))


def test_the_front_page_leads_to_the_lists_of_networks_that_publish(client, published, other_network):
    page = page_of(client.get(reverse("front")))

    assert reverse("published:list", args=[published.network.slug]) in page
    assert reverse("published:list", args=[other_network.slug]) not in page


# --- The key of a mail ---


def test_the_key_of_a_mail_opens_the_participants_version(client, signed):
    row = MinutesMailFactory(version=signed.versions.get())

    response = client.get(reverse("published:mailed", args=[row.key]))

    page = page_of(response)
    words = ["Avoin asia", "Sisäinen asia", "Sihteerin asia", "Muista soittaa"]
    assert [word for word in words if word in page] == ["Avoin asia", "Sisäinen asia"]
    assert (response["X-Robots-Tag"], "no-store" in response["Cache-Control"]) == ("noindex", True)


def test_another_key_opens_nothing(client, signed):
    response = client.get(reverse("published:mailed", args=[uuid.uuid4()]))

    assert response.status_code == 404
    assert "Avoin asia" not in page_of(response)


def test_the_key_opens_the_minutes_for_a_time(client, signed, settings):
    row = MinutesMailFactory(version=signed.versions.get())
    address = reverse("published:mailed", args=[row.key])
    row.queued_at = timezone.now() - timedelta(days=settings.MINUTES_LINK_DAYS) + timedelta(minutes=5)
    row.save()
    before = client.get(address)
    row.queued_at -= timedelta(minutes=10)
    row.save()

    after = client.get(address)

    assert (before.status_code, after.status_code) == (200, 410)
    assert [word for word in (signed.title, "Avoin asia", "Sisäinen") if word in page_of(after)] == []
    assert (after["X-Robots-Tag"], "no-store" in after["Cache-Control"]) == ("noindex", True)


def test_who_has_an_expired_key_gets_a_new_one_on_being_mailed_again(
    client, secretary, signed, settings, django_capture_on_commit_callbacks
):
    vilma = Recipient("Vilma", "vilma@example.org")
    [first] = services.mail_minutes(signed, recipients=[vilma], actor=secretary)
    MinutesMail.objects.update(queued_at=timezone.now() - timedelta(days=settings.MINUTES_LINK_DAYS + 1))

    with django_capture_on_commit_callbacks(execute=True):
        [second] = services.mail_minutes(signed, recipients=[vilma], actor=secretary)

    assert (second.pk, second.key == first.key) == (first.pk, False)
    assert client.get(reverse("published:mailed", args=[first.key])).status_code == 404
    assert client.get(reverse("published:mailed", args=[second.key])).status_code == 200
    assert str(second.key) in mail.outbox[-1].body


def test_the_mail_says_until_when_its_address_opens_the_minutes(secretary, signed, django_capture_on_commit_callbacks):
    type(signed).objects.filter(pk=signed.pk).update(language="en")

    with django_capture_on_commit_callbacks(execute=True):
        services.mail_minutes(signed, recipients=[Recipient("Vilma", "vilma@example.org")], actor=secretary)

    day = timezone.localtime(MinutesMail.objects.get().expires_at)
    assert f"It opens the minutes until {day.day}.{day.month}.{day.year}." in mail.outbox[0].body
