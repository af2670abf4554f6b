"""A number, or the honest reason why there is none."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` is None when there is no such number, and `why` then says why not.

    `why` may also qualify a number that exists. A figure without a number is never nought.

    >>> Figure.none("costs are nought")
    Figure(value=None, why='costs are nought')
    """

    value: float | None
    why: str = ""

    @classmethod
    def none(cls, why: str) -> "Figure":
        return cls(None, why)

    def __str__(self) -> str:
        said = "none" if self.value is None else f"{self.value:,.4f}"
        return f"{said} ({self.why})" if self.why else said
