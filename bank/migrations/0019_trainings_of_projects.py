"""A training belongs to a project by its key: a project that is called otherwise later keeps its trainings."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bank", "0018_previews_named_by_app")]

    operations = [
        migrations.AddField(
            model_name="training",
            name="project_key",
            field=models.BigIntegerField(blank=True, null=True, verbose_name="project of the network"),
        ),
        migrations.AddConstraint(
            model_name="training",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("project_key__isnull", True), models.Q(("project", ""), _negated=True), _connector="OR"
                ),
                name="chosen_project_has_a_name",
            ),
        ),
    ]
