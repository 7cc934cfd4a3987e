"""Choices of the consultant bank, and the printed words of an order's status."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from methods.enums import Category

__all__ = [
    "LEADING",
    "OUTCOMES_WITH_INSTEAD",
    "OUTCOMES_WITH_REASON",
    "Category",
    "OrderKind",
    "Outcome",
    "OutcomeReason",
    "QualificationState",
    "SlotRole",
    "Status",
]


class OrderKind(models.TextChoices):
    CLIENT_WORK = "client_work", _("Client work")
    PLANNING = "planning", _("Planning")
    EVALUATION = "evaluation", _("Evaluation")
    TRAINING = "training", pgettext_lazy("order kind", "Training")
    ENQUIRY = "enquiry", _("Enquiry")


class Outcome(models.TextChoices):
    """How an order ended, as stored. "Upcoming" is never stored: it is what an order without an outcome is."""

    CARRIED_OUT = "carried_out", pgettext_lazy("outcome", "CARRIED OUT")
    OTHERWISE = "otherwise", pgettext_lazy("outcome", "CARRIED OUT IN ANOTHER WAY")
    NOT_CARRIED_OUT = "not_carried_out", pgettext_lazy("outcome", "NOT CARRIED OUT")
    CANCELLED = "cancelled", pgettext_lazy("outcome", "CANCELLED")
    POSTPONED = "postponed", pgettext_lazy("outcome", "POSTPONED")


# The ordered meeting was not held as ordered: a reason is asked for.
OUTCOMES_WITH_REASON = {Outcome.OTHERWISE, Outcome.NOT_CARRIED_OUT, Outcome.CANCELLED}
# What happened instead is part of the true outcome.
OUTCOMES_WITH_INSTEAD = {Outcome.OTHERWISE, Outcome.NOT_CARRIED_OUT}


class OutcomeReason(models.TextChoices):
    ORDERER_WITHDREW = "orderer_withdrew", _("The orderer withdrew")
    FAMILY_DECLINED = "family_declined", _("The family did not want it")
    NO_FACILITATORS = "no_facilitators", _("No facilitators were found")
    FACILITATOR_HINDERED = "facilitator_hindered", _("A facilitator was hindered")
    TIME_DID_NOT_SUIT = "time_did_not_suit", _("The time did not suit")
    SITUATION_RESOLVED = "situation_resolved", _("The situation resolved itself")
    WITHOUT_CONSULTANTS = "without_consultants", _("Held without network consultants")
    IN_ANOTHER_WAY = "in_another_way", _("Done in another way")
    NO_PAYER = "no_payer", _("A payer or an agreement was missing")
    OTHER = "other", pgettext_lazy("reason", "Other")
    # Only for records taken from older registers, which seldom tell.
    NOT_RECORDED = "not_recorded", _("Not recorded")


class Status(models.TextChoices):
    """What an order is on a given day: derived from facts by ``bank.queries.status_of``, never stored."""

    CARRIED_OUT = "carried_out", pgettext_lazy("status", "Carried out")
    OTHERWISE = "otherwise", pgettext_lazy("status", "Carried out in another way")
    NOT_CARRIED_OUT = "not_carried_out", pgettext_lazy("status", "Not carried out")
    CANCELLED = "cancelled", pgettext_lazy("status", "Cancelled")
    POSTPONED = "postponed", pgettext_lazy("status", "Postponed")
    UPCOMING = "upcoming", pgettext_lazy("status", "Upcoming")
    OVERDUE = "overdue", pgettext_lazy("status", "Upcoming (outcome not recorded)")


class SlotRole(models.TextChoices):
    LEAD = "lead", pgettext_lazy("slot", "Facilitator")
    TRAINEE = "trainee", pgettext_lazy("slot", "Facilitator in training")
    RESERVE = "reserve", pgettext_lazy("slot", "In reserve")
    OBSERVER = "observer", pgettext_lazy("slot", "Observer")


# Who of a team leads the meeting.
LEADING = {SlotRole.LEAD, SlotRole.TRAINEE}


class QualificationState(models.TextChoices):
    IN_TRAINING = "in_training", _("In training")
    QUALIFIED = "qualified", _("Qualified")
    LEFT = "left", _("Left")
