"""Starts servers over ``var/bench`` (apart from all other data), makes the data set once, measures, prints JSON."""

import argparse
import json
import os
import sys

import django

from devtools.assets import prepare_checkout
from devtools.environment import wished
from devtools.paths import VAR
from devtools.signals import exit_on_signals
from devtools.stack import Stack, StackError

# "directory" with the structure, "workshops" a workshop day, "teams" finding teams.
PARTS = ("pages", "catalogue", "directory", "workshops", "teams", "documents")


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=60, help="requests for each page (default 60)")
    parser.add_argument("--orders", type=int, default=100_000)
    parser.add_argument("--meetings", type=int, default=50_000)
    parser.add_argument("--only", choices=PARTS, help="one part, where the data set is there")
    options = parser.parse_args()
    exit_on_signals()
    try:
        prepare_checkout()
        stack = Stack(VAR / "bench", database_url=wished("BENCH_DATABASE_URL"), redis_url=wished("BENCH_REDIS_URL"))
        stack.start_services()
    except StackError as error:
        print(error, file=sys.stderr)
        return 1
    try:
        stack.release()
        # Its coordinator has no second step of signing in: what is measured is the pages.
        settings = {"DJANGO_SETTINGS_MODULE": "verkosto.settings", "LOG_LEVEL": "ERROR", "MFA_REQUIRED": "0"}
        os.environ.update(stack.env | settings)
        django.setup()
        from devtools.bench import catalogue, data, directory, matching, measure, workshops  # noqa: PLC0415 -- needs Django's settings, which need the servers

        network = data.ensure(orders=options.orders, meetings=options.meetings)
        rounds = options.rounds
        parts = {
            "pages": lambda: measure.pages(network, rounds),
            "catalogue": lambda: catalogue.catalogue(network, rounds),
            "directory": lambda: directory.directory(rounds),
            "workshops": lambda: workshops.workshop_day(network, rounds),
            "teams": lambda: matching.finding(rounds),
            "documents": lambda: measure.documents(network),
        }
        wanted = [options.only] if options.only else PARTS
        result = {"data": data.sizes()} | {name: parts[name]() for name in wanted}
    finally:
        stack.stop()
    print(json.dumps(result, indent=1, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
