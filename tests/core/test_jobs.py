import logging
import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from core import jobs
from core.models import Job, JobState
from tests.core.helpers import Recorder
from tests.factories.core import JobFactory
from tests.factories.network import NetworkFactory, UserFactory

TYPED = "Matti Esimerkki, 9 v"


@pytest.fixture
def failing(register_work):
    """A handler whose work fails with words that somebody typed."""

    def work(job):
        raise ValueError(TYPED)

    register_work(work=work, store=lambda job, result: None)
    return work


def in_threads(count, act):
    """Run ``act()`` in threads that begin together, each with a connection of its own; their results."""
    begin, results = threading.Barrier(count), []

    def run():
        try:
            begin.wait(5)
            results.append(act())
        except Exception as error:
            results.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return results


def test_register_handler_refuses_a_time_limit_that_outlasts_the_lease(register_work):
    with pytest.raises(ValueError, match="shorter than the lease"):
        register_work(work=print, store=print, time_limit=35, lease=35)


def test_register_handler_refuses_a_lease_that_outlasts_the_brokers_patience(register_work, settings):
    patience = settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]

    with pytest.raises(ValueError, match="visibility timeout"):
        register_work(work=print, store=print, time_limit=35, lease=patience)


@pytest.mark.django_db
def test_enqueue_in_a_rolled_back_transaction_leaves_nothing(recorder, django_capture_on_commit_callbacks):
    network = NetworkFactory()

    with django_capture_on_commit_callbacks(execute=True) as callbacks, transaction.atomic():
        jobs.enqueue("test.work", network, key="test:1", actor=None)
        transaction.set_rollback(True)

    assert (Job.objects.count(), callbacks, recorder.worked) == (0, [], [])


@pytest.mark.django_db
def test_enqueued_job_is_announced_on_commit_and_done(recorder, django_capture_on_commit_callbacks):
    network, user = NetworkFactory(), UserFactory()

    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.enqueue("test.work", network, key="test:1", actor=user)
        before_commit = list(recorder.worked)

    job.refresh_from_db()
    assert (before_commit, recorder.stored) == ([], [1])
    assert (job.state, job.progress, job.error, job.attempts) == (JobState.DONE, 100, "", 1)
    assert (job.object_type, job.object_id, job.created_by) == ("network.network", network.pk, user)
    assert jobs.target_of(job) == network
    assert job.announced_at is not None


@pytest.mark.django_db
def test_enqueue_with_the_same_key_is_the_same_job(recorder):
    network = NetworkFactory()

    first = jobs.enqueue("test.work", network, key="test:1", actor=None)
    second = jobs.enqueue("test.work", network, key="test:1", actor=None)

    assert (first, Job.objects.count()) == (second, 1)


@pytest.mark.django_db(transaction=True)
def test_an_announcement_is_written_down_before_it_is_sent(register_work):
    """A worker can be quicker than what follows the sending; here it works at once."""
    seen = []
    register_work(work=lambda job: seen.append(job.announced_at is not None), store=lambda job, result: None)

    jobs.announce([JobFactory(kind="test.work")])

    assert seen == [True]


@pytest.mark.django_db(transaction=True)
def test_claim_by_two_workers_at_once_is_given_to_one(recorder):
    job = JobFactory(kind="test.work")

    claims = in_threads(2, lambda: jobs.claim(job.pk))

    job.refresh_from_db()
    assert sorted(claim is None for claim in claims) == [False, True]
    assert [claim.token for claim in claims if claim] == [job.token]
    assert (job.state, job.attempts) == (JobState.RUNNING, 1)


@pytest.mark.django_db(transaction=True)
def test_claim_does_not_wait_for_a_worker_that_is_just_claiming(recorder):
    job = JobFactory(kind="test.work")

    with transaction.atomic():
        Job.objects.select_for_update().get(pk=job.pk)
        claims = in_threads(1, lambda: jobs.claim(job.pk))

    assert claims == [None]


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["running", "done", "parked"])
def test_claim_leaves_a_job_that_is_taken_or_over(recorder, state):
    job = JobFactory(kind="test.work", **{state: True})

    claim = jobs.claim(job.pk)

    assert claim is None
    assert (job.state, job.token) == tuple(Job.objects.values_list("state", "token").get())


@pytest.mark.django_db
def test_claim_takes_over_an_expired_lease_with_a_new_token(recorder):
    job = JobFactory(kind="test.work", lease_expired=True)

    claim = jobs.claim(job.pk)

    assert claim.token != job.token
    assert claim.lease_until > timezone.now()
    assert claim.attempts == 2


