"""The restore drill over servers of its own: what comes back, what is refused, who stays erased."""

from devtools.prove.restore_drill import restore_drill

REFUSALS = {
    "cut": "was cut",
    "changed": "was changed after the backup was made",
    "incomplete": "files.tar.aes is missing",
    "without its manifest": "was not finished",
    "with a changed manifest": "cut or changed",
    "without its keys": "keys.tar.aes is missing",
    "wrongly keyed": "another BACKUP_KEY",
    "of a newer version": "core.9999_of_tomorrow",
    "of another form": "has the form 2",
    "stale": "15 days ago",
    "into a place that is not empty": "not empty",
}


def test_good_backup_comes_back_and_broken_ones_are_refused(proof, demo_stack, tmp_path):
    """Restore drill: a good backup comes back with equal hashes, broken ones are refused, the erased stay erased."""
    figures = restore_drill(demo_stack, tmp_path)

    for name in ("tables", "rows", "files", "keys", "bytes", "backup_seconds", "restore_seconds", "erased_again"):
        proof.figure(name.replace("_", " "), figures[name])
    proof.figure("broken ones refused", len(figures["refused"]) - len(figures["not_refused"]))
    assert figures["not_refused"] == []
    assert {what: REFUSALS[what] in words for what, words in figures["refused"].items()} == dict.fromkeys(
        REFUSALS, True
    )
    left_nothing, erased = figures["broken_ones_left_nothing"], figures["name_stays_erased"]
    assert (left_nothing, erased, figures["erased_again"]) == (True, True, 1)
    assert (figures["chains_hold"], figures["ok"]) == (True, True)
    assert figures["rows"] > 1000
    assert (figures["keys"] >= 1, figures["files"] >= 1) == (True, True)
