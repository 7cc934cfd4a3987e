"""The restore drill at the size of the demo, over servers of its own."""

import tempfile
from pathlib import Path

from devtools.prove.restore_drill import restore_drill
from devtools.stack import Stack


def test_good_backup_comes_back_and_broken_ones_are_refused(proof):
    """Restore drill: a good backup comes back with equal hashes, broken ones are refused, the erased stay erased."""
    # Another pytest on the machine closes the folder of all tests to Postgres' own user.
    with tempfile.TemporaryDirectory(prefix="verkosto-proof-", ignore_cleanup_errors=True) as folder:
        stack = Stack(Path(folder) / "var", environ={"DEMO": "1"})
        try:
            stack.start_services()
            stack.release()
            stack.manage("demo", capture=True)
            figures = restore_drill(stack, Path(folder) / "drill")
        finally:
            stack.stop()

    for name in ("tables", "rows", "files", "keys", "bytes", "backup_seconds", "restore_seconds", "erased_again"):
        proof.figure(name.replace("_", " "), figures[name])
    proof.figure("broken ones refused", len(figures["refused"]) - len(figures["not_refused"]))
    assert (figures["ok"], figures["not_refused"]) == (True, [])
