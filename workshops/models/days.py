"""A workshop day, its workshops, and the themes under which its summary groups comments."""

import secrets
import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.fields import GuardedCharField, GuardedJSONField, GuardedTextField
from core.models import TimestampedModel
from core.privacy import DataClass, Keep
from network.models import Municipality
from workshops.enums import Answering
from workshops.querysets import OfDayQuerySet, WorkshopDayQuerySet

RECORD = {"holds": DataClass.INTERNAL, "keep": Keep.RECORD}
# Nothing that is mistaken for something else, read from a screen or aloud.
CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 6


def new_code() -> str:
    """Six letters and digits that open a day's form: 31 to the sixth power, so nobody guesses one."""
    return "".join(secrets.choice(CODE_LETTERS) for _place in range(CODE_LENGTH))


class WorkshopDay(TimestampedModel):
    """A meeting with parallel workshops. Title, time, place and language are the meeting's."""

    meeting = models.OneToOneField("meetings.Meeting", models.PROTECT, related_name="workshop_day")
    # The meeting's, kept here so that lists ask one table.
    network = models.ForeignKey("network.Network", models.PROTECT, related_name="workshop_days", editable=False)
    # Opens the form for phones, while it is open.
    code = GuardedCharField(_("code"), max_length=CODE_LENGTH, unique=True, default=new_code, editable=False, **RECORD)
    answering = GuardedCharField(
        _("answers"), max_length=10, choices=Answering, default=Answering.PLANNED, editable=False, **RECORD
    )
    shown_at_once = models.BooleanField(
        _("answers appear on the wall at once, without the host's glance"), default=False
    )
    # Opens the sign-up for those without an account: it stands in mails.
    signup_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    signup_until = models.DateField(_("sign-up until"), null=True, blank=True)
    places_per_municipality = models.PositiveSmallIntegerField(
        _("places of one municipality in one workshop"), null=True, blank=True
    )
    intro = GuardedTextField(_("introduction"), max_length=2000, blank=True, **RECORD)
    thanks = GuardedTextField(_("thanks"), max_length=1000, blank=True, **RECORD)
    # Words on an older page that no other field holds. Shape: {"date": str, "subtitles": [str], "headings":
    # {"workshops"|"other_comments"|"further_work"|"follow_up"|"feedback": [{"text": str, "before": int}]},
    # "municipalities": {name: heading}}
    printed = GuardedJSONField(default=dict, blank=True, editable=False, **RECORD)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = WorkshopDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("workshop day")
        ordering = ["-pk"]

    def __str__(self):
        """Reads ``meeting``."""
        return self.meeting.title

    def get_absolute_url(self):
        """Reads ``network``."""
        return reverse("workshops:day-detail", args=[self.network.slug, self.pk])

    @property
    def held_on(self):
        """The date, the first one of several, in local time. Reads ``meeting``."""
        return timezone.localdate(self.meeting.starts_at)

    @property
    def municipalities(self):
        """The rows of those whose groups answer: the network's of that day. Reads ``meeting``."""
        return Municipality.objects.of_network(self.network_id, self.held_on)

    def name_of(self, municipality):
        """What the day calls a municipality, in the language of its meeting; "" for none. Reads ``meeting``."""
        with translation.override(self.meeting.language):
            return municipality.name if municipality else ""


class Workshop(models.Model):
    """One of the day's parallel workshops: a model that somebody presents."""

    day = models.ForeignKey(WorkshopDay, models.CASCADE, related_name="workshops")
    code = GuardedCharField(pgettext_lazy("workshop", "letter"), max_length=2, **RECORD)
    title = GuardedCharField(pgettext_lazy("workshop", "title"), max_length=250, **RECORD)
    model = GuardedTextField(_("the model that is presented"), max_length=1000, blank=True, **RECORD)
    # Whose model it is, as it was that day.
    presenter_place = GuardedCharField(_("whose model it is"), max_length=150, blank=True, **RECORD)
    in_use = GuardedCharField(_("where it is in use"), max_length=250, blank=True, **RECORD)
    presenters = GuardedCharField(_("presenters"), max_length=250, blank=True, **RECORD)
    room = GuardedCharField(_("room"), max_length=100, blank=True, **RECORD)
    starts = models.TimeField(_("starts"), null=True, blank=True)
    ends = models.TimeField(_("ends"), null=True, blank=True)
    places = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    method = models.ForeignKey(
        "methods.Method", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("method")
    )
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = OfDayQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of a day", "workshop")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "code"],
                name="one_workshop_a_letter",
                violation_error_message=_("The day has a workshop with this letter already."),
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(starts__isnull=True) | Q(ends__gt=F("starts")),
                name="workshop_ends_after_it_starts",
                violation_error_message=_("The workshop must end after it starts."),
            ),
        ]

    def __str__(self):
        """ "A. Family work together", as programmes have it."""
        return f"{self.code}. {self.title}"


class SummaryTheme(models.Model):
    """A heading under which the secretary groups comments of a day."""

    day = models.ForeignKey(WorkshopDay, models.CASCADE, related_name="themes")
    name = GuardedCharField(_("name"), max_length=150, **RECORD)
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = OfDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("theme of a summary")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["day", "name"], name="one_summary_theme_a_name")]

    def __str__(self):
        return self.name
