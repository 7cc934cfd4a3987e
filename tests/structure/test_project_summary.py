"""The printed summary of a project: what it tells of meetings and trainings, and to whom."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.documents import request_document
from core.models import StoredFile
from meetings.enums import MeetingState
from network.enums import RoleKind
from network.models import Role
from network.sections import ROWS, printed_sections, sections_of, sight_of
from structure.documents import PROJECT
from structure.documents.projects import project_context, project_version, render_project
from structure.models import Project
from structure.services import add_project
from tests.factories.bank import TrainingFactory, on_day
from tests.factories.core import StoredFileFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.network import GroupFactory, OrganisationFactory, RoleFactory
from tests.factories.structure import FIRST, PartFactory, ProjectFactory

COORDINATORS = "coordinator"
DAY = date(2008, 5, 5)


@pytest.fixture
def project(network):
    """A project with a meeting, which everybody in the network sees, and a training, which coordinators see."""
    project = ProjectFactory(network=network, name="Arjen tuki")
    project.groups.add(GroupFactory(network=network, name="Kehittämisryhmä"))
    meeting_of(project, title="Aloitus")
    TrainingFactory(network=network, project_key=project.pk, project="Arjen tuki", name="Puheeksi ottaminen",
                    date=on_day(DAY))  # fmt: skip
    return project


def meeting_of(project, day=DAY, **facts):
    starts = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Europe/Helsinki"))
    group = project.groups.first()
    return MeetingFactory(network=project.network, group=group, starts_at=starts, ends_at=None, **facts)


def lists_of(project, sight):
    return dict(project_context(project, sight)["lists"])


def printed_by(user, project, client_as, **body):
    """The document that a person's own print button leads to."""
    url = reverse("structure:project-print", args=[project.network.slug, project.pk])
    response = client_as(user).post(url, body)
    stored = StoredFile.objects.latest("pk")
    assert response.url == reverse("document", args=[stored.uuid])
    return stored


def of_coordinators(project):
    return StoredFileFactory(subject=project, kind=PROJECT, variant=COORDINATORS, ready=True)


def answers(client, stored):
    return [client.get(reverse(name, args=[stored.uuid])).status_code for name in ("document", "document-download")]


def test_summary_tells_what_the_project_is(network, coordinator):
    town = OrganisationFactory(network=network, name="Hangon kaupunki")
    area = PartFactory(network=network, name="Yhteinen työ")
    theme = PartFactory(network=network, kind="theme", name="Varhainen apu", name__number=2, name__area=area)
    facts = {"name": "Arjen tuki", "number": "AT-1", "owner": town, "valid_from": FIRST, "goals": "Apua ajoissa."}
    project = add_project(
        network, facts=facts, partners=[town], themes=[theme], budget=[("Palkat", Decimal(1500))], actor=coordinator
    )
    before = project_version(project, "")

    html = render_project(project, "", "fi").html

    for words in ("Arjen tuki", "AT-1", "Hangon kaupunki", "Apua ajoissa.", "2. Varhainen apu", "Palkat", "500,00"):
        assert words in html
    assert "Kokoukset" not in html
    project.budget.all().delete()
    assert project_version(Project.objects.get(), "") != before


def test_summary_names_meetings_to_everybody_and_trainings_to_coordinators(project):
    meetings = ["Aloitus – Kehittämisryhmä, maanantai 5.5.2008 klo 12"]

    assert {title: rows for title, rows in lists_of(project, "").items() if title != "Ryhmät"} == {
        "Kokoukset": meetings
    }
    assert {title: rows for title, rows in lists_of(project, COORDINATORS).items() if title != "Ryhmät"} == {
        "Kokoukset": meetings,
        "Koulutukset": ["Puheeksi ottaminen – 5.5.2008"],
    }


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_summary_on_paper_holds_what_its_readers_see(project, language):
    pages = [render_project(project, sight, language).html for sight in ("", COORDINATORS)]

    assert [("Aloitus" in html, "Puheeksi ottaminen" in html) for html in pages] == [(True, False), (True, True)]


def test_summary_holds_all_meetings_and_no_cancelled_one(project):
    for number in range(ROWS + 3):
        meeting_of(project, DAY + timedelta(days=number + 1))
    meeting_of(project, DAY, title="Peruttu", state=MeetingState.CANCELLED)

    meetings = lists_of(project, "")["Kokoukset"]

    assert len(meetings) == ROWS + 4
    assert [row for row in meetings if "Peruttu" in row] == []


