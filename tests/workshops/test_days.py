"""A workshop day and its workshops: made, changed, removed, opened for answers."""

import pytest
from django.core.exceptions import ValidationError

from core.errors import DomainError, EditConflict, TransitionNotAllowed
from core.models import LogEntry
from network.enums import RoleKind
from tests.factories.methods import MethodFactory
from tests.factories.workshops import ReflectionFactory, WorkshopDayFactory, WorkshopFactory
from tests.workshops.pages import acts, url
from workshops.enums import Answering
from workshops.models import Workshop, WorkshopDay
from workshops.services import add_workshop, close_answering, edit_workshop, open_answering, remove_workshop


def test_day_is_made_with_its_meeting(client_as, secretary, network):
    typed = {"title": "Hyvät käytännöt", "when": "1.9.2083 klo 9–15", "place_name": "Kirjasto", "language": "sv"}

    response = client_as(secretary).post(url("day-create"), typed | {"intro": "Näytämme toisillemme malleja."})

    day = WorkshopDay.objects.get()
    assert response.url == day.get_absolute_url()
    assert (day.meeting.title, day.meeting.language, day.network) == ("Hyvät käytännöt", "sv", network)
    assert acts(day) == ["workshops.day.opened"]
    assert len(day.code) == 6


def test_day_without_a_title_is_refused_with_what_was_typed(client_as, secretary):
    response = client_as(secretary).post(url("day-create"), {"when": "1.9.2083 klo 9–15", "intro": "Malleja."})

    assert response.status_code == 422
    assert "Malleja." in response.content.decode()


def test_day_and_meeting_are_changed_on_one_page(client_as, secretary, day):
    client = client_as(secretary)
    page = client.get(url("day-update", day.pk))
    typed = {name: value for name, value in page.context["form"].initial.items() if value is not None}

    client.post(url("day-update", day.pk), typed | {"when": "2.9.2083 klo 9–15", "thanks": "Kiitos!", "group": ""})

    day = WorkshopDay.objects.select_related("meeting").get()
    assert (day.thanks, day.meeting.starts_at.day, day.version) == ("Kiitos!", 2, 1)


def test_second_saver_of_a_day_sees_both_versions(client_as, secretary, day):
    client = client_as(secretary)
    page = client.get(url("day-update", day.pk))
    typed = {name: value for name, value in page.context["form"].initial.items() if value is not None}
    typed |= {"when": "2.9.2083 klo 9–15", "group": ""}
    client.post(url("day-update", day.pk), typed | {"thanks": "Kiitos!"})

    response = client.post(url("day-update", day.pk), typed | {"thanks": "Suurkiitos!"})

    assert response.status_code == 409
    assert {"Kiitos!", "Suurkiitos!"} <= set(response.content.decode().replace(">", "<").split("<"))


def test_workshops_get_the_next_free_letter(day, secretary):
    WorkshopFactory(day=day, code="B")

    added = [add_workshop(day, title="Malli", actor=secretary) for _one in range(2)]

    assert [(one.code, one.position) for one in added] == [("A", 1), ("C", 2)]


def test_letter_is_given_once(day, secretary):
    WorkshopFactory(day=day, code="A")

    with pytest.raises(ValidationError):
        add_workshop(day, title="Malli", code="a", actor=secretary)


def test_day_has_at_most_26_workshops(day, secretary):
    WorkshopFactory.create_batch(26, day=day)

    with pytest.raises(DomainError):
        add_workshop(day, title="Malli", actor=secretary)


def test_workshop_links_to_a_method(client_as, secretary, day):
    method = MethodFactory()

    client_as(secretary).post(
        url("workshop-create", day.pk), {"title": "Malli", "method": method.pk, "starts": "10:00"}
    )

    workshop = Workshop.objects.get()
    assert (workshop.method, str(workshop)) == (method, "A. Malli")
    assert method.get_absolute_url() in client_as(secretary).get(day.get_absolute_url()).content.decode()


def test_workshop_ends_after_it_starts(day, secretary):
    with pytest.raises(ValidationError):
        add_workshop(day, title="Malli", starts="11:00", ends="10:00", actor=secretary)


def test_second_saver_of_a_workshop_is_told(day, secretary):
    workshop = WorkshopFactory(day=day)
    edit_workshop(workshop, title="Uusi nimi", version=0, actor=secretary)

    with pytest.raises(EditConflict):
        edit_workshop(workshop, title="Toinen nimi", version=0, actor=secretary)


def test_log_does_not_hold_who_presents(day, secretary):
    workshop = WorkshopFactory(day=day, places=3, presenters="Meri Malli")

    edit_workshop(workshop, presenters="Otto Oletettu", places=0, version=0, actor=secretary)

    changes = LogEntry.objects.of(day)[0].changes
    assert changes == {"workshop": [None, str(workshop)], "presenters": [None, None], "places": ["3", "0"]}


def test_workshop_without_comments_is_taken_off(client_as, secretary, day):
    workshop = WorkshopFactory(day=day)

    client_as(secretary).post(url("workshop-remove", day.pk, workshop.pk))

    assert not day.workshops.exists()
    assert acts(day) == ["workshops.day.workshop_removed"]


def test_workshop_with_comments_stays(day, secretary):
    workshop = ReflectionFactory(workshop__day=day).workshop

    with pytest.raises(DomainError):
        remove_workshop(workshop, actor=secretary)


def test_workshop_of_another_day_is_not_found(client_as, secretary, day):
    workshop = WorkshopFactory(day__network=day.network)

    response = client_as(secretary).get(url("workshop-update", day.pk, workshop.pk))

    assert response.status_code == 404


def test_answering_is_opened_closed_and_opened_again(day, secretary):
    for act, state in ((open_answering, "open"), (close_answering, "closed"), (open_answering, "open")):
        day = act(day, actor=secretary)
        assert day.answering == state


@pytest.mark.parametrize(
    ("state", "act"),
    [
        (Answering.PLANNED, close_answering),
        (Answering.OPEN, open_answering),
        (Answering.CLOSED, close_answering),
    ],
)
def test_answering_moves_that_are_none_are_refused(day, secretary, state, act):
    day.answering = state
    day.save()

    with pytest.raises(TransitionNotAllowed):
        act(day, actor=secretary)


def test_meeting_leads_to_its_workshop_day(client_as, as_role, day):
    page = client_as(as_role(RoleKind.MEMBER)).get(day.meeting.get_absolute_url()).content.decode()

    assert f'href="{day.get_absolute_url()}"' in page


@pytest.mark.parametrize("count", [1, 3])
def test_day_page_asks_a_constant_number_of_queries(client_as, as_role, day, count, django_assert_num_queries):
    WorkshopFactory.create_batch(count, day=day, method=MethodFactory())
    client = client_as(as_role(RoleKind.MEMBER))

    with django_assert_num_queries(QUERIES_OF_A_DAY):
        client.get(day.get_absolute_url())


QUERIES_OF_A_DAY = 8


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_a_constant_number_of_queries(client_as, as_role, network, count, django_assert_num_queries):
    WorkshopDayFactory.create_batch(count, network=network)
    client = client_as(as_role(RoleKind.MEMBER))

    with django_assert_num_queries(QUERIES_OF_A_LIST):
        client.get(url("day-list"))


QUERIES_OF_A_LIST = 6
