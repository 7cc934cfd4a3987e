"""What belongs to a version and is copied with it. Each row is of one version; none is shared."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedCharField, GuardedJSONField, GuardedTextField
from core.folding import search_column
from methods.enums import (
    Category,
    EvidenceLine,
    Finding,
    KeptWhere,
    Knows,
    Language,
    Party,
    Presence,
    Situation,
)
from methods.models.identity import PUBLIC, Method
from methods.models.versions import MethodVersion

TEXT_LENGTH = 5000
TEXTS = ("purpose", "when", "participants", "not_for", "conditions", "for_orderer", "for_payer", "training")


class VersionText(models.Model):
    """The texts of a version in one language."""

    version = models.ForeignKey(MethodVersion, models.CASCADE, related_name="texts")
    language = GuardedCharField(_("language"), max_length=2, choices=Language, **PUBLIC)
    # The name it was published under; empty until then, when the method's own name is shown.
    name = GuardedCharField(_("name"), max_length=120, blank=True, **PUBLIC)
    purpose = GuardedTextField(_("purpose"), max_length=TEXT_LENGTH, blank=True, **PUBLIC)
    when = GuardedTextField(_("when to use"), max_length=TEXT_LENGTH, blank=True, **PUBLIC)
    participants = GuardedTextField(_("who takes part"), max_length=TEXT_LENGTH, blank=True, **PUBLIC)
    not_for = GuardedTextField(_("not for"), max_length=TEXT_LENGTH, blank=True, **PUBLIC)
    conditions = GuardedTextField(_("conditions"), max_length=TEXT_LENGTH, blank=True, **PUBLIC)
    for_orderer = GuardedTextField(_("what the orderer must know"), max_length=TEXT_LENGTH, blank=True, **PUBLIC)
    for_payer = GuardedTextField(_("what the payer must know"), max_length=TEXT_LENGTH, blank=True, **PUBLIC)
    training = GuardedTextField(_("training and licence"), max_length=TEXT_LENGTH, blank=True, **PUBLIC)
    # Shape: {field: str}, the Finnish words that each text was made from; of Finnish itself nothing.
    made_from = GuardedJSONField(default=dict, blank=True, editable=False, **PUBLIC)
    search_text = search_column(*TEXTS, long=True, **PUBLIC)

    class Meta:
        verbose_name = _("text of a method")
        constraints = [models.UniqueConstraint(fields=["version", "language"], name="one_text_per_version_language")]

    def __str__(self):
        return f"{self.version_id} ({self.language})"


class Part(models.Model):
    """A row of a list in a version, at its place; where it has words they are of three languages."""

    position = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def words(self, field: str = "text") -> str:
        """A text in the reader's language, else in Finnish."""
        return getattr(self, f"{field}_{get_language()}", "") or getattr(self, f"{field}_fi")


class ZonePlacement(Part):
    """Where a source places a method on the zones of worry (1–4, steps 1–7); sources disagree: several rows."""

    version = models.ForeignKey(MethodVersion, models.CASCADE, related_name="placements")
    zone = models.PositiveSmallIntegerField(_("zone"))
    first_step = models.PositiveSmallIntegerField(_("first step"))
    last_step = models.PositiveSmallIntegerField(_("last step"))
    primary = models.BooleanField(_("primary"), default=True)
    source = GuardedCharField(_("source"), max_length=200, **PUBLIC)

    class Meta:
        verbose_name = _("zone placement")
        ordering = ["zone", "first_step", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    zone__range=(1, 4), first_step__range=(1, 7), last_step__lte=7, last_step__gte=F("first_step")
                ),
                name="placement_on_the_zones",
            )
        ]

    def __str__(self):
        return f"{self.version_id}: {self.zone}"


class SituationOfVersion(Part):
    """A situation in which the method could help."""

    version = models.ForeignKey(MethodVersion, models.CASCADE, related_name="situations")
    situation = GuardedCharField(_("situation"), max_length=20, choices=Situation, **PUBLIC)

    class Meta:
        verbose_name = _("situation")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "situation"], name="one_situation_per_version")]

    def __str__(self):
        return self.get_situation_display()


class Participant(Part):
    """A party that takes part, and how."""

    version = models.ForeignKey(MethodVersion, models.CASCADE, related_name="participant_rules")
    party = GuardedCharField(_("who"), max_length=20, choices=Party, **PUBLIC)
    presence = GuardedCharField(_("takes part"), max_length=10, choices=Presence, default=Presence.ALWAYS, **PUBLIC)

    class Meta:
        verbose_name = _("participant")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "party"], name="one_participant_per_version")]

    def __str__(self):
        return self.get_party_display()


class FacilitatorRule(Part):
    """How many facilitators of which category a method asks for, and what they may know."""

    version = models.ForeignKey(MethodVersion, models.CASCADE, related_name="facilitator_rules")
    category = GuardedCharField(_("category"), max_length=20, choices=Category, **PUBLIC)
    count = models.PositiveSmallIntegerField(_("how many"))
    outside = models.BooleanField(_("must be an outsider"), default=True)
    knows = GuardedCharField(_("knows beforehand"), max_length=20, choices=Knows, blank=True, **PUBLIC)

    class Meta:
        verbose_name = _("facilitator rule")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "category"], name="one_rule_per_version_category"),
            models.CheckConstraint(condition=Q(count__range=(1, 20)), name="rule_asks_for_somebody"),
        ]

    def __str__(self):
        return f"{self.version_id}: {self.count} × {self.category}"


