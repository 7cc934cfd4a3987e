"""What a text field may hold and how long it is kept: product.md, section 6 ("privacy by construction").

Every text field of a model says both where it is declared (``core.fields``); models of installed packages are
listed in ``verkosto.privacy``. A test fails on an undeclared field, and the register of processing
(GDPR art. 30) is made from these declarations.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DataClass(models.TextChoices):
    """How widely the content of a field may be seen, from widest to narrowest."""

    PUBLIC = "public", _("Public")
    INTERNAL = "internal", _("Internal to the network")
    STAFF = "staff", _("Coordinators and administrators only")
    CONTACT = "contact", _("Personal contact data")
    CONCERN = "concern", _("The concern of an order")
    SECRET = "secret", _("Secret: keys, passwords, tokens")


class Keep(models.TextChoices):
    """How long the content of a field is kept; the numbers are those of the retention schedule."""

    REFERENCE = "reference", _("For as long as the product is in use")
    RECORD = "record", _("By the network's archive plan")
    DRAFT = "draft", _("12 months after the minutes were signed")
    ORDER = "order", _("24 months, then without names")
    CONCERN = "concern", _("30 days after the event, at most 12 months")
    FEEDBACK = "feedback", _("12 months, then figures only")
    MEMBERSHIP = "membership", _("Membership and 6 months")
    ACCOUNT = "account", _("While the account is used, at most 13 months after")
    SESSION = "session", _("Until signing out, at most 12 hours")
    LOG = "log", _("24 months")
    JOB = "job", _("90 days after the job ended")
    OFFICE = "office", _("Until somebody else is named")
    NOTICE = "notice", _("90 days")
