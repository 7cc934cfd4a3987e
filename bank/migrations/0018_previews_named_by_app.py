"""Previews of files are kept alike in all apps: what guards them bears the name of the app."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bank", "0017_dates_for_calendars")]

    operations = [
        migrations.RemoveConstraint(model_name="importpreview", name="saved_preview_is_wiped"),
        migrations.AddConstraint(
            model_name="importpreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("saved_at__isnull", True), ("rows", []), _connector="OR"),
                name="bank_saved_preview_is_wiped",
            ),
        ),
        migrations.RenameIndex(
            model_name="importpreview", new_name="bank_preview_expires", old_name="importpreview_expires"
        ),
    ]
