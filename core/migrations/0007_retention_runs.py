import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0006_forget_by_the_newest_link")]

    operations = [
        migrations.CreateModel(
            name="RetentionRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("ended_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("counts", models.JSONField(blank=True, default=dict)),
                ("failed", models.JSONField(blank=True, default=list)),
                ("is_whole", models.BooleanField(default=False, editable=False)),
            ],
            options={
                "verbose_name": "run of the retention rules",
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_whole", True)), fields=["-ended_at"], name="retention_run_whole"
                    )
                ],
            },
        ),
    ]
