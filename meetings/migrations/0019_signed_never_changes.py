"""What was signed stays as it was in the database too: it can be published and withdrawn, and nothing else changes."""

from django.db import migrations

FORWARDS = """
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OF
    id, meeting_id, number, content, sha256, reason, signed_by_id, signed_label, signed_at ON meetings_minutesversion
    FOR EACH ROW EXECUTE FUNCTION core_refuse_change();
"""
BACKWARDS = "DROP TRIGGER append_only ON meetings_minutesversion;"


class Migration(migrations.Migration):
    dependencies = [("meetings", "0018_attachment_holds_code"), ("core", "0003_append_only_log")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
