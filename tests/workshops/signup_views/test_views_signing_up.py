"""Signing up for a workshop day without an account, and the programme to take along."""

import datetime
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from core.fuzzydates import parse
from core.models import StoredFile
from tests.factories.network import MunicipalityFactory
from tests.factories.workshops import SignUpFactory, WorkshopFactory
from tests.workshops.pages import text_of, url
from tests.workshops.signup_views.hands import form_url, typed
from workshops.documents import PROGRAMME
from workshops.enums import Seat
from workshops.models import SignUp, WorkshopDay

STARTS = datetime.datetime(2083, 9, 1, 9, 0, tzinfo=datetime.UTC)


@pytest.fixture
def visitor():
    return Client()


# --- Without an account ---


def test_visitor_signs_up_and_sees_the_place_on_the_own_page(visitor, day, workshop):
    kerava = MunicipalityFactory(name_fi="Kerava")
    day.network.municipalities.add(kerava)

    response = visitor.post(form_url(day), typed(workshop, municipality=kerava.pk, organisation="Perhetyö"))

    one = SignUp.objects.get()
    assert response.url == one.get_absolute_url()
    assert (one.workshop, one.municipality, one.municipality_label) == (workshop, kerava, "Kerava")
    page = text_of(visitor.get(response.url))
    assert (one.get_seat_display() in page, "Sali 2" in page) == (True, True)


def test_form_tells_the_places_that_are_left(visitor, day, workshop):
    before = text_of(visitor.get(form_url(day)))
    SignUpFactory(first=workshop)
    after = text_of(visitor.get(form_url(day)))

    assert "1 paikka vapaana" in before
    assert "täynnä, jonotuslista" in after
    assert "1 paikka vapaana" not in after


def test_form_offers_the_municipalities_of_the_network_or_all_of_today(visitor, day, workshop):
    kerava, other = MunicipalityFactory(), MunicipalityFactory()
    MunicipalityFactory(valid_to=timezone.localdate() - datetime.timedelta(days=1))
    all_of_them = visitor.get(form_url(day)).context["form"].fields["municipality"].queryset
    assert set(all_of_them) == {kerava, other}

    day.network.municipalities.add(kerava)

    assert list(visitor.get(form_url(day)).context["form"].fields["municipality"].queryset) == [kerava]


def test_municipality_of_a_sign_up_stays_when_the_network_no_longer_has_it(visitor, day, workshop):
    kerava, other, _elsewhere = MunicipalityFactory.create_batch(3)
    day.network.municipalities.add(other)
    one = SignUpFactory(first=workshop, municipality=kerava)

    page = visitor.get(one.get_absolute_url())
    visitor.post(one.get_absolute_url(), typed(workshop, municipality=kerava.pk, version=0))

    one.refresh_from_db()
    assert set(page.context["form"].fields["municipality"].queryset) == {kerava, other}
    assert (one.name_label, one.municipality) == ("Oma Nimi", kerava)


def test_refused_form_keeps_what_was_typed(visitor, day, workshop):
    response = visitor.post(form_url(day), typed(workshop, name="", second=workshop.pk, organisation="Perhetyö"))

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"name", "second"}
    assert "Perhetyö" in text_of(response)
    assert not SignUp.objects.exists()


def test_workshop_of_another_day_is_no_choice(visitor, day, workshop):
    response = visitor.post(form_url(day), typed(WorkshopFactory()))

    assert (response.status_code, set(response.context["form"].errors)) == (422, {"first"})


def test_same_address_is_told_at_its_field(visitor, day, workshop):
    SignUpFactory(first=workshop, email="oma@example.org")

    response = visitor.post(form_url(day), typed(workshop, email="OMA@example.org"))

    assert (response.status_code, set(response.context["form"].errors)) == (422, {"email"})


