"""Parameter packs: what ships says where it comes from, and what nobody verified cannot be used."""

import tomllib

import pytest

from frankpledge.engine.errors import (
    Contradiction,
    Disabled,
    Empty,
    EngineError,
    NotFinite,
    Unknown,
    WrongKind,
)
from frankpledge.engine.packs import Pack, parse
from frankpledge.engine.packs.deflators import Calendar, Deflator, deflator
from frankpledge.engine.packs.values import disabled, unit_value
from tests.engine.packs import FILES, shipped

HEAD = 'name = "p"\nversion = "1"\nkind = "k"\ntitle = "t"\nissued = "2026-11-22"\nnote = ""\n'
EVERY = '[every_row]\nunit = "GBP"\nprice_year = "2010"\nsource = "s"\nlicence = "l"\n'
SEEN = 'verified = "primary"\nverified_by = "us"\n'
KINDS = {
    "discount", "deflator", "optimism-bias", "optimism-bias-grades", "unit-values", "spc-rules",
    "evidence-scale", "rag-tolerances", "distribution", "uncertainty",
}  # fmt: skip

ACCIDENTS = {
    "fatal": 1_790_203,
    "serious": 205_056,
    "slight": 21_372,
    "all-injury": 68_323,
    "damage-only": 1_883,
}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_row_that_ships_has_a_source_a_licence_and_somebody_who_saw_it(file: object) -> None:
    pack = shipped(file.stem)  # type: ignore[attr-defined] # a Path
    for row in pack.rows:
        assert row.source
        assert row.licence
        assert row.unit
        assert row.verified_by
        assert (row.verified == "not") <= bool(row.disabled)
        assert row.value is not None or row.disabled


def test_every_kind_of_pack_ships() -> None:
    assert {shipped(file.stem).kind for file in FILES} == KINDS


def test_no_unit_value_is_without_a_price_year_but_one_that_says_so() -> None:
    packs = [shipped(file.stem) for file in FILES]
    bare = [
        row for pack in packs if pack.kind == "unit-values" for row in pack.enabled() if not row.price_year
    ]
    assert [row.name for row in bare] == ["qaly"]
    assert "not found" in bare[0].word("remark")


def test_what_nobody_verified_is_refused_with_its_reason() -> None:
    crime = shipped("cost-of-crime-2018")
    with pytest.raises(Disabled, match="memory only"):
        unit_value(crime, "domestic-burglary")
    with pytest.raises(Disabled, match="enter it from the TAG data book"):
        unit_value(shipped("road-casualties"), "casualty/serious")
    with pytest.raises(Disabled, match="memory only"):
        shipped("optimism-bias-grades").value("grade-5")
    with pytest.raises(Disabled, match="not found"):
        deflator(shipped("deflator-gdp-financial"))
    assert {row.name for row in disabled(crime)} >= {"domestic-burglary", "fraud", "commercial-robbery"}


@pytest.mark.parametrize(("severity", "printed"), ACCIDENTS.items())
def test_v13_the_parts_of_an_accident_add_to_its_value(severity: str, printed: int) -> None:
    """Validation case V13: parliamentary question of 12 May 2011; the source rounds, so allow a pound."""
    pack = shipped("road-casualties")
    start = f"accident-2009/{severity}/"
    parts = [row.value or 0 for row in pack.enabled() if row.name.startswith(start)]
    assert pack.value(f"accident-2009/{severity}") == printed
    assert abs(sum(parts) - printed) <= 1
    assert len(parts) == (3 if severity == "damage-only" else 6)


def test_a_value_is_uprated_by_a_named_index() -> None:
    """Method note, section 3.2: violence with injury in 2024 prices by the index of 2015, and of 2016."""
    index = deflator(shipped("deflator-gdp-calendar"))
    value = unit_value(shipped("cost-of-crime-2018"), "violence-with-injury")
    assert value.uprated(index, from_year=2015, to_year=2024).value == pytest.approx(18_695, abs=0.5)
    later = value.uprated(index, from_year=2016, to_year=2024)
    assert later.value == pytest.approx(18_377, abs=0.5)
    assert later.uprated_by == "deflator-gdp-calendar gdp, 2016 to 2024"
    with pytest.raises(Contradiction):
        value.uprated(index, from_year=2019, to_year=2024)


