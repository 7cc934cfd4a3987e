from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0010_kind_of_the_group_that_day")]

    operations = [
        migrations.AddField(
            "revision",
            "quotation",
            models.TextField(blank=True, default="", verbose_name="quotation"),
            preserve_default=False,
        ),
        migrations.AddField("revision", "refused", models.BooleanField(default=False)),
    ]