@pytest.mark.django_db
def test_claim_parks_a_job_whose_worker_died_for_the_fifth_time(recorder):
    job = JobFactory(kind="test.work", lease_expired=True, attempts=5)

    claim = jobs.claim(job.pk)

    job.refresh_from_db()
    assert (claim, job.state, job.token, job.lease_until) == (None, JobState.PARKED, None, None)


@pytest.mark.django_db
def test_run_does_not_store_when_its_token_was_lost(register_work):
    other = JobFactory.build(running=True)
    recorder = Recorder(before=lambda job: Job.objects.filter(pk=job.pk).update(token=other.token))
    register_work(work=recorder.work, store=recorder.store)
    job = JobFactory(kind="test.work")

    jobs.run(job.pk)

    job.refresh_from_db()
    assert (len(recorder.worked), recorder.stored) == (1, [])
    assert (job.state, job.token) == (JobState.RUNNING, other.token)


@pytest.mark.django_db
def test_failure_of_a_run_that_lost_its_token_leaves_the_new_run_alone(register_work):
    other = JobFactory.build(running=True)

    def work(job):
        Job.objects.filter(pk=job.pk).update(token=other.token)
        raise ValueError

    register_work(work=work, store=lambda job, result: None)
    job = JobFactory(kind="test.work")

    jobs.run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.token, job.error) == (JobState.RUNNING, other.token, "")


@pytest.mark.django_db
def test_job_that_ran_twice_is_stored_once(register_work):
    def take_over(job):
        if job.attempts == 1:
            Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
            jobs.run(job.pk)

    recorder = Recorder(before=take_over)
    register_work(work=recorder.work, store=recorder.store)
    job = JobFactory(kind="test.work")

    jobs.run(job.pk)
    jobs.run(job.pk)

    job.refresh_from_db()
    assert (len(recorder.worked), recorder.stored) == (2, [2])
    assert (job.state, job.attempts) == (JobState.DONE, 2)


@pytest.mark.django_db(transaction=True)
def test_job_run_by_two_workers_at_once_is_stored_once(recorder):
    job = JobFactory(kind="test.work")

    in_threads(2, lambda: jobs.run(job.pk))

    job.refresh_from_db()
    assert (recorder.stored, job.state, job.attempts) == ([1], JobState.DONE, 1)


@pytest.mark.django_db
def test_store_that_fails_changes_nothing_and_is_tried_again(register_work):
    def store(job, result):
        UserFactory()
        raise OSError

    register_work(work=lambda job: None, store=store)
    job = JobFactory(kind="test.work")

    jobs.run(job.pk)

    job.refresh_from_db()
    assert UserFactory._meta.model.objects.count() == 0
    assert (job.state, job.token, job.lease_until, job.done_at) == (JobState.FAILED, None, None, None)


@pytest.mark.django_db
def test_five_failures_park_the_job(failing):
    job = JobFactory(kind="test.work")
    states = []

    for _ in range(6):
        Job.objects.filter(pk=job.pk).update(rests_until=None)
        jobs.run(job.pk)
        job.refresh_from_db()
        states.append((job.state, job.attempts))

    assert states == [("failed", 1), ("failed", 2), ("failed", 3), ("failed", 4), ("parked", 5), ("parked", 5)]


@pytest.mark.django_db
def test_a_job_that_failed_rests_before_it_is_taken_again(failing):
    job = JobFactory(kind="test.work")
    jobs.run(job.pk)
    job.refresh_from_db()

    jobs.run(job.pk)

    rest = job.rests_until - timezone.now()
    assert (Job.objects.get(pk=job.pk).attempts, 5 < rest.total_seconds() <= 10) == (1, True)
    assert jobs.sweep() == 0


@pytest.mark.django_db
def test_error_names_class_and_place_and_never_the_text(failing, caplog):
    job = JobFactory(kind="test.work")

    with caplog.at_level(logging.INFO):
        jobs.run(job.pk)

    job.refresh_from_db()
    line = failing.__code__.co_firstlineno + 1
    assert job.error == f"ValueError work:{line}"
    assert TYPED not in caplog.text
    assert f"line {line}, in work" in caplog.text


@pytest.mark.django_db
def test_report_progress_is_shown_only_for_the_run_that_holds_the_job(recorder):
    job = JobFactory(kind="test.work")
    claim = jobs.claim(job.pk)
    lost = JobFactory.build(pk=job.pk, running=True)

    jobs.report_progress(claim, 40)
    jobs.report_progress(lost, 90)

    job.refresh_from_db()
    assert job.progress == 40
