"""Rows are let go by the newest link that forgets alone: the database looks through few seals for each row."""

from django.db import migrations, models

FORWARDS = """
CREATE OR REPLACE FUNCTION core_refuse_loss() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    through bigint;
    already bigint;
BEGIN
    -- Only what the newest link of this kind forgets, so that few seals are looked through for each row.
    SELECT max(forgets_through) INTO through FROM core_auditseal
        WHERE log = TG_ARGV[0] AND forgets_through IS NOT NULL;
    SELECT coalesce(max(forgets_through), 0) INTO already FROM core_auditseal
        WHERE log = TG_ARGV[0] AND forgets_through < through;
    IF EXISTS (
        SELECT FROM core_auditseal seal, jsonb_array_elements(seal.runs) run
        WHERE seal.log = TG_ARGV[0] AND seal.number > already AND seal.number <= through
            AND OLD.id BETWEEN seal.first_id AND seal.last_id
            AND OLD.id BETWEEN (run->>0)::bigint AND (run->>1)::bigint
    ) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""
BACKWARDS = """
CREATE OR REPLACE FUNCTION core_refuse_loss() RETURNS trigger LANGUAGE plpgsql AS $$
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
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0005_seals_and_erasures")]

    operations = [
        migrations.AddIndex(
            model_name="auditseal",
            index=models.Index(
                condition=models.Q(("forgets_through__isnull", False)),
                fields=["log", "forgets_through"],
                name="seal_forgets",
            ),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
