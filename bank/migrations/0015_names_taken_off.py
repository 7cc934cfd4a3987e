from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bank", "0014_sealed_concerns_only")]

    operations = [
        migrations.AddField(
            "order", "names_taken_off_at", models.DateTimeField(blank=True, editable=False, null=True)
        ),
        migrations.AddField("member", "erased_at", models.DateTimeField(blank=True, editable=False, null=True)),
    ]
