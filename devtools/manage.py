"""``./dev manage …``: a management command against the running stack, or its servers started for the moment."""

import os
import subprocess
import sys
from pathlib import Path

from devtools.environment import child_environment, load_environment, wished
from devtools.messages import compile_messages
from devtools.paths import ROOT, VAR
from devtools.signals import exit_on_signals
from devtools.stack import AlreadyRunningError, Stack, StackError


def main() -> int:
    exit_on_signals()
    load_environment()
    compile_messages()
    stack = Stack(VAR, database_url=wished("DATABASE_URL"), redis_url=wished("REDIS_URL"), isolated=False)
    try:
        stack.start_services()
        return run_manage(sys.argv[1:], stack.env)
    except AlreadyRunningError as error:
        return run_manage(sys.argv[1:], _environment_of(error.state))
    except StackError as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        stack.stop()


def run_manage(arguments: list[str], env: dict[str, str]) -> int:
    """Run ``manage.py`` where the caller stands, so that file names mean what they say; return its exit code."""
    caller = Path(os.environ.get("CALLER_DIR", Path.cwd()))
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    with subprocess.Popen(command, cwd=caller, env=env) as process:
        while True:
            try:
                return process.wait()
            except SystemExit:
                # Ctrl+C reached the command too, and the command decides what it means (a shell only clears its line).
                continue


def _environment_of(state: dict[str, object]) -> dict[str, str]:
    urls = state.get("env")
    if not isinstance(urls, dict):
        raise StackError("The stack of this checkout is just starting or stopping; try again in a moment.")
    return child_environment(
        VAR,
        database_url=urls["DATABASE_URL"],
        redis_url=urls["REDIS_URL"],
        address="127.0.0.1:0",
        site_url=str(state["url"]),
        isolated=False,
        extra={},
    )


if __name__ == "__main__":
    sys.exit(main())