def test_identity_code_is_refused(visitor, day, workshop, identity_code):
    response = visitor.post(form_url(day), typed(workshop, organisation=f"Perhetyö {identity_code}"))

    assert (response.status_code, set(response.context["form"].errors)) == (422, {"organisation"})
    assert not SignUp.objects.exists()


def test_hostile_text_is_shown_as_text(visitor, day, workshop):
    visitor.post(form_url(day), typed(workshop, name="<script>alert(1)</script>"))

    assert "<script>alert(1)" not in text_of(visitor.get(SignUp.objects.get().get_absolute_url()))


def test_robot_is_refused(visitor, day, workshop):
    response = visitor.post(form_url(day), typed(workshop, website="http://example.org"))

    assert (response.status_code, SignUp.objects.count()) == (422, 0)


def test_form_that_is_sent_twice_leads_to_the_same_page(visitor, day, workshop):
    key = str(uuid.uuid4())

    first, again = (visitor.post(form_url(day), typed(workshop, submission=key)).url for _time in range(2))

    assert (first, SignUp.objects.count()) == (again, 1)


def test_who_sends_too_often_waits_and_loses_nothing(visitor, day, workshop):
    answers = [visitor.post(form_url(day), typed(workshop, name="")).status_code for _time in range(60)]

    late = visitor.post(form_url(day), typed(workshop))

    assert (set(answers), late.status_code) == ({422}, 429)
    assert "Oma Nimi" in text_of(late)
    assert not SignUp.objects.exists()


def test_address_that_was_mailed_often_gets_no_more_and_nothing_typed_is_lost(visitor, day, workshop):
    for _time in range(5):
        visitor.post(form_url(day), typed(workshop, email="Outo@example.org"))
        visitor.post(reverse("signup:cancel", args=[SignUp.objects.latest("pk").key]))

    refused = visitor.post(form_url(day), typed(workshop, email="outo@example.org", organisation="Perhetyö"))

    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"email"})
    assert "ilman osoitetta" in str(refused.context["form"].errors)
    assert ("Perhetyö" in text_of(refused), SignUp.objects.count()) == (True, 5)
    for other in ("toinen@example.org", ""):
        assert visitor.post(form_url(day), typed(workshop, email=other)).status_code == 302


def test_day_whose_sign_up_is_over_shows_the_programme_alone(visitor, day, workshop):
    WorkshopDay.objects.update(signup_until=timezone.localdate() - datetime.timedelta(days=1))

    page, refused = visitor.get(form_url(day)), visitor.post(form_url(day), typed(workshop))

    assert "Meri Malli" in text_of(page)
    assert 'name="first"' not in text_of(page)
    assert (refused.status_code, SignUp.objects.count()) == (422, 0)
    assert "Ilmoittautumisaika on päättynyt." in text_of(refused)


def test_pages_are_kept_in_no_cache_and_found_by_no_search_engine(visitor, day, workshop):
    response = visitor.get(form_url(day))

    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


def test_own_sign_up_is_changed(visitor, day, workshop):
    one, other = SignUpFactory(first=workshop, email="oma@example.org"), WorkshopFactory(day=day)

    response = visitor.post(one.get_absolute_url(), typed(other, version=0))

    one.refresh_from_db()
    assert (response.url, one.workshop, one.name_label) == (one.get_absolute_url(), other, "Oma Nimi")


def test_own_sign_up_that_has_moved_on_is_shown_with_both_versions(visitor, day, workshop):
    one = SignUpFactory(first=workshop, version=3)

    response = visitor.post(one.get_absolute_url(), typed(workshop, version=2))

    assert response.status_code == 409
    assert one.name_label in text_of(response)


def test_own_sign_up_is_cancelled_and_signed_up_again(visitor, day, workshop):
    one = SignUpFactory(first=workshop, email="oma@example.org")

    visitor.post(reverse("signup:cancel", args=[one.key]))
    again = visitor.post(reverse("signup:cancel", args=[one.key]))

    one.refresh_from_db()
    assert (one.seat, again.status_code) == (Seat.CANCELLED, 302)
    assert form_url(day) in text_of(visitor.get(one.get_absolute_url()))
    assert visitor.post(form_url(day), typed(workshop)).status_code == 302


