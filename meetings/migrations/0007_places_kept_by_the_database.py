"""Outcomes and marked themes know network, group and time of their meeting; the database fills and follows them."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION meetings_place_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT m.network_id, m.group_id, m.starts_at INTO NEW.network_id, NEW.group_id, NEW.met_at
    FROM meetings_item i JOIN meetings_meeting m ON m.id = i.meeting_id WHERE i.id = NEW.item_id;
    RETURN NEW;
END $$;
CREATE TRIGGER place BEFORE INSERT OR UPDATE OF item_id, network_id, group_id, met_at ON meetings_outcome
    FOR EACH ROW EXECUTE FUNCTION meetings_place_part();
CREATE TRIGGER place BEFORE INSERT OR UPDATE OF item_id, network_id, group_id, met_at ON meetings_thememention
    FOR EACH ROW EXECUTE FUNCTION meetings_place_part();

CREATE FUNCTION meetings_follow_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE meetings_outcome SET met_at = NEW.starts_at
        WHERE item_id IN (SELECT id FROM meetings_item WHERE meeting_id = NEW.id);
    UPDATE meetings_thememention SET met_at = NEW.starts_at
        WHERE item_id IN (SELECT id FROM meetings_item WHERE meeting_id = NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER follow_meeting AFTER UPDATE OF network_id, group_id, starts_at ON meetings_meeting
    FOR EACH ROW
    WHEN ((OLD.network_id, OLD.group_id, OLD.starts_at) IS DISTINCT FROM (NEW.network_id, NEW.group_id, NEW.starts_at))
    EXECUTE FUNCTION meetings_follow_meeting();

CREATE FUNCTION meetings_follow_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE meetings_outcome SET met_at = NULL WHERE item_id = NEW.id;
    UPDATE meetings_thememention SET met_at = NULL WHERE item_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER follow_item AFTER UPDATE OF meeting_id ON meetings_item
    FOR EACH ROW WHEN (OLD.meeting_id IS DISTINCT FROM NEW.meeting_id) EXECUTE FUNCTION meetings_follow_item();

-- The rows that are there already: the triggers find the values.
UPDATE meetings_outcome SET met_at = NULL;
UPDATE meetings_thememention SET met_at = NULL;
"""
BACKWARDS = """
DROP TRIGGER follow_item ON meetings_item;
DROP TRIGGER follow_meeting ON meetings_meeting;
DROP TRIGGER place ON meetings_thememention;
DROP TRIGGER place ON meetings_outcome;
DROP FUNCTION meetings_follow_item();
DROP FUNCTION meetings_follow_meeting();
DROP FUNCTION meetings_place_part();
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0006_registers")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
