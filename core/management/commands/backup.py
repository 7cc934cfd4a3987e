import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.backups.errors import BackupRefused
from core.backups.making import make_backup


class Command(BaseCommand):
    help = "Back up the database, the files and, apart from them, the keys of concerns; all of it encrypted."

    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="a new or empty folder for this backup")
        parser.add_argument(
            "--keys",
            type=Path,
            required=True,
            metavar="FOLDER",
            help="where the archive of keys goes, in the place of the one before",
        )

    def handle(self, *args, **options):
        try:
            manifest, seconds = make_backup(options["folder"], keys_folder=options["keys"], key=settings.BACKUP_KEY)
        except BackupRefused as error:
            raise CommandError(str(error)) from error
        rows = sum(facts["rows"] for facts in manifest.tables.values())
        figures = {
            "backup": manifest.id,
            "tables": len(manifest.tables),
            "rows": rows,
            "files": manifest.files["count"],
            "bytes": sum(part["size"] for part in manifest.parts.values()),
            "audit_heads": manifest.audit_heads,
            "seconds": seconds,
        }
        self.stdout.write(json.dumps(figures))
