"""What ``./dev prove`` adds to pytest: it takes up the figures of ``tests/proof`` and writes ``docs/proof.md``.

Loaded by name (``-p devtools.prove.report``), so that the tests of every day neither collect nor write anything.
"""

import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from devtools.paths import ROOT

PAGE = ROOT / "docs" / "proof.md"
HEAD = """# Proof

Written by `./dev prove`: each row by the run that tried it last, a whole run all of them. The same run again:
`./dev prove --seed SEED` over the commit of the row. Machine: {cores} cores, {system}, Python {python}.

| Proof | Outcome | Seconds | Figures | Tried |
|---|---|---|---|---|
"""


class Proofs:
    """The rows of the proofs by their title."""

    def __init__(self) -> None:
        self.rows: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "call" and not report.failed:
            return
        figures = [
            f"{name}: {value}" for name, value in (pair for key, pair in report.user_properties if key == "figure")
        ]
        title = next((value for key, value in report.user_properties if key == "title"), report.nodeid)
        outcome = "holds" if report.passed else "**does not hold**"
        cells = [title, outcome, f"{report.duration:.1f}", "; ".join(figures) or "–", _tried()]
        self.rows[title] = f"| {' | '.join(cells)} |"

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
        terminalreporter.write_line("\n".join(sorted(self.rows.values())))
        is_whole = config.args == ["tests/proof"] and not config.option.keyword
        rows = self.rows if is_whole else _rows_of(PAGE) | self.rows
        head = HEAD.format(cores=os.cpu_count(), system=platform.platform(), python=sys.version.split()[0])
        PAGE.write_text(head + "\n".join(sorted(rows.values())) + "\n")


def _rows_of(page: Path) -> dict[str, str]:
    lines = page.read_text().splitlines() if page.exists() else []
    rows = [line for line in lines if line.startswith("| ")][1:]
    return {line.split(" | ")[0].removeprefix("| "): line for line in rows}


@cache
def _tried() -> str:
    """When, over which commit, with which seed."""
    # The document itself is what a run changes.
    changes = _git("status", "--porcelain", "-uno", "--", ".", f":!{PAGE.relative_to(ROOT)}")
    commit = _git("rev-parse", "--short", "HEAD") + (" with changes" if changes else "")
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {commit}, seed {os.environ['PROOF_SEED']}"


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Proofs())
