import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

KINDS = [
    ("invitation", "Invitations and questions to answer"),
    ("action", "Actions that fall due"),
    ("order", "Orders in which you were picked"),
    ("minutes", "Minutes to read or to comment on"),
    ("role", "Changes of roles"),
]
TIMES = [("at_once", "At once"), ("daily", "In one mail a day"), ("off", "No mail")]


class Migration(migrations.Migration):
    dependencies = [("network", "0008_calendar_feeds")]

    operations = [
        migrations.CreateModel(
            name="Digest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="digests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "digest of notices",
                "constraints": [models.UniqueConstraint(fields=("user", "day"), name="one_digest_a_day")],
            },
        ),
        migrations.CreateModel(
            name="MailChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=KINDS, max_length=12)),
                ("time", models.CharField(choices=TIMES, max_length=8)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_choices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "choice of mails",
                "constraints": [models.UniqueConstraint(fields=("user", "kind"), name="one_choice_for_a_kind")],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=KINDS, max_length=12, verbose_name="kind")),
                ("about", models.CharField(max_length=60)),
                ("key", models.CharField(max_length=120)),
                ("path", models.CharField(max_length=200)),
                ("mail", models.CharField(choices=TIMES, max_length=8)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="time"),
                ),
                ("read_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "digest",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="notices",
                        to="network.digest",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="network.network"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "notice",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("read_at__isnull", True)),
                        fields=["user", "network"],
                        name="notice_unread",
                    ),
                    models.Index(fields=["created_at"], name="notice_age"),
                ],
                "constraints": [models.UniqueConstraint(fields=("user", "key"), name="one_notice_of_a_cause")],
            },
        ),
    ]
