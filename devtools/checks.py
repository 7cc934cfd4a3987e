"""The checks of ``./dev check``: one list, each a command that is silent when all is well."""

import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from devtools.paths import ROOT

BIN = Path(sys.executable).parent
MANAGE = (sys.executable, "manage.py")

# To add a check, add a line. Names as in “Format: failed”.
CHECKS: dict[str, tuple[str, ...]] = {
    "Format": (str(BIN / "ruff"), "format", "--check", "--quiet", "."),
    "Lint": (str(BIN / "ruff"), "check", "--quiet", "."),
    "Imports": (str(BIN / "lint-imports"), "--no-cache"),
    "Settings": (*MANAGE, "check", "--fail-level", "WARNING"),
    "Migrations": (*MANAGE, "makemigrations", "--check", "--dry-run"),
}
# Access table, translations, data classes, compose file: tests that hold the code against a rule. The whole test run
# has them anyway.
RULES = (sys.executable, "-m", "pytest", "-n", "2", "-m", "check", "--quiet")


def run_checks(env: Mapping[str, str], *, with_rules: bool) -> bool:
    """Run every check, print one line each and the output of those that fail; return whether all passed."""
    checks = CHECKS | ({"Rules": RULES} if with_rules else {})
    return all([_run(name, command, env) for name, command in checks.items()])  # noqa: C419 -- all of them, always


def _run(name: str, command: tuple[str, ...], env: Mapping[str, str]) -> bool:
    begin = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, env=dict(env), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    print(f"{name}: {'failed' if done.returncode else 'ok'} ({time.monotonic() - begin:.1f} s)", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr, flush=True)
    return done.returncode == 0
