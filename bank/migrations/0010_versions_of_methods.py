import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bank", "0009_addresses_and_enquiries"),
        ("methods", "0006_only_versions"),
    ]

    operations = [
        migrations.AddField(
            model_name="order",
            name=name,
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="methods.methodversion",
            ),
        )
        for name in ("method_version", "delivered_version")
    ]
