"""Backup and restore: the database, the files and, apart from them, the keys of concerns; all encrypted.

``errors`` ← ``vault`` (encryption) ← ``manifest`` ← ``database``, ``folders`` ← ``making``, ``restoring``.
docs/operations.md says how to use it.
"""

from core.backups.errors import BackupRefused
from core.backups.making import make_backup
from core.backups.restoring import restore_backup

__all__ = ["BackupRefused", "make_backup", "restore_backup"]
