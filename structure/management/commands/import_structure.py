from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from core.errors import FileRefused
from network.commands import add_network_argument, only_one, the_network
from network.models import Network
from structure.services import import_structure


class Command(BaseCommand):
    help = (
        "Take in a structure (CSV): areas, themes with their new names, strands, development groups. Nothing is taken"
        " in if any line is wrong; a second run changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        add_network_argument(parser, unless="only one has no structure yet")

    def handle(self, *args, file, network, **options):
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        chosen = self._network(network)
        try:
            done = import_structure(chosen, content, actor=None)
        except FileRefused as error:
            raise CommandError(f"{file}: nothing was taken in.\n{error}") from error
        self.stdout.write(f"{chosen}: {done.added} rows taken in, {done.known} were known.")
        if done.unknown_contacts:
            self.stdout.write(f"{done.unknown_contacts} contacts are nobody in the network and were left out.")
        self.stdout.write(reverse("structure:overview", args=[chosen.slug]))

    def _network(self, slug):
        networks = list(Network.objects.all()[:2])
        if slug or len(networks) < 2:
            return the_network(slug)
        return only_one(list(Network.objects.filter(parts__isnull=True)[:2]))
