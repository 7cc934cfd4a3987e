import os
import random
import tempfile
from pathlib import Path

import pytest

from devtools.stack import Stack

FULL = bool(os.environ.get("PROOF_SEED"))
# These need minutes however small they are; the integration tests try their parts every day.
collect_ignore = [] if FULL else ["test_faults.py", "test_restore_drill.py"]


class Proof:
    """One proof: its size, its chance, its figures."""

    def __init__(self, request):
        self.random = random.Random(f"{os.environ.get('PROOF_SEED', 'every day')} {request.node.name}")
        self._properties = request.node.user_properties
        title = (request.function.__doc__ or request.node.name).strip().splitlines()[0]
        self._properties.append(("title", title.rstrip(".")))

    @staticmethod
    def size(small, full):
        return full if FULL else small

    def figure(self, name, value):
        """Something that was counted or measured, for the document."""
        self._properties.append(("figure", (name, f"{value:,}" if isinstance(value, int) else str(value))))


@pytest.fixture
def proof(request):
    return Proof(request)


@pytest.fixture
def demo_stack():
    """The running product with demo data, over servers of its own that may be killed."""
    # Another pytest on the machine closes the folder of all tests to Postgres' own user.
    with tempfile.TemporaryDirectory(prefix="verkosto-proof-", ignore_cleanup_errors=True) as folder:
        stack = Stack(Path(folder), environ={"DEMO": "1"})
        try:
            yield stack.load_demo()
        finally:
            stack.stop()
