from django.core.management.base import BaseCommand

from network.services import load_municipalities


class Command(BaseCommand):
    help = "Load the municipalities of network/data/municipalities.csv; a second run changes nothing."

    def handle(self, *args, **options):
        loaded = load_municipalities()
        self.stdout.write(
            f"Municipalities: {loaded.total} in the file, {loaded.added} added, {loaded.changed} changed."
        )
