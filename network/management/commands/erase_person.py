import json

from django.core.management.base import BaseCommand, CommandError

from core import erasure
from core.errors import DomainError
from network.models import Person
from network.services import erase_person
from network.services.erasing import PERSON


class Command(BaseCommand):
    help = (
        "Erase a person for good: names, contact data, positions, roles and the account. It is written into the"
        " ledger of erasures, so that a restored backup does not bring the person back."
    )

    def add_arguments(self, parser):
        parser.add_argument("id", type=int, help="the number in the address of the person's page")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")

    def handle(self, *args, **options):
        person = Person.objects.filter(pk=options["id"]).select_related("network").first()
        if person is None:
            raise CommandError(f"There is no person with the number {options['id']}.")
        if options["dry_run"]:
            self.stdout.write(f"{person.name}, /v/{person.network.slug}/. Would be erased:")
            done = erasure.rehearse(PERSON, person.pk)
        else:
            try:
                done = erase_person(person, actor=None)
            except DomainError as error:
                raise CommandError(str(error)) from None
        self.stdout.write(json.dumps(done))
