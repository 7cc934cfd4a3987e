"""What the commands that load older records (CSV) have in common."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core.errors import FileRefused
from network.commands import add_network_argument, the_network


class ImportCommand(BaseCommand):
    """Reads the file, finds the network, says what became of it; ``load`` returns an ``ImportResult``."""

    made = "rows"
    refusal = CommandError

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        add_network_argument(parser)

    def load(self, network, content, *, register, file, **options):
        raise NotImplementedError

    def handle(self, *args, file, network, **options):
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        try:
            result = self.load(the_network(network), content, register=file.stem[:120], file=file, **options)
        except FileRefused as error:
            raise CommandError(f"{file}: nothing was loaded.\n{error}") from error
        self.stdout.write(f"{result.created} {self.made} made, {result.unchanged} were there already.")
