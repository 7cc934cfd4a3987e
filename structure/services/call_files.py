"""Files that tell more of what members are asked: sent with the question, added and removed until the first answer."""

from django.db import transaction

from core.audit import key_of, record
from core.filekinds import CheckedUpload
from core.inspection import register_inspection
from network.models import User
from structure.models import Call, CallFile
from structure.services.unanswered import lock_unanswered

INSPECT = "structure.inspect_call_file"


def _note_code(attached: CallFile) -> None:
    record("structure.call.file_refused", attached.call, actor=None)


ask_for_inspection = register_inspection(INSPECT, CallFile, on_code=_note_code)


@transaction.atomic
def add_call_file(call: Call, *, upload: CheckedUpload, actor: User) -> CallFile:
    """Store the file; nobody gets it before the worker has looked into it. Raises ``DomainError`` once answered."""
    return attach(lock_unanswered(call), upload, actor=actor)


def attach(call: Call, upload: CheckedUpload, *, actor: User) -> CallFile:
    """Store the file of a question that its caller has locked or has just made."""
    attached = CallFile(call=call)
    attached.keep_file(upload)
    attached.full_clean()
    attached.save()
    ask_for_inspection(attached, actor)
    record("structure.call.file_added", call, actor=actor, changes={"file": [None, key_of(attached)]})
    return attached


@transaction.atomic
def remove_call_file(attached: CallFile, *, actor: User) -> Call:
    """Delete the file and its bytes; a second time changes nothing. Raises ``DomainError`` once it is answered."""
    call = lock_unanswered(attached.call)
    attached = CallFile.objects.select_for_update(of=("self",)).filter(pk=attached.pk).first()
    if attached is None:
        return call
    name = key_of(attached)
    attached.let_go_of_file()
    attached.delete()
    record("structure.call.file_removed", call, actor=actor, changes={"file": [name, None]})
    return call
