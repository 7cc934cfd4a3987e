"""Jobs that nobody took or whose worker is gone: swept, announced again, tried again by hand."""

import socket
import time
from contextlib import closing
from datetime import timedelta

import pytest
from celery import current_app
from django.utils import timezone

from core import jobs
from core.models import Job, JobState
from tests.factories.core import JobFactory
from tests.factories.network import UserFactory


@pytest.fixture
def broker(monkeypatch):
    """``broker(address)``: Celery's messages go there, as in production."""

    def at(port):
        current_app.conf.task_always_eager = False
        monkeypatch.setenv("CELERY_BROKER_WRITE_URL", f"redis://127.0.0.1:{port}/0")

    yield at
    current_app.conf.task_always_eager = True


@pytest.fixture
def silent_port():
    """A port behind which something listens and never answers, like a frozen server."""
    with closing(socket.socket()) as server:
        server.bind(("127.0.0.1", 0))
        server.listen(5)
        yield server.getsockname()[1]


@pytest.fixture
def unused_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.mark.django_db
def test_sweep_frees_expired_leases_and_announces_them_again(recorder):
    expired = JobFactory(kind="test.work", lease_expired=True)
    held = JobFactory(kind="test.work", running=True)

    announced = jobs.sweep()

    expired.refresh_from_db()
    held.refresh_from_db()
    assert (announced, recorder.worked) == (1, [expired.pk])
    assert (expired.state, expired.attempts) == (JobState.DONE, 2)
    assert (held.state, held.attempts) == (JobState.RUNNING, 1)


@pytest.mark.django_db
def test_sweep_says_that_the_worker_was_lost(recorder, broker, unused_port):
    broker(unused_port)
    job = JobFactory(kind="test.work", lease_expired=True)

    jobs.sweep()

    job.refresh_from_db()
    assert (job.state, job.token, job.lease_until, job.error) == (JobState.FAILED, None, None, "worker lost")


@pytest.mark.django_db
def test_sweep_parks_what_lost_five_workers(recorder):
    job = JobFactory(kind="test.work", lease_expired=True, attempts=5)

    announced = jobs.sweep()

    job.refresh_from_db()
    assert (announced, recorder.worked, job.state) == (0, [], JobState.PARKED)


@pytest.mark.django_db
def test_sweep_announces_what_nobody_took_and_leaves_what_was_just_announced(recorder):
    now = timezone.now()
    never, long_ago, just_now, done = (
        JobFactory(kind="test.work", announced_at=None),
        JobFactory(kind="test.work", announced_at=now - timedelta(minutes=1)),
        JobFactory(kind="test.work", announced_at=now),
        JobFactory(kind="test.work", done=True),
    )

    announced = jobs.sweep()

    assert (announced, recorder.worked) == (2, [never.pk, long_ago.pk])
    assert list(Job.objects.filter(state="queued")) == [just_now]
    assert Job.objects.get(pk=done.pk).attempts == 1


@pytest.mark.django_db
def test_sweep_lets_a_job_of_an_unknown_kind_wait_and_announces_the_others(recorder):
    unknown, known = JobFactory(kind="newer.kind"), JobFactory(kind="test.work")

    jobs.sweep()

    unknown.refresh_from_db()
    assert (recorder.worked, unknown.state, unknown.announced_at) == ([known.pk], JobState.QUEUED, None)


@pytest.mark.django_db
def test_sweep_is_not_filled_up_by_jobs_of_unknown_kinds(recorder):
    Job.objects.bulk_create(JobFactory.build_batch(600, kind="newer.kind"))
    known = JobFactory(kind="test.work")

    jobs.sweep()

    assert recorder.worked == [known.pk]


@pytest.mark.django_db
@pytest.mark.parametrize("port", ["unused_port", "silent_port"])
def test_announce_to_a_broker_that_is_away_or_frozen_costs_no_time_and_fails_nothing(
    recorder, broker, port, request, caplog
):
    broker(request.getfixturevalue(port))
    job = JobFactory(kind="test.work")

    begin = time.monotonic()
    jobs.announce([job])
    seconds = time.monotonic() - begin

    job.refresh_from_db()
    assert seconds < 1
    assert (job.state, job.announced_at, recorder.worked) == (JobState.QUEUED, None, [])
    assert [record.getMessage() for record in caplog.records if record.name == "core.jobs"] == [
        f"Jobs [{job.pk}] not announced: OperationalError"
    ]


@pytest.mark.django_db
def test_retry_gives_a_parked_job_five_new_attempts(recorder, django_capture_on_commit_callbacks):
    job = JobFactory(kind="test.work", parked=True)

    with django_capture_on_commit_callbacks() as callbacks:
        jobs.retry(job)

    job.refresh_from_db()
    assert (job.state, job.attempts, job.error, len(callbacks)) == (JobState.QUEUED, 0, "", 1)


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["running", "done"])
def test_retry_leaves_other_jobs_as_they_are(recorder, state, django_capture_on_commit_callbacks):
    job = JobFactory(kind="test.work", **{state: True})
    before = Job.objects.values().get()

    with django_capture_on_commit_callbacks() as callbacks:
        jobs.retry(job)

    assert (Job.objects.values().get(), callbacks) == (before, [])


@pytest.mark.django_db
def test_parked_jobs_are_seen_by_whoever_asked(recorder):
    user = UserFactory()
    mine, _other = JobFactory(parked=True, created_by=user), JobFactory(parked=True, created_by=UserFactory())

    assert list(Job.objects.visible_to(user)) == [mine]
