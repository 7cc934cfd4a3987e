"""Choices of the consultant bank, and the printed words of an order's status."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from methods.enums import Category

__all__ = [
    "LEADING",
    "MASK",
    "OPEN_STATUSES",
    "OUTCOMES_WITH_INSTEAD",
    "OUTCOMES_WITH_REASON",
    "STEP_ORDER",
    "Answer",
    "Category",
    "Counting",
    "DeclineReason",
    "FeedbackSide",
    "ImportKind",
    "InvitationEnd",
    "InvitationState",
    "OrderKind",
    "OrderSource",
    "OrderStep",
    "Outcome",
    "OutcomeReason",
    "ParticipantGroup",
    "PlaceState",
    "PrintedWord",
    "QualificationState",
    "SessionKind",
    "SessionPart",
    "SlotRole",
    "Status",
]


# In place of a name that is no longer kept: somebody was there.
MASK = "–"


class OrderKind(models.TextChoices):
    CLIENT_WORK = "client_work", _("Client work")
    PLANNING = "planning", _("Planning")
    EVALUATION = "evaluation", _("Evaluation")
    TRAINING = "training", pgettext_lazy("order kind", "Training")
    ENQUIRY = "enquiry", _("Enquiry")


class OrderSource(models.TextChoices):
    """How an order came to the bank."""

    PHONE = "phone", _("By phone")
    MAIL = "mail", _("By mail")
    WEB = "web", _("By the form")
    TALK = "talk", _("In person")


class Outcome(models.TextChoices):
    """How an order ended, as stored; "upcoming" and "postponed" are what an order without an outcome is."""

    CARRIED_OUT = "carried_out", pgettext_lazy("outcome", "CARRIED OUT")
    OTHERWISE = "otherwise", pgettext_lazy("outcome", "CARRIED OUT IN ANOTHER WAY")
    NOT_CARRIED_OUT = "not_carried_out", pgettext_lazy("outcome", "NOT CARRIED OUT")
    CANCELLED = "cancelled", pgettext_lazy("outcome", "CANCELLED")


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
    """Where an order stands on a given day: derived from facts by ``bank.queries.status_of``, never stored."""

    RECEIVED = "received", pgettext_lazy("status", "Received")
    QUESTION = "question", pgettext_lazy("status", "Question to the orderer")
    SEARCHING = "searching", pgettext_lazy("status", "Facilitators sought")
    FILLED = "filled", pgettext_lazy("status", "Facilitators found")
    CONVENED = "convened", pgettext_lazy("status", "Convened")
    POSTPONED = "postponed", pgettext_lazy("status", "Postponed")
    OVERDUE = "overdue", pgettext_lazy("status", "Upcoming (outcome not recorded)")
    CARRIED_OUT = "carried_out", pgettext_lazy("status", "Carried out")
    OTHERWISE = "otherwise", pgettext_lazy("status", "Carried out in another way")
    NOT_CARRIED_OUT = "not_carried_out", pgettext_lazy("status", "Not carried out")
    CANCELLED = "cancelled", pgettext_lazy("status", "Cancelled")


# An order without an outcome is in one of these.
OPEN_STATUSES = [Status.RECEIVED, Status.QUESTION, Status.SEARCHING, Status.FILLED, Status.CONVENED, Status.POSTPONED,
                 Status.OVERDUE]  # fmt: skip


class PrintedWord(models.TextChoices):
    """The word of the register, in capitals as registers of the field print them (``bank.queries.printed_word``)."""

    UPCOMING = "upcoming", pgettext_lazy("outcome", "UPCOMING")
    OVERDUE = "overdue", pgettext_lazy("outcome", "UPCOMING (outcome not recorded)")
    CONVENED = "convened", pgettext_lazy("outcome", "CONVENED")
    POSTPONED = "postponed", pgettext_lazy("outcome", "POSTPONED")
    CARRIED_OUT = "carried_out", pgettext_lazy("outcome", "CARRIED OUT")
    OTHERWISE = "otherwise", pgettext_lazy("outcome", "CARRIED OUT IN ANOTHER WAY")
    NOT_CARRIED_OUT = "not_carried_out", pgettext_lazy("outcome", "NOT CARRIED OUT")
    CANCELLED = "cancelled", pgettext_lazy("outcome", "CANCELLED")


class OrderStep(models.TextChoices):
    """What can happen to an order; each is an ``OrderEvent``."""

    LOGGED = "logged", _("Order logged")
    IMPORTED = "imported", _("Taken from an older register")
    RETURNED = "returned", _("Returned to the orderer and wiped")
    QUESTION_ASKED = "question_asked", _("Question asked of the orderer")
    QUESTION_ANSWERED = "question_answered", _("Orderer answered")
    SEARCH_OPENED = "search_opened", _("Search for facilitators opened")
    TEAM_CHANGED = "team_changed", _("Team changed")
    INVITED = "invited", _("Facilitator asked")
    ACCEPTED = "accepted", _("Facilitator accepted")
    DECLINED = "declined", _("Facilitator declined")
    WITHDRAWN = "withdrawn", _("Invitation withdrawn")
    RECONFIRM = "reconfirm", _("Facilitator asked to confirm again")
    ASSIGNED = "assigned", _("Facilitator picked")
    RELEASED = "released", _("Facilitator taken off")
    SUBSTITUTED = "substituted", _("Substitute stepped in")
    FILLED = "filled", _("All facilitators found")
    UNFILLED = "unfilled", _("A facilitator is missing again")
    RESCHEDULED = "rescheduled", _("Given a new date")
    CALLED_TOGETHER = "called_together", _("Participants called together")
    POSTPONED = "postponed", _("Postponed without a new date")
    SESSION_PLANNED = "session_planned", _("Session planned")
    SESSION_HELD = "session_held", _("Session held")
    SESSION_WAIVED = "session_waived", _("Session not needed")
    SESSION_CANCELLED = "session_cancelled", _("Session called off")
    OUTCOME = "outcome", _("Outcome recorded")
    REOPENED = "reopened", _("Outcome taken back")
    FEEDBACK_ASKED = "feedback_asked", _("Feedback asked for")
    CLOSED = "closed", _("Order closed")


# The line of an order's life, as its page draws it; a step that was skipped says "not recorded".
STEP_ORDER = [OrderStep.LOGGED, OrderStep.SEARCH_OPENED, OrderStep.FILLED, OrderStep.CALLED_TOGETHER,
              OrderStep.SESSION_HELD, OrderStep.OUTCOME, OrderStep.CLOSED]  # fmt: skip


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
    TO_REFRESH = "to_refresh", _("To be refreshed")
    LEFT = "left", _("Left")


class Answer(models.TextChoices):
    ACCEPTED = "accepted", pgettext_lazy("answer", "Accepted")
    DECLINED = "declined", pgettext_lazy("answer", "Declined")


class DeclineReason(models.TextChoices):
    """Why a facilitator said no; optional, and for the coordinator only."""

    TIME = "time", _("The time does not suit")
    WORKLOAD = "workload", _("Too much work just now")
    DISTANCE = "distance", _("Too far away")
    INVOLVED = "involved", _("I am not an outsider")
    OTHER = "other", pgettext_lazy("reason", "Other")


class InvitationEnd(models.TextChoices):
    """Why an invitation no longer counts."""

    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")
    REPLACED = "replaced", _("Replaced by a new question")


class InvitationState(models.TextChoices):
    """What an invitation is on a given day: derived by ``bank.queries.invitation_state``, never stored."""

    WAITING = "waiting", pgettext_lazy("invitation", "Waits for an answer")
    TO_CONFIRM = "to_confirm", pgettext_lazy("invitation", "To be confirmed again")
    LATE = "late", pgettext_lazy("invitation", "Not answered in time")
    ACCEPTED = "accepted", pgettext_lazy("answer", "Accepted")
    DECLINED = "declined", pgettext_lazy("answer", "Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")
    REPLACED = "replaced", _("Replaced by a new question")


class PlaceState(models.TextChoices):
    """How far the search for one place of a team is; derived, never stored."""

    OPEN = "open", pgettext_lazy("place in a team", "Open")
    ASKED = "asked", pgettext_lazy("place in a team", "Asked")
    LATE = "late", pgettext_lazy("place in a team", "Not answered in time")
    TO_CONFIRM = "to_confirm", pgettext_lazy("place in a team", "To be confirmed again")
    HELD = "held", pgettext_lazy("place in a team", "Held")


class SessionKind(models.TextChoices):
    PRE_MEETING = "pre_meeting", _("Pre-meeting")
    MEETING = "meeting", pgettext_lazy("session", "Meeting")
    FOLLOW_UP = "follow_up", _("Follow-up meeting")


class SessionPart(models.TextChoices):
    LED = "led", pgettext_lazy("session", "Led")
    OBSERVED = "observed", pgettext_lazy("session", "Observed")
    HINDERED = "hindered", pgettext_lazy("session", "Was hindered")


class ParticipantGroup(models.TextChoices):
    """Whose numbers a session counts: groups, so that no field can hold a person."""

    CHILDREN = "children", _("Children and young people")
    CLOSE_PEOPLE = "close_people", _("Family and other close people")
    WORKERS = "workers", _("Workers")
    SUPERVISORS = "supervisors", _("Supervisors and decision-makers")
    OTHERS = "others", _("Others")


class FeedbackSide(models.TextChoices):
    ORDERER = "orderer", _("Orderer")
    FACILITATOR = "facilitator", _("Facilitator")
    PARTICIPANT = "participant", _("Participant")


class Counting(models.TextChoices):
    """Whether the numbers of a training are added up."""

    COUNTED = "counted", _("Counted")
    SUMMARY = "summary", _("A total of other rows: not counted again")
    CONTEXT = "context", _("Background, not one training: not counted")


class ImportKind(models.TextChoices):
    """What an Excel file holds."""

    REGISTER = "register", _("Register of orders")
    MEMBERS = "members", _("Members of the bank")
    TRAININGS = "trainings", pgettext_lazy("bank", "Trainings")
