"""Bulletins of a network: drafts of sections, published versions that never change, and to whom they were mailed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from bulletins.enums import LANGUAGES, BulletinState, SectionKind
from bulletins.querysets import BulletinMailQuerySet, BulletinQuerySet, BulletinVersionQuerySet, SectionQuerySet
from core.fields import GuardedCharField, GuardedEmailField, GuardedJSONField
from core.models import TimestampedModel
from core.privacy import DataClass, Keep
from core.richfields import RichTextField

RECORD = {"holds": DataClass.PUBLIC, "keep": Keep.RECORD}
TEXT_LENGTH = 20_000


class Bulletin(TimestampedModel):
    """One bulletin in Finnish, Swedish or both. ``state`` moves only through ``bulletins.services``."""

    network = models.ForeignKey("network.Network", models.PROTECT, related_name="bulletins")
    day = models.DateField(_("date of the bulletin"))
    title_fi = GuardedCharField(_("title in Finnish"), max_length=200, blank=True, **RECORD)
    title_sv = GuardedCharField(_("title in Swedish"), max_length=200, blank=True, **RECORD)
    state = GuardedCharField(
        pgettext_lazy("bulletin", "state"),
        max_length=10,
        choices=BulletinState,
        default=BulletinState.DRAFT,
        editable=False,
        **RECORD,
    )
    # Whoever has worked on the words of the next version is not its second reader.
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", editable=False)
    # Why the next version is made; stands in it.
    reason = GuardedCharField(_("why it is corrected"), max_length=300, blank=True, editable=False, **RECORD)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = BulletinQuerySet.as_manager()

    class Meta:
        verbose_name = _("bulletin")
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title_fi="") | ~Q(title_sv=""),
                name="bulletin_has_a_title",
                violation_error_message=_("Write a title in Finnish, in Swedish, or in both."),
            )
        ]
        indexes = [models.Index(fields=["network", "-day", "-id"], name="bulletin_newest")]

    def __str__(self):
        own, other = (self.title_sv, self.title_fi) if get_language() == "sv" else (self.title_fi, self.title_sv)
        return own or other

    def get_absolute_url(self):
        """Reads ``network``."""
        return reverse("bulletins:bulletin-detail", args=[self.network.slug, self.pk])

    @property
    def languages(self):
        """Those in which it has a title."""
        return [language for language in LANGUAGES if getattr(self, f"title_{language}")]

    @property
    def is_editable(self):
        return self.state == BulletinState.DRAFT


class Section(models.Model):
    """A part of a draft: own text, or rows chosen by their keys from what the system knows (``bulletins.queries``)."""

    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    kind = GuardedCharField(_("kind"), max_length=10, choices=SectionKind, **RECORD)
    heading_fi = GuardedCharField(_("heading in Finnish"), max_length=200, blank=True, **RECORD)
    heading_sv = GuardedCharField(_("heading in Swedish"), max_length=200, blank=True, **RECORD)
    body_fi = RichTextField(_("text in Finnish"), max_length=TEXT_LENGTH, blank=True, **RECORD)
    body_sv = RichTextField(_("text in Swedish"), max_length=TEXT_LENGTH, blank=True, **RECORD)
    # Shape: [key of ``bulletins.queries``]
    chosen = GuardedJSONField(default=list, blank=True, editable=False, **RECORD)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("section of a bulletin")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.heading_fi or self.heading_sv or str(self.get_kind_display())


class BulletinVersion(models.Model):
    """A bulletin as it was published. It never changes (a trigger refuses it): a correction is another version."""

    bulletin = models.ForeignKey(Bulletin, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    day = models.DateField()
    # Shape: {"day": ISO date, "languages": {"fi": {"title": str, "network": str, "sections": [
    #   {"kind", "heading", "html", "entries": [{"words", "note", "url", "language"}], "structure": …}]}}}
    content = GuardedJSONField(**RECORD)
    reason = GuardedCharField(max_length=300, blank=True, **RECORD)
    published_at = models.DateTimeField(default=timezone.now, editable=False)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawal_reason = GuardedCharField(max_length=300, blank=True, **RECORD)

    objects = BulletinVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("published bulletin")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["bulletin", "number"], name="one_bulletin_version_a_number")]

    def __str__(self):
        return str(self.bulletin)

    def get_absolute_url(self):
        """The public address of the bulletin, which lasts; reads ``bulletin`` and its network."""
        return reverse("public-bulletins:bulletin", args=[self.network.slug, self.bulletin_id])

    @property
    def network(self):
        """Reads ``bulletin``."""
        return self.bulletin.network

    @property
    def languages(self):
        return [language for language in LANGUAGES if language in self.content["languages"]]

    def language_for(self, wanted):
        """The wanted language where there is one, else the one there is."""
        return wanted if wanted in self.content["languages"] else self.languages[0]

    @property
    def listed_title(self):
        """The title of a row that was read with ``listed``."""
        own, other = (self.title_sv, self.title_fi) if get_language() == "sv" else (self.title_fi, self.title_sv)
        return own or other

    @property
    def title(self):
        return self.content["languages"][self.language_for(get_language())]["title"]


class BulletinMail(models.Model):
    """One recipient of a bulletin. The mail holds a link; ``key`` opens the page on which one unsubscribes."""

    version = models.ForeignKey(BulletinVersion, models.PROTECT, related_name="mails")
    person = models.ForeignKey("network.Person", models.PROTECT, null=True, related_name="+")
    name_label = GuardedCharField(_("name"), max_length=150, holds=DataClass.INTERNAL, keep=Keep.RECORD)
    email = GuardedEmailField(_("e-mail"), holds=DataClass.CONTACT, keep=Keep.RECORD)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    queued_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = BulletinMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mailed bulletin")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["version", "email"], name="one_bulletin_mail_an_address")]

    def __str__(self):
        return self.name_label


class Unsubscribed(models.Model):
    """That an address wants no bulletins of a network: its keyed hash alone, so that the row tells nobody's."""

    network = models.ForeignKey("network.Network", models.PROTECT, related_name="+")
    # Kept for as long as bulletins are sent: a wish that is forgotten would be broken.
    address_hash = GuardedCharField(max_length=64, holds=DataClass.STAFF, keep=Keep.REFERENCE)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("address that wants no bulletins")
        constraints = [
            models.UniqueConstraint(fields=["network", "address_hash"], name="one_unsubscription_an_address")
        ]

    def __str__(self):
        return self.address_hash[:8]
