"""The trainings of a project: chosen or named in words, and kept when the project is called otherwise."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from bank.models import Training
from core.models import LogEntry
from network.sections import sections_of
from structure.services import change_project
from tests.factories.bank import TrainingFactory
from tests.factories.structure import FIRST, ProjectFactory


@pytest.fixture
def project(network):
    return ProjectFactory(network=network, name="Arjen tuki", number="AT-1")


def trainings_of(project, user):
    found = [one for one in sections_of(project, user) if one.key == "trainings"]
    return {line.text for one in found for line in one.lines}


def rename(project, actor, **facts):
    return change_project(project, facts={"name": project.name, "number": project.number, **facts}, actor=actor)


def test_training_belongs_to_the_project_that_was_chosen_and_to_no_other_of_its_name(network, project, coordinator):
    later = ProjectFactory(network=network, name="Arjen tuki", valid_from=date(2009, 1, 1))
    TrainingFactory(network=network, name="Valittu", project="Arjen tuki", project_key=later.pk)
    TrainingFactory(network=network, name="Sanoin", project="arjen TUKI")

    assert (trainings_of(project, coordinator), trainings_of(later, coordinator)) == (
        {"Sanoin"},
        {"Sanoin", "Valittu"},
    )


@pytest.mark.parametrize(
    ("words", "facts"),
    [
        ("Arjen tuki", {"name": "Arjen tuki II"}),
        ("ARJEN TUKI", {"name": "Arjen tuki II"}),
        ("at-1", {"number": "AT-9"}),
        ("AT-1", {"name": "Uusi", "number": ""}),
    ],
)
def test_project_that_is_called_otherwise_keeps_the_trainings_that_named_it(project, coordinator, words, facts):
    training = TrainingFactory(network=project.network, project=words, name="Puheeksi ottaminen")

    renamed = rename(project, coordinator, **facts)

    training.refresh_from_db()
    assert trainings_of(renamed, coordinator) == {"Puheeksi ottaminen"}
    # What was written stays, and the log says why the training is still there.
    assert (training.project, training.project_key, training.version) == (words, project.pk, 1)
    entry = LogEntry.objects.of(training).get()
    assert (entry.action, entry.actor, entry.network_id, entry.changes) == (
        "bank.training.kept_with_project",
        coordinator,
        project.network_id,
        {"project_key": [None, project.pk]},
    )


def test_project_keeps_the_training_for_which_it_was_chosen(project, coordinator):
    training = TrainingFactory(network=project.network, name="Valittu", project="Arjen tuki", project_key=project.pk)

    renamed = rename(project, coordinator, name="Uusi nimi", number="")

    training.refresh_from_db()
    assert trainings_of(renamed, coordinator) == {"Valittu"}
    assert (training.project, training.version, LogEntry.objects.of(training).exists()) == ("Arjen tuki", 0, False)


def test_trainings_stay_with_the_project_when_another_takes_its_former_name(network, project, coordinator):
    TrainingFactory(network=network, name="Vanha", project="Arjen tuki")
    rename(project, coordinator, name="Arjen tuki I")

    successor = ProjectFactory(network=network, name="Arjen tuki", valid_from=date(2010, 1, 1))

    assert trainings_of(successor, coordinator) == set()


def test_words_that_another_project_answers_to_go_on_meaning_that_one(network, project, coordinator):
    other = ProjectFactory(network=network, name="Toinen", number="Arjen tuki")
    TrainingFactory(network=network, name="Kumpi", project="Arjen tuki")

    renamed = rename(project, coordinator, name="Arjen tuki I")

    assert (trainings_of(renamed, coordinator), trainings_of(other, coordinator)) == (set(), {"Kumpi"})


def test_renaming_touches_no_other_training(network, other_network, project, coordinator):
    elsewhere = TrainingFactory(network=other_network, project="Arjen tuki")
    chosen = TrainingFactory(network=network, project="Arjen tuki", project_key=ProjectFactory(network=network).pk)
    nameless = TrainingFactory(network=network)
    keys = {one.pk: one.project_key for one in (elsewhere, chosen, nameless)}

    rename(project, coordinator, name="Uusi")
    rename(ProjectFactory(network=network, number=""), coordinator, number="X-1")

    assert dict(Training.objects.values_list("pk", "project_key")) == keys


def test_change_of_something_else_binds_nothing(project, coordinator):
    training = TrainingFactory(network=project.network, project="Arjen tuki")

    change_project(project, facts={"name": " Arjen  tuki", "goals": "Apua ajoissa."}, actor=coordinator)

    training.refresh_from_db()
    assert training.project_key is None


def test_refused_change_leaves_the_trainings_as_they_were(network, project, coordinator):
    training = TrainingFactory(network=network, project="Arjen tuki")
    ProjectFactory(network=network, name="Varattu", valid_from=FIRST)

    with pytest.raises(ValidationError):
        rename(project, coordinator, name="Varattu")

    training.refresh_from_db()
    assert training.project_key is None
