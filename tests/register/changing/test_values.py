"""Any value that a field may hold is written as text and read again, and undone after it was made so."""

import datetime
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from frankpledge.dates import PartialDate
from frankpledge.register.actions.messages import cleaned
from frankpledge.register.changing import KINDS, Field
from frankpledge.register.changing.values import (
    Address,
    Addresses,
    Amount,
    Choice,
    Date,
    Line,
    Lines,
    Slug,
    Slugs,
    TitledAddresses,
    Unreadable,
    Value,
    Whole,
    Words,
    YesNo,
)
from frankpledge.register.models import TargetKind
from frankpledge.register.queries import collaborations
from tests.changes import approved, present
from tests.world import CURATOR, World

FIELDS = [(kind, field) for kind, held in KINDS.items() for field in held.fields.values()]
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=60)
LINE = WORDS.map(lambda text: cleaned(text.replace("\n", " ")))
SLUG = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
ADDRESS = SLUG.map(lambda slug: f"https://{slug}.example/{slug}")
DAY = st.dates(datetime.date(1829, 1, 1), datetime.date(2030, 12, 31))
DATE = st.one_of(
    DAY.map(lambda day: str(PartialDate(day.year))),
    DAY.map(lambda day: str(PartialDate(day.year, day.month))),
    DAY.map(lambda day: str(PartialDate(day.year, day.month, day.day))),
)
AMOUNT = st.decimals(0, 10**12, places=4, allow_nan=False)


def values(value: Value) -> st.SearchStrategy[Any]:
    """What the field may hold, its blank included."""
    if isinstance(value, Choice):
        return st.sampled_from([None, *value.of.values])
    lines: st.SearchStrategy[Any]
    if isinstance(value, Lines):
        kinds = {Slugs: SLUG, TitledAddresses: ADDRESS.map(lambda url: f"{url} A title"), Addresses: ADDRESS}
        thing = next((each for kind, each in kinds.items() if isinstance(value, kind)), LINE.filter(bool))
        lines = st.lists(thing.map(lambda text: text[:40].strip()).filter(bool), max_size=4, unique=True)
        return lines.map(value.kept) if isinstance(value, Slugs) else lines
    by_kind: dict[type[Value], st.SearchStrategy[Any]] = {
        Line: LINE,
        Words: WORDS.map(cleaned),
        Date: st.none() | DATE,
        Whole: st.none() | st.integers(0, 32_767),
        Amount: st.none() | AMOUNT.map(value.kept),
        YesNo: st.booleans(),
        Slug: st.just("") | SLUG,
        Address: st.just("") | ADDRESS,
    }
    return by_kind[type(value)]


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=lambda each: getattr(each, "name", str(each)))
@given(data=st.data())
@settings(max_examples=10)
def test_any_allowed_value_is_written_as_text_and_read_again(
    kind: str, field: Field, data: st.DataObject
) -> None:
    value = data.draw(values(field.value))
    assert field.value.read(field.value.text(value)) == value
    assert field.value.kept(field.value.typed(value)) == value if not isinstance(value, list) else True


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=lambda each: getattr(each, "name", str(each)))
@given(text=st.text(max_size=30))
@settings(max_examples=10)
def test_any_text_is_read_or_refused_and_what_is_read_is_stable(kind: str, field: Field, text: str) -> None:
    try:
        value = field.value.read(text)
    except Unreadable:
        return
    assert field.value.read(field.value.text(value)) == value
    field.value.typed(value)


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "https://", "ftp://x.example/a", "//x.example", "https://a b.example/"]
)
def test_no_other_kind_of_link_is_kept(text: str) -> None:
    for value in (Address(), Addresses(), TitledAddresses()):
        with pytest.raises(Unreadable):
            value.read(text)


# What the register takes of a record, whatever else it says.
FREE = (
    "title", "title_cy", "names", "legal_basis_note", "notes", "model", "existence_confidence",
    "parties_expected", "parties_coverage", "record_sources", "purpose",
)  # fmt: skip
RECORD = TargetKind.COLLABORATION


@given(data=st.data())
@settings(
    max_examples=5, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_was_made_so_and_undone_is_as_it_was(world: World, data: st.DataObject) -> None:
    yesterday, dogs = timezone.localdate() - datetime.timedelta(days=1), world.record("dogs")
    before, held = present(RECORD, dogs.pk), collaborations.record(dogs.reference, yesterday)
    names = data.draw(st.lists(st.sampled_from(FREE), min_size=1, unique=True))
    fields = KINDS[RECORD].fields
    wanted = {name: data.draw(values(fields[name].value)) for name in names}
    wanted = {
        name: value
        for name, value in wanted.items()
        if value != before[name] and not (fields[name].is_required and not value)
    }
    if not wanted:
        return
    with transaction.atomic():
        typed = {name: fields[name].value.text(value) for name, value in wanted.items()}
        change = approved(CURATOR, dogs, RECORD, typed, holds_from=timezone.localdate())
        after = present(RECORD, dogs.pk)
        assert after == before | wanted
        assert change.before == {name: before[name] for name in wanted}
        then = collaborations.record(dogs.reference, yesterday)
        for name in wanted.keys() & {"title", "title_cy", "notes", "model", "parties_expected"}:
            assert getattr(then.collaboration, name) == getattr(held.collaboration, name)
        assert then.names == held.names
        assert (then.purpose and then.purpose.statement) == (held.purpose and held.purpose.statement)
        back = {name: fields[name].value.text(before[name]) for name in wanted}
        approved(CURATOR, dogs, RECORD, back)
        assert present(RECORD, dogs.pk) == before
        transaction.set_rollback(True)
