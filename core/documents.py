"""Documents: what can be rendered, for whom, and the job that renders it.

An app registers each kind of document with ``register_document`` in its ``AppConfig.ready``; a page asks for one with
``request_document`` and shows its progress. The same content is rendered once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core import jobs
from core.attached import forget_files
from core.errors import DomainError
from core.files import Outgoing, register_files
from core.models import Job, JobState, StoredFile

if TYPE_CHECKING:
    from core.pdf import RenderedPdf

DOCUMENT = "document"
RENDER = "core.render_document"
# For documents that may have hundreds of pages: the same work with limits of its own.
LONG_RENDER = "core.render_long_document"
# So many documents of one person wait at most: nobody keeps the workers from everybody else.
WAITING_AT_MOST = 20


@dataclass(frozen=True)
class DocumentKind:
    """One kind of document.

    ``model`` is the subject's label ("bank.order"), ``permission`` is asked of the subject. ``version(subject,
    variant)`` names the content's version (at most 64 characters); ``render(subject, variant, language)`` makes it;
    ``filename(subject, variant)`` is called in the document's language and gives a name without ending. ``render`` may
    give anything with ``content`` (bytes) and ``pages`` (0 where nobody counts them); ``ending`` says what it is.
    """

    name: str
    title: str
    model: str
    permission: str
    version: Callable[[Any, str], str]
    render: Callable[[Any, str, str], "RenderedPdf"]
    filename: Callable[[Any, str], str]
    ending: str = "pdf"
    # A variant that is a key says nothing to a reader.
    shows_variant: bool = True
    # What the variant means, where it is more than a word that can be shown.
    variant_words: Callable[[str], str] = str
    # Where a variant holds what not everybody sees who has the permission: ``may_see(user, subject, variant)``. To
    # the others the document is not there.
    may_see: Callable[[Any, Any, str], bool] = lambda _user, _subject, _variant: True
    job: str = RENDER


_kinds: dict[str, DocumentKind] = {}


def register_document(kind: DocumentKind) -> None:
    _kinds[kind.name] = kind


def kind_of(stored: StoredFile) -> DocumentKind:
    return _kinds[stored.kind]


def subject_of(stored: StoredFile) -> models.Model:
    """The object the document is about, freshly read; raises ``DoesNotExist`` when it is gone."""
    return apps.get_model(stored.subject_type)._default_manager.get(pk=stored.subject_id)


@transaction.atomic
def request_document(
    kind: str, subject: models.Model, *, actor: models.Model, language: str, variant: str = ""
) -> StoredFile:
    """The document of the subject's present content, ready or queued; a parked one is tried again.

    Raises ``DomainError`` when too many of the actor's documents are still being made.
    """
    version = _kinds[kind].version(subject, variant)
    key = ":".join([kind, str(subject.pk), variant, language, version])
    identity = {
        "kind": kind,
        "subject_type": subject._meta.label_lower,
        "subject_id": subject.pk,
        "variant": variant,
        "language": language,
        "source_version": version,
    }
    stored = StoredFile.objects.select_related("job").filter(**identity).first()
    if stored is None:
        _refuse_crowd(actor)
        # The job carries the key until its file has a number: two clicks at once meet at the unique key.
        job, _created = Job.objects.get_or_create(
            key=f"render:{key}",
            defaults={
                "kind": _kinds[kind].job,
                "object_type": subject._meta.label_lower,
                "object_id": subject.pk,
                "created_by": actor,
            },
        )
        stored, _created = StoredFile.objects.get_or_create(
            **identity, defaults={"job": job, "created_by": actor, "name": _filename(kind, subject, variant, language)}
        )
        jobs.announce_on_commit(job)
    elif stored.job.state == JobState.PARKED:
        jobs.retry(stored.job)
    elif stored.job.state != JobState.DONE:
        jobs.announce_on_commit(stored.job)
    return stored


def _refuse_crowd(actor: models.Model) -> None:
    waiting = StoredFile.objects.filter(created_by=actor, ready_at=None).exclude(job__state=JobState.PARKED)
    if waiting.count() >= WAITING_AT_MOST:
        raise DomainError(_("Many of your documents are still being made. Try again when they are ready."))


def may_open(user: models.Model, stored: StoredFile) -> bool | None:
    """Whether the user may open the document; ``None`` when its subject or this variant is not visible to the user."""
    kind = kind_of(stored)
    subject = (
        apps.get_model(stored.subject_type)._default_manager.visible_to(user).filter(pk=stored.subject_id).first()
    )
    if subject is None or not kind.may_see(user, subject, stored.variant):
        return None
    return user.has_perm(kind.permission, subject)


def _find_document(user: models.Model, key: str) -> Outgoing | None:
    stored = StoredFile.objects.filter(uuid=key).first()
    if stored is None or not stored.is_ready or not may_open(user, stored):
        return None
    return Outgoing(stored.file, stored.name)


def forget_documents(files: models.QuerySet[StoredFile]) -> None:
    """Delete documents with their bytes and their jobs: one that is being made now is not stored.

    Must be called inside a transaction. The jobs are locked first, as whoever stores a document does: then it is
    either here already, or never comes.
    """
    jobs_of_files = Job.objects.select_for_update().filter(pk__in=files.values("job")).order_by("pk")
    keys = [job.pk for job in jobs_of_files]
    files = files.filter(job__in=keys)
    forget_files(stored.file.name for stored in files if stored.file)
    files.delete()
    Job.objects.filter(pk__in=keys).delete()


def _filename(kind: str, subject: models.Model, variant: str, language: str) -> str:
    with translation.override(language):
        return f"{_kinds[kind].filename(subject, variant)}.{_kinds[kind].ending}"


def _work(job: Job) -> "RenderedPdf":
    stored = job.stored_file
    return kind_of(stored).render(subject_of(stored), stored.variant, stored.language)


def _store(job: Job, rendered: "RenderedPdf") -> None:
    stored = job.stored_file
    stored.file.save(stored.name, ContentFile(rendered.content), save=False)
    stored.sha256 = sha256(rendered.content).hexdigest()
    stored.size, stored.pages, stored.ready_at = len(rendered.content), rendered.pages, timezone.now()
    stored.save(update_fields=["file", "sha256", "size", "pages", "ready_at"])


register_files(DOCUMENT, _find_document)
jobs.register_handler(RENDER, work=_work, store=_store)
jobs.register_handler(
    LONG_RENDER,
    work=_work,
    store=_store,
    time_limit=settings.LONG_JOB_TIME_LIMIT_SECONDS,
    lease=settings.LONG_JOB_LEASE_SECONDS,
)
