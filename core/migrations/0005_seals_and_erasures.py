"""Seals over the logs, the ledger of erasures, and what the database refuses for both.

A row of a log goes only when the chain of its seals says that it was forgotten. Emptying a whole table is refused too.
"""

import uuid

import django.utils.timezone
from django.db import migrations, models

FORWARDS = """
CREATE FUNCTION core_refuse_loss() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM core_auditseal seal, jsonb_array_elements(seal.runs) run
        WHERE seal.log = TG_ARGV[0] AND seal.last_id >= OLD.id AND seal.first_id <= OLD.id
            AND OLD.id BETWEEN (run->>0)::bigint AND (run->>1)::bigint
            AND seal.number <= (SELECT max(forgets_through) FROM core_auditseal WHERE log = TG_ARGV[0])
    ) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
DROP TRIGGER append_only ON core_logentry;
DROP TRIGGER append_only ON core_viewlog;
CREATE TRIGGER append_only BEFORE UPDATE ON core_logentry FOR EACH ROW EXECUTE FUNCTION core_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE ON core_viewlog FOR EACH ROW EXECUTE FUNCTION core_refuse_change();
CREATE TRIGGER kept BEFORE DELETE ON core_logentry FOR EACH ROW EXECUTE FUNCTION core_refuse_loss('entries');
CREATE TRIGGER kept BEFORE DELETE ON core_viewlog FOR EACH ROW EXECUTE FUNCTION core_refuse_loss('readings');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON core_auditseal
    FOR EACH ROW EXECUTE FUNCTION core_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON core_erasureentry
    FOR EACH ROW EXECUTE FUNCTION core_refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON core_logentry EXECUTE FUNCTION core_refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON core_viewlog EXECUTE FUNCTION core_refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON core_auditseal EXECUTE FUNCTION core_refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON core_erasureentry EXECUTE FUNCTION core_refuse_change();
"""
BACKWARDS = """
DROP TRIGGER never_emptied ON core_erasureentry;
DROP TRIGGER never_emptied ON core_auditseal;
DROP TRIGGER never_emptied ON core_viewlog;
DROP TRIGGER never_emptied ON core_logentry;
DROP TRIGGER append_only ON core_erasureentry;
DROP TRIGGER append_only ON core_auditseal;
DROP TRIGGER kept ON core_viewlog;
DROP TRIGGER kept ON core_logentry;
DROP TRIGGER append_only ON core_viewlog;
DROP TRIGGER append_only ON core_logentry;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON core_logentry
    FOR EACH ROW EXECUTE FUNCTION core_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON core_viewlog
    FOR EACH ROW EXECUTE FUNCTION core_refuse_change();
DROP FUNCTION core_refuse_loss();
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0004_job_rests")]

    operations = [
        migrations.CreateModel(
            name="AuditSeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "log",
                    models.CharField(
                        choices=[("entries", "Log of acts"), ("readings", "Log of readings")], max_length=10
                    ),
                ),
                ("number", models.PositiveBigIntegerField()),
                ("runs", models.JSONField(blank=True, default=list)),
                ("first_id", models.BigIntegerField(blank=True, null=True)),
                ("last_id", models.BigIntegerField(blank=True, null=True)),
                ("count", models.PositiveIntegerField()),
                ("newest_at", models.DateTimeField(blank=True, null=True)),
                ("forgets_through", models.PositiveBigIntegerField(blank=True, null=True)),
                ("rows_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
                ("sealed_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "verbose_name": "seal of a log",
                "indexes": [
                    models.Index(fields=["log", "last_id"], name="seal_rows"),
                    models.Index(fields=["log", "sealed_at"], name="seal_time"),
                ],
                "constraints": [models.UniqueConstraint(fields=("log", "number"), name="one_seal_per_number")],
            },
        ),
        migrations.CreateModel(
            name="ErasureEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", models.CharField(max_length=60)),
                ("key", models.BigIntegerField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={"verbose_name": "erasure"},
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
