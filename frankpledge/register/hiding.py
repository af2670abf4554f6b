"""What the database itself hides: rows of records that are not public, from whoever may not see them.

Every table with a path to a collaboration has a row policy, and its table of versions too. They follow from
the models: a new one needs nothing but its foreign key. `secure` writes them, as the owner, after migrations
(decision 11). Rows of what tells more than the fact of a record are hidden where only its fact is published.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, models, transaction

from frankpledge.audit.history import SUFFIX
from frankpledge.register.models import (
    Agreement,
    Change,
    Claim,
    Collaboration,
    CollaborationAddress,
    CollaborationFunction,
    CollaborationName,
    Confirmation,
    Correction,
    Event,
    Follow,
    Level,
    Part,
    Party,
    Publication,
    Purpose,
    Release,
    SearchCard,
    SearchEntry,
    SearchStay,
    WithheldValue,
    Withholding,
)
from frankpledge.register.queries.keepers import KEPT

POLICY = "hidden_with_its_record"
# How much of a record a row tells: that it is there, with its details; or more.
FACT, MORE = "fact", "more"
# Not a row of the record, but the true value of what is withheld of it.
VALUE = "value"
TELLS_THE_FACT: frozenset[type[models.Model]] = frozenset(
    {
        Change,
        Collaboration,
        CollaborationAddress,
        CollaborationFunction,
        Correction,
        Follow,
        Party,
        Publication,
        Release,
        Withholding,
    }
)
# Rows of these may be withheld one by one, or all of a record's together.
ONE_BY_ONE: dict[type[models.Model], Part] = {
    Party: Part.PARTY,
    Event: Part.EVENT,
    Claim: Part.CLAIM,
    Agreement: Part.AGREEMENT,
}
ALL_TOGETHER: dict[type[models.Model], Part] = {
    CollaborationName: Part.NAMES,
    CollaborationFunction: Part.FUNCTIONS,
    Purpose: Part.PURPOSE,
}
# What a body says of a fact that is withheld is withheld with it.
FACTS_WITHHELD: dict[Part, tuple[str, ...]] = {
    Part.LEGAL_BASIS: ("legal_basis",),
    Part.STATUS: ("status",),
    Part.DATES: ("starts_on", "ends_on"),
    Part.PARENT: ("part_of",),
    Part.NAMES: ("title",),
    Part.FUNCTIONS: ("functions",),
    Part.PURPOSE: ("purpose",),
    Part.PARTY: ("parties",),
}
# Made by `register.search.index` from what everybody may see, so there is nothing in them to hide.
MADE_OF_WHAT_IS_PUBLIC: frozenset[type[models.Model]] = frozenset({SearchEntry, SearchCard, SearchStay})
# The entries of the memory about a record: what their subject is called, and which rows have its key.
SUBJECTS: list[tuple[str, type[models.Model], str]] = [
    ("collaboration", CollaborationAddress, "slug"),
    ("collaboration", Collaboration, "reference"),
]
KEYS = ("reference", "key")

# Names of our own tables, columns and codes; nothing that anybody sent.
_RESTRICTED = f"""
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
    IF EXISTS ({_RESTRICTED}) THEN
        SELECT coalesce(array_agg(DISTINCT kept.collaboration_id)::text, '') INTO sees
        FROM ({KEPT % {"keepers": "$1", "day": "$2", "day_after": "$3"}}) AS kept
        WHERE kept.collaboration_id IN ({_RESTRICTED});
    END IF;
    PERFORM set_config('frankpledge.sees', sees, false);
    RETURN sees;
END
$$;
"""  # noqa: S608 - our own statement


@dataclass(frozen=True, slots=True)
class Hidden:
    """A table, and the condition under which its rows are hidden."""

    table: str
    condition: str

    @property
    def policy(self) -> str:
        return f"(({self.condition}) IS NOT TRUE)"


def hidden_tables() -> list[Hidden]:
    """Every table that has a policy, the tables of versions and the memory among them."""
    found = []
    for model in _hideable():
        table = _table(model)
        found.append(Hidden(table, _condition(model)))
        if f"{table}{SUFFIX}" in _all_tables():
            found.append(Hidden(f"{table}{SUFFIX}", _condition(model)))
    subject = "(SELECT register_hidden_subjects())::text[]"
    found.append(Hidden("audit_entry", f"subject_kind || ' ' || subject_key = ANY({subject})"))
    read = "replace(subject_kind, 'history of ', '') || ' ' || subject_key"
    found.append(Hidden("audit_read", f"{read} = ANY({subject})"))
    return found


def secure() -> None:
    """As the owner, after migrations: have the database hide what is to be hidden."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in (_HIDES, _PARTS, _OF_PARTS, _LOOK, _hidden_rows(), _hidden_subjects()):
            # They come ready made: nothing in them is a parameter.
            cursor.execute(statement)
        cursor.execute(
            "SELECT relation.relname, obj_description(policy.oid, 'pg_policy') FROM pg_policy AS policy"
            " JOIN pg_class AS relation ON relation.oid = policy.polrelid WHERE policy.polname = %s",
            [POLICY],
        )
        standing = dict(cursor.fetchall())
        for each in hidden_tables():
            mark = hashlib.sha256(each.policy.encode()).hexdigest()
            # A table is altered only where its policy is another: altering waits for every reader.
            if standing.get(each.table) != mark:
                for statement in _statements(each, mark):
                    cursor.execute(statement)


def is_active() -> bool:
    """Whether this connection's role is one from which rows are hidden."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_security_active('register_collaboration')")
        return bool(cursor.fetchone()[0])


def hides_anything() -> bool:
    """Whether there is anything that everybody must not see, whoever asks."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS ({_RESTRICTED})")
        return bool(cursor.fetchone()[0])


