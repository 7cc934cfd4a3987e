from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from network.models import Notice, Organisation, Person
from network.services import end_position
from tests.factories.network import (
    GroupFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PersonFactory,
    PositionFactory,
    RoleFactory,
)

HTMX = {"HTTP_HX_REQUEST": "true"}
STAFF = ["coordinator", "admin", "secretary"]
OTHERS = ["orderer", "facilitator", "member", "editor"]


def address(name, network, *args):
    return reverse(f"network:{name}", args=[network.slug, *args])


@pytest.fixture
def client(client_as, coordinator):
    return client_as(coordinator)


@pytest.mark.parametrize("rows", [1, 3])
def test_person_list_query_count(client, network, other_network, rows, django_assert_num_queries):
    people = [PositionFactory(person__network=network).person for _ in range(rows)]
    PositionFactory(person__network=other_network)

    # session, user, roles, networks, commitment to confidentiality, count, people, positions
    with django_assert_num_queries(8):
        response = client.get(address("person-list", network))

    assert set(response.context["object_list"]) == set(people)


@pytest.mark.parametrize("rows", [1, 3])
def test_organisation_list_query_count(client, network, other_network, rows, django_assert_num_queries):
    ended = MunicipalityFactory(valid_to=date(2008, 12, 31), successor=MunicipalityFactory())
    towns = [OrganisationFactory(network=network, municipality=ended) for _ in range(rows)]
    units = [OrganisationFactory(network=network, parent=town) for town in towns]
    OrganisationFactory(network=other_network)

    with django_assert_num_queries(6):  # session, user, roles, networks, count, organisations
        response = client.get(address("organisation-list", network))

    assert set(response.context["object_list"]) == {*towns, *units}


@pytest.mark.parametrize("rows", [1, 3])
def test_municipality_list_query_count(client, network, rows, django_assert_num_queries):
    ended = [
        MunicipalityFactory(valid_to=date(2008, 12, 31), successor=MunicipalityFactory(valid_to=None))
        for _ in range(rows)
    ]

    with django_assert_num_queries(6):
        response = client.get(address("municipality-list", network))

    assert set(response.context["object_list"]) == {*ended, *(row.successor for row in ended)}


@pytest.mark.parametrize("rows", [1, 3])
def test_group_list_query_count(client, network, other_network, rows, django_assert_num_queries):
    groups = GroupFactory.create_batch(rows, network=network)
    GroupFactory(network=other_network)

    with django_assert_num_queries(6):
        response = client.get(address("group-list", network))

    assert set(response.context["object_list"]) == set(groups)


@pytest.mark.parametrize("rows", [1, 3])
def test_person_detail_query_count(client, network, rows, django_assert_num_queries):
    person = PersonFactory(network=network)
    positions = [
        PositionFactory(person=person, organisation=OrganisationFactory(network=network)) for _ in range(rows)
    ]

    # session, user, roles, networks, commitment to confidentiality, person, positions, log, other names, groups; then
    # what the other parts tell: trainings, actions, tasks
    with django_assert_num_queries(13):
        response = client.get(address("person-detail", network, person.pk))

    assert set(response.context["positions"]) == set(positions)


@pytest.mark.parametrize("rows", [1, 3])
def test_organisation_detail_query_count(client, network, rows, django_assert_num_queries):
    organisation = OrganisationFactory(network=network)
    units = OrganisationFactory.create_batch(rows, network=network, parent=organisation)
    positions = [
        PositionFactory(person=PersonFactory(network=network), organisation=organisation) for _ in range(rows)
    ]

    # session, user, roles, networks, organisation, units, positions, earlier ones, log, groups; then what the other
    # parts tell: units and orders, agreements, actions, steps after workshop days, themes that are joined, projects
    with django_assert_num_queries(17):
        response = client.get(address("organisation-detail", network, organisation.pk))

    assert set(response.context["units"]) == set(units)
    assert set(response.context["positions"]) == set(positions)


