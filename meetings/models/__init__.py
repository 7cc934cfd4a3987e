"""Meetings and their minutes: who was there, what was dealt with, what was decided, and what came of it."""

from meetings.models.items import DecisionSeries, Goal, Item, Outcome, OutcomeEvent, Revision, ThemeMention
from meetings.models.meetings import Attendance, Invitation, Meeting, MeetingCounter
from meetings.models.minutes import Approval, Attachment, Comment, MinutesMail, MinutesVersion
from meetings.models.templates import MeetingTemplate, TemplateItem

__all__ = [
    "Approval",
    "Attachment",
    "Attendance",
    "Comment",
    "DecisionSeries",
    "Goal",
    "Invitation",
    "Item",
    "Meeting",
    "MeetingCounter",
    "MeetingTemplate",
    "MinutesMail",
    "MinutesVersion",
    "Outcome",
    "OutcomeEvent",
    "Revision",
    "TemplateItem",
    "ThemeMention",
]
