"""Choices of the network app; the Finnish and Swedish words are those of the glossary."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Months after the last signing in at which an account is warned, and erased.
WARNED_MONTHS, ERASED_MONTHS = 12, 13
# Addresses of accounts that have been erased are at this host, which can exist nowhere (RFC 2606).
ERASED_HOST = "poistettu.invalid"


class OrganisationKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("Municipality")
    COUNTY = "county", _("Wellbeing services county")
    JOINT_AUTHORITY = "joint_authority", _("Joint municipal authority")
    UNIT = "unit", pgettext_lazy("organisation", "Unit")
    ASSOCIATION = "association", _("Association")
    SCHOOL = "school", _("School or educational institution")
    EXPERTISE_CENTRE = "expertise_centre", _("Centre of excellence on social welfare")
    PROJECT = "project", _("Project")
    COMPANY = "company", _("Company")
    OTHER = "other", _("Other")


class RoleKind(models.TextChoices):
    """What a person is in a network (product.md, section 1)."""

    COORDINATOR = "coordinator", _("Network coordinator")
    ORDERER = "orderer", _("Orderer")
    FACILITATOR = "facilitator", _("Facilitator")
    SECRETARY = "secretary", pgettext_lazy("role", "Secretary")
    MEMBER = "member", _("Group member")
    EDITOR = "editor", _("Method editor")
    ADMIN = "admin", _("Network administrator")


# They keep the people and organisations of the network (``network.rules``).
PEOPLE_KEEPERS = (RoleKind.COORDINATOR, RoleKind.ADMIN, RoleKind.SECRETARY)


class GroupKind(models.TextChoices):
    DEVELOPMENT_GROUP = "development_group", _("Development group")
    MUNICIPAL_GROUP = "municipal_group", _("Municipal working group")
    THEME_WORKSHOP = "theme_workshop", _("Theme workshop group")
    WORKING_GROUP = "working_group", _("Working group")
    STEERING_GROUP = "steering_group", _("Steering group")
    REGIONAL_MEETING = "regional_meeting", _("Regional meeting")


class GroupRole(models.TextChoices):
    CHAIR = "chair", pgettext_lazy("group", "Chair")
    REPRESENTATIVE = "representative", pgettext_lazy("group", "Representative")
    SECRETARY = "secretary", pgettext_lazy("group", "Secretary")


class NoticeKind(models.TextChoices):
    """What notices are about, as far as their owner may choose how to be mailed of them."""

    INVITATION = "invitation", _("Invitations and questions to answer")
    ACTION = "action", _("Actions that fall due")
    ORDER = "order", _("Orders in which you were picked")
    MINUTES = "minutes", _("Minutes to read or to comment on")
    ROLE = "role", _("Changes of roles")
    BULLETIN = "bulletin", _("Bulletins of the network")


class MailTime(models.TextChoices):
    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("In one mail a day")
    OFF = "off", _("No mail")


class SignInWay(models.TextChoices):
    """With what somebody shows who it is; the values are allauth's."""

    PASSWORD = "password", _("password")
    CODE = "code", _("code by mail")
    SECOND_STEP = "mfa", _("second step")
    PASSKEY = "passkey", _("passkey")
    OTHER_SERVICE = "socialaccount", _("sign-in of another service")
