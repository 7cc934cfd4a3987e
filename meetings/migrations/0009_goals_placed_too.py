"""Goals know network, group and time of their meeting, as outcomes do (0007)."""

from django.db import migrations

FORWARDS = """
CREATE TRIGGER place BEFORE INSERT OR UPDATE OF item_id, network_id, group_id, met_at ON meetings_goal
    FOR EACH ROW EXECUTE FUNCTION meetings_place_part();
CREATE OR REPLACE FUNCTION meetings_follow_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE meetings_outcome SET met_at = NEW.starts_at
        WHERE item_id IN (SELECT id FROM meetings_item WHERE meeting_id = NEW.id);
    UPDATE meetings_thememention SET met_at = NEW.starts_at
        WHERE item_id IN (SELECT id FROM meetings_item WHERE meeting_id = NEW.id);
    UPDATE meetings_goal SET met_at = NEW.starts_at
        WHERE item_id IN (SELECT id FROM meetings_item WHERE meeting_id = NEW.id);
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION meetings_follow_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE meetings_outcome SET met_at = NULL WHERE item_id = NEW.id;
    UPDATE meetings_thememention SET met_at = NULL WHERE item_id = NEW.id;
    UPDATE meetings_goal SET met_at = NULL WHERE item_id = NEW.id;
    RETURN NULL;
END $$;
UPDATE meetings_goal SET met_at = NULL;
"""
BACKWARDS = """
DROP TRIGGER place ON meetings_goal;
CREATE OR REPLACE FUNCTION meetings_follow_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE meetings_outcome SET met_at = NEW.starts_at
        WHERE item_id IN (SELECT id FROM meetings_item WHERE meeting_id = NEW.id);
    UPDATE meetings_thememention SET met_at = NEW.starts_at
        WHERE item_id IN (SELECT id FROM meetings_item WHERE meeting_id = NEW.id);
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION meetings_follow_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE meetings_outcome SET met_at = NULL WHERE item_id = NEW.id;
    UPDATE meetings_thememention SET met_at = NULL WHERE item_id = NEW.id;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0008_due_days_of_actions")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
