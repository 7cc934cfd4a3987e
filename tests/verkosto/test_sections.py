"""What the pages of organisations and people show of the other parts, and to whom."""

from datetime import date

import pytest
from django.urls import reverse

from bank.models import Order, Training
from meetings.models import Meeting
from network.readers import AnyReader
from network.sections import ROWS, Line, has_sight, section, sections_of, sight_of, span
from tests.factories.bank import AgreementFactory, OrderFactory, ParticipantFactory, TrainingFactory
from tests.factories.meetings import ActionFactory, ItemFactory, MeetingFactory
from tests.factories.network import (
    GroupFactory,
    GroupMembershipFactory,
    OrganisationFactory,
    PersonFactory,
    PositionFactory,
    RoleFactory,
    UserFactory,
)
from tests.factories.structure import PartContactFactory, PartFactory, ProjectFactory

CONCERN = "Salainen huoli Q9"


def keys_of(subject, user):
    return [one.key for one in sections_of(subject, user)]


@pytest.fixture
def town(network):
    town = OrganisationFactory(network=network)
    unit = OrganisationFactory(network=network, parent=town)
    OrderFactory(network=network, organisation=unit, summary="Yhteinen ilta", concern=CONCERN)
    AgreementFactory(network=network, organisation=town, payer="Sivistystoimi")
    item = ItemFactory(meeting=MeetingFactory(network=network))
    ActionFactory(item=item, owner_kind="organisation", owner_organisation=town, text="Kunta nimeää edustajan.")
    return town


def test_coordinators_see_orders_agreements_and_actions_of_an_organisation(town, coordinator, client_as):
    page = client_as(coordinator).get(town.get_absolute_url()).content.decode()

    assert keys_of(town, coordinator) == ["orders", "agreements", "actions"]
    for words in ("Yhteinen ilta", "Sivistystoimi", "Kunta nimeää edustajan."):
        assert words in page
    assert CONCERN not in page


def test_members_see_the_open_actions_only(town, as_role):
    assert keys_of(town, as_role("member")) == ["actions"]


def test_orderers_see_their_own_orders_of_the_organisation(town, network, as_role):
    orderer = as_role("orderer")
    contact = PersonFactory(network=network, user=orderer)
    OrderFactory(network=network, organisation=town, contact=contact, summary="Oma tilaus")

    (orders, _actions) = sections_of(town, orderer)

    assert [line.text.partition(" ")[2] for line in orders.lines] == ["Oma tilaus"]


def test_person_shows_groups_trainings_actions_and_tasks(network, coordinator, client_as):
    person = PersonFactory(network=network)
    GroupMembershipFactory(group=GroupFactory(network=network, name="Vanha ryhmä"), person=person,
                           valid_from=date(2008, 1, 1), valid_to=date(2009, 1, 1))  # fmt: skip
    ParticipantFactory(training=TrainingFactory(network=network, name="Kouluttajakoulutus"), person=person)
    PartContactFactory(part=PartFactory(network=network, name="Yhteinen työ"), person=person)

    page = client_as(coordinator).get(person.get_absolute_url()).content.decode()

    for words in ("Vanha ryhmä", "1.1.2008–1.1.2009", "Kouluttajakoulutus", "Yhteinen työ"):
        assert words in page


@pytest.mark.parametrize("kind", ["secretary", "admin"])
def test_trainings_are_for_coordinators_and_oneself(network, as_role, kind):
    person = PersonFactory(network=network, user=UserFactory())
    ParticipantFactory(training=TrainingFactory(network=network), person=person)

    (own,) = sections_of(person, person.user)

    assert keys_of(person, as_role(kind)) == []
    assert (own.key, own.lines[0].url) == ("trainings", "")


def test_organisation_shows_units_people_and_groups_of_earlier_days(network, coordinator, client_as):
    town = OrganisationFactory(network=network)
    OrganisationFactory(network=network, parent=town, name="Lakkautettu yksikkö", valid_to=date(2009, 12, 31))
    PositionFactory(person__network=network, person__last_name="Entinen", organisation=town, valid_to=date(2010, 1, 1))
    group = GroupFactory(network=network, name="Kuntaryhmä")
    GroupMembershipFactory(group=group, person=None, organisation=town)
    client = client_as(coordinator)

    page = client.get(reverse("network:organisation-detail", args=["oma", town.pk])).content.decode()

    for words in ("Lakkautettu yksikkö", "31.12.2009", "Entinen", "Kuntaryhmä"):
        assert words in page


def test_section_shows_the_first_lines_and_says_that_there_are_more():
    made = section("x", "X", [Line(str(number)) for number in range(ROWS + 1)])

    assert (len(made.lines), made.has_more, section("x", "X", [])) == (ROWS, True, None)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [(None, None, ""), (date(2005, 8, 1), None, "1.8.2005–"), (None, date(2009, 12, 31), "–31.12.2009")],
)
def test_span_is_open_at_either_end(first, last, words):
    assert span(first, last) == words


def test_sight_is_the_roles_of_today_that_see_more_in_print(network, other_network, as_role):
    project = ProjectFactory(network=network)
    both = as_role("coordinator", "member")
    RoleFactory(user=both, network=other_network, kind="admin")
    elsewhere = as_role("member")
    RoleFactory(user=elsewhere, network=other_network, kind="coordinator")

    assert [sight_of(project, user) for user in (both, elsewhere)] == ["coordinator", ""]
    assert [has_sight(both, project, sight) for sight in ("", "coordinator", "admin", "coordinator.admin", "x")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_any_reader_sees_what_its_roles_see_and_is_nobody(network, other_network):
    TrainingFactory(network=other_network)
    training, meeting = TrainingFactory(network=network), MeetingFactory(network=network)
    everybody, coordinators = AnyReader(network.pk), AnyReader(network.pk, frozenset(["coordinator"]))

    assert [list(Training.objects.visible_to(one)) for one in (everybody, coordinators)] == [[], [training]]
    assert [list(Meeting.objects.visible_to(one)) for one in (everybody, coordinators)] == [[meeting], [meeting]]
    with pytest.raises(TypeError):
        list(Order.objects.visible_to(AnyReader(network.pk, frozenset(["orderer"]))))
