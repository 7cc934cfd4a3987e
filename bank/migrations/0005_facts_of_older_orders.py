"""Orders of before get the facts that the newer status is derived from, a thousand at a time and without a long lock."""

from django.db import migrations

BATCH = 1000

FACTS = """
UPDATE bank_order SET
    postponed_at = CASE WHEN outcome = 'postponed' THEN outcome_at END,
    closed_at = CASE WHEN outcome NOT IN ('', 'postponed') THEN outcome_at END,
    outcome_at = CASE WHEN outcome = 'postponed' THEN NULL ELSE outcome_at END,
    outcome_reason = CASE WHEN outcome = 'postponed' THEN '' ELSE outcome_reason END,
    outcome_note = CASE WHEN outcome = 'postponed' THEN '' ELSE outcome_note END,
    outcome = CASE WHEN outcome = 'postponed' THEN '' ELSE outcome END,
    filled_at = (
        SELECT min(assigned_at) FROM bank_slot
        WHERE order_id = bank_order.id AND role IN ('lead', 'trainee') AND name_label <> ''
    ),
    search_opened_at = (
        SELECT min(assigned_at) FROM bank_slot WHERE order_id = bank_order.id AND member_id IS NOT NULL
    ),
    delivered_method_id = CASE WHEN outcome = 'carried_out' THEN method_id END,
    delivered_label = CASE WHEN outcome = 'carried_out' THEN method_label ELSE '' END
WHERE id > %s AND id <= %s
"""


def forwards(apps, schema_editor):
    order = apps.get_model("bank", "Order")
    last = order.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    with schema_editor.connection.cursor() as cursor:
        for begin in range(0, last, BATCH):
            cursor.execute(FACTS, [begin, begin + BATCH])


def backwards(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "UPDATE bank_order SET outcome = 'postponed', outcome_at = postponed_at, closed_at = NULL "
            "WHERE postponed_at IS NOT NULL"
        )


class Migration(migrations.Migration):
    atomic = False  # each batch is a transaction of its own

    dependencies = [("bank", "0004_whole_bank")]

    operations = [migrations.RunPython(forwards, backwards)]
