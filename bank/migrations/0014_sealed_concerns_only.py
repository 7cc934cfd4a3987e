from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("bank", "0013_seal_concerns")]

    operations = [
        migrations.RemoveConstraint("concern", "zone_of_worry_is_one_of_four"),
        migrations.RemoveField("concern", "text"),
        migrations.RemoveField("concern", "zone"),
        migrations.RemoveField("concern", "situation"),
        migrations.AddConstraint(
            "concern",
            models.CheckConstraint(
                condition=Q(("key__isnull", False), ("sealed__isnull", False), ("wiped_at__isnull", True))
                | Q(("key__isnull", True), ("sealed__isnull", True), ("wiped_at__isnull", False)),
                name="concern_is_sealed_or_wiped",
            ),
        ),
    ]
