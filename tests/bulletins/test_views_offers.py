"""What the network offers for a bulletin, and what it does not."""

from datetime import timedelta

import pytest

from bulletins.models import Bulletin
from bulletins.queries import entries, offers
from tests.bulletins.pages import DAY, NOON, boxes_of, url
from tests.factories.bank import TrainingFactory, on_day
from tests.factories.bulletins import BulletinFactory
from tests.factories.meetings import ItemFactory, MeetingFactory, MinutesVersionFactory, OutcomeFactory
from tests.factories.network import GroupFactory, OrganisationFactory
from tests.factories.structure import CallFactory, PartFactory, ProjectFactory


def test_what_was_not_chosen_is_not_said(author, client, network, known):
    author.post(url("bulletin-create"), {"day": "10.10.2008", "title_fi": "Syksyn tiedote"})

    page = author.get(url("bulletin-detail", Bulletin.objects.get().pk))

    assert page.context["columns"][0][3] == []


def test_decisions_of_minutes_that_are_not_published_are_not_offered(author, network):
    meeting = MeetingFactory(network=network, starts_at=NOON - timedelta(days=90))
    OutcomeFactory(item=ItemFactory(meeting=meeting), kind="decision", text="Salainen päätös.")
    MinutesVersionFactory(meeting=meeting)
    bulletin = BulletinFactory(network=network, sections=[{"kind": "decisions"}])

    assert boxes_of(author, bulletin.sections.get()) == []


def test_rows_of_another_network_are_neither_offered_nor_taken(author, network, other_network):
    group = GroupFactory(network=other_network)
    bulletin = BulletinFactory(network=network, sections=[{"kind": "groups"}])
    section = bulletin.sections.get()

    assert boxes_of(author, section) == []
    response = author.post(url("section-update", bulletin.pk, section.pk), {"version": 0, "chosen": [str(group.pk)]})
    assert response.status_code == 422
    section.refresh_from_db()
    assert section.chosen == []


def test_whoever_writes_is_offered_the_trainings_that_are_not_over(client_as, as_role, network, other_network):
    coming = TrainingFactory(network=network, name="Kriisien kohtaaminen", date=on_day(DAY), place="Kaupungintalo")
    TrainingFactory(network=network, date=on_day(DAY - timedelta(days=1)))
    TrainingFactory(network=network, date=on_day(DAY), counting="summary")
    TrainingFactory(network=other_network, date=on_day(DAY))
    section = BulletinFactory(network=network, sections=[{"kind": "trainings"}]).sections.get()

    for role in ("coordinator", "secretary", "admin"):
        client = client_as(as_role(role))
        assert boxes_of(client, section) == [str(coming.pk)]
        page = client.get(url("section-update", section.bulletin_id, section.pk)).content.decode()
        assert "Kriisien kohtaaminen · 10.10.2008, Kaupungintalo" in page


def test_what_is_over_stays_chosen(reader, network):
    training = TrainingFactory(network=network, date=on_day(DAY - timedelta(days=1)))
    bulletin = BulletinFactory(network=network, sections=[{"kind": "trainings", "chosen": [str(training.pk)]}])

    assert boxes_of(reader, bulletin.sections.get()) == [str(training.pk)]


@pytest.mark.parametrize(
    ("fields", "is_offered"),
    [
        ({"valid_from": DAY - timedelta(days=400), "valid_to": DAY}, True),
        ({"valid_from": DAY + timedelta(days=550)}, True),
        ({"valid_from": DAY + timedelta(days=551)}, False),
        ({"valid_from": DAY - timedelta(days=400), "valid_to": DAY - timedelta(days=1)}, False),
    ],
)
def test_projects_that_run_or_begin_later_are_offered(reader, network, other_network, fields, is_offered):
    project = ProjectFactory(network=network, **fields)
    ProjectFactory(network=other_network, **fields)
    bulletin = BulletinFactory(network=network, sections=[{"kind": "projects"}])

    assert boxes_of(reader, bulletin.sections.get()) == ([str(project.pk)] if is_offered else [])


def test_project_without_municipalities_tells_its_partners_and_only_what_is_known(network):
    project = ProjectFactory(network=network, valid_from=DAY)
    project.partners.set(OrganisationFactory.create_batch(3, network=network, kind="association"))

    (choice,) = entries("projects", network, [str(project.pk)], DAY)

    assert choice.note == "2008–, 3 kumppania mukana"


@pytest.mark.parametrize(
    ("asked", "due", "is_offered"),
    [
        (DAY - timedelta(days=200), DAY, True),
        (DAY - timedelta(days=90), DAY - timedelta(days=1), True),
        (DAY - timedelta(days=91), DAY - timedelta(days=1), False),
        (DAY + timedelta(days=1), DAY + timedelta(days=30), False),
    ],
)
def test_questions_that_are_open_or_lately_asked_are_offered(reader, network, other_network, asked, due, is_offered):
    call = CallFactory(network=network, asked_on=asked, due_on=due)
    CallFactory(network=other_network, asked_on=asked, due_on=due)
    bulletin = BulletinFactory(network=network, sections=[{"kind": "questions"}])

    assert boxes_of(reader, bulletin.sections.get()) == ([str(call.pk)] if is_offered else [])


@pytest.mark.parametrize("count", [1, 3])
def test_any_number_of_projects_and_questions_takes_the_same_queries(
    network, coordinator, count, django_assert_num_queries
):
    theme = PartFactory(network=network, kind="theme", name="Varhainen apu")
    for _one in range(count):
        owner = OrganisationFactory(network=network)
        ProjectFactory(network=network, owner=owner, valid_from=DAY).partners.set([owner])
        CallFactory(network=network, asked_on=DAY, due_on=DAY, themes=[theme])
    coordinator.network_ids()

    with django_assert_num_queries(2):  # projects with owners; partners
        assert len(offers("projects", network, coordinator, DAY)) == count
    with django_assert_num_queries(3):  # questions; themes; their names
        assert len(offers("questions", network, coordinator, DAY)) == count