def test_a_range_is_uprated_with_its_value() -> None:
    index = deflator(shipped("deflator-gdp-calendar"))
    life = unit_value(shipped("wellbeing-2021"), "wellby").uprated(index, from_year=2019, to_year=2024)
    assert life.low is not None
    assert life.high is not None
    assert life.low / life.value == pytest.approx(10 / 13)
    assert life.high / life.value == pytest.approx(16 / 13)


def test_an_index_does_not_fill_gaps_and_goes_on_only_as_told() -> None:
    index = deflator(shipped("deflator-gdp-calendar"))
    assert index.calendar is Calendar.CALENDAR
    with pytest.raises(Unknown, match="2017"):
        index.at(2017)
    with pytest.raises(Unknown, match="no growth after it"):
        index.at(2025)
    on = deflator(shipped("deflator-gdp-calendar"), growth=0.02)
    assert on.at(2027) == pytest.approx(100 * 1.02**3)


def test_financial_years_are_three_quarters_of_one_and_a_quarter_of_the_next() -> None:
    years = Deflator(
        "made up", Calendar.CALENDAR, {2020: 100.0, 2021: 104.0, 2023: 110.0}
    ).in_financial_years()
    assert years.index == {2020: 101.0}
    assert years.name == "made up, approximated"
    assert years.in_financial_years() is years


@pytest.mark.parametrize(
    ("index", "growth", "refusal"),
    [({}, None, Empty), ({2020: 0.0}, None, EngineError), ({2020: float("nan")}, None, NotFinite),
     ({2020: 1.0}, -1.0, Contradiction)],
)  # fmt: skip
def test_an_index_that_cannot_be_is_refused(
    index: dict[int, float], growth: float | None, refusal: type[EngineError]
) -> None:
    with pytest.raises(refusal):
        Deflator("x", Calendar.CALENDAR, index, growth)


def test_a_pack_is_known_by_its_text() -> None:
    text = HEAD + EVERY + SEEN + '[[row]]\nname = "a"\nvalue = 1\n'
    one, other = parse(text), parse(text.replace("value = 1", "value = 2"))
    assert one.names.digest != other.names.digest
    assert str(one.names).startswith("p 1 (")


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("name = ", WrongKind),
        ("", WrongKind),
        (HEAD, Empty),
        (HEAD + '[[row]]\nname = "a"\n', WrongKind),
        (HEAD + EVERY + 'verified = "maybe"\nverified_by = "x"\n[[row]]\nname = "a"\n', WrongKind),
        (
            HEAD + EVERY + 'verified = "not"\nverified_by = "x"\n[[row]]\nname = "a"\nvalue = 1\n',
            Contradiction,
        ),
        (HEAD + EVERY + SEEN + '[[row]]\nname = "a"\nvalue = nan\n', NotFinite),
        (HEAD + EVERY + SEEN + '[[row]]\nname = "a"\nvalue = "1"\n', WrongKind),
    ],
)
def test_text_that_is_no_pack_is_refused(text: str, refusal: type[EngineError]) -> None:
    with pytest.raises(refusal):
        parse(text)


def test_a_row_is_asked_for_by_name() -> None:
    pack: Pack = parse(
        HEAD
        + EVERY
        + SEEN
        + '[[row]]\nname = "a"\nvalue = 1\nlow = 2\n[[row]]\nname = "b"\n[[row]]\nname = "a"\n'
    )
    with pytest.raises(Unknown):
        pack.of("c")
    with pytest.raises(Contradiction):
        pack.value("a")
    with pytest.raises(Contradiction):
        pack.value("b")
    assert pack.of("a")[0].number("low") == 2
    with pytest.raises(Unknown):
        pack.of("a")[0].number("high")


def test_files_are_named_as_their_packs() -> None:
    for file in FILES:
        assert tomllib.loads(file.read_text(encoding="utf-8"))["name"] == file.stem
