"""``./dev run``: everything a fresh checkout needs to become a page in the browser, until Ctrl+C."""

import argparse
import sys
import time

import environ
import psycopg2

from devtools.assets import prepare_checkout
from devtools.echo import LogEcho
from devtools.environment import load_environment, wished
from devtools.paths import VAR
from devtools.processes import LONG_RUNNING
from devtools.signals import exit_on_signals, on_further_signals
from devtools.stack import AlreadyRunningError, Stack, StackError
from devtools.stack.ports import next_free_port

RESTARTS_PER_MINUTE = 5


def main() -> int:
    options = _options()
    exit_on_signals()
    # First: the file may name the servers.
    load_environment()
    stack = Stack(
        VAR,
        database_url=wished("DATABASE_URL"),
        redis_url=wished("REDIS_URL"),
        host=options.host,
        isolated=False,
    )
    try:
        prepare_checkout()
        stack.start_services()
        return _serve(stack, options.port)
    except AlreadyRunningError as error:
        where = f"at {error.state['url']}" if error.state.get("ready") else "already, and is just starting"
        print(f"Verkosto runs {where} (process {error.state.get('pid', 'unknown')}). ./dev stop ends it.")
        return 0
    except StackError as error:
        print(error, file=sys.stderr)
        return 1
    except SystemExit:
        # Ctrl+C is how this command ends; it is no failure.
        return 0
    finally:
        on_further_signals(stack.hurry)
        if stack.names():
            print("Stopping …", flush=True)
        stack.stop()


def _serve(stack: Stack, wished_port: int) -> int:
    if stack.ended_leftovers:
        print(f"Ended what an earlier run left behind: {', '.join(stack.ended_leftovers)}.")
    stack.port = next_free_port(stack.host, wished_port)
    if stack.port != wished_port:
        print(f"Port {wished_port} is taken; using {stack.port}.")
    stack.release()
    demo = environ.FileAwareEnv().bool("DEMO", default=False)
    if demo and not _has_networks(stack.database_url):
        print("Loading the demo data …", flush=True)
        stack.manage("demo", capture=True)
    with LogEcho({name: stack.log(name) for name in LONG_RUNNING}):
        stack.start_processes()
        accounts = stack.manage("demo", "--accounts", capture=True) if demo else ""
        stack.mark_ready()
        print(f"\nVerkosto runs at {stack.url}\n\n{accounts}\nCtrl+C or ./dev stop ends it.\n", flush=True)
        return _watch(stack)


def _watch(stack: Stack) -> int:
    """Bring back what dies, as the compose file's ``restart:`` does; give up when it keeps dying. Ends by a signal."""
    restarts: list[float] = []
    while True:
        time.sleep(0.5)
        for name in stack.names():
            if stack.alive(name):
                continue
            restarts = [moment for moment in restarts if time.monotonic() - moment < 60]
            if len(restarts) >= RESTARTS_PER_MINUTE:
                print(f"{name} keeps ending; giving up. Its log: {stack.log(name)}", file=sys.stderr)
                return 1
            restarts.append(time.monotonic())
            print(f"{name} ended by itself; starting it again.", file=sys.stderr)
            stack.restart(name)


def _has_networks(database_url: str) -> bool:
    connection = psycopg2.connect(database_url)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT EXISTS (SELECT FROM network_network)")
            return cursor.fetchone() == (True,)
    finally:
        connection.close()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev run", description="Start Verkosto on this machine.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="wished port; a taken one is passed over (%(default)s)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
