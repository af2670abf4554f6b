from django.db import migrations

# The table that django.core.cache.backends.db asks for. Lost at a crash without harm.
MAKE = """
    CREATE UNLOGGED TABLE web_cache (
        cache_key varchar(255) PRIMARY KEY,
        value text NOT NULL,
        expires timestamp with time zone NOT NULL
    );
    CREATE INDEX web_cache_expires ON web_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("web", "0001_kept_pages")]

    operations = [migrations.RunSQL(MAKE, "DROP TABLE web_cache")]