def _hideable() -> list[type[models.Model]]:
    """The models with a path to a collaboration, in an order in which each comes after what it hangs on."""
    every = [
        model
        for model in apps.get_models(include_auto_created=True)
        if not _table(model).endswith(SUFFIX) and model not in MADE_OF_WHAT_IS_PUBLIC and _is_kept(model)
    ]
    found: list[type[models.Model]] = [Collaboration]
    while True:
        more = [
            model
            for model in every
            if model not in found and any(to in found for _column, to in _ties(model))
        ]
        if not more:
            return found
        found += more


def _condition(model: type[models.Model]) -> str:
    """When a row is hidden: by its own record where it names it, else by what it hangs on."""
    if model is Collaboration:
        return _by_record("id", FACT)
    if model is WithheldValue:
        return _by_record("collaboration_id", VALUE)
    own = [column for column, to in _ties(model) if to is Collaboration]
    tells = FACT if model in TELLS_THE_FACT else MORE
    parts = [_by_record(column, tells) for column in own]
    hung_on = {*ONE_BY_ONE, Purpose} if own else set(_hideable())
    parts += [
        f"\"{column}\" = ANY((SELECT register_hidden_rows('{_table(to)}'))::bigint[])"
        for column, to in _ties(model)
        if to in hung_on and to is not model
    ]
    return " OR ".join((*parts, *_by_part(model)))


def _by_part(model: type[models.Model]) -> Iterator[str]:
    """The conditions under which a row is one that was withheld by itself."""
    if one := ONE_BY_ONE.get(model):
        yield f"id = ANY((SELECT register_hidden_parts('{one}'))::bigint[])"
    if together := ALL_TOGETHER.get(model):
        yield f"collaboration_id = ANY((SELECT register_hidden_parts('{together}'))::bigint[])"
    if model is Confirmation:
        for part, facts in FACTS_WITHHELD.items():
            named = ", ".join(f"'{fact}'" for fact in facts)
            hidden = f"(SELECT register_hidden_of('{part}'))::bigint[]"
            yield f"(fact IN ({named}) AND collaboration_id = ANY({hidden}))"


def _by_record(column: str, tells: str) -> str:
    return f"\"{column}\" = ANY((SELECT register_hidden('{tells}'))::bigint[])"


def _hidden_rows() -> str:
    """The function that gives the numbers of a table's hidden rows, for tables that hang on it."""
    cases = "\n".join(f"WHEN '{_table(model)}' THEN {_taking_hidden(model)};" for model in _hung_on())
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
    return f'SELECT array_agg(id) INTO hidden FROM "{_table(model)}" WHERE {_condition(model)}'  # noqa: S608 - our own names


def _hung_on() -> list[type[models.Model]]:
    """The models on which others hang that do not name a record themselves."""
    hideable = _hideable()
    on = {
        to
        for model in hideable
        if not any(each is Collaboration for _column, each in _ties(model))
        for _column, to in _ties(model)
        if to in hideable
    }
    return [model for model in hideable if model in {*on, *ONE_BY_ONE, Purpose}]


def kinds_of_subjects() -> frozenset[str]:
    """What the memory calls that which is hidden with a record."""
    return frozenset(kind for kind, _model, _key in _subjects())


def _subjects() -> list[tuple[str, type[models.Model], str]]:
    """Rows with a reference or a key are known by it, under the name of their model in small letters."""
    named = [*SUBJECTS]
    for model in _hideable():
        fields = {field.name for field in _fields(model)}
        key = next((each for each in KEYS if each in fields), None)
        if key and model is not Collaboration:
            named.append((str(model._meta.model_name), model, key))  # noqa: SLF001 - Django documents it as open to all
    return named


def _hidden_subjects() -> str:
    """The function that gives what the memory calls hidden records and what hangs on them."""
    asked = " UNION ALL ".join(
        # Names of our own tables and columns.
        f'SELECT \'{kind} \' || "{key}" AS subject FROM "{_table(model)}" WHERE {_whole(model)}'  # noqa: S608
        for kind, model, key in _subjects()
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
    return _condition(model).replace(f"register_hidden('{MORE}')", f"register_hidden('{FACT}')")


def _statements(hidden: Hidden, mark: str) -> Iterator[str]:
    yield f'ALTER TABLE "{hidden.table}" ENABLE ROW LEVEL SECURITY'
    yield f'DROP POLICY IF EXISTS {POLICY} ON "{hidden.table}"'
    yield f'CREATE POLICY {POLICY} ON "{hidden.table}" USING {hidden.policy}'
    yield f"COMMENT ON POLICY {POLICY} ON \"{hidden.table}\" IS '{mark}'"


def _ties(model: type[models.Model]) -> list[tuple[str, type[models.Model]]]:
    """Its columns that point at another row, each with the model it points at."""
    return [
        (str(field.column), field.related_model)
        for field in _fields(model)
        if isinstance(field, models.ForeignKey) and isinstance(field.related_model, type)
    ]


def _fields(model: type[models.Model]) -> Iterable[models.Field]:  # type: ignore[type-arg]  # of any kind
    return model._meta.concrete_fields  # noqa: SLF001 - Django documents it as open to all


def _table(model: type[models.Model]) -> str:
    return model._meta.db_table  # noqa: SLF001 - Django documents it as open to all


def _is_kept(model: type[models.Model]) -> bool:
    return model._meta.managed and not model._meta.proxy  # noqa: SLF001 - Django documents it as open to all


def _all_tables() -> frozenset[str]:
    return frozenset(_table(model) for model in apps.get_models(include_auto_created=True))
