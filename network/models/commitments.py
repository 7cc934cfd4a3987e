"""The commitment to confidentiality of a network, and who has accepted it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedTextField
from core.models import TimestampedModel
from core.privacy import DataClass, Keep
from network.models.places import Network
from network.querysets import AcceptanceQuerySet, InNetworkQuerySet

TEXT_LIMIT = 6000


class Commitment(TimestampedModel):
    """One version of the text. It is never edited: what somebody accepted stays as it was; the newest one holds."""

    network = models.ForeignKey(Network, models.PROTECT, related_name="commitments")
    number = models.PositiveIntegerField(_("version"), editable=False)
    text_fi = GuardedTextField(_("text in Finnish"), max_length=TEXT_LIMIT, holds=DataClass.INTERNAL, keep=Keep.RECORD)
    text_sv = GuardedTextField(
        _("text in Swedish"), max_length=TEXT_LIMIT, blank=True, holds=DataClass.INTERNAL, keep=Keep.RECORD
    )

    objects = InNetworkQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment to confidentiality")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["network", "number"], name="one_commitment_of_a_number")]

    def __str__(self):
        return f"{self.network} · {self.number}"

    @property
    def text(self):
        return (self.text_sv if get_language() == "sv" else "") or self.text_fi


class Acceptance(models.Model):
    """That an account accepted a version, and when."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="acceptances")
    # Goes with the account: without its holder it says nothing.
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="acceptances")
    accepted_at = models.DateTimeField(_("accepted"), default=timezone.now, editable=False)

    objects = AcceptanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("acceptance")
        constraints = [models.UniqueConstraint(fields=["commitment", "user"], name="one_acceptance_of_a_version")]

    def __str__(self):
        return f"{self.user} · {self.commitment}"
