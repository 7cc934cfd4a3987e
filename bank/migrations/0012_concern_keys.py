"""Room for concerns that are encrypted; the clear columns go when every row has been sealed (0013, 0014)."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bank", "0011_orders_name_versions")]

    operations = [
        migrations.AddField("concern", "key", models.UUIDField(editable=False, null=True, unique=True)),
        migrations.AddField("concern", "sealed", models.BinaryField(null=True)),
        migrations.AddField("concern", "wiped_at", models.DateTimeField(editable=False, null=True)),
        migrations.AddField(
            "concern",
            "written_at",
            models.DateTimeField(db_index=True, default=django.utils.timezone.now, editable=False),
        ),
        migrations.AddField("orderquestion", "returned", models.BooleanField(default=False, editable=False)),
    ]
