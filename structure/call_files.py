"""The files of questions on their way out (``core.files``)."""

from core.files import Outgoing, register_files
from network.models import User
from structure.models import CallFile

CALL_FILE = "call file"


def find_call_file(user: User, key: str) -> Outgoing | None:
    pk, sha256 = key.split(":")
    rows = CallFile.objects.visible_to(user).select_related("call__network")
    found = rows.filter(pk=pk, sha256=sha256).first()
    if found is None or not found.can_be_fetched or not user.has_perm("structure.view_call", found.call):
        return None
    return Outgoing(found.file, found.file_name, found.content_type)


register_files(CALL_FILE, find_call_file)
