"""The owner's functions that the policies ask, once a statement: what is hidden from whoever looks."""

from django.db import models

from frankpledge.register.hiding.policies import (
    FACT,
    MORE,
    ONE_BY_ONE,
    VALUE,
    condition,
    hideable,
    subjects,
    table_of,
    ties,
)
from frankpledge.register.models import Collaboration, Level, Purpose
from frankpledge.register.queries.keepers import KEPT

# Names of our own tables, columns and codes; nothing that anybody sent.
RESTRICTED = f"""
    SELECT collaboration_id FROM register_release WHERE level <> '{Level.PUBLISHED}'
    UNION ALL SELECT collaboration_id FROM register_withholding
"""  # noqa: S608 - our own codes

_HIDES = f"""
CREATE OR REPLACE FUNCTION register_hidden(tells text) RETURNS bigint[] LANGUAGE plpgsql
STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    sees text := coalesce(current_setting('frankpledge.sees', true), '');
    hidden bigint[];
BEGIN
    IF sees = 'all' THEN
        RETURN '{{}}';
    END IF;
    IF tells = '{VALUE}' THEN
        SELECT array_agg(DISTINCT collaboration_id) INTO hidden FROM register_withholding;
    ELSE
        SELECT array_agg(collaboration_id) INTO hidden FROM register_release
        WHERE level = '{Level.WITHHELD}' OR (level = '{Level.FACT}' AND tells = '{MORE}');
    END IF;
    IF hidden IS NULL THEN
        RETURN '{{}}';
    ELSIF sees = '' THEN
        RETURN hidden;
    END IF;
    RETURN ARRAY(SELECT unnest(hidden) EXCEPT SELECT unnest(sees::bigint[]));
END
$$;
"""  # noqa: S608 - our own codes

_PARTS = """
CREATE OR REPLACE FUNCTION register_hidden_parts(of_part text) RETURNS bigint[] LANGUAGE plpgsql
STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    sees text := coalesce(current_setting('frankpledge.sees', true), '');
    hidden bigint[];
BEGIN
    IF sees = 'all' THEN
        RETURN '{}';
    END IF;
    SELECT array_agg(coalesce(target_id, collaboration_id)) INTO hidden FROM register_withholding
    WHERE part = of_part AND collaboration_id <> ALL (coalesce(nullif(sees, ''), '{}')::bigint[]);
    RETURN coalesce(hidden, '{}');
END
$$;
"""

_OF_PARTS = _PARTS.replace("register_hidden_parts(", "register_hidden_of(").replace(
    "coalesce(target_id, collaboration_id)", "collaboration_id"
)

_LOOK = f"""
CREATE OR REPLACE FUNCTION register_look(bigint[], text, text) RETURNS text LANGUAGE plpgsql
VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    sees text := '';
BEGIN
    IF EXISTS ({RESTRICTED}) THEN
        SELECT coalesce(array_agg(DISTINCT kept.collaboration_id)::text, '') INTO sees
        FROM ({KEPT % {"keepers": "$1", "day": "$2", "day_after": "$3"}}) AS kept
        WHERE kept.collaboration_id IN ({RESTRICTED});
    END IF;
    PERFORM set_config('frankpledge.sees', sees, false);
    RETURN sees;
END
$$;
"""  # noqa: S608 - our own statement


def _hidden_rows() -> str:
    """The function that gives the numbers of a table's hidden rows, for tables that hang on it."""
    cases = "\n".join(f"WHEN '{table_of(model)}' THEN {_taking_hidden(model)};" for model in _hung_on())
    return f"""
        CREATE OR REPLACE FUNCTION register_hidden_rows(of_table text) RETURNS bigint[] LANGUAGE plpgsql
        STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE
            hidden bigint[];
        BEGIN
            IF register_hidden('{MORE}') = '{{}}' AND register_hidden('{VALUE}') = '{{}}' THEN
                RETURN '{{}}';
            END IF;
            CASE of_table
            {cases}
            END CASE;
            RETURN coalesce(hidden, '{{}}');
        END
        $$;
    """


def _taking_hidden(model: type[models.Model]) -> str:
    return f'SELECT array_agg(id) INTO hidden FROM "{table_of(model)}" WHERE {condition(model)}'  # noqa: S608 - our own names


def _hung_on() -> list[type[models.Model]]:
    """The models on which others hang that do not name a record themselves."""
    every = hideable()
    on = {
        to
        for model in every
        if not any(each is Collaboration for _column, each in ties(model))
        for _column, to in ties(model)
        if to in every
    }
    return [model for model in every if model in {*on, *ONE_BY_ONE, Purpose}]


def _hidden_subjects() -> str:
    """The function that gives what the memory calls hidden records and what hangs on them."""
    asked = " UNION ALL ".join(
        # Names of our own tables and columns.
        f'SELECT \'{kind} \' || "{key}" AS subject FROM "{table_of(model)}" WHERE {_whole(model)}'  # noqa: S608
        for kind, model, key in subjects()
    )
    return f"""
        CREATE OR REPLACE FUNCTION register_hidden_subjects() RETURNS text[] LANGUAGE plpgsql
        STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE
            hidden text[];
        BEGIN
            IF register_hidden('{FACT}') = '{{}}' THEN
                RETURN '{{}}';
            END IF;
            SELECT array_agg(subject) INTO hidden FROM ({asked}) AS each;
            RETURN coalesce(hidden, '{{}}');
        END
        $$;
    """  # noqa: S608 - our own statements


def _whole(model: type[models.Model]) -> str:
    """The condition that a row belongs to a record of which nothing is public."""
    return condition(model).replace(f"register_hidden('{MORE}')", f"register_hidden('{FACT}')")


def statements() -> tuple[str, ...]:
    """Each of them, made anew."""
    return _HIDES, _PARTS, _OF_PARTS, _LOOK, _hidden_rows(), _hidden_subjects()
