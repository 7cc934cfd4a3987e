"""Backup and restore: the database, the files and, apart from them, the keys of concerns; all encrypted.

``errors`` ← ``vault`` (encryption) ← ``manifest`` ← ``database``, ``folders`` ← ``making``, ``restoring``. Nothing is
gathered here, so that ``vault`` can be had without Django. docs/operations.md says how to use it.
"""
