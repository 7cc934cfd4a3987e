"""Choices of bulletins, and the allowed moves of their state."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BulletinState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("bulletin", "Draft")
    REVIEW = "review", pgettext_lazy("bulletin", "With the second reader")
    PUBLISHED = "published", pgettext_lazy("bulletin", "Published")


# From published back to a draft: a correction, which becomes a version of its own, or a withdrawal.
BULLETIN_MOVES = {
    BulletinState.DRAFT: {BulletinState.REVIEW},
    BulletinState.REVIEW: {BulletinState.DRAFT, BulletinState.PUBLISHED},
    BulletinState.PUBLISHED: {BulletinState.DRAFT},
}


class SectionKind(models.TextChoices):
    """What a section of a bulletin is made from; all but the text are chosen from what the system knows."""

    TEXT = "text", pgettext_lazy("bulletin", "Own text")
    PROJECTS = "projects", _("Projects")
    GROUPS = "groups", _("Groups")
    TRAININGS = "trainings", pgettext_lazy("bank", "Trainings")
    MEETINGS = "meetings", _("Meetings that are coming")
    QUESTIONS = "questions", _("Questions to members")
    DECISIONS = "decisions", _("Decisions")
    STRUCTURE = "structure", _("Structure of the network")
    CONTACTS = "contacts", pgettext_lazy("bulletin", "Contacts")


# With these a bulletin begins, in the order in which printed ones have them.
FIRST_SECTIONS = (
    SectionKind.PROJECTS,
    SectionKind.TEXT,
    SectionKind.GROUPS,
    SectionKind.TEXT,
    SectionKind.TRAININGS,
    SectionKind.MEETINGS,
    SectionKind.QUESTIONS,
    SectionKind.DECISIONS,
    SectionKind.STRUCTURE,
    SectionKind.TEXT,
    SectionKind.CONTACTS,
)
LANGUAGES = {"fi": _("Finnish"), "sv": _("Swedish")}
