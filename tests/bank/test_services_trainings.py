import datetime

import pytest

from bank.models import Member, Training
from bank.queries import training_totals
from bank.services import (
    add_participant,
    add_training,
    edit_training,
    qualify_participants,
    remove_participant,
)
from core.errors import DomainError, EditConflict
from core.models import LogEntry
from structure.models import Project
from tests.factories.bank import MemberFactory, ParticipantFactory, QualificationFactory, TrainingFactory
from tests.factories.network import PersonFactory
from tests.factories.structure import ProjectFactory

DAY = datetime.date(2010, 5, 31)


@pytest.fixture
def training(network):
    return TrainingFactory(network=network)


def test_a_training_is_recorded_and_edited(network, coordinator):
    training = add_training(network, facts={"name": "Koulutus", "participants_count": 10}, actor=coordinator)
    edit_training(training, facts={"name": "Koulutus 2"}, version=0, actor=coordinator)

    training.refresh_from_db()
    assert (training.name, training.participants_count, training.version) == ("Koulutus 2", 10, 1)
    assert [entry.action for entry in LogEntry.objects.of(training)] == ["bank.training.edited", "bank.training.added"]
    with pytest.raises(EditConflict):
        edit_training(training, facts={}, version=0, actor=coordinator)


def test_a_training_of_a_chosen_project_bears_its_name_of_that_day(network, coordinator):
    project = ProjectFactory(network=network, name="Arjen tuki")
    training = add_training(network, facts={"name": "Koulutus", "project_key": project.pk}, actor=coordinator)
    Project.objects.update(name="Uusi nimi")

    edit_training(training, facts={"project_key": project.pk, "project": "", "place": "Salo"}, version=0,
                  actor=coordinator)  # fmt: skip

    training.refresh_from_db()
    assert (training.project, training.project_key, training.place) == ("Arjen tuki", project.pk, "Salo")


def test_another_project_is_chosen_or_none_or_one_in_words(network, coordinator):
    first, second = ProjectFactory(network=network), ProjectFactory(network=network, name="Toinen hanke")
    training = add_training(network, facts={"name": "Koulutus", "project_key": first.pk}, actor=coordinator)
    seen = []
    for version, facts in enumerate(
        [{"project_key": second.pk, "project": ""}, {"project_key": None, "project": "Vieras hanke"},
         {"project_key": None, "project": ""}]
    ):  # fmt: skip
        edit_training(training, facts=facts, version=version, actor=coordinator)
        training.refresh_from_db()
        seen.append((training.project_key, training.project))

    assert seen == [(second.pk, "Toinen hanke"), (None, "Vieras hanke"), (None, "")]


def test_a_project_of_another_network_is_not_chosen(network, other_network, training, coordinator):
    foreign = ProjectFactory(network=other_network)

    for key in (foreign.pk, foreign.pk + 1000):
        with pytest.raises(DomainError) as refusal:
            edit_training(training, facts={"project_key": key}, version=0, actor=coordinator)
        with pytest.raises(DomainError):
            add_training(network, facts={"name": "Koulutus", "project_key": key}, actor=coordinator)
        assert refusal.value.field == "project_key"

    assert list(Training.objects.values_list("pk", "project_key")) == [(training.pk, None)]


def test_participants_are_people_of_the_network_once(training, coordinator, other_network):
    person = PersonFactory(network=training.network)
    add_participant(training, person=person, actor=coordinator)

    with pytest.raises(DomainError, match="is a participant already"):
        add_participant(training, person=person, actor=coordinator)
    with pytest.raises(DomainError, match="is not in this network"):
        add_participant(training, person=PersonFactory(network=other_network), actor=coordinator)


def test_a_number_is_never_smaller_than_the_people(training, coordinator):
    ParticipantFactory.create_batch(2, training=training, qualified_on=DAY)

    with pytest.raises(DomainError, match="more participants recorded"):
        edit_training(training, facts={"participants_count": 1}, version=0, actor=coordinator)
    with pytest.raises(DomainError, match="More people are qualified"):
        edit_training(training, facts={"qualified_count": 1}, version=0, actor=coordinator)


def test_qualifying_makes_members_and_qualifications_in_one_act(training, coordinator):
    trainee = MemberFactory(network=training.network, qualified=[])
    QualificationFactory(member=trainee, category="consultant_trainee", state="in_training")
    known = ParticipantFactory(training=training, person=trainee.person)
    new = ParticipantFactory(training=training)
    left_out = ParticipantFactory(training=training)

    qualify_participants(training, participants=[known, new], since=DAY, make_members=True, actor=coordinator)

    rows = training.qualifications.order_by("pk").values_list("member__person", "category", "state", "valid_from")
    assert list(rows) == [
        (one.person_id, "consultant", "qualified", DAY) for one in sorted((known, new), key=lambda one: one.name_label)
    ]
    assert trainee.qualifications.get(category="consultant_trainee").valid_to == DAY - datetime.timedelta(days=1)
    assert Member.objects.get(person=new.person).joined_on == DAY
    left_out.refresh_from_db()
    assert left_out.qualified_on is None


def test_qualifying_is_all_or_nobody(training, coordinator):
    new = ParticipantFactory(training=training, name_label="A")
    done = MemberFactory(network=training.network, qualified=[])
    QualificationFactory(member=done, valid_from=datetime.date(2020, 1, 1))
    refused = ParticipantFactory(training=training, person=done.person, name_label="B")

    with pytest.raises(DomainError, match=f"{done.person.name}: The present state"):
        qualify_participants(training, participants=[new, refused], since=DAY, make_members=True, actor=coordinator)

    assert (Member.objects.count(), training.qualifications.count()) == (1, 0)


def test_qualifying_refuses_whoever_is_not_in_the_bank_unless_told(training, coordinator):
    stranger = ParticipantFactory(training=training)

    with pytest.raises(DomainError, match="is not in the bank"):
        qualify_participants(training, participants=[stranger], since=DAY, actor=coordinator)


def test_qualifying_needs_participants_and_a_category(network, training, coordinator):
    other = ParticipantFactory()
    nothing = TrainingFactory(network=network, category="")

    with pytest.raises(DomainError, match="Choose at least one participant"):
        qualify_participants(training, participants=[other], since=DAY, actor=coordinator)
    with pytest.raises(DomainError, match="what the training qualifies as"):
        qualify_participants(nothing, participants=[], since=DAY, actor=coordinator)


def test_a_qualified_participant_is_not_taken_off(training, coordinator):
    qualified, other = ParticipantFactory(training=training, qualified_on=DAY), ParticipantFactory(training=training)

    remove_participant(other, actor=coordinator)
    with pytest.raises(DomainError, match="has qualified this person"):
        remove_participant(qualified, actor=coordinator)

    assert list(training.people.all()) == [qualified]


def test_totals_count_nobody_twice(network):
    TrainingFactory(network=network, participants_count=24)
    ParticipantFactory.create_batch(2, training=TrainingFactory(network=network))
    ParticipantFactory(training=TrainingFactory(network=network, participants_count=10), qualified_on=DAY)
    TrainingFactory(network=network, participants_count=34, counting="summary")
    TrainingFactory(network=network, qualified_count=300, counting="context")
    TrainingFactory(network=network)

    assert training_totals(Training.objects.all()) == {
        "trainings": 4,
        "participants": 36,
        "qualified": 1,
        "untold": 1,
    }
