"""The files of attachments on their way out (``core.files``)."""

from core.files import Outgoing, register_files
from meetings.models import Attachment
from network.models import User

ATTACHMENT = "attachment"


def find_attachment(user: User, key: str) -> Outgoing | None:
    pk, sha256 = key.split(":")
    found = Attachment.objects.visible_to(user).select_related("meeting__network").filter(pk=pk, sha256=sha256).first()
    if found is None or not found.can_be_fetched or not user.has_perm("meetings.view_meeting", found.meeting):
        return None
    # The name said what it is when it came (``core.filekinds``); its own type is not guessed again.
    return Outgoing(found.file, found.file_name, found.content_type)


register_files(ATTACHMENT, find_attachment)
