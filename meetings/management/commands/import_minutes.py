from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from meetings.exchange import MinutesRefused, minutes_in_file
from meetings.services import import_minutes
from network.commands import add_network_argument, the_network


class Command(BaseCommand):
    help = (
        "Read minutes (docs/minutes-format.md) from a JSON file, or from the PDF of signed minutes that carries one."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="JSON or PDF file")
        add_network_argument(parser)

    def handle(self, *args, **options):
        network = the_network(options["network"])
        path = Path(options["file"])
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        count = network.meetings.count()
        try:
            with translation.override("en"):
                meeting = import_minutes(network, minutes_in_file(content), actor=None)
        except MinutesRefused as error:
            raise CommandError("\n".join(f"{path}: {problem}" for problem in error.problems)) from error
        word = "Imported" if network.meetings.count() > count else "Already there"
        self.stdout.write(f"{word}: {meeting.title} ({meeting.get_absolute_url()})")
