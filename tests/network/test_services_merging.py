"""Two rows of one person become one: what moves, what stays as it was written, and what is refused."""

from datetime import date

import pytest
from django.urls import reverse

from bank.models import Member
from core.errors import DomainError
from core.models import ErasureEntry, LogEntry
from network.models import GroupMembership, Person, Position
from network.services import PersonExists, add_person, erase_person, merge_people, preview_merge
from tests.factories.bank import (
    MemberFactory,
    OrderFactory,
    ParticipantFactory,
    PauseFactory,
    QualificationFactory,
    SlotFactory,
    TrainingFactory,
)
from tests.factories.meetings import (
    ActionFactory,
    AttendanceFactory,
    InvitationFactory,
    MeetingFactory,
    MeetingTemplateFactory,
)
from tests.factories.network import (
    GroupFactory,
    GroupMembershipFactory,
    OrganisationFactory,
    PersonFactory,
    PositionFactory,
    UserFactory,
)
from tests.factories.structure import PartContactFactory, PartFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(network):
    return PersonFactory(network=network, first_name="Iiris", last_name="Esimerkki", email="", phone="")


@pytest.fixture
def double(network):
    return PersonFactory(network=network, first_name="Iris", last_name="Esimerkki-Malli", email="iris@kunta.example")


def merge(double, person):
    merge_people(double, into=person, actor=None)
    person.refresh_from_db()
    double.refresh_from_db()


def test_everything_that_points_to_the_double_points_to_the_person(person, double, network):
    order = OrderFactory(network=network, contact=double)
    label = order.contact_label
    meeting = MeetingFactory(network=network)
    attendance = AttendanceFactory(meeting=meeting, person=double, name_label="Iris Esimerkki-Malli")
    invitation = InvitationFactory(meeting=meeting, person=double)
    action = ActionFactory(item__meeting=meeting, owner_person=double)
    template = MeetingTemplateFactory(network=network)
    template.people.add(double)
    member = MemberFactory(network=network, person=double)

    merge(double, person)

    for row in (order, attendance, invitation, action, member):
        row.refresh_from_db()
    owners = (order.contact, attendance.person, invitation.person, action.owner_person, member.person)
    assert set(owners) == {person}
    assert list(template.people.all()) == [person]
    assert (order.contact_label, attendance.name_label) == (label, "Iris Esimerkki-Malli")
    assert (person.email, double.email, double.merged_into) == ("iris@kunta.example", "", person)


def test_both_names_find_the_person_and_the_double_is_in_no_list(person, double, admin):
    merge(double, person)

    people = Person.objects.visible_to(admin)
    assert [list(people.search(words)) for words in ("iiris", "iris malli", "malli")] == [[person], [person], [person]]
    assert double not in people


def test_person_of_the_doubles_name_is_not_added_unasked(person, double, network):
    merge(double, person)

    with pytest.raises(PersonExists) as refusal:
        add_person(network, first_name="Iris", last_name="Esimerkki-Malli", actor=None)

    assert refusal.value.existing == [person]


def test_account_of_the_double_becomes_the_persons(person, double):
    user = UserFactory()
    double.user = user
    double.save()

    merge(double, person)

    assert (person.user, double.user) == (user, None)


def test_two_accounts_are_refused(person, double):
    for one in (person, double):
        one.user = UserFactory()
        one.save()

    with pytest.raises(DomainError, match="tunnus"):
        merge_people(double, into=person, actor=None)


def test_same_row_another_network_and_a_merged_double_are_refused(person, double, other_network):
    elsewhere = PersonFactory(network=other_network)
    for wrong in (person, elsewhere):
        with pytest.raises(DomainError):
            merge_people(wrong, into=person, actor=None)
    merge(double, person)

    for pair in ((double, person), (PersonFactory(network=person.network), double)):
        with pytest.raises(DomainError, match="yhdistetty jo"):
            merge_people(pair[0], into=pair[1], actor=None)


def test_what_both_have_stands_once(person, double, network):
    organisation, group = OrganisationFactory(network=network), GroupFactory(network=network)
    for one in (person, double):
        PositionFactory(person=one, organisation=organisation, title="rehtori")
    GroupMembershipFactory(person=person, group=group, valid_from=date(2027, 3, 1), valid_to=None)
    GroupMembershipFactory(person=double, group=group, valid_from=date(2026, 1, 1), valid_to=date(2027, 5, 1))
    training = TrainingFactory(network=network)
    ParticipantFactory(training=training, person=person, qualified_on=None)
    ParticipantFactory(training=training, person=double, qualified_on=date(2027, 2, 1))

    merge(double, person)

    membership = GroupMembership.objects.get(group=group)
    assert Position.objects.get(organisation=organisation).person == person
    assert (membership.person, membership.valid_from, membership.valid_to) == (person, date(2026, 1, 1), None)
    assert training.people.get().qualified_on == date(2027, 2, 1)


