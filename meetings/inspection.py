"""The job that looks into the files of attachments (``core.inspection``)."""

from core.audit import record
from core.inspection import register_inspection
from meetings.models import Attachment

INSPECT = "meetings.inspect_attachment"


def _note_code(attachment: Attachment) -> None:
    changes = {"attachment": [attachment.title, attachment.title]}
    record("meetings.attachment.refused", attachment.meeting, actor=None, changes=changes)


ask_for_inspection = register_inspection(INSPECT, Attachment, on_code=_note_code)
