"""People and their positions, accounts and their roles."""

from functools import cached_property

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.fields import GuardedCharField, GuardedEmailField
from core.folding import search_column
from core.models import TimestampedModel
from core.privacy import DataClass, Keep
from network.enums import RoleKind
from network.managers import UserManager
from network.models.places import DatedModel, Network, Organisation
from network.querysets import (
    PersonQuerySet,
    PositionQuerySet,
    RoleQuerySet,
)


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
    # The same person had two rows: this one is kept for its name, and all that pointed here points there.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
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
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(user__isnull=True, email="", phone=""),
                name="merged_person_is_a_name_only",
            ),
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

    @property
    def all_names(self):
        """Today's name and those of merged doubles; reads ``merged``."""
        return [self.name, *(double.name for double in self.merged.all())]


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
        """The networks in which the user has a role today; one query for each request (after ``roles_today``).

        Each has ``unread``: how many notices of it the user has not read.
        """
        unread = self.notices.unread().filter(network=OuterRef("pk")).order_by().values("network")
        counts = Subquery(unread.annotate(count=Count("pk")).values("count"))
        return list(Network.objects.visible_to(self).annotate(unread=Coalesce(counts, 0)))

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
