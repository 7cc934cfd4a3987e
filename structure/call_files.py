"""The files of questions on their way out (``core.attached``)."""

from core.attached import register_attached
from structure.models import CallFile

CALL_FILE = "call file"

register_attached(CALL_FILE, CallFile, to="call", permission="structure.view_call")
