"""What a method is, whatever its versions say: its code, kind, place in the catalogue and names."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedCharField, GuardedSlugField
from core.privacy import DataClass, Keep
from methods.addresses import here
from methods.enums import Language, MethodKind, Variant
from methods.querysets import MethodQuerySet

PUBLIC = {"holds": DataClass.PUBLIC, "keep": Keep.REFERENCE}


class Method(models.Model):
    """One entry of the catalogue. Its code is never reused; what it says of itself stands in its versions."""

    code = GuardedSlugField(_("code"), max_length=60, unique=True, **PUBLIC)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    variant = GuardedCharField(_("variant"), max_length=10, choices=Variant, blank=True, **PUBLIC)
    kind = GuardedCharField(_("kind"), max_length=10, choices=MethodKind, **PUBLIC)
    position = models.PositiveSmallIntegerField(pgettext_lazy("place in a list", "position"), default=0)
    # The names of today. A version keeps the name it was published under; a renaming keeps the old one as a synonym.
    name_fi = GuardedCharField(_("name in Finnish"), max_length=120, **PUBLIC)
    name_sv = GuardedCharField(_("name in Swedish"), max_length=120, blank=True, **PUBLIC)
    name_en = GuardedCharField(_("name in English"), max_length=120, blank=True, **PUBLIC)
    sv_proposed = models.BooleanField(_("the Swedish name is a proposal"), default=False)

    objects = MethodQuerySet.as_manager()

    class Meta:
        verbose_name = _("method")
        ordering = ["position", "code"]
        constraints = [models.CheckConstraint(condition=~Q(parent=F("pk")), name="method_is_not_its_own_parent")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return here("method-detail", self.code)

    @property
    def name(self):
        return getattr(self, f"name_{get_language()}", "") or self.name_fi


class Catalogue(Method):
    """All methods together: what is printed of the whole catalogue is about this. Any row stands for it."""

    class Meta:
        proxy = True
        verbose_name = _("catalogue of methods")

    def __str__(self):
        return str(_("Methods"))

    def get_absolute_url(self):
        return here("method-list")


class MethodSynonym(models.Model):
    """Another name of a method: old names, words of real orders."""

    method = models.ForeignKey(Method, models.CASCADE, related_name="synonyms")
    language = GuardedCharField(_("language"), max_length=2, choices=Language, **PUBLIC)
    text = GuardedCharField(_("name"), max_length=120, **PUBLIC)
    note = GuardedCharField(_("note"), max_length=250, blank=True, **PUBLIC)

    class Meta:
        verbose_name = _("synonym")
        constraints = [models.UniqueConstraint(fields=["method", "language", "text"], name="one_synonym_row")]

    def __str__(self):
        return self.text
