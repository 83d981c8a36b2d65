from django.db import migrations

LOCK = """
CREATE FUNCTION refuse_to_change_what_is_issued() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'A number that was given is never deleted: it is voided with a reason.';
    END IF;
    IF OLD.series_id <> NEW.series_id OR OLD.number <> NEW.number OR OLD.unit_id <> NEW.unit_id THEN
        RAISE EXCEPTION 'A number that was given never changes.';
    END IF;
    IF OLD.state <> 'reserved' AND (
        OLD.symbol, OLD.kind, OLD.kind_name, OLD.abstract, OLD.dated_on, OLD.listed_on, OLD.profile, OLD.signer, OLD.authority,
        OLD.recipients, OLD.code, OLD.address, OLD.congress_id, OLD.issued_by_id, OLD.issued_at, OLD.source_form
    ) IS DISTINCT FROM (
        NEW.symbol, NEW.kind, NEW.kind_name, NEW.abstract, NEW.dated_on, NEW.listed_on, NEW.profile, NEW.signer, NEW.authority,
        NEW.recipients, NEW.code, NEW.address, NEW.congress_id, NEW.issued_by_id, NEW.issued_at, NEW.source_form
    ) THEN
        RAISE EXCEPTION 'An issued paper never changes: it is voided with a reason, and issued anew.';
    END IF;
    IF OLD.pdf_id IS NOT NULL AND (OLD.pdf_id, OLD.sha256, OLD.frozen_at) IS DISTINCT FROM (NEW.pdf_id, NEW.sha256, NEW.frozen_at) THEN
        RAISE EXCEPTION 'The issued PDF is kept once and never again.';
    END IF;
    IF OLD.state = 'void' AND NEW.state <> 'void' OR OLD.state = 'issued' AND NEW.state = 'reserved' THEN
        RAISE EXCEPTION 'What was voided or issued does not become what it was before.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER outgoing_paper_is_locked BEFORE UPDATE OR DELETE ON register_outgoingpaper
    FOR EACH ROW EXECUTE FUNCTION refuse_to_change_what_is_issued();
"""
UNLOCK = """
DROP TRIGGER outgoing_paper_is_locked ON register_outgoingpaper;
DROP FUNCTION refuse_to_change_what_is_issued();
"""


class Migration(migrations.Migration):
    dependencies = [("register", "0001_first")]
    operations = [migrations.RunSQL(LOCK, UNLOCK)]