def test_summary_is_a_new_one_when_what_its_readers_see_has_changed(project):
    def versions():
        return project_version(project, ""), project_version(project, COORDINATORS)

    first = versions()
    TrainingFactory(network=project.network, project_key=project.pk, project="Arjen tuki")
    with_training = versions()
    meeting_of(project, DAY, title="Toinen")
    with_meeting = versions()

    assert (with_training[0] == first[0], with_training[1] == first[1]) == (True, False)
    assert (with_meeting[0] == with_training[0], with_meeting[1] == with_training[1]) == (False, False)


def test_summary_asks_as_much_for_many_as_for_few(project, django_assert_max_num_queries):
    with django_assert_max_num_queries(20) as few:
        project_version(Project.objects.get(), COORDINATORS)
    for number in range(ROWS + 3):
        meeting_of(project, DAY + timedelta(days=number))
        TrainingFactory(network=project.network, project_key=project.pk, project="Arjen tuki")

    with django_assert_max_num_queries(len(few.captured_queries)):
        project_version(Project.objects.get(), COORDINATORS)


@pytest.mark.parametrize(
    ("role", "sight"),
    [("coordinator", COORDINATORS), ("member", ""), ("secretary", ""), ("facilitator", ""), ("orderer", ""),
     ("editor", ""), ("admin", "")],
)  # fmt: skip
def test_what_is_printed_follows_from_the_role(project, as_role, client_as, role, sight):
    stored = printed_by(as_role(role), project, client_as)

    assert (stored.kind, stored.variant) == (PROJECT, sight)


@pytest.mark.parametrize("role", RoleKind.values)
def test_paper_says_what_the_page_says_to_each_role(project, as_role, role):
    """Neither more nor less: a role that is missing where sections are registered would show here."""
    user = as_role(role)

    on_page, on_paper = sections_of(project, user), printed_sections(project, sight_of(project, user))

    assert on_page == on_paper != []


def test_role_in_another_network_prints_nothing_more(project, other_network, member, client_as):
    RoleFactory(user=member, network=other_network, kind="coordinator")

    assert printed_by(member, project, client_as).variant == ""


def test_nobody_asks_for_the_summary_of_coordinators(project, member, client_as):
    asked = {"variant": COORDINATORS, "sight": COORDINATORS}

    assert printed_by(member, project, client_as, **asked).variant == ""


def test_whoever_sees_less_does_not_find_the_summary_of_coordinators(project, as_role, client_as, outsider):
    stored = of_coordinators(project)
    lesser = [as_role(role) for role in ("member", "secretary", "facilitator", "orderer", "editor", "admin")]

    assert [answers(client_as(user), stored) for user in [*lesser, outsider]] == [[404, 404]] * 7


def test_coordinators_share_their_summary_and_open_that_of_everybody(project, as_role, client_as):
    of_all = StoredFileFactory(subject=project, kind=PROJECT, ready=True)
    browser = client_as(as_role("coordinator"))

    assert [answers(browser, stored) for stored in (of_coordinators(project), of_all)] == [[200, 303], [200, 303]]


def test_summary_of_coordinators_closes_with_the_role(project, coordinator, client_as):
    stored = of_coordinators(project)
    signed = client_as(coordinator).get(reverse("document-download", args=[stored.uuid])).url
    RoleFactory(user=coordinator, network=project.network, kind="member")
    Role.objects.filter(user=coordinator, kind="coordinator").update(valid_to=timezone.localdate() - timedelta(days=1))

    assert answers(client_as(coordinator), stored) == [404, 404]
    assert Client().get(signed).status_code == 404


def test_variant_of_an_unknown_role_opens_to_nobody(project, coordinator, client_as):
    stored = StoredFileFactory(subject=project, kind=PROJECT, variant="coordinator.king", ready=True)

    assert answers(client_as(coordinator), stored) == [404, 404]


def test_page_offers_of_ones_own_documents_those_that_open(project, coordinator, client_as):
    own = StoredFileFactory(subject=project, kind=PROJECT, variant=COORDINATORS, created_by=coordinator, ready=True)
    RoleFactory(user=coordinator, network=project.network, kind="member")
    offered = [list(client_as(coordinator).get(project.get_absolute_url()).context["documents"])]
    Role.objects.filter(user=coordinator, kind="coordinator").update(valid_to=timezone.localdate() - timedelta(days=1))

    offered.append(list(client_as(coordinator).get(project.get_absolute_url()).context["documents"]))

    assert offered == [[own], []]


def test_worker_makes_what_was_asked_for(project, coordinator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        stored = request_document(PROJECT, project, actor=coordinator, language="fi", variant=COORDINATORS)

    stored.refresh_from_db()
    assert (stored.is_ready, stored.pages) == (True, 1)
