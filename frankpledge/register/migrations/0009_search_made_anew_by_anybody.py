"""Making everything that searching reads anew, for a role that may neither empty tables nor make indexes."""

from django.db import migrations

# The index is the model's own: `models.search.WORDS_INDEX`.
FUNCTIONS = """
CREATE FUNCTION register_search_begin_anew() RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    TRUNCATE register_searchentry, register_searchcard, register_searchbits, register_searchstay,
        register_searchname, register_searchword, register_searchwordbits;
    DROP INDEX register_search_words;
END
$$;
CREATE FUNCTION register_search_index_words() RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    CREATE INDEX register_search_words ON register_searchentry USING gin (words) WITH (fastupdate = off);
END
$$;
"""
GONE = "DROP FUNCTION register_search_begin_anew; DROP FUNCTION register_search_index_words;"


class Migration(migrations.Migration):
    dependencies = [("register", "0008_history")]

    operations = [migrations.RunSQL(FUNCTIONS, GONE)]
