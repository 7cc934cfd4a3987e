"""Hashes of addresses that want no bulletins are keyed: what was a plain hash goes through the key."""

from django.db import migrations
from django.utils.crypto import salted_hmac


def forwards(apps, schema_editor):
    rows = apps.get_model("bulletins", "Unsubscribed").objects
    for row in rows.all():
        row.address_hash = salted_hmac("bulletins.Unsubscribed", row.address_hash, algorithm="sha256").hexdigest()
        row.save(update_fields=["address_hash"])


class Migration(migrations.Migration):
    dependencies = [("bulletins", "0002_published_never_changes")]

    # No way back: what the key has made opens to nobody.
    operations = [migrations.RunPython(forwards)]
