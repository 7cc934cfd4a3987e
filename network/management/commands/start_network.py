from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from network.models import User
from network.services import open_account, start_network


class Command(BaseCommand):
    help = "Open a network with its first administrator, who then adds people and gives roles on the pages."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="short name in addresses: /v/SLUG/")
        parser.add_argument("name_fi", help="name in Finnish")
        parser.add_argument("--name-sv", default="", help="name in Swedish")
        parser.add_argument("--admin", required=True, metavar="EMAIL", help="e-mail address of the administrator")
        parser.add_argument("--admin-name", default="", help="name of the administrator, for a new account")

    def handle(self, *args, **options):
        email = options["admin"].lower()
        try:
            with transaction.atomic():
                admin = User.objects.filter(email=email).first() or open_account(
                    email, name=options["admin_name"] or email, actor=None
                )
                network = start_network(
                    options["slug"], name_fi=options["name_fi"], name_sv=options["name_sv"], admin=admin
                )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"Started /v/{network.slug}/ with the administrator {email}.")
        if not admin.has_usable_password():
            self.stdout.write('The first password is set on the sign-in page, through "Forgot your password?".')
