"""Choices of the meetings app."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DocumentKind(models.TextChoices):
    """What the record of a meeting calls itself on paper."""

    MINUTES = "minutes", pgettext_lazy("kind of minutes", "Minutes")
    MEMO = "memo", pgettext_lazy("kind of minutes", "Memo")
    SUMMARY = "summary", pgettext_lazy("kind of minutes", "Summary of the meeting")


class AttendanceState(models.TextChoices):
    PRESENT = "present", pgettext_lazy("attendance", "Present")
    EXCUSED = "excused", pgettext_lazy("attendance", "Excused")
    ABSENT = "absent", pgettext_lazy("attendance", "Absent")


class AttendanceRole(models.TextChoices):
    CHAIR = "chair", pgettext_lazy("meeting", "Chair")
    SECRETARY = "secretary", pgettext_lazy("meeting", "Secretary")
    PRESENTER = "presenter", pgettext_lazy("meeting", "Presenter")
    GUEST = "guest", pgettext_lazy("meeting", "Guest")


class OutcomeKind(models.TextChoices):
    NOTE = "note", pgettext_lazy("outcome of an item", "Note")
    DECISION = "decision", pgettext_lazy("outcome of an item", "Decision")
    ACTION = "action", pgettext_lazy("outcome of an item", "Action")


class Standing(models.TextChoices):
    """Where a meeting stands: derived from its time and from what its minutes hold, never stored."""

    COMING = "coming", pgettext_lazy("meeting", "Coming")
    UNFINISHED = "unfinished", pgettext_lazy("meeting", "Minutes unfinished")
    WRITTEN = "written", pgettext_lazy("meeting", "Minutes written")


class MeetingState(models.TextChoices):
    """The life of the meeting itself; that of its minutes is ``MinutesState``."""

    PLANNED = "planned", pgettext_lazy("meeting", "Planned")
    INVITED = "invited", pgettext_lazy("meeting", "Invitation sent")
    HELD = "held", pgettext_lazy("meeting", "Held")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "Cancelled")


MEETING_MOVES = {
    MeetingState.PLANNED: {MeetingState.INVITED, MeetingState.HELD, MeetingState.CANCELLED},
    MeetingState.INVITED: {MeetingState.HELD, MeetingState.CANCELLED},
    MeetingState.HELD: set(),
    MeetingState.CANCELLED: {MeetingState.PLANNED},
}


class NextStep(models.TextChoices):
    """What the secretary does next: the main button of a meeting's page. Derived, never stored."""

    INVITE = "invite", _("Send the invitation")
    ATTENDANCE = "attendance", _("Write down who was there")
    ADD_ITEM = "add-item", _("Add an item")
    WRITE = "write", _("Write the items")
    SIGN = "sign", _("Sign the minutes")
    SEND = "send", _("Send the minutes")
    FOLLOW = "follow", _("Call the next meeting")


class MinutesState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("minutes", "Draft")
    COMMENTS = "comments", pgettext_lazy("minutes", "Open for comments")
    FINAL = "final", pgettext_lazy("minutes", "Signed")
    APPROVED = "approved", pgettext_lazy("minutes", "Approved")
    PUBLISHED = "published", pgettext_lazy("minutes", "Published")


# Signed minutes are frozen; a correction is a new version, for which the draft is opened again.
MINUTES_MOVES = {
    MinutesState.DRAFT: {MinutesState.COMMENTS, MinutesState.FINAL},
    MinutesState.COMMENTS: {MinutesState.DRAFT, MinutesState.FINAL},
    MinutesState.FINAL: {MinutesState.APPROVED, MinutesState.PUBLISHED, MinutesState.DRAFT},
    MinutesState.APPROVED: {MinutesState.PUBLISHED, MinutesState.DRAFT},
    MinutesState.PUBLISHED: {MinutesState.DRAFT},
}


# While the minutes are in one of these states, what they say can be changed.
EDITABLE = {MinutesState.DRAFT, MinutesState.COMMENTS}


