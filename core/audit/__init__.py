"""The audit log: written with the act, append-only, sealed into a hash chain, verified by a command."""

from core.audit.forgetting import forget_before, forget_old
from core.audit.recording import key_of, record, record_all, record_view
from core.audit.sealing import seal_logs
from core.audit.verifying import Verdict, verify, verify_all

__all__ = [
    "Verdict",
    "forget_before",
    "forget_old",
    "key_of",
    "record",
    "record_all",
    "record_view",
    "seal_logs",
    "verify",
    "verify_all",
]
