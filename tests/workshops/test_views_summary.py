"""The page of the summary, its documents, and the day as a file."""

import json

import pytest

from core.models import StoredFile
from network.enums import RoleKind
from tests.factories.workshops import (
    DayFeedbackFactory,
    FollowUpFactory,
    ReflectionFactory,
    SummaryThemeFactory,
    WorkshopDayFactory,
    WorkshopFactory,
)
from tests.workshops.pages import url
from workshops.enums import SummaryOrder
from workshops.models import FollowUpNews
from workshops.services import import_workshop_day

BY_WORKSHOP, BY_MUNICIPALITY = SummaryOrder.WORKSHOPS, SummaryOrder.MUNICIPALITIES


@pytest.mark.parametrize("order", SummaryOrder)
def test_page_shows_matrix_and_text(client_as, as_role, day, comments, order):
    page = client_as(as_role(RoleKind.MEMBER)).get(url("summary", day.pk), {"jarjestys": order}).content.decode()

    assert f'href="#k{comments[0].pk}"' in page
    assert f'<li id="k{comments[0].pk}">Ensimmäinen' in page
    assert "Muokkaa tekstejä" not in page


def test_unknown_order_is_by_workshop(client_as, as_role, day, comments):
    page = client_as(as_role(RoleKind.MEMBER)).get(url("summary", day.pk), {"jarjestys": "arpa"})

    assert page.context["order"] == BY_WORKSHOP


def test_page_of_a_day_of_which_nothing_was_said_says_so(client_as, as_role, day):
    page = client_as(as_role(RoleKind.MEMBER)).get(url("summary", day.pk)).content.decode()

    assert "Mitään ei ole vielä kirjattu" in page


@pytest.mark.parametrize("count", [1, 12])
def test_page_asks_a_constant_number_of_queries(client_as, secretary, day, count, django_assert_num_queries):
    for _one in range(count):
        workshop = WorkshopFactory(day=day)
        ReflectionFactory(workshop=workshop, theme=SummaryThemeFactory(day=day))
        FollowUpNews.objects.create(follow_up=FollowUpFactory(day=day), state="done", text="Tehty.")
        DayFeedbackFactory(day=day)
    client = client_as(secretary)

    with django_assert_num_queries(QUERIES_OF_THE_SUMMARY):
        client.get(url("summary", day.pk), {"tila": "muokkaus"})
    with django_assert_num_queries(QUERIES_OF_THE_THEMES):
        client.get(url("summary-themes", day.pk))


QUERIES_OF_THE_SUMMARY = 11


QUERIES_OF_THE_THEMES = 8


def test_pages_with_300_lines_are_light(client_as, secretary, day):
    workshops = WorkshopFactory.create_batch(6, day=day)
    places = ["Järvenpää", "Kerava", "Mäntsälä", "Nurmijärvi", "Siuntio", "Tuusula", "Vihti", "Hyvinkää", "Lohja", ""]
    text = "Malli sopisi meille hyvin, mutta vaatisi lisää henkilöstöä ja yhteistä koulutusta kaikille toimijoille."
    for number in range(240):
        ReflectionFactory(workshop=workshops[number % 6], text=text, municipality_label=places[number % 10])
    for number in range(60):
        FollowUpFactory(day=day, text=text, municipality_label=places[number % 10])
    client = client_as(secretary)

    for address in (url("summary", day.pk), f"{url('summary', day.pk)}?tila=muokkaus", url("summary-themes", day.pk)):
        assert len(client.get(address).content) < 150_000, address


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("pdf", "workshops.summary"),
        ("kalvot", "workshops.summary_slides"),
        ("word", "workshops.summary_word"),
        ("excel", "workshops.summary_sheet"),
    ],
)
def test_document_is_asked_for_in_the_order_shown(client_as, as_role, network, asked, kind):
    day = WorkshopDayFactory(network=network, meeting__language="sv")

    client_as(as_role(RoleKind.MEMBER)).post(url("summary-print", day.pk), {"asiakirja": asked, "jarjestys": "kunnat"})

    stored = StoredFile.objects.get()
    assert (stored.kind, stored.variant, stored.language) == (kind, "kunnat", "sv")


def test_document_that_does_not_exist_is_not_found(client_as, as_role, day):
    response = client_as(as_role(RoleKind.MEMBER)).post(url("summary-print", day.pk), {"asiakirja": "gif"})

    assert response.status_code == 404


def test_day_is_taken_along_as_it_came(client_as, as_role, network, data):
    day = import_workshop_day(network, data, actor=None)

    response = client_as(as_role(RoleKind.SECRETARY)).get(url("day-json", day.pk))

    assert json.loads(response.content) == data
    assert response["Content-Disposition"] == 'attachment; filename="tyopajapaiva-2009-09-01.json"'


def test_the_real_day_is_taken_along_as_it_came(client_as, as_role, network, real):
    day = import_workshop_day(network, real, actor=None)

    response = client_as(as_role(RoleKind.SECRETARY)).get(url("day-json", day.pk))

    assert json.loads(response.content) == real