@pytest.mark.parametrize(
    ("name", "factory"),
    [("person-list", PersonFactory), ("organisation-list", OrganisationFactory)],
)
def test_lists_are_searched_and_answer_htmx_with_the_table_alone(client, network, name, factory):
    field = "last_name" if factory is PersonFactory else "name"
    found = factory(network=network, **{field: "Äijälä"})
    factory(network=network, **{field: "Rantala"})

    page = client.get(address(name, network), {"q": "aijala"})
    part = client.get(address(name, network), {"q": "aijala"}, **HTMX)

    assert list(page.context["object_list"]) == [found]
    assert page.templates[0].name == f"network/{name.replace('-', '_')}.html"
    assert part.templates[0].name == f"network/_{name.split('-')[0]}_table.html"
    assert part["Vary"] == "HX-Request, Accept-Language, Cookie"


def test_a_person_without_the_people_of_the_network_sees_oneself(client_as, as_role, network):
    user = as_role("orderer")
    oneself = PersonFactory(network=network, user=user)
    other = PersonFactory(network=network)
    client = client_as(user)

    page = client.get(address("person-detail", network, oneself.pk))

    assert (page.status_code, page.context["person"]) == (200, oneself)
    assert client.get(address("person-detail", network, other.pk)).status_code == 404
    assert client.get(address("person-update", network, oneself.pk)).status_code == 403
    assert client.get(address("person-list", network)).status_code == 403


@pytest.mark.parametrize("kind", OTHERS)
def test_people_of_an_organisation_are_shown_to_staff_only(client_as, as_role, network, kind):
    position = PositionFactory(person__network=network)

    page = client_as(as_role(kind)).get(address("organisation-detail", network, position.organisation_id))

    assert (page.context["positions"], page.context["entries"]) == (None, None)
    assert position.person.name not in page.content.decode()


def test_person_is_added_with_an_organisation_typed_by_name(client, network):
    organisation = OrganisationFactory(network=network, name="Rannan kunta")
    data = {"first_name": "Aino", "last_name": "Äijälä", "organisation_text": "ranna", "title": "ohjaaja"}

    response = client.post(address("person-create", network), data)

    person = Person.objects.get()
    assert response["Location"] == address("person-detail", network, person.pk)
    assert [(row.organisation, row.title) for row in person.positions.all()] == [(organisation, "ohjaaja")]


def test_person_form_comes_back_with_what_was_typed(client, network):
    response = client.post(address("person-create", network), {"first_name": "Aino", "title": "ohjaaja"})

    form = response.context["form"]
    assert response.status_code == 422
    assert set(form.errors) == {"last_name", "organisation"}
    assert (form["first_name"].value(), form["title"].value()) == ("Aino", "ohjaaja")


def test_namesake_is_asked_about_and_then_added(client, network):
    existing = PersonFactory(network=network, first_name="Aino", last_name="Äijälä")
    data = {"first_name": "Aino", "last_name": "Äijälä", "namesake": ""}

    asked = client.post(address("person-create", network), data)
    client.post(address("person-create", network), data | {"namesake": "on"})

    assert (asked.status_code, asked.context["existing"]) == (422, [existing])
    assert asked.context["form"]["namesake"].is_hidden is False
    assert network.people.count() == 2


def test_two_savers_of_a_person_see_both_versions(client, network):
    person = PersonFactory(network=network, first_name="Aino", last_name="Äijälä")
    url = address("person-update", network, person.pk)
    data = {"first_name": "Aino", "last_name": "Ensimmäinen", "email": "", "phone": "", "version": 0}
    client.post(url, data)

    response = client.post(url, data | {"last_name": "Toinen"})

    assert response.status_code == 409
    assert [row[1:] for row in response.context["conflict"]] == [("Ensimmäinen", "Toinen")]
    assert response.context["form"]["version"].value() == 1


def test_two_savers_of_an_organisation_see_both_versions(client, network):
    parent = OrganisationFactory(network=network, name="Rannan kunta")
    organisation = OrganisationFactory(network=network, name="Yksikkö")
    url = address("organisation-update", network, organisation.pk)
    data = {"name": "Yksikkö", "kind": "unit", "version": 0}
    client.post(url, data)

    response = client.post(url, data | {"kind": "unit", "parent": parent.pk})

    assert response.status_code == 409
    assert [row[1:] for row in response.context["conflict"]] == [("–", "Rannan kunta")]


