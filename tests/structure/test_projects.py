"""Projects: what they are, how they are drawn, and what other parts tell of them."""

from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.errors import DomainError, EditConflict
from core.models import LogEntry
from meetings.enums import MeetingState
from network.sections import sections_of
from structure.models import Project
from structure.services import add_project, change_project
from structure.timeline import NARROW, WIDE, timeline, timeline_svg
from tests.factories.bank import TrainingFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.network import GroupFactory, MunicipalityFactory, OrganisationFactory
from tests.factories.structure import FIRST, PartFactory, ProjectFactory

NAMESPACE = "{http://www.w3.org/2000/svg}"
TODAY = date(2009, 7, 1)


@pytest.fixture
def town(network):
    return OrganisationFactory(network=network, name="Hangon kaupunki")


@pytest.fixture
def theme(network):
    area = PartFactory(network=network, name="Yhteinen työ")
    return PartFactory(network=network, kind="theme", name="Varhainen apu", name__number=2, name__area=area)


@pytest.fixture
def facts(town):
    return {"name": " Arjen  tuki ", "number": "AT-1", "owner": town, "valid_from": FIRST, "goals": "Apua ajoissa."}


def url(name, *args):
    return reverse(f"structure:{name}", args=["oma", *args])


def test_project_is_added_with_what_belongs_to_it(network, facts, town, theme, coordinator):
    group = GroupFactory(network=network)

    project = add_project(
        network,
        facts=facts,
        partners=[town],
        groups=[group],
        themes=[theme],
        budget=[("Palkat", Decimal("120000"))],
        actor=coordinator,
    )

    assert (project.name, project.owner) == ("Arjen tuki", town)
    assert [list(rows.all()) for rows in (project.partners, project.groups, project.themes)] == [
        [town],
        [group],
        [theme],
    ]
    assert [(line.name, line.amount) for line in project.budget.all()] == [("Palkat", Decimal("120000"))]
    assert LogEntry.objects.of(project).get().action == "structure.project.added"


@pytest.mark.parametrize("wrong", ["owner", "partners", "groups", "themes", "area"])
def test_project_takes_nothing_of_another_network(network, other_network, facts, coordinator, wrong):
    foreign = {
        "owner": OrganisationFactory(network=other_network),
        "partners": [OrganisationFactory(network=other_network)],
        "groups": [GroupFactory(network=other_network)],
        "themes": [PartFactory(network=other_network, kind="theme", name="Muu", name__number=1)],
        "area": PartFactory(network=other_network),
    }[wrong]
    rows = {} if wrong in ("owner", "area") else {wrong: foreign}
    more = {wrong: foreign} if wrong in ("owner", "area") else {}

    with pytest.raises(DomainError) as refusal:
        add_project(network, facts=facts | more, **rows, actor=coordinator)

    assert (refusal.value.field, Project.objects.exists()) == (wrong, False)


def test_area_is_an_area_and_themes_are_themes(network, facts, theme, coordinator):
    with pytest.raises(DomainError):
        add_project(network, facts=facts | {"area": theme}, actor=coordinator)
    with pytest.raises(DomainError):
        add_project(network, facts=facts, themes=[PartFactory(network=network)], actor=coordinator)


def test_project_ends_after_it_begins_and_is_there_once(network, facts, coordinator):
    add_project(network, facts=facts, actor=coordinator)

    with pytest.raises(ValidationError):
        add_project(network, facts=facts, actor=coordinator)
    with pytest.raises(ValidationError):
        add_project(network, facts=facts | {"name": "Toinen", "valid_to": date(2007, 1, 1)}, actor=coordinator)


