"""Pages of the next steps: the host's, and what an organisation's page shows of them."""

import uuid

import pytest

from meetings.enums import ActionState
from meetings.models import Outcome
from network.enums import GroupKind, OrganisationKind
from tests.factories.network import GroupFactory, MunicipalityFactory, OrganisationFactory
from tests.factories.workshops import FollowUpFactory
from tests.workshops.pages import group_of, url
from workshops.enums import Showing
from workshops.services import make_action, tell_news

# --- The page of the host ---


def test_page_offers_the_usual_owner(client_as, secretary, step, group):
    page = client_as(secretary).get(url("follow-ups", step.day.pk)).content.decode()

    assert f'<option value="{group.pk}" selected>' in page
    assert step.text in page
    # A step of nobody, or of the wrong municipality, is moved first.
    assert url("follow-up-move", step.day.pk, step.pk) in page


def test_member_reads_and_makes_nothing(client_as, member, step, organisation):
    client = client_as(member)

    page = client.get(url("follow-ups", step.day.pk)).content.decode()

    assert step.text in page
    assert str(step.ask_key) not in page
    assert url("follow-ups-make", step.day.pk) not in page
    assert client.post(url("follow-ups-make", step.day.pk), {"municipality": "Siuntio"}).status_code == 403


def test_host_makes_one_step_an_action_of_the_chosen_one(client_as, secretary, step, group, organisation):
    client_as(secretary).post(url("follow-up-make", step.day.pk, step.pk), {"owner": "kunta"})

    step.refresh_from_db()
    assert step.action.owner_organisation == organisation


def test_host_makes_all_steps_actions_of_a_group(client_as, secretary, step, group):
    client = client_as(secretary)

    response = client.post(
        url("follow-ups-make", step.day.pk), {"municipality": "Siuntio", "owner": group.pk}, follow=True
    )

    step.refresh_from_db()
    assert step.action.owner_group == group
    assert "1 askel" in response.content.decode()
    assert step.action.get_absolute_url() in response.content.decode()


@pytest.mark.parametrize("owner", ["kunta", "999999", "x", "9" * 5000, "a\x00"])
def test_owner_that_is_not_there_is_refused_in_words(client_as, secretary, step, owner):
    response = client_as(secretary).post(
        url("follow-ups-make", step.day.pk), {"municipality": "Siuntio", "owner": owner}, follow=True
    )

    assert "Valitse tekijä luettelosta." in response.content.decode()
    assert Outcome.objects.count() == 0


def test_hostile_municipality_is_nobodys(client_as, secretary, step):
    for name in ("a\x00", "x" * 5000, "<script>"):
        address = url("follow-ups-make", step.day.pk)
        assert client_as(secretary).post(address, {"municipality": name}).status_code == 302
    assert Outcome.objects.count() == 0


def test_group_that_is_no_working_group_is_not_taken(client_as, secretary, step, network):
    other = GroupFactory(network=network, kind=GroupKind.STEERING_GROUP)

    client_as(secretary).post(url("follow-up-make", step.day.pk, step.pk), {"owner": other.pk})

    assert Outcome.objects.count() == 0


@pytest.mark.parametrize("count", [1, 4])
def test_page_asks_a_constant_number_of_queries(client_as, secretary, day, network, count, django_assert_num_queries):
    for number in range(count):
        place = MunicipalityFactory(name_fi=f"Kunta{number}")
        organisation = OrganisationFactory(
            network=network, name=place.name_fi, kind=OrganisationKind.MUNICIPALITY, municipality=place
        )
        group_of(organisation)
        for _line in range(count):
            step = FollowUpFactory(day=day, municipality=place, municipality_label=place.name_fi)
            tell_news(step, state=ActionState.OPEN, key=uuid.uuid4())
        make_action(step, actor=secretary)
    client = client_as(secretary)

    with django_assert_num_queries(QUERIES):
        client.get(url("follow-ups", day.pk))


QUERIES = 10

# --- The organisation's page ---


def test_organisation_page_shows_its_steps_even_of_its_group(client_as, member, step, organisation, group, secretary):
    make_action(step, actor=secretary)
    hidden = FollowUpFactory(day=step.day, municipality=step.municipality, showing=Showing.HIDDEN)

    page = client_as(member).get(organisation.get_absolute_url()).content.decode()

    assert "Seuraavat askeleet työpajapäivien jälkeen" in page
    assert step.text in page
    assert hidden.text not in page
    assert url("follow-ups", step.day.pk) in page


def test_unit_of_a_municipality_shows_no_steps(client_as, member, step, organisation):
    unit = OrganisationFactory(
        network=organisation.network, kind=OrganisationKind.MUNICIPALITY, parent=organisation,
        municipality=step.municipality,
    )  # fmt: skip

    assert step.text not in client_as(member).get(unit.get_absolute_url()).content.decode()
