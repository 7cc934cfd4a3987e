"""An Excel file between its upload and its saving: what was read, for its author to look at.

An app has a model of its own (a ``SheetPreview`` with its network), reads the rows into ``Understood`` ones each time
they are shown, and saves what was shown.
"""

import uuid
from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256
from pathlib import PurePath
from typing import TypeVar

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError, FileRefused
from core.fields import GuardedCharField, GuardedJSONField
from core.guard import find_identity_codes, one_line
from core.privacy import DataClass, Keep
from core.spreadsheets.understanding import RowState, Understood
from core.states import lock

# A forgotten preview holds people's data for no longer.
KEPT_FOR = timedelta(hours=2)


def end_of_preview():  # noqa: ANN201 -- a default of a model's field
    return timezone.now() + KEPT_FOR


class SheetPreview(models.Model):
    """The cells of an uploaded workbook, as text; wiped when they have been saved, or when their time is over."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file_name = GuardedCharField(gettext_lazy("file"), max_length=120, holds=DataClass.STAFF, keep=Keep.SESSION)
    rows = GuardedJSONField(default=list, blank=True, holds=DataClass.CONTACT, keep=Keep.SESSION)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(default=end_of_preview, editable=False)
    saved_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        verbose_name = gettext_lazy("preview of an import")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(saved_at__isnull=True) | Q(rows=[]), name="%(app_label)s_saved_preview_is_wiped"
            )
        ]
        indexes = [models.Index(fields=["expires_at"], name="%(app_label)s_preview_expires")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_open(self) -> bool:
        return self.saved_at is None and self.expires_at > timezone.now()


class ChangedSince(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """The rows mean something else than what was shown."""

    def __init__(self) -> None:
        super().__init__(_("Something here has changed since. Look through the rows again before saving."))


Preview = TypeVar("Preview", bound=SheetPreview)


def safe_name(file_name: str) -> str:
    """What the file is called, in one line. Raises ``FileRefused`` for a name with a personal identity code."""
    name = one_line(PurePath(file_name.replace("\\", "/")).name)[:120] or "xlsx"
    if next(find_identity_codes(name), None):
        raise FileRefused([(None, _("The name of the file contains a personal identity code. Rename the file."))])
    return name


def digest(rows: Iterable[Understood]) -> str:
    """What saving would do, in a word: another one when something has changed since the page was shown."""
    facts = [(row.key, row.state.value, row.differences, row.notes) for row in rows]
    return sha256(repr(facts).encode()).hexdigest()[:32]


def lock_preview(preview: Preview, *, actor: models.Model) -> Preview:
    """The preview and its network, locked: two files at once must not make one row twice. Others' work goes on.

    Raises ``DomainError`` for one that is another's, saved before, or expired.
    """
    preview = lock(preview)
    networks = type(preview.network)._default_manager.select_for_update(no_key=True)
    preview.network = networks.get(pk=preview.network_id)
    if preview.created_by_id != actor.pk:
        raise DomainError(_("Only the person who chose the file can save it."))
    if preview.saved_at is not None:
        raise DomainError(_("This file has been saved already."))
    if not preview.is_open:
        raise DomainError(_("The preview has expired. Choose the file again."))
    return preview


def refuse_unseen(rows: Iterable[Understood], *, shown: str) -> None:
    """Raises ``DomainError`` for a refused row, ``ChangedSince`` where the rows no longer mean what was ``shown``."""
    if any(row.state is RowState.REFUSED for row in rows):
        raise DomainError(_("Some rows are refused. Correct them in the file and choose it again."))
    if digest(rows) != shown:
        raise ChangedSince


def wipe_preview(preview: SheetPreview) -> None:
    """After saving: nothing of the file stays."""
    preview.saved_at, preview.rows = timezone.now(), []
    preview.save(update_fields=["saved_at", "rows"])


def clear_previews() -> int:
    """Delete previews whose time is over, of all apps; how many there were."""
    kinds = [model for model in apps.get_models() if issubclass(model, SheetPreview)]
    return sum(kind._base_manager.filter(expires_at__lt=timezone.now()).delete()[0] for kind in kinds)
