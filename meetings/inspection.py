"""What the worker does with an attachment's file before anybody gets it: open it, within limits.

A PDF is opened and its pages are counted; an image is written anew without its metadata (place, camera, owner); a
Word, Excel or PowerPoint file is unpacked, so that its parts are no larger than they say. What cannot be opened is
marked as such, with a message on the minutes.
"""

import zipfile
from hashlib import sha256
from io import BytesIO
from typing import IO, NamedTuple

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from PIL import Image, ImageOps

from core import jobs
from core.containers import MAX_UNPACKED
from core.models import Job
from meetings.enums import Fitness
from meetings.models import Attachment
from meetings.uploads import PDF, opened_image

INSPECT = "meetings.inspect_attachment"
TIME_LIMIT_SECONDS = 20
MAX_PAGES = 2000
_CHUNK = 1 << 20


class Finding(NamedTuple):
    """``content`` is the file written anew, where it was."""

    fitness: Fitness
    pages: int = 0
    content: bytes | None = None


def job_key(attachment: Attachment) -> str:
    """One job for each stored file: a name in the storage is never used again."""
    return f"inspect:{attachment.file.name}"


def inspect(file: IO[bytes], content_type: str) -> Finding:
    """Look into a file. Whatever a hostile or broken file makes a library raise, going over the limits of time and
    memory included, means that it cannot be opened.
    """
    try:
        if content_type == PDF.content_type:
            return _pdf(file)
        if content_type.startswith("image/"):
            return Finding(Fitness.FIT, content=without_metadata(file))
        return _container(file)
    except Exception:
        return Finding(Fitness.BROKEN)


def without_metadata(file: IO[bytes]) -> bytes:
    """The image as it is seen, turned upright, and nothing else. Raises Pillow's errors."""
    with opened_image(file) as image:
        kind = "PNG" if image.format == "PNG" else "WEBP" if image.format == "WEBP" else "JPEG"
        seen = ImageOps.exif_transpose(image)
        if kind == "JPEG":
            seen = seen.convert("L" if seen.mode == "L" else "RGB")
        elif seen.mode not in ("1", "L", "RGB", "RGBA"):
            seen = seen.convert("RGBA" if "A" in seen.mode or "transparency" in seen.info else "RGB")
    clean = Image.new(seen.mode, seen.size)
    clean.paste(seen)
    out = BytesIO()
    options = {"JPEG": {"quality": 90, "optimize": True}, "WEBP": {"quality": 90}, "PNG": {"optimize": False}}[kind]
    clean.save(out, kind, **options)
    return out.getvalue()


def _pdf(file: IO[bytes]) -> Finding:
    from pypdf import PdfReader  # noqa: PLC0415 -- leaf: only workers open PDFs

    reader = PdfReader(file)
    if reader.is_encrypted:
        return Finding(Fitness.LOCKED)
    pages = len(reader.pages)
    if not 0 < pages <= MAX_PAGES:
        return Finding(Fitness.BROKEN)
    for page in reader.pages:
        page.mediabox  # noqa: B018 -- a page that cannot be found raises here
    return Finding(Fitness.FIT, pages)


def _container(file: IO[bytes]) -> Finding:
    unpacked = 0
    with zipfile.ZipFile(file) as container:
        for entry in container.infolist():
            with container.open(entry) as part:
                while chunk := part.read(_CHUNK):
                    unpacked += len(chunk)
                    if unpacked > MAX_UNPACKED:
                        return Finding(Fitness.BROKEN)
    return Finding(Fitness.FIT)


def _work(job: Job) -> Finding | None:
    attachment = Attachment.objects.filter(pk=job.object_id).first()
    if attachment is None or job.key != job_key(attachment):
        return None
    with attachment.file.open("rb") as file:
        content = BytesIO(file.read())
    return inspect(content, attachment.content_type)


def _store(job: Job, finding: Finding | None) -> None:
    attachment = Attachment.objects.select_for_update(of=("self",)).filter(pk=job.object_id).first()
    # Withdrawn, removed or replaced meanwhile: nothing to say of it.
    if finding is None or attachment is None or job.key != job_key(attachment):
        return
    attachment.fitness, attachment.pages = finding.fitness, finding.pages
    if finding.content is not None:
        before = attachment.file.name
        attachment.file.save(attachment.file_name, ContentFile(finding.content), save=False)
        attachment.size, attachment.sha256 = len(finding.content), sha256(finding.content).hexdigest()
        transaction.on_commit(lambda: default_storage.delete(before), robust=True)
    attachment.save(update_fields=["fitness", "pages", "file", "size", "sha256"])


jobs.register_handler(INSPECT, work=_work, store=_store, time_limit=TIME_LIMIT_SECONDS)
