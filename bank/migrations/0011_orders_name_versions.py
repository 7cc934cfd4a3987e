"""Orders of before name the only version that their methods had, a thousand at a time and without a long lock."""

from django.db import migrations

BATCH = 1000

VERSIONS = """
UPDATE bank_order SET
    method_version_id = (SELECT id FROM methods_methodversion WHERE method_id = bank_order.method_id AND number = 1),
    delivered_version_id = (
        SELECT id FROM methods_methodversion WHERE method_id = bank_order.delivered_method_id AND number = 1
    )
WHERE id > %s AND id <= %s AND (method_id IS NOT NULL OR delivered_method_id IS NOT NULL)
"""


def forwards(apps, schema_editor):
    order = apps.get_model("bank", "Order")
    last = order.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    with schema_editor.connection.cursor() as cursor:
        for begin in range(0, last, BATCH):
            cursor.execute(VERSIONS, [begin, begin + BATCH])


class Migration(migrations.Migration):
    atomic = False  # each batch is a transaction of its own

    dependencies = [("bank", "0010_versions_of_methods")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
