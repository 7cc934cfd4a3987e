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


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=60, help="requests for each page (default 60)")
    parser.add_argument("--orders", type=int, default=100_000)
    parser.add_argument("--meetings", type=int, default=50_000)
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
        from devtools.bench import catalogue, data, directory, matching, measure  # noqa: PLC0415 -- needs Django's settings, which need the servers

        network = data.ensure(orders=options.orders, meetings=options.meetings)
        result = {
            "data": data.sizes(),
            "pages": measure.pages(network, options.rounds),
            "catalogue": catalogue.catalogue(network, options.rounds),
            "directory and structure": directory.directory(options.rounds),
            "finding teams": matching.finding(options.rounds),
            "documents": measure.documents(network),
        }
    finally:
        stack.stop()
    print(json.dumps(result, indent=1, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
