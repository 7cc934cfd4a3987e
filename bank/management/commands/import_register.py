import re

from bank.management.commands._imports import ImportCommand
from bank.services import import_register


class Command(ImportCommand):
    help = (
        "Load an older register of orders (CSV). Nothing is loaded if any line is wrong; a second run changes nothing."
    )
    made = "orders"

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--years", help='span of the register, "2008-2009"; read from the name of the file when left out'
        )

    def load(self, network, content, *, register, file, years, **options):
        return import_register(network, content, register=register, years=self._years(years, file), actor=None)

    def _years(self, text, file):
        match = re.search(r"((?:19|20)\d\d)(?:\D{1,3}((?:19|20)\d\d))?", text or file.stem)
        if not match:
            raise self.refusal("Give the span of the register with --years, for instance --years 2008-2009.")
        first = int(match[1])
        last = int(match[2] or first)
        if last < first:
            raise self.refusal("The last year must not be before the first.")
        return first, last