def test_times_that_the_double_joins_become_one(person, double, network):
    job = {"organisation": OrganisationFactory(network=network), "title": "rehtori"}
    PositionFactory(person=person, valid_from=date(2024, 1, 1), valid_to=date(2025, 6, 30), **job)
    PositionFactory(person=person, valid_from=date(2026, 1, 1), **job)
    PositionFactory(person=double, valid_from=date(2025, 6, 1), valid_to=date(2026, 3, 31), **job)

    merge(double, person)

    position = person.positions.get()
    assert (position.valid_from, position.valid_to) == (date(2024, 1, 1), None)


def test_task_in_the_structure_that_both_have_stands_once(person, double, network):
    both, doubles = PartFactory(network=network), PartFactory(network=network)
    for one, part in ((person, both), (double, both), (double, doubles)):
        PartContactFactory(person=one, part=part)

    merge(double, person)

    assert sorted(person.parts.values_list("part", flat=True)) == [both.pk, doubles.pk]
    assert not double.parts.exists()


def test_task_in_the_structure_that_both_have_keeps_the_time_of_both(person, double, network):
    part = PartFactory(network=network)
    PartContactFactory(person=person, part=part, valid_from=date(2027, 3, 1))
    PartContactFactory(person=double, part=part, valid_from=date(2026, 1, 1))

    merge(double, person)

    contact = person.parts.get()
    assert (contact.valid_from, contact.valid_to) == (date(2026, 1, 1), None)


def test_list_of_a_meeting_in_which_both_stand_is_not_changed(person, double, network):
    meeting = MeetingFactory(network=network)
    AttendanceFactory(meeting=meeting, person=person, name_label="Iiris Esimerkki")
    other = AttendanceFactory(meeting=meeting, person=double, name_label="Iris Esimerkki-Malli")

    merge(double, person)

    other.refresh_from_db()
    assert (other.person, other.name_label) == (None, "Iris Esimerkki-Malli")


def test_two_memberships_of_the_bank_become_one(person, double, network):
    kept = MemberFactory(network=network, person=person, joined_on=date(2027, 1, 1), languages=["fi"])
    gone = MemberFactory(network=network, person=double, joined_on=date(2025, 1, 1), languages=["sv"])
    for member in (kept, gone):
        QualificationFactory(member=member, category="convener")
    QualificationFactory(member=gone, category="trainer")
    PauseFactory(member=gone)
    slot = SlotFactory(order=OrderFactory(network=network), member=gone)

    merge(double, person)

    member = Member.objects.get(network=network)
    slot.refresh_from_db()
    assert (member, member.joined_on, member.languages) == (kept, date(2025, 1, 1), ["fi", "sv"])
    assert sorted(member.qualifications.values_list("category", flat=True)) == ["consultant", "convener", "trainer"]
    assert (slot.member, member.pauses.count()) == (kept, 1)


def test_two_in_one_team_are_two_people(person, double, network):
    order = OrderFactory(network=network)
    for one in (person, double):
        SlotFactory(order=order, member=MemberFactory(network=network, person=one))

    with pytest.raises(DomainError, match="kaksi eri henkilöä"):
        merge_people(double, into=person, actor=None)


def test_preview_tells_what_would_move_and_moves_nothing(person, double, network):
    order = OrderFactory(network=network, contact=double)

    preview = preview_merge(double, into=person)

    order.refresh_from_db()
    double.refresh_from_db()
    assert (preview.moved, order.contact, double.merged_into) == ({"tilaus": 1}, double, None)
    assert ("Tilaukset yhteyshenkilönä", 0, 1) in preview.parts


@pytest.mark.usefixtures("ledger")
def test_erasing_the_person_erases_the_doubles_name_too(person, double):
    merge(double, person)

    erase_person(person, actor=None)

    assert not Person.objects.filter(search_text__contains="esimerkki").exists()
    assert set(ErasureEntry.objects.values_list("key", flat=True)) == {person.pk, double.pk}


def test_log_holds_keys_and_no_names(person, double, admin):
    merge_people(double, into=person, actor=admin)

    entry = LogEntry.objects.get(action="network.person.merged")
    assert (entry.target_id, entry.actor) == (person.pk, admin)
    assert entry.changes["double"] == [f"network.person:{double.pk}", None]


def test_page_shows_both_side_by_side_before_it_merges(person, double, admin, client_as):
    url, client = reverse("network:person-merge", args=["oma", person.pk]), client_as(admin)

    shown = client.post(url, {"double": double.pk})
    double.refresh_from_db()
    before = double.merged_into
    done = client.post(url, {"double": double.pk, "confirmed": "on"})

    double.refresh_from_db()
    assert "iris@kunta.example" in shown.content.decode()
    assert (before, double.merged_into, done.url) == (None, person, person.get_absolute_url())
    assert "Iris Esimerkki-Malli" in client.get(done.url).content.decode()


def test_page_says_why_it_refuses(person, admin, client_as):
    url = reverse("network:person-merge", args=["oma", person.pk])

    response = client_as(admin).post(url, {"double": person.pk})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["double"])