class Phase(Part):
    """What is done in which order: who is present, how long it takes, what comes out of it."""

    version = models.ForeignKey(MethodVersion, models.CASCADE, related_name="phases")
    text_fi = GuardedTextField(_("what is done, in Finnish"), max_length=1000, **PUBLIC)
    text_sv = GuardedTextField(_("what is done, in Swedish"), max_length=1000, blank=True, **PUBLIC)
    text_en = GuardedTextField(_("what is done, in English"), max_length=1000, blank=True, **PUBLIC)
    # Shape: [Party]
    present = GuardedJSONField(_("present"), default=list, blank=True, **PUBLIC)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    output_fi = GuardedCharField(_("output, in Finnish"), max_length=200, blank=True, **PUBLIC)
    output_sv = GuardedCharField(_("output, in Swedish"), max_length=200, blank=True, **PUBLIC)
    output_en = GuardedCharField(_("output, in English"), max_length=200, blank=True, **PUBLIC)

    class Meta:
        verbose_name = _("phase")
        ordering = ["position", "pk"]

    def __str__(self):
        return f"{self.version_id}: {self.position}"


class KeptDocument(Part):
    """A document that the method makes, where it is kept, and whether it tells of a client."""

    version = models.ForeignKey(MethodVersion, models.CASCADE, related_name="documents")
    text_fi = GuardedCharField(_("document, in Finnish"), max_length=200, **PUBLIC)
    text_sv = GuardedCharField(_("document, in Swedish"), max_length=200, blank=True, **PUBLIC)
    text_en = GuardedCharField(_("document, in English"), max_length=200, blank=True, **PUBLIC)
    kept = GuardedCharField(_("kept where"), max_length=20, choices=KeptWhere, **PUBLIC)
    client_data = models.BooleanField(_("holds client data"), default=False)

    class Meta:
        verbose_name = _("document of a method")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kept=KeptWhere.NETWORK, client_data=True),
                name="no_client_data_in_verkosto",
                violation_error_message=_("Client data is never kept in Verkosto."),
            )
        ]

    def __str__(self):
        return self.text_fi


class LegalBasis(Part):
    """A provision that bears on the method, the time it is in force, and when its text was last read."""

    version = models.ForeignKey(MethodVersion, models.CASCADE, related_name="legal_bases")
    act_fi = GuardedCharField(_("act, in Finnish"), max_length=200, **PUBLIC)
    act_sv = GuardedCharField(_("act, in Swedish"), max_length=200, blank=True, **PUBLIC)
    act_en = GuardedCharField(_("act, in English"), max_length=200, blank=True, **PUBLIC)
    number = GuardedCharField(_("number of the act"), max_length=20, **PUBLIC)
    # As Finnish law writes it: "5 ja 20 §", "44 § 1 mom. 4 kohta".
    section = GuardedCharField(_("section"), max_length=100, **PUBLIC)
    text_fi = GuardedTextField(_("what it asks, in Finnish"), max_length=1000, **PUBLIC)
    text_sv = GuardedTextField(_("what it asks, in Swedish"), max_length=1000, blank=True, **PUBLIC)
    text_en = GuardedTextField(_("what it asks, in English"), max_length=1000, blank=True, **PUBLIC)
    valid_from = models.DateField(_("in force from"), null=True, blank=True)
    valid_to = models.DateField(_("in force until"), null=True, blank=True)
    checked_on = models.DateField(_("text read on"))

    class Meta:
        verbose_name = _("legal basis")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="provision_ends_after_it_begins",
                violation_error_message=_("It ends before it begins."),
            )
        ]

    def __str__(self):
        return f"{self.number} {self.section}"

    def in_force(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class Evidence(Part):
    """One of the three lines of evidence, with its source. A line without a row was not assessed."""

    version = models.ForeignKey(MethodVersion, models.CASCADE, related_name="evidence")
    line = GuardedCharField(_("question"), max_length=20, choices=EvidenceLine, **PUBLIC)
    finding = GuardedCharField(_("finding"), max_length=20, choices=Finding, default=Finding.NOT_ASSESSED, **PUBLIC)
    text_fi = GuardedTextField(_("in Finnish"), max_length=2000, blank=True, **PUBLIC)
    text_sv = GuardedTextField(_("in Swedish"), max_length=2000, blank=True, **PUBLIC)
    text_en = GuardedTextField(_("in English"), max_length=2000, blank=True, **PUBLIC)
    source = GuardedCharField(_("source"), max_length=300, blank=True, **PUBLIC)

    class Meta:
        verbose_name = _("evidence")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "line"], name="one_evidence_line_per_version"),
            models.CheckConstraint(
                condition=Q(finding=Finding.NOT_ASSESSED) | ~Q(source=""),
                name="findings_have_a_source",
                violation_error_message=_("Name the source of the finding."),
            ),
        ]

    def __str__(self):
        return f"{self.version_id}: {self.line}"


class Instead(Part):
    """A method to use where this one is not for."""

    version = models.ForeignKey(MethodVersion, models.CASCADE, related_name="instead")
    method = models.ForeignKey(Method, models.PROTECT, related_name="+", verbose_name=_("method"))

    class Meta:
        verbose_name = _("method to use instead")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "method"], name="one_instead_per_version")]

    def __str__(self):
        return f"{self.version_id}: {self.method_id}"


PARTS = MethodVersion.PARTS
# The lists of a version, without its texts.
LISTS = PARTS[1:]
