import re
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from bank.services import RegisterError, import_register
from network.models import Network


class Command(BaseCommand):
    help = (
        "Load an older register of orders (CSV). Nothing is loaded if any line is wrong; a second run changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--network", help="short address of the network; may be left out when there is only one")
        parser.add_argument(
            "--years", help='span of the register, "2008-2009"; read from the name of the file when left out'
        )

    def handle(self, *args, file, network, years, **options):
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        try:
            result = import_register(
                self._network(network), content, register=file.stem[:120], years=self._years(years, file), actor=None
            )
        except RegisterError as error:
            raise CommandError(f"{file}: nothing was loaded.\n{error}") from error
        self.stdout.write(f"{result.created} orders made, {result.unchanged} were there already.")

    def _network(self, slug):
        networks = Network.objects.filter(slug=slug) if slug else Network.objects.all()
        found = list(networks[:2])
        if len(found) != 1:
            slugs = ", ".join(Network.objects.values_list("slug", flat=True))
            raise CommandError(f"Name the network with --network; there are: {slugs or 'none'}.")
        return found[0]

    def _years(self, text, file):
        match = re.search(r"((?:19|20)\d\d)(?:\D{1,3}((?:19|20)\d\d))?", text or file.stem)
        if not match:
            raise CommandError("Give the span of the register with --years, for instance --years 2008-2009.")
        first = int(match[1])
        last = int(match[2] or first)
        if last < first:
            raise CommandError("The last year must not be before the first.")
        return first, last
