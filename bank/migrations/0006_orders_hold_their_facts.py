from django.db import migrations, models

APPEND_ONLY = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON bank_orderevent
    FOR EACH ROW EXECUTE FUNCTION core_refuse_change();
"""
EDITABLE = "DROP TRIGGER append_only ON bank_orderevent;"


class Migration(migrations.Migration):
    dependencies = [("bank", "0005_facts_of_older_orders"), ("core", "0003_append_only_log")]

    operations = [
        migrations.RemoveConstraint(
            model_name="order",
            name="unfulfilled_order_has_a_reason",
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)), fields=["network", "id"], name="order_not_closed"
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome__in", ["", "carried_out"]),
                    models.Q(("outcome_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="unfulfilled_order_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome", ""), ("postponed_at__isnull", True), _connector="OR"),
                name="ended_order_is_not_postponed",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_at__isnull", True), models.Q(("outcome", ""), _negated=True), _connector="OR"
                ),
                name="closed_order_has_an_outcome",
            ),
        ),
        migrations.RunSQL(APPEND_ONLY, EDITABLE),
    ]