def test_organisation_of_another_network_cannot_be_picked(client, network, other_network):
    foreign = OrganisationFactory(network=other_network, name="Toisen kunta")

    by_key = client.post(address("organisation-create", network), {"name": "A", "kind": "unit", "parent": foreign.pk})
    by_name = client.post(
        address("organisation-create", network), {"name": "A", "kind": "unit", "parent_text": "toisen kunta"}
    )

    assert [list(page.context["form"].errors) for page in (by_key, by_name)] == [["parent"], ["parent"]]
    assert list(network.organisations.all()) == []


def test_dialog_of_a_picker_gets_the_form_and_then_the_saved_row(client, network):
    url = address("organisation-create", network)

    form = client.get(url, {"name": "Rannan kunta"}, **HTMX)
    saved = client.post(url, {"name": "Rannan kunta", "kind": "municipality"}, **HTMX)

    assert form.templates[0].name == "network/_organisation_dialog.html"
    assert form.context["form"]["name"].value() == "Rannan kunta"
    assert saved.templates[0].name == "includes/picker_saved.html"
    assert saved.context["row"] == Organisation.objects.get()


def test_dialog_of_a_picker_offers_the_row_that_is_there(client, network):
    existing = OrganisationFactory(network=network, name="Rannan kunta")

    response = client.post(
        address("organisation-create", network), {"name": "rannan kunta", "kind": "municipality"}, **HTMX
    )

    assert (response.status_code, response.context["existing"]) == (422, [existing])
    assert f'data-use-key="{existing.pk}"' in response.content.decode()


def test_typed_name_is_split_for_a_new_person(client, network):
    page = client.get(address("person-create", network), {"name": "Anna Mari Äijälä"}, **HTMX)

    form = page.context["form"]
    assert (form["first_name"].value(), form["last_name"].value()) == ("Anna Mari", "Äijälä")


def test_position_is_added_and_ended(client, network):
    person, organisation = PersonFactory(network=network), OrganisationFactory(network=network)

    client.post(
        address("person-position-create", network, person.pk), {"organisation": organisation.pk, "title": "ohjaaja"}
    )
    position = person.positions.get()
    client.post(address("person-position-end", network, person.pk, position.pk), {"last_day": "30.6.2027"})

    position.refresh_from_db()
    assert (position.organisation, position.valid_to) == (organisation, date(2027, 6, 30))


def test_administrator_ends_a_position_with_its_roles(client_as, admin, network):
    person = PersonFactory(network=network, user=RoleFactory(network=network, kind="facilitator").user)
    position, role = PositionFactory(person=person), person.user.roles.get()
    client, url = client_as(admin), address("person-position-end", network, person.pk, position.pk)

    page = client.get(url)
    client.post(url, {"last_day": timezone.localdate(), "roles": [role.pk]})

    role.refresh_from_db()
    assert page.context["form"].initial["roles"] == [role]
    assert role.valid_to == timezone.localdate() - timedelta(days=1)


def test_role_that_goes_on_elsewhere_is_not_marked(client_as, admin, network):
    person = PersonFactory(network=network, user=RoleFactory(network=network).user)
    ends, _goes_on = PositionFactory(person=person), PositionFactory(person=person)
    of_it = RoleFactory(user=person.user, network=network, kind="orderer", organisation=ends.organisation)

    page = client_as(admin).get(address("person-position-end", network, person.pk, ends.pk))

    assert page.context["form"].initial["roles"] == [of_it]


def test_coordinator_ends_a_position_and_no_role(client, network):
    person = PersonFactory(network=network, user=RoleFactory(network=network, kind="facilitator").user)
    position, role = PositionFactory(person=person), person.user.roles.get()
    url = address("person-position-end", network, person.pk, position.pk)

    page = client.get(url)
    client.post(url, {"last_day": timezone.localdate(), "roles": [role.pk]})

    position.refresh_from_db()
    role.refresh_from_db()
    assert list(page.context["form"].fields) == ["last_day"]
    assert (position.valid_to, role.valid_to) == (timezone.localdate(), None)


