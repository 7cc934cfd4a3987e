"""The files of attachments on their way out (``core.attached``)."""

from core.attached import register_attached
from meetings.models import Attachment

ATTACHMENT = "attachment"

register_attached(ATTACHMENT, Attachment, to="meeting", permission="meetings.view_meeting")
