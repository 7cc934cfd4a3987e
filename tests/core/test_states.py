import threading

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.utils.translation import override

from core.errors import DomainError, EditConflict, TransitionNotAllowed
from core.models import JobState
from core.states import lock, move
from network.models import Organisation
from tests.factories.core import JobFactory
from tests.factories.network import OrganisationFactory

MOVES = {JobState.QUEUED: {JobState.RUNNING}, JobState.RUNNING: {JobState.DONE}, JobState.DONE: set()}


@pytest.mark.django_db
def test_lock_reads_the_row_again():
    organisation = OrganisationFactory(name="Vanha")
    Organisation.objects.update(name="Uusi", version=4)

    locked = lock(organisation, version=4)

    assert (locked, locked.name, organisation.name) == (organisation, "Uusi", "Vanha")


@pytest.mark.django_db
def test_lock_of_a_row_that_was_removed_meanwhile_is_a_refusal_in_words():
    organisation = OrganisationFactory()
    Organisation.objects.all().delete()

    with override("en"), pytest.raises(DomainError, match="Somebody else has removed this"):
        lock(organisation)


@pytest.mark.django_db
def test_lock_raises_conflict_with_the_stored_row_when_the_version_has_moved_on():
    organisation = OrganisationFactory()
    Organisation.objects.update(name="Toisen nimi", version=1)

    with override("en"), pytest.raises(EditConflict) as refusal:
        lock(organisation, version=0)

    assert refusal.value.current.name == "Toisen nimi"
    assert "Somebody else saved this" in str(refusal.value)


@pytest.mark.django_db
def test_lock_without_a_version_takes_any():
    organisation = OrganisationFactory()
    Organisation.objects.update(version=7)

    assert lock(organisation).version == 7


@pytest.mark.django_db(transaction=True)
def test_lock_outside_a_transaction_is_refused():
    organisation = OrganisationFactory()

    with pytest.raises(TransactionManagementError):
        lock(organisation)


@pytest.mark.django_db(transaction=True)
def test_two_savers_of_one_version_never_overwrite_one_another():
    organisation = OrganisationFactory(name="Alku")
    begin, results = threading.Barrier(2), []

    def save(name):
        try:
            begin.wait(5)
            with transaction.atomic():
                locked = lock(organisation, version=0)
                locked.name, locked.version = name, locked.version + 1
                locked.save()
            results.append(name)
        except EditConflict as conflict:
            results.append(conflict)
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[name]) for name in ("Ensimmäinen", "Toinen")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    organisation.refresh_from_db()
    [winner] = [result for result in results if isinstance(result, str)]
    [conflict] = [result for result in results if isinstance(result, EditConflict)]
    assert (organisation.name, organisation.version) == (winner, 1)
    assert conflict.current.name == winner


def test_move_sets_the_state_and_saves_nothing():
    job = JobFactory.build()

    move(job, JobState.RUNNING, MOVES)

    assert (job.state, job.pk) == (JobState.RUNNING, None)


@pytest.mark.parametrize(
    ("state", "to"),
    [(state, to) for state in MOVES for to in JobState if to not in MOVES[state]],
)
def test_move_outside_the_table_is_refused(state, to):
    job = JobFactory.build(state=state)

    with override("en"), pytest.raises(TransitionNotAllowed, match="no longer possible"):
        move(job, to, MOVES)

    assert job.state == state
