from django.core.management.base import BaseCommand, CommandError

from core.audit import seal_logs, verify_all


class Command(BaseCommand):
    help = (
        "Recompute the hash chains over the logs and name the first seal that does not hold. Keep the heads it prints"
        " elsewhere: a chain that was cut at its end or made anew is found only by a head from before."
    )

    def add_arguments(self, parser):
        parser.add_argument("--head", default="", metavar="HASH", help="a head from before, which must still be there")
        parser.add_argument("--seal", action="store_true", help="seal what is new first")

    def handle(self, *args, **options):
        if options["seal"]:
            seal_logs()
        verdicts = verify_all(known=options["head"])
        for verdict in verdicts:
            self.stdout.write(
                f"{verdict.log}: {verdict.rows} rows under {verdict.seals} seals, {verdict.waiting} not sealed yet,"
                f" {verdict.forgotten} forgotten; head {verdict.head or 'none'}"
            )
        faults = [f"{verdict.log}: {verdict.fault}" for verdict in verdicts if verdict.fault]
        if faults:
            raise CommandError("The log is not as it was written. " + "; ".join(faults) + ".")
        self.stdout.write("The chains hold.")
