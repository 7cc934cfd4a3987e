"""Choices of the method catalogue."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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


ORDERED = (Orderability.ORDER_FACILITATOR, Orderability.ORDER_TRAINING)


class Category(models.TextChoices):
    """Kinds of qualified people in a consultant bank.

    Source: Selvitys verkostotyöstä Kaakkois-Suomessa, 2009, table 1.
    """

    WORRY_TRAINER = "worry_trainer", _("Trainer in taking up worries")
    WORRY_MAPPER = "worry_mapper", _("Mapper of worries")
    CONVENER = "convener", _("Convener of family group conferences")
    CONSULTANT = "consultant", _("Network consultant")
    CONSULTANT_TRAINEE = "consultant_trainee", _("Network consultant in training")


class Language(models.TextChoices):
    """The languages of the catalogue, in the order in which they are written."""

    FI = "fi", _("Finnish")
    SV = "sv", _("Swedish")
    EN = "en", _("English")


class VersionState(models.TextChoices):
    """How far a version has come; derived from its facts and times, never stored."""

    DRAFT = "draft", pgettext_lazy("version of a method", "Draft")
    CONTENT_REVIEW = "content_review", _("In content review")
    LANGUAGE_REVIEW = "language_review", _("In language review")
    APPROVED = "approved", pgettext_lazy("version of a method", "Approved")
    SCHEDULED = "scheduled", pgettext_lazy("version of a method", "Scheduled")
    PUBLISHED = "published", pgettext_lazy("version of a method", "Published")
    SUPERSEDED = "superseded", pgettext_lazy("version of a method", "Superseded")
    WITHDRAWN = "withdrawn", pgettext_lazy("version of a method", "Withdrawn")


class VersionStep(models.TextChoices):
    """What was done to a version."""

    LOADED = "loaded", _("Taken in from the catalogue's file")
    OPENED = "opened", _("Draft opened")
    ROLLED_FORWARD = "rolled_forward", _("Draft made from an older version")
    SUBMITTED = "submitted", _("Sent to content review")
    CONTENT_REVIEWED = "content_reviewed", _("Content reviewed")
    LANGUAGE_REVIEWED = "language_reviewed", _("Language reviewed")
    LAW_CHECKED = "law_checked", _("Legal bases checked")
    RETURNED = "returned", _("Returned to its author")
    PUBLISHED = "published", pgettext_lazy("step of a version", "Published")
    SCHEDULED = "scheduled", pgettext_lazy("step of a version", "Scheduled")
    UNSCHEDULED = "unscheduled", _("Publication called off")
    REVIEW_MOVED = "review_moved", _("Review date set")
    WITHDRAWN = "withdrawn", pgettext_lazy("step of a version", "Withdrawn")


class Situation(models.TextChoices):
    """What a worker with a worry may be facing; the zone finder asks for it.

    Source: Selvitys verkostotyöstä Kaakkois-Suomessa, 2009, chapters 4–6, in our own words.
    """

    TAKE_UP = "take_up", _("I want to take up a worry with the family")
    MANY_HELPERS = "many_helpers", _("There are many helpers and nobody knows who does what")
    STUCK = "stuck", _("Work together does not move on")
    WORKERS_ALONE = "workers_alone", _("We workers want to sort out our own worries first")
    CLOSE_PEOPLE = "close_people", _("The child's close people could do more")
    PLACEMENT = "placement", _("A placement outside the home is being prepared")
    ACUTE = "acute", _("The situation is acute")
    TRANSITION = "transition", _("A change is ahead, such as school or moving out of care")
    EVERY_FAMILY = "every_family", _("No worry: I want to talk about how the child is doing")
    JOINT_WORK = "joint_work", _("We plan joint work of services or an area")
    EVALUATION = "evaluation", _("We evaluate what has been done together")


class Domain(models.TextChoices):
    """Where a method is used."""

    CHILDREN = "children", _("Children, young people and families")
    ADULTS = "adults", _("Adults")
    ELDERLY = "elderly", _("Elder care")
    REHABILITATION = "rehabilitation", _("Rehabilitation")
    MENTAL_HEALTH = "mental_health", _("Mental health services")
    COMMUNITIES = "communities", _("Areas and communities")
    ORGANISATIONS = "organisations", _("Work communities and organisations")


class Party(models.TextChoices):
    """Who takes part in a method, or is present in one of its phases."""

    CHILD = "child", _("the child or young person")
    FAMILY = "family", _("the client and family")
    CLOSE_PEOPLE = "close_people", _("close people")
    WORKER = "worker", _("the worker with the worry")
    SOCIAL_WORKER = "social_worker", _("the social worker")
    OTHER_WORKERS = "other_workers", _("other workers")
    RESIDENTS = "residents", _("residents")
    PLANNERS = "planners", _("those who plan and lead services")
    FACILITATORS = "facilitators", _("the facilitators")


class Presence(models.TextChoices):
    """How a party takes part."""

    ALWAYS = "always", _("always")
    PARTLY = "partly", _("in some phases")
    IF_AGREED = "if_agreed", _("if so agreed")


class Consent(models.TextChoices):
    """Whose consent a method asks for."""

    NOT_NEEDED = "not_needed", _("No consent is needed: no client's matter is dealt with")
    CLIENT = "client", _("The client's consent")
    GUARDIAN = "guardian", _("The consent of the guardian, and of the child by age")
    STATUTE = "statute", _("Done by statute; consent is not the ground")


class Knows(models.TextChoices):
    """What a facilitator knows beforehand."""

    CONCERN_ONLY = "concern_only", _("Only the orderer's concern")
    AGREEMENT = "agreement", _("What the signed agreement says")
    TOPIC = "topic", _("The topic and the aim")


class CostBasis(models.TextChoices):
    """How the cost of a method to the payer is counted."""

    WORKING_TIME = "working_time", _("Working time by agreement")
    PER_MEETING = "per_meeting", _("By meeting")
    BOUGHT = "bought", _("Bought service")
    NONE = "none", _("No cost")


class KeptWhere(models.TextChoices):
    """Whose a document is once the method has been used."""

    PARTICIPANTS = "participants", _("The participants keep it")
    CLIENT_FILES = "client_files", _("In the client files of the services")
    ORDERER = "orderer", _("The orderer keeps it")
    NETWORK = "network", _("In Verkosto")
    DESTROYED = "destroyed", _("Nobody: destroyed after use")


class EvidenceLine(models.TextChoices):
    """The three questions that are told apart when evidence is told."""

    RESEARCH = "research", _("How it has been studied")
    EFFECT = "effect", _("What effect was found")
    APPLICABILITY = "applicability", _("Does it apply in Finland")


class Finding(models.TextChoices):
    """The answer to one line of evidence; "no effect found" is an answer, "not assessed" is none."""

    NOT_ASSESSED = "not_assessed", _("Not assessed")
    SHOWN = "shown", _("Shown")
    SIGNS = "signs", _("Early signs")
    NOT_SHOWN = "not_shown", _("Not shown")
    NO_EFFECT = "no_effect", _("No effect found")
