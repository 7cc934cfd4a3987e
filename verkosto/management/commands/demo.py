from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from network.models import User
from verkosto.demo.accounts import ACCOUNTS, PASSWORD
from verkosto.demo.loading import load_demo


class Command(BaseCommand):
    help = "Load the demo: two invented networks with orders, meetings and an account for each role. Needs DEMO=1."

    def add_arguments(self, parser):
        parser.add_argument("--accounts", action="store_true", help="print the accounts of the demo and load nothing")

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("The demo is only for DEMO=1: its accounts have a password that everybody knows.")
        if options["accounts"]:
            self._print_accounts()
        elif load_demo():
            self.stdout.write("The demo is loaded. Its accounts: ./dev manage demo --accounts")
        else:
            self.stdout.write("The demo is already there; nothing was changed.")

    def _print_accounts(self):
        there = set(User.objects.filter(email__in=[one.email for one in ACCOUNTS]).values_list("email", flat=True))
        accounts = [one for one in ACCOUNTS if one.email in there]
        if not accounts:
            self.stdout.write("The demo is not loaded: ./dev manage demo")
            return
        self.stdout.write("The demo's accounts; click one on the sign-in page:")
        # The tools speak English, whatever the pages do.
        with translation.override("en"):
            for one in accounts:
                self.stdout.write(f"  {one.email:<32} {one.role.label:<22} {one.network:<8} {one.name}")
        self.stdout.write(f"Password of all: {PASSWORD}")