@pytest.mark.parametrize("case", ["leaves", "another position", "no role", "by an administrator"])
def test_administrators_hear_of_roles_that_go_on_without_a_position(network, as_role, coordinator, case):
    admins = [as_role("admin"), as_role("admin")]
    person = PersonFactory(network=network, user=as_role(*([] if case == "no role" else ["facilitator"])))
    position = PositionFactory(person=person)
    if case == "another position":
        PositionFactory(person=person)

    end_position(
        position, last_day=timezone.localdate(), actor=admins[0] if case == "by an administrator" else coordinator
    )

    told = Notice.objects.filter(about="network.role_left")
    assert {notice.user for notice in told} == (set(admins) if case == "leaves" else set())
    assert {notice.path for notice in told} <= {person.get_absolute_url()}


def test_administrator_changes_a_role(client_as, admin, network):
    person = PersonFactory(network=network, user=RoleFactory(network=network, kind="facilitator").user)
    url = address("person-role-change", network, person.pk, person.user.roles.get().pk)

    client_as(admin).post(url, {"kind": "coordinator"})

    held = person.user.roles.on(timezone.localdate())
    assert [role.kind for role in held] == ["coordinator"]


def test_position_of_somebody_else_is_not_ended(client, network):
    person, position = PersonFactory(network=network), PositionFactory(person__network=network)

    response = client.post(address("person-position-end", network, person.pk, position.pk))

    position.refresh_from_db()
    assert (response.status_code, position.valid_to) == (404, None)


def test_administrator_gives_and_takes_roles(client_as, admin, network):
    person = PersonFactory(network=network)
    client = client_as(admin)

    client.post(address("person-access", network, person.pk), {"kind": "facilitator"})
    person.refresh_from_db()
    role = person.user.roles.get()
    client.post(address("person-role-end", network, person.pk, role.pk))

    assert role.kind == "facilitator"
    assert list(person.user.roles.all()) == []


def test_role_of_another_network_is_not_taken(client_as, admin, network, other_network):
    RoleFactory(user=admin, network=other_network, kind="admin")
    person = PersonFactory(network=network, user=RoleFactory(network=other_network).user)
    role = person.user.roles.get()

    response = client_as(admin).post(address("person-role-end", network, person.pk, role.pk))

    role.refresh_from_db()
    assert (response.status_code, role.valid_to) == (404, None)


@pytest.mark.parametrize("kind", ["coordinator", "secretary"])
def test_only_administrators_see_and_give_roles(client_as, as_role, network, kind):
    person = PersonFactory(network=network, user=RoleFactory(network=network).user)
    client = client_as(as_role(kind))

    page = client.get(address("person-detail", network, person.pk))
    response = client.post(address("person-access", network, person.pk), {"kind": "admin"})

    assert list(page.context["roles"]) == []
    assert response.status_code == 403
    assert person.user.roles.count() == 1


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize(
    "name", ["person-list", "person-create", "person-picker", "organisation-create", "group-create"]
)
def test_pages_of_staff_are_forbidden_to_others(client_as, as_role, network, kind, name):
    response = client_as(as_role(kind)).get(address(name, network))

    assert (response.status_code, response.templates[0].name) == (403, "verkosto/errors/403.html")


@pytest.mark.parametrize("name", ["person-detail", "person-update", "organisation-detail", "organisation-update"])
def test_rows_of_another_network_do_not_exist(client_as, as_role, network, other_network, name):
    factory = PersonFactory if name.startswith("person") else OrganisationFactory
    foreign = factory(network=other_network)
    client = client_as(as_role("coordinator", "admin"))

    here, there = client.get(address(name, network, foreign.pk)), client.get(address(name, network, 99_999_999))

    assert (here.status_code, there.status_code) == (404, 404)
    asked, unknown = (f"/{pk}/".encode() for pk in (foreign.pk, 99_999_999))
    assert here.content.replace(asked, b"//") == there.content.replace(unknown, b"//")
