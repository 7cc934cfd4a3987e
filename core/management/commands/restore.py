import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.backups.errors import BackupRefused
from core.backups.restoring import MAX_AGE_DAYS, restore_backup


class Command(BaseCommand):
    help = (
        "Restore a backup into an empty database, storage and folder of keys, and erase again whom the ledger of"
        " erasures names. A backup that is not whole, right and fresh is refused, and nothing is changed."
    )
    # Some look into the database, and there is none yet.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="the folder of the backup")
        parser.add_argument("--keys", type=Path, required=True, metavar="FOLDER", help="the folder of the keys")
        parser.add_argument(
            "--max-age", type=float, default=MAX_AGE_DAYS, metavar="DAYS", help="refuse an older one (default: 14)"
        )
        parser.add_argument("--without-ledger", action="store_true", help="nobody has ever been erased")

    def handle(self, *args, **options):
        try:
            restored = restore_backup(
                options["folder"],
                keys_folder=options["keys"],
                key=settings.BACKUP_KEY,
                max_age_days=options["max_age"],
                without_ledger=options["without_ledger"],
            )
        except BackupRefused as error:
            raise CommandError(f"Refused. {error}") from error
        figures = {
            "backup": restored.manifest.id,
            "made_at": restored.manifest.made_at.isoformat(),
            "tables": restored.tables,
            "rows": restored.rows,
            "files": restored.files,
            "keys": restored.keys,
            "erased_again": restored.erased,
            "audit_heads": restored.audit_heads,
            "seconds": restored.seconds,
        }
        self.stdout.write(json.dumps(figures))
