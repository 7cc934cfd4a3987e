"""Networks (tenants), their organisations, people, accounts and groups."""

from functools import cached_property

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedCharField, GuardedEmailField, GuardedSlugField
from core.folding import search_column
from core.models import TimestampedModel
from core.privacy import DataClass, Keep
from network.enums import GroupKind, OrganisationKind, RoleKind
from network.managers import UserManager
from network.querysets import (
    InNetworkQuerySet,
    MunicipalityQuerySet,
    NetworkQuerySet,
    OrganisationQuerySet,
    PersonQuerySet,
    PositionQuerySet,
    RoleQuerySet,
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

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = _("network")
        ordering = ["name_fi"]

    def __str__(self):
        return (self.name_sv if get_language() == "sv" else "") or self.name_fi

    def get_absolute_url(self):
        return reverse("network-home", args=[self.slug])

    @property
    def network_id(self):
        return self.pk


class Municipality(DatedModel):
    """A municipality of Statistics Finland's classification, also ended ones: old records keep them.

    Neither the code nor the name is unique: a name change keeps the code, and a name can come back after a merger.
    Source: Tilastokeskus, kuntaluokitukset, CC BY 4.0, edited (docs/data.md).
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
    search_text = search_column("name", holds=DataClass.PUBLIC, keep=Keep.RECORD)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta(DatedModel.Meta):
        verbose_name = _("organisation")
        ordering = ["name", "pk"]
        constraints = [
            *DatedModel.Meta.constraints,
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="organisation_is_not_its_own_parent"),
            # Two towns may each have a unit of one name; an ended organisation leaves its name free.
            models.UniqueConstraint(
                "network",
                "parent",
                Lower("name"),
                condition=Q(valid_to__isnull=True),
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


class Person(TimestampedModel):
    """Somebody a network works with, in a professional role; may have an account or not. Never a client."""

    network = models.ForeignKey(Network, models.PROTECT, related_name="people")
    first_name = GuardedCharField(_("first name"), max_length=60, holds=DataClass.INTERNAL, keep=Keep.MEMBERSHIP)
    last_name = GuardedCharField(_("last name"), max_length=80, holds=DataClass.INTERNAL, keep=Keep.MEMBERSHIP)
    email = GuardedEmailField(_("e-mail"), blank=True, holds=DataClass.CONTACT, keep=Keep.MEMBERSHIP)
    phone = GuardedCharField(_("phone"), max_length=30, blank=True, holds=DataClass.CONTACT, keep=Keep.MEMBERSHIP)
    user = models.ForeignKey(
        "User", models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("account")
    )
    search_text = search_column("last_name", "first_name", holds=DataClass.INTERNAL, keep=Keep.MEMBERSHIP)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        ordering = ["last_name", "first_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "user"], condition=Q(user__isnull=False), name="one_person_per_account_and_network"
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """Reads ``network``."""
        return reverse("network:person-detail", args=[self.network.slug, self.pk])

    @property
    def name(self):
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def sort_name(self):
        return f"{self.last_name} {self.first_name}".strip()


class Position(DatedModel):
    """What a person does in an organisation, from when to when."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="positions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="positions")
    title = GuardedCharField(_("title"), max_length=120, blank=True, holds=DataClass.INTERNAL, keep=Keep.MEMBERSHIP)

    objects = PositionQuerySet.as_manager()

    class Meta(DatedModel.Meta):
        verbose_name = _("position")
        ordering = ["-valid_from", "pk"]

    def __str__(self):
        return ", ".join(filter(None, [self.title, str(self.organisation)]))


class User(AbstractBaseUser, PermissionsMixin):
    """An account: the e-mail address is the login; what it may do comes from ``Role`` rows."""

    email = GuardedEmailField(_("e-mail"), unique=True, holds=DataClass.CONTACT, keep=Keep.ACCOUNT)
    name = GuardedCharField(_("name"), max_length=150, holds=DataClass.CONTACT, keep=Keep.ACCOUNT)
    language = GuardedCharField(
        _("language"),
        max_length=2,
        choices=[("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English"))],
        default="fi",
        holds=DataClass.INTERNAL,
        keep=Keep.ACCOUNT,
    )
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        verbose_name = _("user")

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return self.name

    @cached_property
    def roles_today(self):
        """``[(network id, role kind)]`` of today; one query for each user object, that is for each request."""
        return list(self.roles.on(timezone.localdate()).values_list("network_id", "kind"))

    @cached_property
    def networks_today(self):
        """The networks in which the user has a role today; one query for each request (after ``roles_today``)."""
        return list(Network.objects.visible_to(self))

    def network_ids(self, *kinds):
        """Ids of the networks in which the user has one of the roles today (any role when none is named)."""
        return sorted({network for network, kind in self.roles_today if not kinds or kind in kinds})

    def has_role(self, network, *kinds):
        """Whether the user has one of the roles in the network today."""
        return any(network_id == network.pk and kind in kinds for network_id, kind in self.roles_today)


class Role(DatedModel):
    """What an account may do in a network, from when to when."""

    user = models.ForeignKey(User, models.CASCADE, related_name="roles")
    network = models.ForeignKey(Network, models.PROTECT, related_name="roles")
    kind = GuardedCharField(_("role"), max_length=12, choices=RoleKind, holds=DataClass.INTERNAL, keep=Keep.ACCOUNT)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="roles")
    group = models.ForeignKey("Group", models.PROTECT, null=True, blank=True, related_name="roles")

    objects = RoleQuerySet.as_manager()

    class Meta(DatedModel.Meta):
        verbose_name = pgettext_lazy("access", "role")
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["user", "network", "kind", "organisation", "group", "valid_from"],
                name="one_role_row",
                nulls_distinct=False,
            ),
        ]

    def __str__(self):
        return f"{self.user} · {self.get_kind_display()} · {self.network}"


class Group(TimestampedModel):
    """A group that meets. Its name can change; minutes keep the name of their day as a label."""

    network = models.ForeignKey(Network, models.PROTECT, related_name="groups")
    name = GuardedCharField(_("name"), max_length=250, holds=DataClass.PUBLIC, keep=Keep.RECORD)
    kind = GuardedCharField(_("kind"), max_length=20, choices=GroupKind, holds=DataClass.PUBLIC, keep=Keep.RECORD)

    objects = InNetworkQuerySet.as_manager()

    class Meta:
        verbose_name = _("group")
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name