def test_own_page_of_a_day_that_is_over_offers_nothing(visitor, day, workshop):
    one = SignUpFactory(first=workshop)
    day.meeting.starts_at, day.meeting.ends_at = timezone.now() - datetime.timedelta(days=2), None
    day.meeting.save()

    page = text_of(visitor.get(one.get_absolute_url()))
    visitor.post(reverse("signup:cancel", args=[one.key]))

    one.refresh_from_db()
    assert ('name="first"' in page, "/peru/" in page, one.seat) == (False, False, Seat.PLACED)


# --- The programme ---


def test_programme_is_made_once_for_everybody(visitor, day, workshop, django_capture_on_commit_callbacks):
    address = reverse("signup:programme", args=[day.signup_key])
    file = reverse("signup:programme-file", args=[day.signup_key])

    early = visitor.get(file)
    with django_capture_on_commit_callbacks(execute=True):
        visitor.post(address)
        Client().post(address)
    page, made = visitor.get(address, headers={"HX-Request": "true"}), visitor.get(file)

    assert (early.status_code, StoredFile.objects.filter(kind=PROGRAMME).count()) == (302, 1)
    assert file in text_of(page)
    assert b"".join(made.streaming_content).startswith(b"%PDF")
    assert made["Content-Disposition"].startswith("attachment")


def test_calendar_file_has_the_day_and_its_workshops_and_names_nobody(visitor, day, workshop):
    day.meeting.starts_at, day.meeting.ends_at = STARTS, STARTS + datetime.timedelta(hours=6)
    day.meeting.save()
    workshop.starts, workshop.ends = datetime.time(13), datetime.time(14, 30)
    workshop.save()
    WorkshopFactory(day=day)

    content = visitor.get(reverse("signup:calendar", args=[day.signup_key])).content
    events = Calendar.from_ical(content).walk("VEVENT")

    assert [str(one["uid"]).split("@")[0] for one in events] == [f"workshop-day-{day.pk}", f"workshop-{workshop.pk}"]
    assert [one["dtstart"].dt.isoformat() for one in events] == [
        "2083-09-01T12:00:00+03:00",
        "2083-09-01T13:00:00+03:00",
    ]
    assert (events[1]["location"], events[1]["dtend"].dt.time()) == ("Sali 2, Kirjasto", datetime.time(14, 30))
    assert b"Meri Malli" not in content


def test_day_without_an_exact_date_has_no_calendar_file(visitor, host, day):
    day.meeting.inexact = parse("syksy 2099", today=timezone.localdate())
    day.meeting.save()

    assert visitor.get(reverse("signup:calendar", args=[day.signup_key])).status_code == 404
    assert host.get(url("programme-calendar", day.pk)).status_code == 404
    assert visitor.get(form_url(day)).status_code == 200


def test_reader_of_the_network_prints_the_programme_and_takes_it_into_the_calendar(client_as, member, day, workshop):
    client = client_as(member)

    response = client.post(url("programme-print", day.pk))

    assert response.url == reverse("document", args=[StoredFile.objects.get().uuid])
    assert b"workshop-day-" in client.get(url("programme-calendar", day.pk)).content


# --- For hosts ---


@pytest.mark.parametrize("count", [1, 4])
def test_public_pages_ask_a_constant_number_of_queries(visitor, day, workshop, count, django_assert_num_queries):
    SignUpFactory.create_batch(count, first=WorkshopFactory(day=day))
    WorkshopFactory.create_batch(count, day=day)
    one = SignUpFactory(first=workshop)
    MunicipalityFactory.create_batch(count)

    with django_assert_num_queries(3):
        visitor.get(form_url(day))
    with django_assert_num_queries(3):
        visitor.get(one.get_absolute_url())
