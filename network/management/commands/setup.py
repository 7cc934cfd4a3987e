from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Make the database ready for this version: tables, cache table and reference data. Safe to run again."

    def handle(self, *args, **options):
        call_command("migrate", interactive=False, verbosity=options["verbosity"], stdout=self.stdout)
        call_command("createcachetable", verbosity=0)
        call_command("load_municipalities", stdout=self.stdout)
        # The catalogue stands above this app: it is asked for by name and never imported.
        if "load_methods" in get_commands():
            call_command("load_methods", stdout=self.stdout)
        else:
            self.stdout.write("No command load_methods: the methods of the catalogue were not loaded.")
