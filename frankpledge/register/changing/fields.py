"""One field that may be changed, and a group of them that is asked on one page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from frankpledge.register.changing.values import Value

Kept = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field as a person meets it.

    `is_fixed` is said once, when the row is added: a row about something else is another row. `needs_reason`
    is for money, status, parties and dates.
    """

    name: str
    label: Promise
    value: Value
    hint: Promise | str = ""
    is_required: bool = False
    is_fixed: bool = False
    needs_reason: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Fields that are asked together. `slug` is the last part of the page's address."""

    slug: str
    title: Promise
    fields: tuple[Field, ...]


def all_fields(groups: Iterable[Group]) -> dict[str, Field]:
    """The fields of all groups by name."""
    return {field.name: field for group in groups for field in group.fields}


def typed(fields: Mapping[str, Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """Kept values as a draft takes them."""
    return {name: fields[name].value.typed(value) for name, value in values.items() if name in fields}


def kept(fields: Mapping[str, Field], values: Mapping[str, Any]) -> Kept:
    """A draft's or a row's values as a change keeps them."""
    return {name: field.value.kept(values[name]) for name, field in fields.items()}
