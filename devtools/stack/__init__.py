"""The whole program as processes: Postgres, Valkey, and the process list's web, worker and beat.

``./dev run``, the smoke test, the bench and the tests that break things all use ``Stack``, so that what they try is
what runs.
"""

from devtools.errors import AlreadyRunningError, StackError
from devtools.stack.postgres import beside, create_database, database_of, drop_database
from devtools.stack.stack import Stack

__all__ = ["AlreadyRunningError", "Stack", "StackError", "beside", "create_database", "database_of", "drop_database"]
