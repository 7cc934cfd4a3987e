from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns with a constant default, which Postgres adds without writing the rows anew; networks are few."""

    dependencies = [
        ("network", "0012_merged_organisations"),
    ]

    operations = [
        migrations.AddField(
            model_name="network",
            name="data_officer_email",
            field=models.EmailField(
                blank=True, default="", max_length=254, verbose_name="e-mail of the data protection officer"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="network",
            name="data_officer_name",
            field=models.CharField(
                blank=True, default="", max_length=150, verbose_name="name of the data protection officer"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="network",
            name="data_officer_before",
            field=models.EmailField(
                blank=True,
                default="",
                editable=False,
                max_length=254,
                verbose_name="e-mail of the former data protection officer",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="network",
            name="version",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddConstraint(
            model_name="network",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("data_officer_name", ""), models.Q(("data_officer_email", ""), _negated=True), _connector="OR"
                ),
                name="data_officer_has_an_address",
                violation_error_message="Write the address of the data protection officer, too.",
            ),
        ),
    ]
