"""Jobs, documents and log entries for tests."""

import uuid
from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from core.models import Job, JobState, LogEntry, StoredFile


class JobFactory(DjangoModelFactory):
    """A waiting job; ``running``, ``lease_expired``, ``done`` and ``parked`` set all that belongs to a state."""

    class Meta:
        model = Job

    class Params:
        running = factory.Trait(
            state=JobState.RUNNING,
            token=factory.LazyFunction(uuid.uuid4),
            lease_until=factory.LazyFunction(lambda: timezone.now() + timedelta(minutes=1)),
            attempts=1,
        )
        lease_expired = factory.Trait(
            state=JobState.RUNNING,
            token=factory.LazyFunction(uuid.uuid4),
            lease_until=factory.LazyFunction(lambda: timezone.now() - timedelta(seconds=1)),
            attempts=1,
        )
        done = factory.Trait(state=JobState.DONE, done_at=factory.LazyFunction(timezone.now), attempts=1, progress=100)
        parked = factory.Trait(state=JobState.PARKED, attempts=5, error="ValueError work:1")

    key = factory.Sequence(lambda n: f"test:{n}")
    kind = "core.render_document"
    object_type = "network.network"
    object_id = 1


class StoredFileFactory(DjangoModelFactory):
    """A document of ``subject`` that waits for its job; ``ready=True`` has bytes and a finished job."""

    class Meta:
        model = StoredFile
        exclude = ["subject"]

    class Params:
        ready = factory.Trait(
            job=factory.SubFactory(JobFactory, done=True),
            file=factory.django.FileField(data=b"%PDF-1.7 test", filename="test.pdf"),
            size=13,
            pages=1,
            ready_at=factory.LazyFunction(timezone.now),
        )

    subject = factory.SubFactory("tests.factories.network.NetworkFactory")
    kind = "test.document"
    subject_type = factory.LazyAttribute(lambda stored: stored.subject._meta.label_lower)
    subject_id = factory.LazyAttribute(lambda stored: stored.subject.pk)
    language = "fi"
    source_version = factory.Sequence(lambda n: f"v{n}")
    name = "asiakirja.pdf"
    job = factory.SubFactory(JobFactory)


class LogEntryFactory(DjangoModelFactory):
    class Meta:
        model = LogEntry

    action = "core.test.done"
    target_type = "network.network"
    target_id = 1
