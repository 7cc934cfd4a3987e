"""The audit log is append-only in the database too: rows are added, never changed or deleted one by one."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION core_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON core_logentry
    FOR EACH ROW EXECUTE FUNCTION core_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON core_viewlog
    FOR EACH ROW EXECUTE FUNCTION core_refuse_change();
"""
BACKWARDS = """
DROP TRIGGER append_only ON core_viewlog;
DROP TRIGGER append_only ON core_logentry;
DROP FUNCTION core_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0002_initial")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
