"""Concerns of before there were keys are sealed, a hundred at a time and without a long lock.

A run that was cut off goes on with those that are left; keys that it had made for nothing are swept. There is no way
back: the clear text is to be gone.
"""

import json

from django.db import migrations, transaction

from core import keys

BATCH = 100


def forwards(apps, schema_editor):
    concern = apps.get_model("bank", "Concern")
    while True:
        with transaction.atomic():
            rows = concern.objects.filter(key=None, wiped_at=None).select_related("order").order_by("pk")
            batch = list(rows.select_for_update(of=("self",))[:BATCH])
            for row in batch:
                words = {"text": row.text, "zone": row.zone, "situation": row.situation}
                row.key = keys.new_key()
                row.sealed = keys.encrypt(row.key, json.dumps(words))
                row.written_at = row.order.created_at
                # The column is dropped without being overwritten: nothing may be left in it.
                row.text, row.zone, row.situation = "", None, ""
            concern.objects.bulk_update(batch, ["key", "sealed", "written_at", "text", "zone", "situation"])
        if len(batch) < BATCH:
            break
    if not schema_editor.connection.in_atomic_block:
        with schema_editor.connection.cursor() as cursor:
            # Takes the old versions of the rows out of the table's file; reading and writing go on meanwhile.
            cursor.execute("VACUUM bank_concern")


class Migration(migrations.Migration):
    atomic = False  # each batch is a transaction of its own

    dependencies = [("bank", "0012_concern_keys")]

    operations = [migrations.RunPython(forwards)]
