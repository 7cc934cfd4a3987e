from dataclasses import replace

import pytest
from django.utils.translation import override

from core import documents
from core.documents import may_open, register_document, request_document, subject_of
from core.models import Job, JobState, StoredFile
from tests.factories.core import StoredFileFactory
from tests.factories.network import NetworkFactory, UserFactory


@pytest.fixture
def ask(document_kind, network, coordinator, django_capture_on_commit_callbacks):
    """``ask()``: ask for the test document of the network, and let the worker make it."""

    def request(**options):
        with django_capture_on_commit_callbacks(execute=True):
            stored = request_document(
                document_kind, network, **{"actor": coordinator, "language": "fi", "variant": "", **options}
            )
        stored.refresh_from_db()
        return stored

    return request


@pytest.mark.django_db
def test_request_document_is_rendered_by_its_job(ask, network, coordinator):
    stored = ask()

    assert stored.file.read() == f"{network.name_fi} fi".encode()
    assert (stored.size, stored.pages, stored.is_ready, stored.created_by) == (
        len(f"{network.name_fi} fi"),
        2,
        True,
        coordinator,
    )
    assert len(stored.sha256) == 64
    assert (stored.job.state, subject_of(stored)) == (JobState.DONE, network)


@pytest.mark.django_db
def test_request_document_of_the_same_content_is_the_same_document(ask):
    first = ask()
    second = ask()

    assert (second, second.file.name, second.ready_at) == (first, first.file.name, first.ready_at)
    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_request_document_of_new_content_is_a_new_document(ask, network):
    first = ask()
    network.name_fi = "Uusi nimi"
    network.save()

    second = ask()

    assert (second.source_version, second.file.read()) == ("Uusi nimi", b"Uusi nimi fi")
    assert StoredFile.objects.get(pk=first.pk).file.name == first.file.name != second.file.name


@pytest.mark.django_db
@pytest.mark.parametrize("other", [{"language": "sv"}, {"variant": "2008-2009"}])
def test_request_document_in_another_language_or_variant_is_another_document(ask, other):
    first = ask()
    second = ask(**other)

    assert first != second
    assert Job.objects.count() == 2


@pytest.mark.django_db
def test_name_of_a_document_is_in_its_own_language(ask):
    with override("fi"):
        stored = ask(language="sv", variant="7")

    assert stored.name == "asiakirja7-sv.pdf"


@pytest.mark.django_db
def test_request_document_tries_a_parked_one_again(ask, document_kind, network):
    stored = StoredFileFactory(subject=network, kind=document_kind, source_version=network.name_fi, job__parked=True)

    again = ask()

    assert (again, again.is_ready, again.job.state, again.job.attempts) == (stored, True, JobState.DONE, 1)


@pytest.mark.django_db
def test_request_document_announces_a_waiting_one_again(ask, document_kind, network):
    stored = StoredFileFactory(subject=network, kind=document_kind, source_version=network.name_fi)
    Job.objects.update(kind="core.render_document")

    again = ask()

    assert (again, again.is_ready) == (stored, True)


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "answer"), [("coordinator", True), ("member", False), (None, None)])
def test_may_open_tells_allowed_from_forbidden_and_invisible(document_kind, network, as_role, role, answer):
    stored = StoredFileFactory(subject=network, kind=document_kind)
    user = as_role(role) if role else UserFactory()

    assert may_open(user, stored) is answer


@pytest.mark.django_db
def test_may_open_is_none_for_a_variant_that_is_for_other_eyes(document_kind, network, coordinator):
    kind = documents._kinds[document_kind]
    register_document(replace(kind, may_see=lambda user, subject, variant: (user, subject, variant) == coordinators))
    coordinators = (coordinator, network, "own")
    own, other = (StoredFileFactory(subject=network, kind=document_kind, variant=name) for name in ("own", "other"))

    assert (may_open(coordinator, own), may_open(coordinator, other)) == (True, None)


@pytest.mark.django_db
def test_may_open_is_none_in_another_network_and_when_the_subject_is_gone(document_kind, network, outsider):
    stored = StoredFileFactory(subject=network, kind=document_kind)
    orphan = StoredFileFactory(subject=NetworkFactory(), kind=document_kind, subject_id=network.pk + 1000)

    assert (may_open(outsider, stored), may_open(outsider, orphan)) == (None, None)


@pytest.mark.django_db
def test_documents_of_an_object_are_newest_first_and_of_it_alone(document_kind, network, django_assert_num_queries):
    older, newer = StoredFileFactory.create_batch(2, subject=network, kind=document_kind)
    StoredFileFactory(subject=NetworkFactory())

    with django_assert_num_queries(1):
        documents = [(stored, stored.job.state) for stored in StoredFile.objects.of(network)]

    assert documents == [(newer, "queued"), (older, "queued")]
