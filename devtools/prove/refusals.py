"""Try to restore several backups in one process, for the drill: starting the product ten times would take a minute.

``python -m devtools.prove.refusals`` reads ``[[backup, keys, BACKUP_KEY], …]`` as JSON and prints as JSON the words
with which each was refused, nothing for one that was not.
"""

import json
import sys

import django
from django.conf import settings
from django.core.management import CommandError, call_command


def main() -> None:
    django.setup()
    print(json.dumps([_refusal(*attempt) for attempt in json.load(sys.stdin)]))


def _refusal(backup: str, keys: str, key: str) -> str:
    settings.BACKUP_KEY = key
    try:
        call_command("restore", backup, "--keys", keys, stdout=sys.stderr)
    except CommandError as error:
        return str(error)
    return ""


if __name__ == "__main__":
    main()
