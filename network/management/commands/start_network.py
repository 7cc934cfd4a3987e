from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from network.models import Municipality, User
from network.queries import municipalities_in, regions_on
from network.services import add_municipalities, open_account, start_network


class Command(BaseCommand):
    help = "Open a network with its first administrator, who then adds people and gives roles on the pages."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="short name in addresses: /v/SLUG/")
        parser.add_argument("name_fi", help="name in Finnish")
        parser.add_argument("--name-sv", default="", help="name in Swedish")
        parser.add_argument("--admin", required=True, metavar="EMAIL", help="e-mail address of the administrator")
        parser.add_argument("--admin-name", default="", help="name of the administrator, for a new account")
        parser.add_argument(
            "--region",
            action="append",
            default=[],
            metavar="NAME",
            help="region whose municipalities are the network's, by its Finnish name; may be given several times",
        )

    def handle(self, *args, **options):
        email = options["admin"].lower()
        municipalities = [one for region in options["region"] for one in _municipalities_in(region)]
        try:
            with transaction.atomic():
                admin = User.objects.filter(email=email).first() or open_account(
                    email, name=options["admin_name"] or email, actor=None
                )
                network = start_network(
                    options["slug"], name_fi=options["name_fi"], name_sv=options["name_sv"], admin=admin
                )
                add_municipalities(network, municipalities, actor=None)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"Started /v/{network.slug}/ with the administrator {email}.")
        if municipalities:
            self.stdout.write(f"It has {network.municipalities.count()} municipalities.")
        if not admin.has_usable_password():
            self.stdout.write('The first password is set on the sign-in page, through "Forgot your password?".')


def _municipalities_in(region: str) -> list[Municipality]:
    """Raises ``CommandError`` with the names of the regions when there is none of this name."""
    today = timezone.localdate()
    found = list(municipalities_in(region.strip(), today))
    if found:
        return found
    regions = ", ".join(regions_on(today))
    if not regions:
        raise CommandError("There are no municipalities yet. Load them first: load_municipalities.")
    raise CommandError(f"There is no region {region}. The regions are: {regions}.")
