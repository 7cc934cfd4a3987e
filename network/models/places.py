"""Networks (tenants), municipalities and organisations."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedCharField, GuardedEmailField, GuardedSlugField
from core.folding import search_column
from core.models import TimestampedModel
from core.privacy import DataClass, Keep
from network.enums import OrganisationKind
from network.querysets import (
    MunicipalityQuerySet,
    NetworkQuerySet,
    OrganisationQuerySet,
)

ENDS_AFTER_IT_BEGINS = Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))


class DatedModel(models.Model):
    """True from one day to another, both included; empty means open."""

    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_BEGINS,
                name="%(app_label)s_%(class)s_ends_after_it_begins",
                violation_error_message=_("The last day must not be before the first."),
            )
        ]


class Network(TimestampedModel):
    """A regional development network: the tenant. Its slug is in every address (``/v/<slug>/…``)."""

    slug = GuardedSlugField(_("short address"), max_length=40, unique=True, holds=DataClass.PUBLIC, keep=Keep.RECORD)
    name_fi = GuardedCharField(_("name in Finnish"), max_length=150, holds=DataClass.PUBLIC, keep=Keep.RECORD)
    name_sv = GuardedCharField(
        _("name in Swedish"), max_length=150, blank=True, holds=DataClass.PUBLIC, keep=Keep.RECORD
    )
    municipalities = models.ManyToManyField("Municipality", blank=True, related_name="networks")
    # Empty: the one of the installation (``officer_email``, ``officer_words``).
    data_officer_email = GuardedEmailField(
        _("e-mail of the data protection officer"), blank=True, holds=DataClass.CONTACT, keep=Keep.OFFICE
    )
    data_officer_name = GuardedCharField(
        _("name of the data protection officer"),
        max_length=150,
        blank=True,
        holds=DataClass.CONTACT,
        keep=Keep.OFFICE,
    )
    # Who was told until the address was changed, as long as nobody has written there that it was.
    data_officer_before = GuardedEmailField(
        _("e-mail of the former data protection officer"),
        blank=True,
        editable=False,
        holds=DataClass.CONTACT,
        keep=Keep.JOB,
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = _("network")
        ordering = ["name_fi"]
        constraints = [
            models.CheckConstraint(
                condition=Q(data_officer_name="") | ~Q(data_officer_email=""),
                name="data_officer_has_an_address",
                violation_error_message=_("Write the address of the data protection officer, too."),
            )
        ]

    def __str__(self):
        return (self.name_sv if get_language() == "sv" else "") or self.name_fi

    def get_absolute_url(self):
        return reverse("network-home", args=[self.slug])

    @property
    def network_id(self):
        return self.pk

    @property
    def officer_email(self):
        """Where the data protection officer is told of what happens; "" where nobody is."""
        return self.data_officer_email or settings.DATA_OFFICER_EMAIL

    @property
    def officer_words(self):
        """The data protection officer and how to reach him or her, for documents."""
        own = ", ".join(filter(None, [self.data_officer_name, self.data_officer_email]))
        return own or settings.DATA_OFFICER or settings.DATA_OFFICER_EMAIL


class Municipality(DatedModel):
    """A municipality of Statistics Finland's classification, also ended ones: old records keep them.

    Neither the code nor the name is unique: a name change keeps the code, and a name can come back after a merger.
    Source: Tilastokeskus, kuntaluokitukset, CC BY 4.0, edited; coordinates: Maanmittauslaitos, Hallinnolliset
    aluejaot, CC BY 4.0, edited (docs/data.md).
    """

    code = GuardedCharField(_("code"), max_length=3, holds=DataClass.PUBLIC, keep=Keep.REFERENCE)
    name_fi = GuardedCharField(_("name in Finnish"), max_length=60, holds=DataClass.PUBLIC, keep=Keep.REFERENCE)
    name_sv = GuardedCharField(
        _("name in Swedish"), max_length=60, blank=True, holds=DataClass.PUBLIC, keep=Keep.REFERENCE
    )
    region_fi = GuardedCharField(_("region"), max_length=60, blank=True, holds=DataClass.PUBLIC, keep=Keep.REFERENCE)
    county_fi = GuardedCharField(
        _("wellbeing services county"), max_length=60, blank=True, holds=DataClass.PUBLIC, keep=Keep.REFERENCE
    )
    # "fi", "fi;sv" (Finnish majority), "sv;fi", "sv"; empty where the source does not say.
    languages = GuardedCharField(_("languages"), max_length=5, blank=True, holds=DataClass.PUBLIC, keep=Keep.REFERENCE)
    # The middle of the area in degrees (WGS 84), for distances; only municipalities of today have one.
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("today")
    )
    search_text = search_column("name_fi", "name_sv", holds=DataClass.PUBLIC, keep=Keep.REFERENCE)

    objects = MunicipalityQuerySet.as_manager()

    class Meta(DatedModel.Meta):
        verbose_name = _("municipality")
        ordering = ["name_fi", "valid_to"]
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["code", "name_fi", "valid_to"], name="one_municipality_row", nulls_distinct=False
            ),
        ]

    def __str__(self):
        """The name, with its end and successor when it has ended; reads ``successor``."""
        if self.valid_to is None:
            return self.name
        end = f"{self.valid_to.day}.{self.valid_to.month}.{self.valid_to.year}"
        if self.successor is None:
            return gettext("%(name)s (until %(end)s)") % {"name": self.name, "end": end}
        today = {"name": self.name, "end": end, "successor": self.successor.name}
        return gettext("%(name)s (until %(end)s, now %(successor)s)") % today

    @property
    def name(self):
        return (self.name_sv if get_language() == "sv" else "") or self.name_fi


class Organisation(DatedModel, TimestampedModel):
    """A member organisation of a network or a unit of one; its name today (old records carry copied labels)."""

    network = models.ForeignKey(Network, models.PROTECT, related_name="organisations")
    name = GuardedCharField(_("name"), max_length=150, holds=DataClass.PUBLIC, keep=Keep.RECORD)
    kind = GuardedCharField(
        _("kind"), max_length=20, choices=OrganisationKind, holds=DataClass.PUBLIC, keep=Keep.RECORD
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="units", verbose_name=_("part of")
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("municipality")
    )
    # The same organisation had two rows: this one is kept for its name, and all that pointed here points there.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )
    search_text = search_column("name", holds=DataClass.PUBLIC, keep=Keep.RECORD)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta(DatedModel.Meta):
        verbose_name = _("organisation")
        ordering = ["name", "pk"]
        constraints = [
            *DatedModel.Meta.constraints,
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="organisation_is_not_its_own_parent"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(parent__isnull=True, municipality__isnull=True),
                name="merged_organisation_is_a_name_only",
            ),
            # Two towns may each have a unit of one name; an ended or merged organisation leaves its name free.
            models.UniqueConstraint(
                "network",
                "parent",
                Lower("name"),
                condition=Q(valid_to__isnull=True, merged_into__isnull=True),
                nulls_distinct=False,
                name="one_organisation_per_name",
                violation_error_message=_("There is already an organisation of this name."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """Reads ``network``."""
        return reverse("network:organisation-detail", args=[self.network.slug, self.pk])

    @property
    def all_names(self):
        """Today's name and those of merged doubles; reads ``merged``."""
        return [self.name, *(double.name for double in self.merged.all())]
