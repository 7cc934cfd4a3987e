"""A version of a method: one whole, copied whole, and never changed once it was published."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedCharField, GuardedJSONField
from methods.enums import Consent, CostBasis, Orderability
from methods.models.identity import PUBLIC, Method
from methods.querysets import VersionQuerySet


class MethodVersion(models.Model):
    """What a method says of itself from ``published_from`` on, until a later version does.

    Its state follows from the facts and times here (``queries.state_of``). What belongs to it are the rows of
    ``models.parts``; those of ``models.review`` are about the making of it and are not copied.
    """

    # What is copied whole with a version: names of its relations (``models.parts``).
    PARTS = (
        "texts",
        "placements",
        "situations",
        "participant_rules",
        "facilitator_rules",
        "phases",
        "documents",
        "legal_bases",
        "evidence",
        "instead",
    )

    method = models.ForeignKey(Method, models.PROTECT, related_name="versions", verbose_name=_("method"))
    number = models.PositiveIntegerField(_("version"), editable=False)
    # Nobody: taken in from the catalogue's file.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("author")
    )
    made_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    # Edits of facts carry the revision they were based on.
    revision = models.PositiveIntegerField(default=0, editable=False)
    # A small correction mends words only; anything else is a change of content.
    correction = models.BooleanField(_("a small correction"), default=False)
    change_note = GuardedCharField(_("what changes and why"), max_length=250, blank=True, **PUBLIC)

    orderability = GuardedCharField(_("ordering"), max_length=20, choices=Orderability, **PUBLIC)
    # Its orders are closed only when a follow-up meeting was held, or waived with a reason.
    needs_follow_up = models.BooleanField(_("a follow-up meeting belongs to it"), default=False)
    # Shape: [Domain]
    domains = GuardedJSONField(_("where it is used"), default=list, blank=True, **PUBLIC)
    age_from = models.PositiveSmallIntegerField(_("from the age of"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("to the age of"), null=True, blank=True)
    consent = GuardedCharField(_("consent"), max_length=20, choices=Consent, blank=True, **PUBLIC)
    sessions_from = models.PositiveSmallIntegerField(_("meetings, at least"), null=True, blank=True)
    sessions_to = models.PositiveSmallIntegerField(_("meetings, at most"), null=True, blank=True)
    lead_days = models.PositiveSmallIntegerField(_("ordered so many days before"), null=True, blank=True)
    follow_up_weeks = models.PositiveSmallIntegerField(_("follow-up after so many weeks"), null=True, blank=True)
    cost_basis = GuardedCharField(_("how the cost is counted"), max_length=20, choices=CostBasis, blank=True, **PUBLIC)
    free_for_family = models.BooleanField(_("free of charge for the family"), default=True)
    # Shape: [str], each in words a reader understands
    sources = GuardedJSONField(_("sources"), default=list, blank=True, **PUBLIC)
    # Shape: [str], names of facts that rest on memory and are shown as unchecked
    unchecked = GuardedJSONField(_("unchecked"), default=list, blank=True, **PUBLIC)

    submitted_at = models.DateTimeField(null=True, editable=False)
    content_reviewed_at = models.DateTimeField(null=True, editable=False)
    language_reviewed_at = models.DateTimeField(null=True, editable=False)
    law_checked_at = models.DateTimeField(null=True, editable=False)
    published_from = models.DateTimeField(_("published from"), null=True, editable=False)
    review_on = models.DateField(_("to be reviewed by"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_reason = GuardedCharField(_("why it was withdrawn"), max_length=250, blank=True, **PUBLIC)
    replaced_by = models.ForeignKey(
        Method, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("use instead")
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a method")
        ordering = ["method", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["method", "number"], name="one_version_number"),
            models.UniqueConstraint(
                fields=["method"], condition=Q(published_from__isnull=True), name="one_open_draft_per_method"
            ),
            models.CheckConstraint(
                condition=Q(age_from__isnull=True) | Q(age_to__isnull=True) | Q(age_to__gte=F("age_from")),
                name="ages_run_upwards",
                violation_error_message=_("The upper age is below the lower one."),
            ),
            models.CheckConstraint(
                condition=Q(sessions_from__isnull=True)
                | Q(sessions_to__isnull=True)
                | Q(sessions_to__gte=F("sessions_from")),
                name="sessions_run_upwards",
                violation_error_message=_("The most is below the least."),
            ),
            models.CheckConstraint(
                condition=Q(published_from__isnull=True)
                | Q(language_reviewed_at__isnull=False, review_on__isnull=False),
                name="published_versions_were_reviewed",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | (Q(published_from__isnull=False) & ~Q(withdrawn_reason="")),
                name="withdrawn_versions_say_why",
            ),
        ]
        indexes = [models.Index(fields=["method", "-published_from", "-number"], name="version_of_a_time")]

    def __str__(self):
        return f"{self.method} {self.number}"

    def get_absolute_url(self):
        return reverse("methods:version-detail", args=[self.method.code, self.number])
