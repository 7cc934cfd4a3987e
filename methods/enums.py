"""Choices of the method catalogue."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MethodKind(models.TextChoices):
    METHOD = "method", _("Method")
    FAMILY = "family", _("Family of methods")
    DUTY = "duty", _("Statutory duty")
    REFERRAL = "referral", _("Care by referral")
    SERVICE = "service", _("Service")


class Variant(models.TextChoices):
    """The form of its parent which an entry describes."""

    URGENT = "urgent", _("Urgent form")


class Orderability(models.TextChoices):
    """What can be ordered of a method; it decides which button its page has."""

    ORDER_FACILITATOR = "order_facilitator", _("Order a facilitator")
    ORDER_TRAINING = "order_training", _("Order training")
    DO_IT_YOURSELF = "do_it_yourself", _("Do it yourself")
    DUTY = "duty", _("Duty of the responsible worker")
    REFERRAL_ONLY = "referral_only", _("By referral only")


class Category(models.TextChoices):
    """Kinds of qualified people in a consultant bank.

    Source: Selvitys verkostotyöstä Kaakkois-Suomessa, 2009, table 1.
    """

    WORRY_TRAINER = "worry_trainer", _("Trainer in taking up worries")
    WORRY_MAPPER = "worry_mapper", _("Mapper of worries")
    CONVENER = "convener", _("Convener of family group conferences")
    CONSULTANT = "consultant", _("Network consultant")
    CONSULTANT_TRAINEE = "consultant_trainee", _("Network consultant in training")
