from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from network.commands import add_network_argument, only_one, the_network
from network.models import Network
from workshops.exchange import WorkshopDayRefused, day_in_file, named_municipalities
from workshops.models import WorkshopDay
from workshops.services import import_workshop_day


class Command(BaseCommand):
    help = "Read a workshop day (docs/workshop-day-format.md) from a JSON file."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="JSON file")
        add_network_argument(parser, unless="only one has the municipalities of the day")

    def handle(self, *args, **options):
        path = Path(options["file"])
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        count = WorkshopDay.objects.count()
        try:
            with translation.override("en"):
                data = day_in_file(content)
                day = import_workshop_day(self._network(options["network"], data), data, actor=None)
        except WorkshopDayRefused as error:
            raise CommandError("\n".join(f"{path}: {problem}" for problem in error.problems)) from error
        word = "Imported" if WorkshopDay.objects.count() > count else "Already there"
        self.stdout.write(f"{word}: {day} ({day.get_absolute_url()})")

    def _network(self, slug, data):
        """The network named, the only one, or the one to which most of the municipalities of the day belong."""
        networks = list(Network.objects.prefetch_related("municipalities"))
        if slug or len(networks) < 2:
            return the_network(slug)
        names = named_municipalities(data)
        shares = {one: len(names & {place.name_fi for place in one.municipalities.all()}) for one in networks}
        most = max(shares.values())
        return only_one([one for one, share in shares.items() if share == most])
