"""``./dev check``, ``./dev test``, ``./dev prove``: the checks and pytest, over servers that are gone after it."""

import argparse
import secrets
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from devtools.assets import prepare_checkout
from devtools.checks import run_checks
from devtools.environment import wished
from devtools.paths import ROOT
from devtools.signals import exit_on_signals
from devtools.stack import Stack, StackError
from devtools.stack.child import tied
from devtools.templates import templates

WORKERS = "2"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["check", "test", "prove"])
    parser.add_argument("--seed", help="of the proofs, to run the same ones again (default: a new one)")
    options, pytest_arguments = parser.parse_known_args()
    exit_on_signals()
    with tempfile.TemporaryDirectory(prefix="verkosto-test-", ignore_cleanup_errors=True) as folder:
        stack = Stack(Path(folder), database_url=wished("DATABASE_URL"), redis_url=wished("REDIS_URL"), durable=False)
        try:
            prepare_checkout()
            stack.start_services()
            settings = {"DJANGO_SETTINGS_MODULE": "verkosto.settings_test"}
            with templates(Path(folder) / "templates", stack.env | settings) as env:
                return _run(options.what, options.seed, pytest_arguments, env)
        except StackError as error:
            print(error, file=sys.stderr)
            return 1
        finally:
            stack.stop()


def _run(what: str, seed: str | None, pytest_arguments: list[str], env: dict[str, str]) -> int:
    if what == "check":
        return int(not run_checks(env, with_rules=True))
    if what == "prove":
        seed = seed or str(secrets.randbelow(10**9))
        print(f"The same proofs again: ./dev prove --seed {seed}", flush=True)
        proofs = ["-p", "devtools.prove.report", *(pytest_arguments or ["tests/proof"])]
        return _pytest(proofs, env | {"PROOF_SEED": seed})
    # With arguments it is a part that is wanted, and at once.
    checked = bool(pytest_arguments) or run_checks(env, with_rules=False)
    return _pytest(pytest_arguments, env) or int(not checked)


def _pytest(arguments: list[str], env: dict[str, str]) -> int:
    """Run pytest and return its exit code. A database left by an earlier run is made anew."""
    command = [sys.executable, "-m", "pytest", "-n", WORKERS, "--create-db", *arguments]
    with subprocess.Popen(tied(command, signal.SIGTERM), cwd=ROOT, env=env) as process:
        try:
            return process.wait()
        except SystemExit as end:
            # Ctrl+C reached pytest by itself; a second one would keep it from clearing up.
            if end.code != 128 + signal.SIGINT:
                process.terminate()
            process.wait(30)
            raise


if __name__ == "__main__":
    sys.exit(main())
