"""What the worker does with an attached file before anybody gets it: open it, within limits.

A PDF is opened and its pages are counted; an image is written anew without its metadata (place, camera, owner); a
Word, Excel or PowerPoint file is unpacked, so that its parts are no larger than they say. What cannot be opened is
marked as such. The words of a PDF or an Office file are read for personal identity
codes: a file that holds one is removed, as such a text would have been refused.
"""

import re
import time
import zipfile
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from typing import IO, NamedTuple

from django.core.files.base import ContentFile
from django.db import models
from PIL import ImageOps

from core import jobs
from core.attached import AttachedFile, Fitness, forget_files
from core.containers import MAX_UNPACKED
from core.filekinds import PDF, opened_image
from core.guard import find_identity_codes
from core.models import Job

TIME_LIMIT_SECONDS = 20
MAX_PAGES = 2000
# A PDF's words are slow to read, and a long one must be ready in its time: what is not read by then is not looked at.
READING_SECONDS = 12
# Unpacked, a pixel is four bytes, and turning a picture needs it twice; larger ones are made half as wide and high.
LARGE_PIXELS = 30_000_000
_CHUNK = 1 << 20
# Where words end in an Office file; within a paragraph they are cut into runs at any letter.
_ENDS = re.compile(rb"</(?:w:p|a:p|si|c|w:tc)>")
_TAGS = re.compile(rb"<[^>]*>")


class Finding(NamedTuple):
    """``content`` is the file written anew, where it was."""

    fitness: Fitness
    pages: int = 0
    content: bytes | None = None


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
        fitting = ("L", "RGB") if kind == "JPEG" else ("1", "L", "RGB", "RGBA")
        transparent = kind != "JPEG" and ("A" in image.mode or "transparency" in image.info)
        seen = image if image.mode in fitting else image.convert("RGBA" if transparent else "RGB")
        if seen.width * seen.height > LARGE_PIXELS:
            seen = seen.reduce(2)
        seen = ImageOps.exif_transpose(seen)
        # What a format would write out by itself: the profile, comments, the camera's own.
        seen.info.clear()
        out = BytesIO()
        options = {"JPEG": {"quality": 90, "optimize": True}, "WEBP": {"quality": 90}, "PNG": {"optimize": False}}
        seen.save(out, kind, **options[kind])
    return out.getvalue()


def _pdf(file: IO[bytes]) -> Finding:
    from pypdf import PdfReader  # noqa: PLC0415 -- leaf: only workers open PDFs

    reader = PdfReader(file)
    if reader.is_encrypted:
        return Finding(Fitness.LOCKED)
    pages = len(reader.pages)
    if not 0 < pages <= MAX_PAGES:
        return Finding(Fitness.BROKEN)
    if holds_code(" ".join(map(str, (reader.metadata or {}).values()))):
        return Finding(Fitness.HOLDS_CODE)
    until = time.monotonic() + READING_SECONDS
    for page in reader.pages:
        page.mediabox  # noqa: B018 -- a page that cannot be found raises here
        if time.monotonic() < until and holds_code(page.extract_text()):
            return Finding(Fitness.HOLDS_CODE)
    return Finding(Fitness.FIT, pages)


def holds_code(text: str) -> bool:
    return next(find_identity_codes(text), None) is not None


def _container(file: IO[bytes]) -> Finding:
    unpacked = 0
    with zipfile.ZipFile(file) as container:
        for entry in container.infolist():
            content = bytearray()
            with container.open(entry) as part:
                while chunk := part.read(_CHUNK):
                    unpacked += len(chunk)
                    if unpacked > MAX_UNPACKED:
                        return Finding(Fitness.BROKEN)
                    if entry.filename.endswith(".xml"):
                        content += chunk
            if holds_code(_TAGS.sub(b"", _ENDS.sub(b"\n", content)).decode(errors="replace")):
                return Finding(Fitness.HOLDS_CODE)
    return Finding(Fitness.FIT)


def register_inspection(
    kind: str, model: type[AttachedFile], *, on_code: Callable[[AttachedFile], None]
) -> Callable[[AttachedFile, models.Model], Job]:
    """Name the job that looks into the files of a model; returns the function that asks for it.

    ``on_code`` is called, in the transaction in which it goes, for a file that held a personal identity code.
    """

    def work(job: Job) -> Finding | None:
        attached = model._default_manager.filter(pk=job.object_id).first()
        if attached is None or job.key != _key(attached):
            return None
        with attached.file.open("rb") as file:
            content = BytesIO(file.read())
        return inspect(content, attached.content_type)

    def store(job: Job, finding: Finding | None) -> None:
        attached = model._default_manager.select_for_update(of=("self",)).filter(pk=job.object_id).first()
        # Withdrawn, removed or replaced meanwhile: nothing to say of it.
        if finding is None or attached is None or job.key != _key(attached):
            return
        attached.fitness, attached.pages = finding.fitness, finding.pages
        before = attached.file.name
        if finding.fitness == Fitness.HOLDS_CODE:
            attached.file, attached.file_name, attached.size, attached.sha256 = "", "", 0, ""
            forget_files([before])
            on_code(attached)
        elif finding.content is not None:
            attached.file.save(attached.file_name, ContentFile(finding.content), save=False)
            attached.size, attached.sha256 = len(finding.content), sha256(finding.content).hexdigest()
            forget_files([before])
        attached.save(update_fields=["fitness", "pages", "file", "file_name", "size", "sha256"])

    def ask(attached: AttachedFile, actor: models.Model) -> Job:
        return jobs.enqueue(kind, attached, key=_key(attached), actor=actor)

    jobs.register_handler(kind, work=work, store=store, time_limit=TIME_LIMIT_SECONDS)
    return ask


def _key(attached: AttachedFile) -> str:
    """One job for each stored file: a name in the storage is never used again."""
    return f"inspect:{attached.file.name}"
