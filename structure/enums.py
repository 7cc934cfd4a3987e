"""Choices of the structure; the Finnish and Swedish words are those of the glossary."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PartKind(models.TextChoices):
    """A theme belongs to an area; a strand runs beside all themes, for instance the work in Swedish."""

    AREA = "area", _("Development area")
    THEME = "theme", _("Development theme")
    STRAND = "strand", _("Strand beside the themes")


class ContactRole(models.TextChoices):
    LEADER = "leader", pgettext_lazy("of a part", "Leads")
    REPRESENTATIVE = "representative", pgettext_lazy("of a part", "Representative")
    CONTACT = "contact", _("Contact person")


class Answer(models.TextChoices):
    """What a member organisation says when it is asked to join themes."""

    JOINS = "joins", pgettext_lazy("answer", "Joins")
    DECLINES = "declines", pgettext_lazy("answer", "Does not join")
    LATER = "later", pgettext_lazy("answer", "Decides later")
