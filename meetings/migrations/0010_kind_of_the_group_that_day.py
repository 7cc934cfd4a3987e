"""A meeting keeps the kind of its group as it keeps its name, and where the next meeting was told."""

from django.db import migrations, models

KINDS = [
    ("development_group", "Development group"),
    ("municipal_group", "Municipal working group"),
    ("theme_workshop", "Theme workshop group"),
    ("working_group", "Working group"),
    ("steering_group", "Steering group"),
    ("regional_meeting", "Regional meeting"),
]


def copy_kinds(apps, schema_editor):
    group_kind = apps.get_model("network", "Group").objects.filter(pk=models.OuterRef("group")).values("kind")
    meetings = apps.get_model("meetings", "Meeting").objects.filter(group__isnull=False)
    meetings.update(group_kind=models.Subquery(group_kind))


class Migration(migrations.Migration):
    # The rows that are copied have triggers waiting for the end of the transaction.
    atomic = False
    dependencies = [("meetings", "0009_goals_placed_too")]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="group_kind",
            field=models.CharField(blank=True, choices=KINDS, editable=False, max_length=20, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="meeting",
            name="next_meeting_in_body",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RunPython(copy_kinds, migrations.RunPython.noop, elidable=True),
    ]
