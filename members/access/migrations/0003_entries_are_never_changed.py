from django.db import migrations

FORBID = """
CREATE FUNCTION refuse_to_change_the_trace() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Entries of the trace are never changed or deleted.';
END $$;
CREATE TRIGGER entry_is_never_changed BEFORE UPDATE OR DELETE ON access_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_to_change_the_trace();
"""
ALLOW = """
DROP TRIGGER entry_is_never_changed ON access_entry;
DROP FUNCTION refuse_to_change_the_trace();
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0002_link_accounts_to_members")]
    operations = [migrations.RunSQL(FORBID, ALLOW)]
