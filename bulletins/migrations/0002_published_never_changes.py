"""What was published stays as it was in the database too: a version can be withdrawn, and nothing else of it changes."""

from django.db import migrations

FORWARDS = """
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OF
    id, bulletin_id, number, day, content, reason, published_at, published_by_id ON bulletins_bulletinversion
    FOR EACH ROW EXECUTE FUNCTION core_refuse_change();
"""
BACKWARDS = "DROP TRIGGER append_only ON bulletins_bulletinversion;"


class Migration(migrations.Migration):
    dependencies = [("bulletins", "0001_bulletins"), ("core", "0003_append_only_log")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
