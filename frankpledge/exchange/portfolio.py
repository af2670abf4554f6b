"""Many collaborations' benefits as data: the whole page for their people, for everybody counts alone."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from frankpledge.benefits.queries.portfolio import Coverage, Money, Portfolio, Together

COLUMNS = (
    "about", "name", "unit", "rule", "is_drawback", "collaborations", "benefits", "with_baseline",
    "with_figures", "left_out", "known", "returned", "returned_out_of", "planned_of", "planned",
)  # fmt: skip
PUBLIC_COLUMNS = ("released", "benefits", "with_baseline", "with_figures")


def public(released: Coverage) -> dict[str, int]:
    """Counts and coverage of what is released."""
    return dict(zip(PUBLIC_COLUMNS, public_row(released), strict=True))


def public_row(released: Coverage) -> tuple[int, ...]:
    """The same as one line."""
    return released.tracked, released.benefits, released.with_baseline, released.with_figures


def document(held: Portfolio) -> dict[str, Any]:
    """What the page says, for those who may read it."""
    return {
        "generated_from": _("Returns that are locked, as this register keeps them. Not public."),
        "coverage": _counts(held.every)
        | {"with_evidence": held.every.with_evidence, "may_be_counted_twice": held.every.unresolved},
        "by_force": [_counts(each) for each in held.by_force],
        "by_function": [_counts(each) for each in held.by_function],
        "measures": [_measure(each) for each in held.measures],
        "money": [_money(each) for each in held.money],
        "taken_out_of_budgets_pence": held.banked_pence,
        "taken_out_of_budgets_of": held.banked_of,
    }


def rows(held: Portfolio) -> Iterator[list[Any]]:
    """Coverage of all, then by force, by function, and each measure."""
    for about, lines in (("all", [held.every]), ("force", held.by_force), ("function", held.by_function)):
        yield from (_line(about, each) for each in lines)
    for each in held.measures:
        above, below = each.parts or (each.returned, None)
        yield [
            "measure", _named(each), each.unit, each.aggregation, each.is_drawback, None, each.benefits, None,
            None, each.left_out, each.known, above, below, each.planned_of, each.planned,
        ]  # fmt: skip


def _line(about: str, each: Coverage) -> list[Any]:
    counts = [each.tracked, each.benefits, each.with_baseline, each.with_figures, each.left_out]
    return [about, each.name, None, None, None, *counts, *[None] * 5]


def _counts(each: Coverage) -> dict[str, Any]:
    return {
        "name": each.name,
        "collaborations": each.tracked,
        "benefits": each.benefits,
        "with_baseline": each.with_baseline,
        "with_figures": each.with_figures,
        "left_out": each.left_out,
    }


def _measure(each: Together) -> dict[str, Any]:
    parts: Sequence[Decimal | None] = each.parts or (None, None)
    return {
        "name": _named(each),
        "unit": each.unit,
        "rule": each.aggregation,
        "is_drawback": each.is_drawback,
        "benefits": each.benefits,
        "left_out": each.left_out,
        "known": each.known,
        "returned": each.returned,
        "numerator": parts[0],
        "denominator": parts[1],
        "planned_of": each.planned_of,
        "planned": each.planned,
    }


def _money(each: Money) -> dict[str, Any]:
    return {
        "prices_of": each.prices_of,
        "discounted_to": each.base,
        "is_drawback": each.is_drawback,
        "benefits": each.benefits,
        "planned_pence": each.planned_pence,
        "actual_pence": each.actual_pence,
    }


def _named(each: Together) -> str:
    version = f" ({each.version})" if each.version > 1 else ""
    return f"{each.name}{version}, {each.of_body}" if each.of_body else f"{each.name}{version}"
