"""./dev manage retention: let go of the data whose time is over; --dry-run only counts it."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core import retention


class Command(BaseCommand):
    help = "Follow the rules of retention now, whenever the last run was; --dry-run lists how many rows would go."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="count what is due, and change nothing")

    def handle(self, *args, dry_run, **options):
        today = timezone.localdate()
        if dry_run:
            self.show(retention.rehearse(today))
            return
        done = retention.run(today)
        self.show(done.counts)
        if not done.is_whole:
            failed = ", ".join(done.failed) or "none; time was up, run it again"
            raise CommandError(f"The run is not whole. Failed rules: {failed}.")

    def show(self, counts):
        for rule in retention.schedule():
            self.stdout.write(f"{counts.get(rule.name, 0):>8}  {rule.name}  ({rule.what}: {rule.kept}, {rule.then})")
