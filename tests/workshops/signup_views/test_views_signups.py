"""Pages of those who keep the day: who comes to which workshop, and who was there."""

import pytest
from django.urls import reverse

from core.models import StoredFile
from network.enums import RoleKind
from tests.factories.workshops import SignUpFactory, WorkshopFactory
from tests.workshops.pages import text_of, url
from tests.workshops.signup_views.hands import form_url, typed
from workshops.documents import ATTENDANCE, SIGN_UPS_SHEET
from workshops.enums import Seat
from workshops.models import SignUp, WorkshopDay


def test_list_shows_who_comes_by_workshop_and_municipality(host, day, workshop):
    SignUpFactory(first=workshop, name_label="Bertta", email="b@example.org", municipality_label="Vihti")
    SignUpFactory(first=workshop, name_label="Aatu")
    SignUpFactory(first=workshop, name_label="Jono", seat=Seat.WAITING, workshop=None)
    SignUpFactory(first=workshop, name_label="Poissa", seat=Seat.CANCELLED, workshop=None)

    response = host.get(url("signup-list", day.pk))

    found = response.context["found"]
    assert [one.name_label for one in found.groups[0].people] == ["Aatu", "Bertta"]
    assert (found.groups[0].municipalities, found.groups[0].waits) == ([("Siuntio", 1), ("Vihti", 1)], 1)
    assert (found.municipalities, found.count) == ([("Siuntio", 2), ("Vihti", 1)], 3)
    assert ([one.name_label for one in found.waiting], len(found.cancelled)) == (["Jono"], 1)
    assert "b@example.org" in text_of(response)
    assert form_url(day) in text_of(response)


def test_host_adds_somebody_after_the_time_of_sign_up(host, day, workshop):
    WorkshopDay.objects.update(signup_until=None)

    response = host.post(url("signup-create", day.pk), typed(workshop, email=""))

    assert (response.url, SignUp.objects.get().workshop) == (url("signup-list", day.pk), workshop)


def test_host_corrects_a_sign_up(host, day, workshop):
    one = SignUpFactory(first=workshop)
    page = host.get(url("signup-update", day.pk, one.pk))

    host.post(url("signup-update", day.pk, one.pk), typed(workshop, version=page.context["form"].initial["version"]))

    one.refresh_from_db()
    assert one.name_label == "Oma Nimi"


def test_host_confirms_to_move_somebody_over_the_limit(host, day, workshop):
    SignUpFactory(first=workshop)
    one = SignUpFactory(first=WorkshopFactory(day=day))
    address = url("signup-move", day.pk, one.pk)

    asked = host.post(address, {"workshop": workshop.pk})
    assert (asked.status_code, set(asked.context["form"].errors)) == (422, {"over_limit"})

    host.post(address, {"workshop": workshop.pk, "over_limit": "on"})
    one.refresh_from_db()
    assert one.workshop == workshop


def test_host_cancels_somebody(host, day, workshop):
    one = SignUpFactory(first=workshop)

    response = host.post(url("signup-cancel", day.pk, one.pk))

    one.refresh_from_db()
    assert (response.url, one.seat) == (url("signup-list", day.pk), Seat.CANCELLED)


def test_attendance_is_marked_by_one_press_with_and_without_htmx(host, day, workshop):
    one = SignUpFactory(first=workshop)
    address = url("attendance-mark", day.pk, one.pk)

    plain = host.post(address, {"paikalla": "on"})
    page = text_of(host.get(plain.url))
    by_htmx = host.post(address, {"paikalla": "ei"}, headers={"HX-Request": "true"})

    one.refresh_from_db()
    assert (plain.url, by_htmx.status_code, by_htmx.url) == (url("attendance", day.pk), 302, url("attendance", day.pk))
    assert page.count('aria-pressed="true"') == 1
    assert one.attended is False


def test_unknown_mark_changes_nothing(host, day, workshop):
    one = SignUpFactory(first=workshop)

    host.post(url("attendance-mark", day.pk, one.pk), {"paikalla": "ehkä"})

    one.refresh_from_db()
    assert one.attended is None


@pytest.mark.parametrize(("name", "kind"), [("signup-sheet", SIGN_UPS_SHEET), ("attendance-print", ATTENDANCE)])
def test_lists_are_made_for_hosts_and_not_shown_to_others(host, client_as, member, day, workshop, name, kind):
    host.post(url(name, day.pk))

    (stored,) = StoredFile.objects.filter(kind=kind)
    address = reverse("document", args=[stored.uuid])
    assert address in text_of(host.get(day.get_absolute_url()))
    assert address not in text_of(client_as(member).get(day.get_absolute_url()))


@pytest.mark.parametrize(("name", "kind"), [("signup-sheet", SIGN_UPS_SHEET), ("attendance-print", ATTENDANCE)])
def test_host_is_led_to_the_list_that_is_made(host, day, workshop, name, kind):
    response = host.post(url(name, day.pk))

    assert response.url == reverse("document", args=[StoredFile.objects.get(kind=kind).uuid])


@pytest.mark.parametrize("count", [1, 4])
@pytest.mark.parametrize(
    ("name", "queries"), [("signup-list", 8), ("attendance", 7), ("signup-create", 7), ("programme-calendar", 6)]
)
def test_pages_of_hosts_ask_a_constant_number_of_queries(
    host, day, workshop, count, name, queries, django_assert_num_queries
):
    for _one in range(count):
        SignUpFactory(first=WorkshopFactory(day=day))
        SignUpFactory(first=workshop, second=WorkshopFactory(day=day), seat=Seat.WAITING, workshop=None)

    with django_assert_num_queries(queries):
        host.get(url(name, day.pk))


def test_member_learns_no_name_and_no_address_of_who_signed_up(client_as, as_role, day, workshop):
    SignUpFactory(first=workshop, name_label="Salainen", email="salainen@example.org")

    page = text_of(client_as(as_role(RoleKind.MEMBER)).get(day.get_absolute_url()))

    assert "alainen" not in page
    assert "täynnä, jonotuslista" in page