def test_change_is_recorded_without_the_goals_and_refused_when_somebody_was_faster(network, facts, coordinator):
    project = add_project(network, facts=facts, budget=[("Palkat", Decimal(1))], actor=coordinator)

    change_project(project, facts={"name": "Uusi nimi", "goals": "Muuta."}, version=0, actor=coordinator)

    project.refresh_from_db()
    entry = LogEntry.objects.of(project).get(action="structure.project.changed")
    assert (project.name, project.budget.count()) == ("Uusi nimi", 0)
    assert entry.changes == {"name": ["Arjen tuki", "Uusi nimi"], "goals": [None, None]}
    with pytest.raises(EditConflict):
        change_project(project, facts={"name": "Kolmas"}, version=0, actor=coordinator)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_bars_are_within_the_picture_one_below_the_other(network, width):
    projects = [
        ProjectFactory(network=network, valid_from=date(2006, 3, 1), valid_to=date(2008, 5, 31), name="Pitkä " * 20),
        ProjectFactory(network=network, valid_from=date(2009, 1, 1)),
        ProjectFactory(network=network, valid_from=date(2009, 12, 31), valid_to=date(2009, 12, 31)),
    ]

    drawn = timeline(projects, today=TODAY, width=width)

    assert all(float(bar.x) >= 0 and float(bar.x) + float(bar.width) <= width + 4 for bar in drawn.bars)
    tops = [bar.lines[0][1] for bar in drawn.bars]
    assert tops == sorted(tops)
    assert all(bar.y < drawn.height for bar in drawn.bars)
    assert [bar.is_open for bar in drawn.bars] == [False, True, False]
    assert [year for year, _x in drawn.years] == [2006, 2007, 2008, 2009]


def test_years_of_a_long_time_are_written_with_room(network):
    projects = [ProjectFactory(network=network, valid_from=date(1980, 1, 1), valid_to=date(2020, 1, 1))]

    assert [year for year, _x in timeline(projects, today=TODAY, width=NARROW).years] == [1980, 1990, 2000, 2010, 2020]


def test_bars_lead_to_their_projects_and_nothing_is_an_empty_picture(network):
    project = ProjectFactory(network=network, name="Tuki & <apu>")

    root = ElementTree.fromstring(timeline_svg([project], today=TODAY))

    (link,) = root.iter(f"{NAMESPACE}a")
    assert (link.get("href"), link.get("aria-label")) == (project.get_absolute_url(), "Tuki & <apu>, 1.1.2008–")
    assert ElementTree.fromstring(timeline_svg([], today=TODAY)).find(f"{NAMESPACE}a") is None


def test_page_shows_meetings_of_its_groups_and_trainings_that_name_it(network, client_as, coordinator, member):
    project = ProjectFactory(network=network, name="Arjen tuki", number="AT-1", valid_to=date(2008, 12, 31))
    group = GroupFactory(network=network)
    project.groups.add(group)
    meeting = MeetingFactory(network=network, group=group, starts_at="2008-05-05T12:00+03:00", title="Aloitus")
    MeetingFactory(network=network, group=group, starts_at="2009-05-05T12:00+03:00", title="Myöhempi")
    MeetingFactory(network=network, starts_at="2008-05-05T12:00+03:00", title="Muiden")
    MeetingFactory(network=network, group=group, starts_at="2008-05-06T12:00+03:00", state=MeetingState.CANCELLED)
    TrainingFactory(network=network, project="at-1", name="Puheeksi ottaminen")

    page = client_as(coordinator).get(url("project-detail", project.pk)).content.decode()

    assert [[line.text for line in one.lines] for one in sections_of(project, coordinator)] == [
        [meeting.title],
        ["Puheeksi ottaminen"],
    ]
    assert [one.key for one in sections_of(project, member)] == ["meetings"]
    assert ("Aloitus" in page, "Myöhempi" in page) == (True, False)


def test_page_of_an_organisation_lists_its_projects(network, town, member, outsider):
    ProjectFactory(network=network, owner=town, name="Oma hanke")
    ProjectFactory(network=network, name="Yhteinen").partners.add(town)
    ProjectFactory(network=network, name="Muiden")

    (found,) = sections_of(town, member)

    assert [(line.text, line.note.split()[0]) for line in found.lines] == [
        ("Yhteinen", "Kumppani"),
        ("Oma hanke", "Omistaja"),
    ]
    assert sections_of(town, outsider) == []


@pytest.mark.parametrize("count", [1, 4])
def test_list_asks_as_much_for_many_as_for_few(network, client_as, member, django_assert_num_queries, count):
    ProjectFactory.create_batch(count, network=network)
    browser = client_as(member)

    with django_assert_num_queries(7):  # the areas and regions of the filter too
        page = browser.get(url("project-list"))

    assert len(page.context["projects"]) == count


