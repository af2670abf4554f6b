"""Turns a case into the engine's own dataclasses, refusing what it does not know.

A case's words are the dataclasses' field names. Unknown words, missing ones and wrong kinds are refused with
the place where they stand, so that a misspelt word is never silently left out.
"""

import dataclasses
import enum
import types
import typing
from collections.abc import Mapping
from typing import Any, TypeVar

from frankpledge.errors import Invalid

T = TypeVar("T")


def build(cls: type[T], given: Any, where: str = "case") -> T:
    """`given` as an object of the dataclass `cls`. Raises Invalid, saying where.

    Lists become tuples, words become members of an enumeration, and objects become dataclasses.
    """
    if not isinstance(given, Mapping):
        raise Invalid(f"{where} is {_kind(given)}; allowed: an object.")
    hints = typing.get_type_hints(cls)
    fields = {field.name: field for field in dataclasses.fields(cls) if field.init}  # type: ignore[arg-type] # a dataclass, by contract
    unknown = sorted(set(given) - set(fields))
    if unknown:
        raise Invalid(f"{where} has {', '.join(unknown)}; allowed: {', '.join(sorted(fields))}.")
    missing = [name for name, field in fields.items() if name not in given and _needed(field)]
    if missing:
        raise Invalid(f"{where} lacks {', '.join(missing)}.")
    return cls(**{name: value(hints[name], each, f"{where}.{name}") for name, each in given.items()})


def value(hint: Any, given: Any, where: str) -> Any:
    """`given` as what the type `hint` says. Raises Invalid, saying where."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        return _one_of(args, given, where)
    if origin is tuple:
        return _row(args, given, where)
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(args, given, where)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return build(hint, given, where)
    return _plain(hint, given, where)


def _needed(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _one_of(hints: tuple[Any, ...], given: Any, where: str) -> Any:
    if given is None and type(None) in hints:
        return None
    refusals = []
    for hint in hints:
        if hint is type(None):
            continue
        try:
            return value(hint, given, where)
        except Invalid as refusal:
            refusals.append(refusal)
    raise refusals[-1]


def _row(args: tuple[Any, ...], given: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(given, list):
        raise Invalid(f"{where} is {_kind(given)}; allowed: a list.")
    if len(args) == 2 and args[1] is Ellipsis:
        return tuple(value(args[0], each, f"{where}[{place}]") for place, each in enumerate(given))
    if len(args) != len(given):
        raise Invalid(f"{where} is {len(given)} long; allowed: {len(args)}.")
    return tuple(value(args[place], each, f"{where}[{place}]") for place, each in enumerate(given))


def _mapping(args: tuple[Any, ...], given: Any, where: str) -> dict[Any, Any]:
    if not isinstance(given, Mapping):
        raise Invalid(f"{where} is {_kind(given)}; allowed: an object.")
    kind = args[0]
    return {_key(kind, name, where): value(args[1], each, f"{where}.{name}") for name, each in given.items()}


def _key(kind: Any, name: str, where: str) -> Any:
    if kind is not int:
        return name
    try:
        return int(name)
    except ValueError as wrong:
        raise Invalid(f"{where} has the name {name!r}; allowed: whole numbers such as a year.") from wrong


def _plain(hint: Any, given: Any, where: str) -> Any:
    if hint is Any:
        return given
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        words = [str(member.value) for member in hint]
        if given not in words:
            raise Invalid(f"{where} is {given!r}; allowed: {', '.join(words)}.")
        return hint(given)
    if hint is float and isinstance(given, int) and not isinstance(given, bool):
        return float(given)
    if not isinstance(given, hint) or (isinstance(given, bool) and hint is not bool):
        raise Invalid(f"{where} is {_kind(given)}; allowed: {NAMES.get(hint, hint.__name__)}.")
    return given


NAMES = {float: "a number", int: "a whole number", str: "text", bool: "true or false"}


def _kind(given: Any) -> str:
    if given is None:
        return "null"
    names = {dict: "an object", list: "a list", str: f"the text {given!r}", bool: str(given).lower()}
    return names.get(type(given), str(given))
