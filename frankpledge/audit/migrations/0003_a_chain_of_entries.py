"""Who acted, for whom, and a hash that seals each entry and the one before it."""

from django.db import migrations, models

# The number is `audit.actions.WRITERS_LOCK`. The id is given under the lock too: one that a sequence gave before
# it was had could be smaller than that of an entry written meanwhile, and the chain is in the order of ids.
SEALING = """
CREATE FUNCTION audit_context() RETURNS uuid LANGUAGE sql VOLATILE AS $$
    SELECT encode(substr(sha256(convert_to(
        pg_current_xact_id()::text || ' ' || extract(epoch FROM transaction_timestamp())::text, 'UTF8'
    )), 1, 16), 'hex')::uuid
$$;
COMMENT ON FUNCTION audit_context IS 'One number for each transaction, which nobody can choose.';

CREATE FUNCTION audit_field(name text, value text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT name || coalesce(' ' || char_length(value) || ':' || value, ' -') || chr(10)
$$;

CREATE FUNCTION audit_entry_hash(entry audit_entry) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(
        'frankpledge audit entry 1' || chr(10)
        || audit_field('id', entry.id::text)
        || audit_field('at', to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
        || audit_field('actor', entry.actor)
        || audit_field('user_id', entry.user_id::text)
        || audit_field('token_id', entry.token_id::text)
        || audit_field('organisation', entry.organisation)
        || audit_field('action', entry.action)
        || audit_field('subject_kind', entry.subject_kind)
        || audit_field('subject_key', entry.subject_key)
        || audit_field('reason', entry.reason)
        || audit_field('detail', entry.detail::text)
        || audit_field('is_public', CASE WHEN entry.is_public THEN 'yes' ELSE 'no' END)
        || audit_field('context_id', entry.context_id::text)
        || audit_field('previous_hash', entry.previous_hash),
    'UTF8')), 'hex')
$$;

CREATE FUNCTION audit_seal_entry() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    last record;
BEGIN
    PERFORM pg_advisory_xact_lock(1718643713);
    SELECT id, hash INTO last FROM audit_entry ORDER BY id DESC LIMIT 1;
    NEW.id := coalesce(last.id, 0) + 1;
    NEW.context_id := audit_context();
    NEW.previous_hash := coalesce(last.hash, repeat('0', 64));
    NEW.hash := audit_entry_hash(NEW);
    RETURN NEW;
END
$$;

CREATE TRIGGER audit_seal BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_seal_entry();
"""

SEAL_THOSE_WRITTEN_BEFORE = """
DO $$
DECLARE
    entry audit_entry;
    last text := repeat('0', 64);
BEGIN
    FOR entry IN SELECT * FROM audit_entry ORDER BY id LOOP
        entry.previous_hash := last;
        last := audit_entry_hash(entry);
        UPDATE audit_entry SET previous_hash = entry.previous_hash, hash = last WHERE id = entry.id;
    END LOOP;
END
$$;
"""

UNSEALING = """
DROP TRIGGER audit_seal ON audit_entry;
DROP FUNCTION audit_seal_entry;
DROP FUNCTION audit_entry_hash;
DROP FUNCTION audit_field;
DROP FUNCTION audit_context;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_subjects_as_long_as_an_address"),
    ]

    operations = [
        migrations.AddField("entry", "user_id", models.BigIntegerField(blank=True, null=True)),
        migrations.AddField("entry", "token_id", models.BigIntegerField(blank=True, null=True)),
        migrations.AddField(
            "entry", "organisation", models.CharField(blank=True, default="", max_length=100), preserve_default=False
        ),
        migrations.AddField("entry", "is_public", models.BooleanField(default=True)),
        migrations.AddField("entry", "context_id", models.UUIDField(editable=False, null=True)),
        migrations.AddField(
            "entry", "previous_hash", models.CharField(db_default="", editable=False, max_length=64)
        ),
        migrations.AddField("entry", "hash", models.CharField(db_default="", editable=False, max_length=64)),
        migrations.RunSQL(SEALING, UNSEALING),
        migrations.RunSQL(SEAL_THOSE_WRITTEN_BEFORE, migrations.RunSQL.noop),
        migrations.AddIndex(
            "entry", models.Index(fields=["context_id"], name="audit_entry_context")
        ),
        migrations.AddConstraint(
            "entry",
            models.CheckConstraint(
                condition=models.Q(("hash__regex", "^[0-9a-f]{64}$"), ("previous_hash__regex", "^[0-9a-f]{64}$")),
                name="audit_entry_is_sealed",
            ),
        ),
        migrations.AddConstraint(
            "entry",
            models.UniqueConstraint(fields=("previous_hash",), name="audit_entry_chain_has_no_fork"),
        ),
    ]
