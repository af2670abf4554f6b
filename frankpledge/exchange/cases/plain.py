"""Results as plain JSON values: dataclasses as objects, arrays as lists, what is not finite as null."""

import dataclasses
import enum
import math
from collections.abc import Mapping
from typing import Any

import numpy as np


def plain(value: Any) -> Any:
    """`value` as what JSON can say. NaN and infinities have no place in it and become null."""
    if isinstance(value, enum.Enum):
        return value.name.lower()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return _one(value)


def _one(value: Any) -> Any:
    if isinstance(value, np.ndarray | np.generic):
        return plain(value.tolist())
    return None if isinstance(value, float) and not math.isfinite(value) else value


def number(value: float, digits: int = 2) -> str:
    """A number for a reader: thousands parted, no noughts at the end; "not known" when it is not finite."""
    if not math.isfinite(value):
        return "not known"
    shown = f"{value:,.{digits}f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return "0" if shown in {"-0", ""} else shown


def fitting(values: list[float]) -> int:
    """How many decimals tell these numbers apart: none for thousands, four for small shares."""
    largest = max((abs(value) for value in values if math.isfinite(value)), default=0.0)
    return 4 if largest < 1 else 3 if largest < 10 else 2 if largest < 1000 else 0
