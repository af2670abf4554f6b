"""What is known and not known, as JSON and as rows."""

from collections.abc import Iterator, Sequence
from typing import Any

from frankpledge.register.queries.coverage import Coverage, Held, Spread

COLUMNS = ("counted_by", "key", "name", "count_of", "count")
Row = tuple[str, str, str, str, int]


def as_json(coverage: Coverage) -> dict[str, Any]:
    """All counts, by what they count."""
    return {
        "as_at": str(coverage.day) if coverage.day else None,
        "records": coverage.records,
        "records_left_out": coverage.left_out,
        "records_that_every_force_is_in": coverage.everywhere,
        "fields": {field.value: _held(held) for field, held in coverage.fields.items()},
        "regions": {
            each.region.value: {"records": each.records, "facts": _held(each.facts)}
            for each in coverage.regions
        },
        "regional_and_local_records_in_no_region": coverage.in_no_region,
        "functions": {each.key: _spread(each) for each in coverage.functions},
        "models": {each.key: _spread(each) for each in coverage.models},
        "status_known_with_or_without_its_date": _held(coverage.status_alone),
        "may_show_a_trend": coverage.may_show_a_trend,
    }


def as_rows(coverage: Coverage) -> Iterator[Row]:
    """One count a row. Those by function overlap, for a record may name several; never add them up."""
    for field, held in coverage.fields.items():
        yield from _held_rows("field", field.value, str(field.label), held)
    for each in coverage.regions:
        yield "region", each.region.value, str(each.region.label), "records", each.records
        yield from _held_rows("region", each.region.value, str(each.region.label), each.facts)
    yield from _spread_rows("function", coverage.functions)
    yield from _spread_rows("model", coverage.models)


def _held(held: Held) -> dict[str, int]:
    return {"known": held.known, "not_known": held.not_known}


def _held_rows(counted_by: str, key: str, name: str, held: Held) -> Iterator[Row]:
    for what, count in _held(held).items():
        yield counted_by, key, name, what, count


def _spread(spread: Spread) -> dict[str, int]:
    return {
        "regional_or_local_membership_stated": spread.stated,
        "regional_or_local_membership_assumed": spread.assumed,
        "every_force_is_in_it": spread.everywhere,
    }


def _spread_rows(counted_by: str, spreads: Sequence[Spread]) -> Iterator[Row]:
    for each in spreads:
        for what, count in _spread(each).items():
            yield counted_by, each.key, each.label, what, count