def test_list_and_figure_are_narrowed_to_one_area(network, other_network, theme, client_as, member):
    area = theme.versions.get().area
    of_area = ProjectFactory(network=network, name="Alueen hanke", area=area)
    of_theme = ProjectFactory(network=network, name="Teeman hanke")
    of_theme.themes.set([theme])
    ProjectFactory(network=network, name="Muu hanke")
    foreign = PartFactory(network=other_network)
    browser = client_as(member)

    page = browser.get(url("project-list"), {"alue": area.pk})
    other = browser.get(url("project-list"), {"alue": foreign.pk})

    assert set(page.context["projects"]) == {of_area, of_theme}
    assert "Muu hanke" not in page.context["figure"]
    assert (len(other.context["projects"]), list(other.context["filter"].form.errors)) == (3, ["alue"])


def test_list_and_figure_are_narrowed_to_one_region(network, client_as, member):
    here = MunicipalityFactory(region_fi="Uusimaa")
    town = OrganisationFactory(network=network, municipality=here)
    there = OrganisationFactory(network=network, municipality=MunicipalityFactory(region_fi="Pirkanmaa"))
    of_unit = ProjectFactory(network=network, owner=OrganisationFactory(network=network, parent=town))
    of_partner = ProjectFactory(network=network, owner=there)
    of_partner.partners.set([town, there])
    ProjectFactory(network=network, name="Muu hanke", owner=there)
    ProjectFactory(network=network, name="Kenenkään hanke")
    OrganisationFactory(network=network, municipality=MunicipalityFactory(region_fi="Lappi"))
    browser = client_as(member)

    page = browser.get(url("project-list"), {"maakunta": "Uusimaa"})
    other = browser.get(url("project-list"), {"maakunta": "Lappi"})

    assert set(page.context["projects"]) == {of_unit, of_partner}
    assert "Muu hanke" not in page.context["figure"]
    assert (len(other.context["projects"]), list(other.context["filter"].form.errors)) == (4, ["maakunta"])


def test_area_without_projects_says_so_and_the_filter_stays(network, theme, client_as, member):
    ProjectFactory(network=network)
    other = PartFactory(network=network, name="Toinen alue")

    page = client_as(member).get(url("project-list"), {"alue": other.pk}, headers={"HX-Request": "true"})

    assert "Tällä alueella ei ole hankkeita" in page.content.decode()
    assert "base.html" not in [template.name for template in page.templates]


def test_list_without_projects_says_what_would_be_here(network, client_as, member, coordinator):
    assert "Hankkeita ei ole vielä" in client_as(member).get(url("project-list")).content.decode()
    assert url("project-create") in client_as(coordinator).get(url("project-list")).content.decode()


def test_keeper_adds_and_changes_a_project(network, client_as, coordinator, town, theme):
    browser = client_as(coordinator)
    facts = {"name": "Arjen tuki", "valid_from": "1.1.2008", "owner": town.pk, "themes": [theme.pk],
             "budget": "Palkat: 120 000,50\n\nMatkat: 1000"}  # fmt: skip

    response = browser.post(url("project-create"), facts)

    project = Project.objects.get()
    assert response.url == url("project-detail", project.pk)
    assert [line.amount for line in project.budget.all()] == [Decimal("120000.50"), Decimal(1000)]
    form = browser.get(url("project-update", project.pk)).context["form"]
    assert form.initial["budget"].splitlines()[1].startswith("Matkat: 1")
    browser.post(
        url("project-update", project.pk),
        facts | {"name": "Toinen", "budget": form.initial["budget"], "version": form.initial["version"]},
    )
    project.refresh_from_db()
    assert (project.name, [line.amount for line in project.budget.all()]) == (
        "Toinen",
        [Decimal("120000.50"), Decimal(1000)],
    )
    late = browser.post(url("project-update", project.pk), facts | {"version": 0})
    assert late.status_code == 409


@pytest.mark.parametrize("typed", ["Palkat", "120000", "Palkat: paljon", "Palkat: -1", "Palkat: NaN", ": 5"])
def test_budget_that_cannot_be_read_is_refused_at_its_field(network, client_as, coordinator, typed):
    facts = {"name": "Arjen tuki", "valid_from": "1.1.2008", "budget": typed}

    response = client_as(coordinator).post(url("project-create"), facts)

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["budget"])
