from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns without a value, which Postgres adds without writing the rows anew."""

    dependencies = [
        ("structure", "0004_files_of_calls"),
    ]

    operations = [
        migrations.AddField(
            model_name="askedorganisation",
            name="told_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="told"),
        ),
        migrations.AddField(
            model_name="askedorganisation",
            name="reminded_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="last reminded"),
        ),
    ]
