"""Trainings: what was held, who took part, and whom it qualified."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from bank.enums import QualificationState
from bank.models import Member, Training, TrainingParticipant
from bank.services.members import add_member
from bank.services.qualifications import change_qualification
from core.audit import record, record_all
from core.errors import DomainError
from core.states import lock
from network.models import Network, Person, User
from network.projects import project_of

# What a form may set.
FACTS = (
    "name",
    "category",
    "method",
    "project",
    "project_key",
    "date",
    "days",
    "place",
    "participants_count",
    "qualified_count",
    "counting",
    "note",
)


class ProjectRefused(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """The project that was chosen is not one of the network's."""

    field = "project_key"


@transaction.atomic
def add_training(network: Network, *, facts: dict[str, Any], actor: User) -> Training:
    """Write down a training; ``facts`` holds values for ``FACTS``.

    Of a project that is chosen by its key the training bears the name of today. Raises ``ProjectRefused``.
    """
    training = Training(network=network)
    _set_facts(training, _with_project(training, facts, actor))
    record("bank.training.added", training, actor=actor)
    return training


@transaction.atomic
def import_rows(
    network: Network, rows: list[tuple[dict[str, Any], dict[str, Any]]], *, actor: User | None
) -> list[Training]:
    """Write down older trainings, all at once: ``[(facts, source)]``.

    ``source`` says where a row comes from: "register", "row", "cells", "uncertain". What rows say of one another is
    checked by the constraints of the database.
    """
    trainings = [Training(network=network, **source, **facts) for facts, source in rows]
    for training in trainings:
        training.clean_fields(exclude=["network", "method"])
    Training.objects.bulk_create(trainings, batch_size=500)
    changes = [{"row": [None, training.row]} for training in trainings]
    record_all("bank.training.imported", trainings, actor=actor, changes=changes)
    return trainings


@transaction.atomic
def edit_training(training: Training, *, facts: dict[str, Any], version: int, actor: User) -> Training:
    """Change the facts of a training. Raises ``EditConflict`` when somebody saved it first, and ``ProjectRefused``.

    While the project stays the same, it keeps the name that it had when it was chosen.
    """
    training = lock(training, version=version)
    facts = _with_project(training, facts, actor)
    changed = sorted(name for name in FACTS if name in facts and getattr(training, name) != facts[name])
    training.version += 1
    _set_facts(training, facts)
    record("bank.training.edited", training, actor=actor, changes={"fields": [None, changed]})
    return training


@transaction.atomic
def keep_with_project(trainings: QuerySet[Training], *, key: int, actor: User) -> list[Training]:
    """Trainings that named a project in words belong to it by its key; their words stay as they were written."""
    rows = list(trainings.select_for_update(of=("self",)).order_by("pk"))
    for training in rows:
        training.project_key = key
        # Whoever has the form open with the words alone is told, and does not take it off again.
        training.version += 1
        training.save(update_fields=["project_key", "version", "updated_at"])
    changes = [{"project_key": [None, key]} for _training in rows]
    record_all("bank.training.kept_with_project", rows, actor=actor, changes=changes)
    return rows


@transaction.atomic
def add_participant(training: Training, *, person: Person, actor: User) -> TrainingParticipant:
    """Somebody took part. Raises ``DomainError`` for a stranger to the network and for whoever is there already."""
    training = lock(training)
    if person.network_id != training.network_id:
        raise DomainError(_("%(name)s is not in this network.") % {"name": person.name})
    if training.people.filter(person=person).exists():
        raise DomainError(_("%(name)s is a participant already.") % {"name": person.name})
    participant = TrainingParticipant(training=training, person=person, name_label=person.name)
    participant.full_clean()
    participant.save()
    _check_counts(training)
    _touch(training)
    record("bank.training.participant_added", training, actor=actor)
    return participant


@transaction.atomic
def remove_participant(participant: TrainingParticipant, *, actor: User) -> None:
    """Take off somebody who was not there. Raises ``DomainError`` when the training has qualified the person."""
    training = lock(participant.training)
    participant = lock(participant)
    if participant.qualified_on is not None:
        raise DomainError(_("The training has qualified this person. Correct the qualification of the member first."))
    participant.delete()
    _touch(training)
    record("bank.training.participant_removed", training, actor=actor)


@transaction.atomic
def qualify_participants(
    training: Training,
    *,
    participants: Iterable[TrainingParticipant],
    since: date,
    expires_on: date | None = None,
    make_members: bool = False,
    actor: User,
) -> list[TrainingParticipant]:
    """The training qualifies these participants from a day on, all or nobody.

    Raises ``DomainError`` for a training that qualifies for nothing, and with the person's name for whoever is not in
    the bank (unless ``make_members``), is qualified already, or is no participant.
    """
    training = lock(training)
    if not training.category:
        raise DomainError(_("Write first what the training qualifies as."))
    chosen = list(
        training.people.select_for_update(of=("self",))
        .select_related("person")
        .filter(pk__in=[participant.pk for participant in participants])
    )
    if not chosen:
        raise DomainError(_("Choose at least one participant."))
    for participant in chosen:
        member = _member_of(participant, since, make_members, actor)
        try:
            change_qualification(
                member,
                category=training.category,
                method=training.method,
                state=QualificationState.QUALIFIED,
                since=since,
                expires_on=expires_on,
                training=training,
                actor=actor,
            )
        except DomainError as error:
            raise DomainError(f"{participant.person.name}: {error}") from error
        participant.qualified_on = since
        participant.full_clean()
        participant.save(update_fields=["qualified_on"])
    _check_counts(training)
    _touch(training)
    record("bank.training.qualified", training, actor=actor, changes={"count": [None, len(chosen)]})
    return chosen


def _member_of(participant: TrainingParticipant, since: date, make_members: bool, actor: User) -> Member:
    person = participant.person
    member = Member.objects.filter(network=person.network_id, person=person).first()
    if member is not None:
        return member
    if not make_members:
        raise DomainError(_("%(name)s is not in the bank.") % {"name": person.name})
    return add_member(person.network, person=person, qualifications={}, joined_on=since, actor=actor)


def _with_project(training: Training, facts: dict[str, Any], actor: User) -> dict[str, Any]:
    """The facts with the name of the project that is chosen. Raises ``ProjectRefused``."""
    key = facts.get("project_key")
    if key is None:
        return facts
    if key == training.project_key:
        return facts | {"project": training.project}
    chosen = project_of(training.network, actor, key)
    if chosen is None:
        raise ProjectRefused(_("Choose a project of this network."))
    return facts | {"project": chosen.name}


def _set_facts(training: Training, facts: dict[str, Any]) -> None:
    for name in FACTS:
        if name in facts:
            setattr(training, name, facts[name])
    training.full_clean()
    if training.pk:
        _check_counts(training)
    training.save()


def _check_counts(training: Training) -> None:
    """A count that was told can be larger than the people recorded, never smaller."""
    recorded, qualified = training.people.count(), training.people.filter(qualified_on__isnull=False).count()
    if training.participants_count is not None and training.participants_count < recorded:
        raise DomainError(_("There are more participants recorded than the number says. Correct the number first."))
    if training.qualified_count is not None and training.qualified_count < qualified:
        raise DomainError(_("More people are qualified than the number says. Correct the number first."))


def _touch(training: Training) -> None:
    training.save(update_fields=["updated_at"])
