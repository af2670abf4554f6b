"""A page that asks for some fields of a row: what each box shows, and what was typed in it."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core import signing
from django.http import QueryDict
from django.utils.translation import gettext as _

from frankpledge.register.changing import Field, Group
from frankpledge.register.changing.values import (
    Address,
    Choice,
    Date,
    Line,
    Lines,
    Slug,
    Value,
    Words,
    YesNo,
)

SALT = "frankpledge.changing"
DATE_PARTS = ("day", "month", "year")
MOST_RADIOS = 8
Items = Sequence[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Began:
    """What a form was made with: its key, and what its fields held then. It travels signed."""

    values: Mapping[str, Any]
    key: uuid.UUID = field(default_factory=uuid.uuid4)

    def sealed(self) -> str:
        """As a form sends it back."""
        return signing.dumps({"key": str(self.key), "values": dict(self.values)}, salt=SALT, compress=True)

    @classmethod
    def unsealed(cls, text: str) -> "Began | None":
        """What a form sent back; None for what is not ours. It may be as old as it likes."""
        try:
            held = signing.loads(text, salt=SALT)
            return cls(held["values"], uuid.UUID(held["key"]))
        except (signing.BadSignature, KeyError, ValueError, TypeError, json.JSONDecodeError):
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One field as the page shows it. `parts` are the three boxes of a date."""

    name: str
    label: str
    hint: str
    shape: str
    text: str
    items: Items = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    error: str = ""

    @property
    def anchor(self) -> str:
        """Where an error takes the reader."""
        return f"{self.name}-year" if self.shape == "date" else self.name


def boxes(group: Group, texts: Mapping[str, str], faults: Mapping[str, str], bodies: Items) -> list[Box]:
    """The boxes of a page, with what they hold and what is wrong with it."""
    return [_box(each, texts, faults.get(each.name, ""), bodies) for each in group.fields]


def texts_of(fields: Sequence[Field], values: Mapping[str, Any]) -> dict[str, str]:
    """Kept values as the boxes show them."""
    texts = {}
    for each in fields:
        texts[each.name] = each.value.text(values.get(each.name))
        if isinstance(each.value, Date):
            year, month, day = (*texts[each.name].split("-"), "", "", "")[:3]
            parts = zip(DATE_PARTS, (day, month, year), strict=True)
            texts |= {f"{each.name}-{part}": text for part, text in parts}
    return texts


def sent(fields: Sequence[Field], posted: QueryDict) -> dict[str, str]:
    """What was typed: every box by its own name, and each date also as one text."""
    texts: dict[str, str] = {}
    for each in fields:
        if isinstance(each.value, Date):
            parts = {part: posted.get(f"{each.name}-{part}", "").strip() for part in DATE_PARTS}
            texts |= {f"{each.name}-{part}": text for part, text in parts.items()}
            texts[each.name] = _date(**parts)
        else:
            texts[each.name] = posted.get(each.name, "")
    return texts


def _date(day: str, month: str, year: str) -> str:
    """The three boxes as one date, or as something that no date is."""
    parts = [year, month.zfill(2) if month else "", day.zfill(2) if day else ""]
    while parts and not parts[-1]:
        parts.pop()
    return "-".join(parts)


def _box(asked: Field, texts: Mapping[str, str], fault: str, bodies: Items) -> Box:
    shape, items = _shape(asked.value, bodies)
    if shape in {"radios", "select"} and not asked.is_required:
        items = [("", _("None of these")), *items]
    optional = "" if asked.is_required else f" {_('(optional)')}"
    return Box(
        name=asked.name,
        label=f"{asked.label}{optional}",
        hint=str(asked.hint),
        shape=shape,
        text=texts.get(asked.name, ""),
        items=items,
        parts={part: texts.get(f"{asked.name}-{part}", "") for part in DATE_PARTS},
        error=fault,
    )


def _shape(value: Value, bodies: Items) -> tuple[str, Items]:
    """How the box looks, and what there is to choose from."""
    if isinstance(value, Choice):
        items = [(choice.value, choice.label) for choice in value.of]
        return ("radios" if len(items) <= MOST_RADIOS else "select"), items
    if isinstance(value, YesNo):
        return "radios", [("yes", _("Yes")), ("no", _("No"))]
    if isinstance(value, Slug) and value.names == "organisation":
        return "select", bodies
    shapes = {Date: "date", Lines: "long", Words: "long", Line: "line", Address: "line"}
    return next((shape for kind, shape in shapes.items() if isinstance(value, kind)), "short"), ()
