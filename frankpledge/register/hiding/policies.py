"""Which tables hang on a record, and when a row of each is hidden. All of it follows from the models."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models

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
    Part.LEGAL_BASIS_NOTE: ("legal_basis",),
    Part.MODEL: ("model",),
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
    for model in hideable():
        table = table_of(model)
        found.append(Hidden(table, condition(model)))
        if f"{table}{SUFFIX}" in _all_tables():
            found.append(Hidden(f"{table}{SUFFIX}", condition(model)))
    subject = "(SELECT register_hidden_subjects())::text[]"
    found.append(Hidden("audit_entry", f"subject_kind || ' ' || subject_key = ANY({subject})"))
    read = "replace(subject_kind, 'history of ', '') || ' ' || subject_key"
    found.append(Hidden("audit_read", f"{read} = ANY({subject})"))
    return found


def hideable() -> list[type[models.Model]]:
    """The models with a path to a collaboration, in an order in which each comes after what it hangs on."""
    every = [
        model
        for model in apps.get_models(include_auto_created=True)
        if not table_of(model).endswith(SUFFIX) and model not in MADE_OF_WHAT_IS_PUBLIC and _is_kept(model)
    ]
    found: list[type[models.Model]] = [Collaboration]
    while True:
        more = [
            model for model in every if model not in found and any(to in found for _column, to in ties(model))
        ]
        if not more:
            return found
        found += more


def condition(model: type[models.Model]) -> str:
    """When a row is hidden: by its own record where it names it, else by what it hangs on."""
    if model is Collaboration:
        return _by_record("id", FACT)
    if model is WithheldValue:
        return _by_record("collaboration_id", VALUE)
    own = [column for column, to in ties(model) if to is Collaboration]
    tells = FACT if model in TELLS_THE_FACT else MORE
    parts = [_by_record(column, tells) for column in own]
    hung_on = {*ONE_BY_ONE, Purpose} if own else set(hideable())
    parts += [
        f"\"{column}\" = ANY((SELECT register_hidden_rows('{table_of(to)}'))::bigint[])"
        for column, to in ties(model)
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


def kinds_of_subjects() -> frozenset[str]:
    """What the memory calls that which is hidden with a record."""
    return frozenset(kind for kind, _model, _key in subjects())


def subjects() -> list[tuple[str, type[models.Model], str]]:
    """Rows with a reference or a key are known by it, under the name of their model in small letters."""
    named = [*SUBJECTS]
    for model in hideable():
        fields = {field.name for field in _fields(model)}
        key = next((each for each in KEYS if each in fields), None)
        if key and model is not Collaboration:
            named.append((str(model._meta.model_name), model, key))  # noqa: SLF001 - Django documents it as open to all
    return named


def ties(model: type[models.Model]) -> list[tuple[str, type[models.Model]]]:
    """Its columns that point at another row, each with the model it points at."""
    return [
        (str(field.column), field.related_model)
        for field in _fields(model)
        if isinstance(field, models.ForeignKey) and isinstance(field.related_model, type)
    ]


def _fields(model: type[models.Model]) -> Iterable[models.Field]:  # type: ignore[type-arg]  # of any kind
    return model._meta.concrete_fields  # noqa: SLF001 - Django documents it as open to all


def table_of(model: type[models.Model]) -> str:
    return model._meta.db_table  # noqa: SLF001 - Django documents it as open to all


def _is_kept(model: type[models.Model]) -> bool:
    return model._meta.managed and not model._meta.proxy  # noqa: SLF001 - Django documents it as open to all


def _all_tables() -> frozenset[str]:
    return frozenset(table_of(model) for model in apps.get_models(include_auto_created=True))
