from django.db import migrations, models
from django.db.models.functions import Concat

import core.folding


class Migration(migrations.Migration):
    dependencies = [
        ("methods", "0007_catalogue"),
    ]

    operations = [
        migrations.AddField(
            model_name="versiontext",
            name="search_text",
            field=models.GeneratedField(
                db_persist=True,
                expression=core.folding.Folded(
                    Concat(
                        "purpose",
                        models.Value(" "),
                        "when",
                        models.Value(" "),
                        "participants",
                        models.Value(" "),
                        "not_for",
                        models.Value(" "),
                        "conditions",
                        models.Value(" "),
                        "for_orderer",
                        models.Value(" "),
                        "for_payer",
                        models.Value(" "),
                        "training",
                        output_field=models.TextField(),
                    )
                ),
                output_field=models.TextField(),
            ),
        ),
    ]
