"""A file that people attach to something: its columns, for the models of the apps, and what the worker found in it.

What may be attached is told by ``core.filekinds``; the worker looks into each file (``core.inspection``) before
anybody gets it (``core.files``).
"""

import uuid
from collections.abc import Iterable
from functools import partial

from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.fields import DeclaredFileField, GuardedCharField
from core.filekinds import PDF, CheckedUpload
from core.files import Outgoing, register_files
from core.privacy import DataClass, Keep

RECORD = {"holds": DataClass.INTERNAL, "keep": Keep.RECORD}


class Fitness(models.TextChoices):
    """What the worker found when it opened a file."""

    PENDING = "pending", pgettext_lazy("attachment", "Being checked")
    FIT = "fit", pgettext_lazy("attachment", "Checked")
    LOCKED = "locked", pgettext_lazy("attachment", "Locked with a password")
    BROKEN = "broken", pgettext_lazy("attachment", "Cannot be opened")
    # The file itself is gone by then.
    HOLDS_CODE = "code", pgettext_lazy("attachment", "Held a personal identity code")


def attached_path(_attached: models.Model, _filename: str) -> str:
    """Where the bytes lie: a name that tells nothing and is never reused."""
    return f"attachments/{timezone.now():%Y/%m}/{uuid.uuid4().hex}"


class AttachedFile(models.Model):
    """The columns of an attached file. ``core.inspection.register_inspection`` names the job that looks into it."""

    file = DeclaredFileField(upload_to=attached_path, max_length=120, blank=True, **RECORD)
    file_name = GuardedCharField(_("file"), max_length=150, blank=True, editable=False, **RECORD)
    content_type = GuardedCharField(max_length=100, blank=True, editable=False, **RECORD)
    size = models.PositiveIntegerField(default=0, editable=False)
    sha256 = GuardedCharField(max_length=64, blank=True, editable=False, **RECORD)
    # Empty without a file.
    fitness = GuardedCharField(max_length=10, choices=Fitness, blank=True, editable=False, **RECORD)
    pages = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    @property
    def is_pdf(self) -> bool:
        return self.content_type == PDF.content_type

    @property
    def can_be_fetched(self) -> bool:
        """Whether the file may be handed out: the worker has looked into it, and images are free of metadata.

        A PDF that we cannot open may open in the reader's program.
        """
        return bool(self.file) and (
            self.fitness == Fitness.FIT or (self.is_pdf and self.fitness in (Fitness.LOCKED, Fitness.BROKEN))
        )

    @property
    def key_of_file(self) -> str:
        """Names the file and not the place of one: another file put there meanwhile is not handed out."""
        return f"{self.pk}:{self.sha256}"

    def keep_file(self, upload: CheckedUpload) -> None:
        """Store the bytes, unseen until the worker has looked into them; the row is not saved."""
        self.file.save(upload.name, upload.file, save=False)
        self.file_name, self.content_type = upload.name, upload.kind.content_type
        self.size, self.sha256 = upload.size, upload.sha256
        self.fitness, self.pages = Fitness.PENDING, 0

    def let_go_of_file(self) -> None:
        """Empty the columns, and delete the bytes once the transaction is through; the row is not saved."""
        forget_files([self.file.name] if self.file else [])
        self.file, self.file_name, self.content_type = "", "", ""
        self.size, self.sha256, self.fitness, self.pages = 0, "", "", 0


def register_attached(kind: str, model: type[AttachedFile], *, to: str, permission: str) -> None:
    """Hand out files of a model to whoever sees them and has the permission on what they are attached ``to``."""

    def find(user: models.Model, key: str) -> Outgoing | None:
        pk, sha256 = key.split(":")
        rows = model._default_manager.visible_to(user).select_related(f"{to}__network")
        found = rows.filter(pk=pk, sha256=sha256).first()
        if found is None or not found.can_be_fetched or not user.has_perm(permission, getattr(found, to)):
            return None
        # The name said what it is when it came; its own type is not guessed again.
        return Outgoing(found.file, found.file_name, found.content_type)

    register_files(kind, find)


def forget_files(names: Iterable[str]) -> None:
    """Delete stored bytes once the transaction is through."""
    for name in names:
        transaction.on_commit(partial(default_storage.delete, name), robust=True)
