"""What the commands that load older records (CSV) have in common."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core.errors import FileRefused
from network.models import Network


class ImportCommand(BaseCommand):
    """Reads the file, finds the network, says what became of it; ``load`` returns an ``ImportResult``."""

    made = "rows"
    refusal = CommandError

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--network", help="short address of the network; may be left out when there is only one")

    def load(self, network, content, *, register, file, **options):
        raise NotImplementedError

    def handle(self, *args, file, network, **options):
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        try:
            result = self.load(self._network(network), content, register=file.stem[:120], file=file, **options)
        except FileRefused as error:
            raise CommandError(f"{file}: nothing was loaded.\n{error}") from error
        self.stdout.write(f"{result.created} {self.made} made, {result.unchanged} were there already.")

    def _network(self, slug):
        networks = Network.objects.filter(slug=slug) if slug else Network.objects.all()
        found = list(networks[:2])
        if len(found) != 1:
            slugs = ", ".join(Network.objects.values_list("slug", flat=True))
            raise CommandError(f"Name the network with --network; there are: {slugs or 'none'}.")
        return found[0]
