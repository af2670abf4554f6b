"""Every version of a row carries the number of its transaction, and the number leads to who acted."""

from django.db import migrations

# pghistory's own asks the application for a number, and lets it choose; ours cannot be chosen or forgotten.
NUMBER_OF_THE_TRANSACTION = """
CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS uuid LANGUAGE sql VOLATILE AS $$
    SELECT audit_context()
$$;

CREATE OR REPLACE FUNCTION audit_seal_entry() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    last record;
BEGIN
    PERFORM pg_advisory_xact_lock(1718643713);
    SELECT id, hash INTO last FROM audit_entry ORDER BY id DESC LIMIT 1;
    NEW.id := coalesce(last.id, 0) + 1;
    NEW.context_id := audit_context();
    NEW.previous_hash := coalesce(last.hash, repeat('0', 64));
    NEW.hash := audit_entry_hash(NEW);
    INSERT INTO pghistory_context (id, created_at, updated_at, metadata)
    VALUES (NEW.context_id, now(), now(), jsonb_build_object(
        'entry', NEW.id, 'action', NEW.action, 'actor', NEW.actor, 'user_id', NEW.user_id,
        'token_id', NEW.token_id, 'organisation', NEW.organisation
    ))
    ON CONFLICT (id) DO NOTHING;
    RETURN NEW;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0003_a_chain_of_entries"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [migrations.RunSQL(NUMBER_OF_THE_TRANSACTION, migrations.RunSQL.noop)]