class Answer(models.TextChoices):
    """What somebody answered to an invitation."""

    COMING = "coming", pgettext_lazy("invitation", "Coming")
    NOT_COMING = "not_coming", pgettext_lazy("invitation", "Not coming")
    DEPUTY = "deputy", pgettext_lazy("invitation", "Sending a deputy")


class ItemKind(models.TextChoices):
    INFORMATION = "information", pgettext_lazy("item", "For information")
    DISCUSSION = "discussion", pgettext_lazy("item", "Discussion")
    DECISION = "decision", pgettext_lazy("item", "Decision")
    PRESENTATION = "presentation", pgettext_lazy("item", "Presentation")


class ItemState(models.TextChoices):
    OPEN = "open", pgettext_lazy("item", "Not dealt with yet")
    TREATED = "treated", pgettext_lazy("item", "Dealt with")
    POSTPONED = "postponed", pgettext_lazy("item", "Postponed")


class Layer(models.TextChoices):
    """How far what is written goes; each layer holds those below it."""

    SECRETARY = "secretary", pgettext_lazy("layer", "Secretary only")
    PARTICIPANTS = "participants", pgettext_lazy("layer", "Participants")
    PUBLIC = "public", pgettext_lazy("layer", "Public")


class PublicPeople(models.TextChoices):
    """How people stand in the public layer."""

    NAMES = "names", pgettext_lazy("people on the public page", "Names, titles and organisations")
    ORGANISATIONS = "organisations", pgettext_lazy("people on the public page", "Organisations only")
    NOBODY = "nobody", pgettext_lazy("people on the public page", "Nobody")


class OwnerKind(models.TextChoices):
    """Who does an agreed action."""

    PERSON = "person", pgettext_lazy("owner", "Person")
    ORGANISATION = "organisation", pgettext_lazy("owner", "Organisation")
    GROUP = "group", pgettext_lazy("owner", "Group")
    STAFF = "staff", pgettext_lazy("owner", "Project staff")


class ActionState(models.TextChoices):
    OPEN = "open", pgettext_lazy("action", "Open")
    DONE = "done", pgettext_lazy("action", "Done")
    DROPPED = "dropped", pgettext_lazy("action", "Dropped")


# What was done can turn out undone, and what was dropped can be taken up again.
ACTION_MOVES = {
    ActionState.OPEN: {ActionState.DONE, ActionState.DROPPED},
    ActionState.DONE: {ActionState.OPEN, ActionState.DROPPED},
    ActionState.DROPPED: {ActionState.OPEN, ActionState.DONE},
}


class AttachmentState(models.TextChoices):
    EXPECTED = "expected", pgettext_lazy("attachment", "Delivered later")
    RECEIVED = "received", pgettext_lazy("attachment", "Received")
    WITHDRAWN = "withdrawn", pgettext_lazy("attachment", "Withdrawn")


# What was withdrawn can be sent again; what has come can be replaced.
ATTACHMENT_MOVES = {
    AttachmentState.EXPECTED: {AttachmentState.RECEIVED, AttachmentState.WITHDRAWN},
    AttachmentState.RECEIVED: {AttachmentState.RECEIVED, AttachmentState.WITHDRAWN},
    AttachmentState.WITHDRAWN: {AttachmentState.RECEIVED},
}


class WhoseActions(models.TextChoices):
    """What a register of actions can be narrowed to; values stand in addresses."""

    MINE = "omat", pgettext_lazy("actions", "Mine")
    OURS = "yhteiset", pgettext_lazy("actions", "My organisation's and groups'")


class WhichActions(models.TextChoices):
    """Likewise; without a value the open ones are listed."""

    OVERDUE = "myohassa", pgettext_lazy("actions", "Overdue")
    DONE = "done", pgettext_lazy("actions", "Done")
    DROPPED = "dropped", pgettext_lazy("actions", "Dropped")
    ALL = "kaikki", pgettext_lazy("actions", "All")
