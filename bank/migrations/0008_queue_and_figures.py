"""What the queue and the yearly figures need; indexes are built beside the work of others, without a lock."""

import django.db.models.functions.comparison
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("bank", "0007_members_trainings_excel")]

    operations = [
        migrations.AddField(
            model_name="orderquestion",
            name="read_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        AddIndexConcurrently(
            model_name="orderquestion",
            index=models.Index(
                condition=models.Q(("answered_at__isnull", False), ("read_at__isnull", True)),
                fields=["answered_at"],
                name="question_answer_unread",
            ),
        ),
        AddIndexConcurrently(
            model_name="feedbackrequest",
            index=models.Index(
                condition=models.Q(("answered_at__isnull", True)), fields=["closes_on"], name="feedback_unanswered"
            ),
        ),
        AddIndexConcurrently(
            model_name="invitation",
            index=models.Index(
                condition=models.Q(("answer", ""), ("ended_at__isnull", True)),
                fields=["order"],
                name="invitation_unanswered",
            ),
        ),
        AddIndexConcurrently(
            model_name="session",
            index=models.Index(
                condition=models.Q(
                    ("cancelled_at__isnull", True), ("held_precision", ""), ("waived_at__isnull", True)
                ),
                fields=["order"],
                name="session_open",
            ),
        ),
        AddIndexConcurrently(
            model_name="order",
            index=models.Index(
                models.F("network"),
                django.db.models.functions.comparison.Coalesce(
                    "received_on", "wished_earliest", "held_earliest", "register_date"
                ),
                name="order_counted_on",
            ),
        ),
    ]
