"""The concern of an order: encrypted with a key of its own, so that destroying the key wipes it everywhere."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bank.models.orders import Order
from bank.querysets import ConcernQuerySet
from core import keys
from core.fields import GuardedCharField, GuardedTextField, SealedField
from core.privacy import DataClass, Keep

CONCERN_LENGTH = 600
# What is sealed together. No columns: these fields only check what is written.
WORDS = {
    # Empty when the orderer told only where the own worry is.
    "text": GuardedTextField(_("concern"), max_length=CONCERN_LENGTH, blank=True),
    # Where the orderer placed the own worry (1–4), if told: about the worker, never about a family.
    "zone": models.PositiveSmallIntegerField(
        _("zone of worry"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(4)]
    ),
    "situation": GuardedCharField(_("situation"), max_length=120, blank=True),
}


class Concern(models.Model):
    """The orderer's own words about the concern; seen by orderer, coordinator and assigned facilitators only.

    Never in a mail, PDF, calendar file, search, log, export or address (product.md, section 6). The row stays when
    its words have been wiped, and tells when.
    """

    order = models.OneToOneField(Order, models.CASCADE, related_name="concern_row")
    key = models.UUIDField(null=True, unique=True, editable=False)
    # Shape of what is sealed: {"text": str, "zone": 1–4 or null, "situation": str}
    sealed = SealedField(null=True, editable=False, holds=DataClass.CONCERN, keep=Keep.CONCERN)
    written_at = models.DateTimeField(default=timezone.now, editable=False, db_index=True)
    wiped_at = models.DateTimeField(null=True, editable=False)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        verbose_name = _("concern")
        constraints = [
            models.CheckConstraint(
                condition=Q(wiped_at__isnull=True, key__isnull=False, sealed__isnull=False)
                | Q(wiped_at__isnull=False, key__isnull=True, sealed__isnull=True),
                name="concern_is_sealed_or_wiped",
            )
        ]

    def __str__(self):
        return f"{self.order_id}"

    @property
    def is_wiped(self):
        """Whether nobody can read the words any more; looks for the key on disk."""
        return self.key is None or not (self.is_away or keys.exists(self.key))

    @property
    def is_away(self):
        """Whether nobody can read the words now, because the store of keys is not there."""
        if self.key is None:
            return False
        try:
            keys.exists(self.key)
        except keys.KeyStoreAway:
            return True
        return False

    @property
    def words(self):
        """``{"text": …, "zone": …, "situation": …}``, or ``None`` when wiped or away; reads the key from disk."""
        try:
            return None if self.key is None else json.loads(keys.decrypt(self.key, self.sealed))
        except (keys.KeyDestroyed, keys.KeyStoreAway):
            return None

    @property
    def text(self):
        """The orderer's words; empty when none were written, or when they have been wiped."""
        words = self.words
        return words["text"] if words else ""

    def write(self, **words: Any) -> None:
        """Seal ``text``, ``zone`` and ``situation`` without saving; a wiped concern is begun anew with a new key.

        Raises ``ValidationError`` for words that are too long or hold an identity code, ``keys.KeyStoreAway`` while
        the store of keys is not there.
        """
        faults, checked = {}, {}
        for name, field in WORDS.items():
            try:
                checked[name] = field.clean(words[name], None)
            except ValidationError as error:
                faults[name] = error
        if faults:
            raise ValidationError(faults)
        if self.wiped_at is not None:
            self.written_at, self.wiped_at = timezone.now(), None
        if self.is_wiped:
            self.key = keys.new_key()
        self.sealed = keys.encrypt(self.key, json.dumps(checked))

    def forget(self) -> UUID | None:
        """Let go of words and key without saving; the key that is to be destroyed once this is saved."""
        key, self.key, self.sealed, self.wiped_at = self.key, None, None, timezone.now()
        return key


def named_keys() -> Iterator[UUID]:
    """The keys that concerns name."""
    return Concern.objects.filter(key__isnull=False).values_list("key", flat=True).iterator()


keys.register_holder(named_keys)
