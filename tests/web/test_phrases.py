import datetime
from decimal import Decimal

import pytest

from frankpledge.dates import PartialDate
from frankpledge.web import phrases


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (PartialDate(2025, 4, 1), "1 April 2025"),
        (PartialDate(2025, 4), "April 2025"),
        (PartialDate(2025), "2025"),
        (datetime.date(2018, 6, 30), "30 June 2018"),
        (None, "not known"),
    ],
)
def test_a_date_is_written_as_precisely_as_it_is_known(value: phrases.Day | None, written: str) -> None:
    assert phrases.when(value) == written


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "written"),
    [
        (PartialDate(2008, 6), PartialDate(2018), "June 2008 to 2018"),
        (PartialDate(2013), None, "since 2013"),
        (None, PartialDate(2018), "until 2018; start not known"),
        (None, None, "dates not known"),
    ],
)
def test_a_span_invents_neither_end(
    starts_on: PartialDate | None, ends_on: PartialDate | None, written: str
) -> None:
    assert phrases.span(starts_on, ends_on) == written


@pytest.mark.parametrize(
    ("amount", "in_table", "in_words"),
    [
        (Decimal("1234567"), "£1,234,567", "£1.2 million"),
        (Decimal("1200000.0000"), "£1,200,000", "£1.2 million"),
        (1_350_000, "£1,350,000", "£1.35 million"),
        (250_000_000, "£250,000,000", "£250 million"),
        (Decimal("17300000000"), "£17,300,000,000", "£17.3 billion"),
        (156_000, "£156,000", "£156,000"),
        (Decimal("0.05"), "£0.05", "£0.05"),
        (Decimal("1.9800"), "£1.98", "£1.98"),
        (0, "£0", "£0"),
        (-440_000, "\N{MINUS SIGN}£440,000", "\N{MINUS SIGN}£440,000"),
        (-2_500_000, "\N{MINUS SIGN}£2,500,000", "\N{MINUS SIGN}£2.5 million"),
        (None, "not known", "not known"),
    ],
)
def test_money_is_exact_in_tables_and_short_in_words(
    amount: int | Decimal | None, in_table: str, in_words: str
) -> None:
    assert phrases.pounds(amount) == in_table
    assert phrases.pounds_in_words(amount) == in_words


def test_money_just_under_a_million_or_a_billion_is_not_rounded_into_it_wrongly() -> None:
    assert phrases.pounds_in_words(999_999) == "£999,999"
    assert phrases.pounds_in_words(999_960_000) == "£999.96 million"
    assert phrases.pounds_in_words(999_999_999) == "£1 billion"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1234567, "1,234,567"),
        (Decimal("27.6000"), "27.6"),
        (Decimal("100"), "100"),
        (0, "0"),
        (None, "not known"),
    ],
)
def test_a_number_has_commas_and_no_needless_decimals(value: int | Decimal | None, written: str) -> None:
    assert phrases.number(value) == written


@pytest.mark.parametrize("nothing", [None, ""])
def test_what_is_missing_is_the_words_not_known(nothing: str | None) -> None:
    assert phrases.not_known(nothing) == '<span class="frankpledge-not-known">not known</span>'


@pytest.mark.parametrize("something", [0, "0", "Norfolk", False])
def test_nought_is_not_missing(something: object) -> None:
    assert phrases.not_known(something) is something


def test_a_list_is_read_out_with_and_before_the_last() -> None:
    assert phrases.listed([]) == ""
    assert phrases.listed(["Kent"]) == "Kent"
    assert phrases.listed(["Kent", "Essex"]) == "Kent and Essex"
    assert phrases.listed(["Kent", "Essex", "Surrey"]) == "Kent, Essex and Surrey"


def test_a_sentence_keeps_its_other_capitals() -> None:
    assert phrases.sentence("under section 22A") == "Under section 22A"
    assert phrases.sentence("") == ""
