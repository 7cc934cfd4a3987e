from bank.management.commands._imports import ImportCommand
from bank.services import import_trainings


class Command(ImportCommand):
    help = "Load older trainings (CSV). Nothing is loaded if any line is wrong; a second run changes nothing."
    made = "trainings"

    def load(self, network, content, *, register, **options):
        return import_trainings(network, content, register=register, actor=None)
