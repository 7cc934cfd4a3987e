from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from methods.services import METHODS_FILE, CatalogueRefused, load_methods


class Command(BaseCommand):
    help = "Load the catalogue of methods. Nothing is loaded if any entry is wrong; a second run changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, nargs="?", default=METHODS_FILE)

    def handle(self, *args, file, **options):
        try:
            result = load_methods(file)
        except CatalogueRefused as error:
            raise CommandError(f"{file}: nothing was loaded.\n{error}") from error
        self.stdout.write(
            f"Methods: {len(result.created)} created, {len(result.changed)} changed, "
            f"{len(result.unchanged)} unchanged, {len(result.edited_here)} edited here and "
            f"{len(result.not_in_file)} not in the file: left as they were."
        )
