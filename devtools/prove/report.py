"""What ``./dev prove`` adds to pytest: it takes up the figures of ``tests/proof`` and writes ``docs/proof.md``.

Loaded by name (``-p devtools.prove.report``), so that the tests of every day neither collect nor write anything.
"""

import os
import platform
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from devtools.paths import ROOT

PAGE = ROOT / "docs" / "proof.md"
HEAD = """# Proof

Written by `./dev prove` on {day} over commit {commit}; the same run again: `./dev prove --seed {seed}`.
Machine: {cores} cores, {system}, Python {python}. Everything runs on it alone, over servers that are started for it.

| Proof | Outcome | Seconds | Figures |
|---|---|---|---|
"""


class Proofs:
    """The reports of the proofs in the order they ended."""

    def __init__(self) -> None:
        self.rows: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "call" and not report.failed:
            return
        figures = [
            f"{name}: {value}" for name, value in (pair for key, pair in report.user_properties if key == "figure")
        ]
        title = next((value for key, value in report.user_properties if key == "title"), report.nodeid)
        outcome = "holds" if report.passed else "**does not hold**"
        self.rows.append(f"| {title} | {outcome} | {report.duration:.1f} | {'; '.join(figures) or '–'} |")

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
        """Every run shows its rows; only a run of all proofs is the document's."""
        terminalreporter.write_line("\n".join(sorted(self.rows)))
        if config.args == ["tests/proof"]:
            PAGE.write_text(self._head() + "\n".join(sorted(self.rows)) + "\n")

    def _head(self) -> str:
        return HEAD.format(
            day=f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
            commit=_git("rev-parse", "--short", "HEAD")
            + (" with changes" if _git("status", "--porcelain", "-uno") else ""),
            seed=os.environ["PROOF_SEED"],
            cores=os.cpu_count(),
            system=platform.platform(),
            python=sys.version.split()[0],
        )


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Proofs())
