from django.db import migrations
from django.utils import timezone

COLUMNS = {"structure.call_asked": "told_on", "structure.call_waits": "reminded_on"}


def take_days_of_notices(apps, _editor):
    """The days that are still known: notices are kept for 90 days. Of earlier ones nothing is guessed."""
    notices = apps.get_model("network", "Notice").objects.filter(about__in=COLUMNS).order_by("created_at")
    asked = apps.get_model("structure", "AskedOrganisation").objects
    # "structure.call_asked:12", "structure.call_waits:12:-7": the last one of each stands.
    days = {
        (COLUMNS[about], int(key.split(":")[1])): timezone.localdate(created_at)
        for about, key, created_at in notices.values_list("about", "key", "created_at").iterator()
    }
    for (column, pk), day in days.items():
        asked.filter(pk=pk).update(**{column: day})


class Migration(migrations.Migration):
    dependencies = [
        ("structure", "0005_days_of_telling"),
        ("network", "0009_notices"),
    ]

    operations = [migrations.RunPython(take_days_of_notices, migrations.RunPython.noop)]
