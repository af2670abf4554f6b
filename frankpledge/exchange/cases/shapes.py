"""A dataclass as JSON, and its JSON Schema: one description of a case serves reader, answer and document."""

import dataclasses
import enum
import hashlib
import json
import math
import types
import typing
from collections.abc import Mapping
from typing import Any

PLAIN = {type(None): "null", float: "number", int: "integer", str: "string", bool: "boolean"}


def as_json(value: Any) -> Any:
    """`value` ready for JSON: dataclasses as objects, tuples as lists, NaN as null."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_json(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(name): as_json(each) for name, each in value.items()}
    if isinstance(value, tuple | list):
        return [as_json(each) for each in value]
    return _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return None if math.isnan(value) else float(value) + 0.0
    return value.value if isinstance(value, enum.Enum) else value


def digest(case: Mapping[str, Any]) -> str:
    """The first of a case's SHA-256: the same for the same case, in whatever order it was written."""
    written = json.dumps(case, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()[:12]


def schema(cls: type, title: str) -> dict[str, Any]:
    """The JSON Schema of a dataclass: its words, which are needed, and nothing besides."""
    shapes: dict[str, Any] = {}
    whole = _object(cls, shapes)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **whole,
        "$defs": dict(sorted(shapes.items())),
    }


def _object(cls: Any, shapes: dict[str, Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(cls)
    fields = [field for field in dataclasses.fields(cls) if field.init]
    properties = {field.name: {**_shape(hints[field.name], shapes), **_default(field)} for field in fields}
    found: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    needed = [field.name for field in fields if _needed(field)]
    if needed:
        found["required"] = needed
    said = " ".join((cls.__doc__ or "").split())
    if said and not said.startswith(f"{cls.__name__}("):
        found["description"] = said
    return found


def _needed(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _default(field: dataclasses.Field[Any]) -> dict[str, Any]:
    if field.default is dataclasses.MISSING or field.default is None:
        return {}
    return {"default": as_json(field.default)}


def _shape(hint: Any, shapes: dict[str, Any]) -> dict[str, Any]:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        return {"anyOf": [_shape(each, shapes) for each in args]}
    if origin is tuple:
        return _list(args, shapes)
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _shape(args[1], shapes)}
    if dataclasses.is_dataclass(hint):
        return _named(hint, shapes)
    if issubclass(hint, enum.Enum):
        return {"enum": [member.value for member in hint]}
    return {"type": PLAIN[hint]}


def _named(cls: Any, shapes: dict[str, Any]) -> dict[str, Any]:
    if cls.__name__ not in shapes:
        shapes[cls.__name__] = {}
        shapes[cls.__name__] = _object(cls, shapes)
    return {"$ref": f"#/$defs/{cls.__name__}"}


def _list(args: tuple[Any, ...], shapes: dict[str, Any]) -> dict[str, Any]:
    if len(args) == 2 and args[1] is Ellipsis:
        return {"type": "array", "items": _shape(args[0], shapes)}
    return {"type": "array", "prefixItems": [_shape(each, shapes) for each in args], "minItems": len(args),
            "maxItems": len(args)}  # fmt: skip
