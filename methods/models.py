"""The catalogue of methods: what each is for, on which zones of worry it is placed, who facilitates it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedCharField, GuardedJSONField, GuardedSlugField, GuardedTextField
from core.privacy import DataClass, Keep
from methods.enums import Category, MethodKind, Orderability, Variant
from methods.querysets import MethodQuerySet

PUBLIC = {"holds": DataClass.PUBLIC, "keep": Keep.REFERENCE}


class Method(models.Model):
    """One entry of the catalogue. Its code is never reused; texts are rows of their own, one for each language."""

    code = GuardedSlugField(_("code"), max_length=60, unique=True, **PUBLIC)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    variant = GuardedCharField(_("variant"), max_length=10, choices=Variant, blank=True, **PUBLIC)
    kind = GuardedCharField(_("kind"), max_length=10, choices=MethodKind, **PUBLIC)
    orderability = GuardedCharField(_("ordering"), max_length=20, choices=Orderability, **PUBLIC)
    # Its orders are closed only when a follow-up meeting was held, or waived with a reason.
    needs_follow_up = models.BooleanField(_("a follow-up meeting belongs to it"), default=False)
    position = models.PositiveSmallIntegerField(pgettext_lazy("place in a list", "position"), default=0)
    name_fi = GuardedCharField(_("name in Finnish"), max_length=120, **PUBLIC)
    name_sv = GuardedCharField(_("name in Swedish"), max_length=120, **PUBLIC)
    name_en = GuardedCharField(_("name in English"), max_length=120, **PUBLIC)
    sv_proposed = models.BooleanField(_("the Swedish name is a proposal"), default=False)
    # Shape: [{"act": str, "number": str, "names": texts, "section": str, "note": texts, "checked_on": "YYYY-MM-DD"}],
    # where texts is {"fi": str, "sv": str, "en": str}
    legal_bases = GuardedJSONField(default=list, blank=True, **PUBLIC)
    # Shape: [str], each in words a reader understands
    sources = GuardedJSONField(default=list, blank=True, **PUBLIC)
    # Shape: [str], names of facts that rest on memory and are shown as unchecked
    unchecked = GuardedJSONField(default=list, blank=True, **PUBLIC)

    objects = MethodQuerySet.as_manager()

    class Meta:
        verbose_name = _("method")
        ordering = ["position", "code"]
        constraints = [models.CheckConstraint(condition=~Q(parent=F("pk")), name="method_is_not_its_own_parent")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("methods:method-detail", args=[self.code])

    @property
    def name(self):
        return getattr(self, f"name_{get_language()}", "") or self.name_fi


class MethodText(models.Model):
    """The texts of a method in one language."""

    method = models.ForeignKey(Method, models.CASCADE, related_name="texts")
    language = GuardedCharField(_("language"), max_length=2, **PUBLIC)
    purpose = GuardedTextField(_("purpose"), **PUBLIC)
    when = GuardedTextField(_("when to use"), blank=True, **PUBLIC)
    participants = GuardedTextField(_("participants"), blank=True, **PUBLIC)
    # Shape: [str]
    phases = GuardedJSONField(_("phases"), default=list, blank=True, **PUBLIC)
    not_for = GuardedTextField(_("not for"), blank=True, **PUBLIC)
    evidence = GuardedTextField(_("evidence"), blank=True, **PUBLIC)

    class Meta:
        verbose_name = _("method text")
        constraints = [models.UniqueConstraint(fields=["method", "language"], name="one_method_text_per_language")]

    def __str__(self):
        return f"{self.method_id} ({self.language})"


class MethodSynonym(models.Model):
    """Another name of a method: old names, words of real orders."""

    method = models.ForeignKey(Method, models.CASCADE, related_name="synonyms")
    language = GuardedCharField(_("language"), max_length=2, **PUBLIC)
    text = GuardedCharField(_("name"), max_length=120, **PUBLIC)
    note = GuardedCharField(_("note"), max_length=250, blank=True, **PUBLIC)

    class Meta:
        verbose_name = _("synonym")
        constraints = [models.UniqueConstraint(fields=["method", "language", "text"], name="one_synonym_row")]

    def __str__(self):
        return self.text


class ZonePlacement(models.Model):
    """Where a source places a method on the zones of worry (1–4, steps 1–7); sources disagree: several rows."""

    method = models.ForeignKey(Method, models.CASCADE, related_name="placements")
    zone = models.PositiveSmallIntegerField(_("zone"))
    first_step = models.PositiveSmallIntegerField(_("first step"))
    last_step = models.PositiveSmallIntegerField(_("last step"))
    primary = models.BooleanField(_("primary"), default=True)
    source = GuardedCharField(_("source"), max_length=200, **PUBLIC)

    class Meta:
        verbose_name = _("zone placement")
        ordering = ["zone", "first_step", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    zone__range=(1, 4), first_step__range=(1, 7), last_step__lte=7, last_step__gte=F("first_step")
                ),
                name="placement_is_on_the_zones",
            )
        ]

    def __str__(self):
        return f"{self.method_id}: {self.zone}"


class FacilitatorRule(models.Model):
    """How many facilitators of which category a method asks for."""

    method = models.ForeignKey(Method, models.CASCADE, related_name="facilitator_rules")
    category = GuardedCharField(_("category"), max_length=20, choices=Category, **PUBLIC)
    count = models.PositiveSmallIntegerField(_("how many"))
    outside = models.BooleanField(_("must be an outsider"), default=True)

    class Meta:
        verbose_name = _("facilitator rule")
        constraints = [models.UniqueConstraint(fields=["method", "category"], name="one_facilitator_rule")]

    def __str__(self):
        return f"{self.method_id}: {self.count} × {self.category}"
