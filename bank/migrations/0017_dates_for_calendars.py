"""What calendars look sessions up by; built beside the work of others, without a lock."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("bank", "0016_concern_openings")]

    operations = [
        AddIndexConcurrently(
            model_name="session",
            index=models.Index(
                condition=models.Q(("cancelled_at__isnull", True), ("waived_at__isnull", True)),
                fields=["date_latest", "date_earliest"],
                name="session_by_date",
            ),
        ),
    ]
