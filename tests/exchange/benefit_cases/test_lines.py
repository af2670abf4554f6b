"""Lines of the ledger as lines of a case: nobody's pence change, whoever pays whom."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.benefits.models import LedgerShare
from frankpledge.exchange.benefit_cases.lines import CaseLine, names_of, paid
from frankpledge.people.models import Organisation


@given(st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=40))
def test_a_payment_among_several_leaves_everybody_with_their_own_pence(amounts: list[int]) -> None:
    sums = dict(enumerate([*amounts, -sum(amounts)]))
    shares = [LedgerShare(organisation_id=body, amount_pence=pence) for body, pence in sums.items()]
    left: Counter[int] = Counter()
    for payer, payee, pence in paid(shares):
        assert pence > 0
        assert payer != payee
        left[payer] -= pence
        left[payee] += pence
    assert {body: left[body] for body in sums} == sums


def test_two_bodies_of_one_name_are_told_apart() -> None:
    same = [Organisation(pk=number, slug=f"b{number}", name="Same") for number in (1, 2)]
    other = Organisation(pk=3, slug="b3", name="Other")
    assert names_of([*same, other]) == {1: "Same (b1)", 2: "Same (b2)", 3: "Other"}


def test_a_year_without_an_amount_is_nought_in_the_case() -> None:
    line = CaseLine(name="x", kind="cost", party="P", price_year=2024, pence={2024: 100, 2026: 250})
    document = line.document(2023)
    assert (document["starts"], document["amounts"], document["price_year"]) == (1, [1.0, 0.0, 2.5], 2024)
    assert "sunk" not in document


@pytest.mark.parametrize("change", [{"kind": "saving"}, {"price_year": 2023}, {"is_sunk": True}])
def test_lines_of_another_kind_price_or_standing_are_not_put_together(change: dict[str, object]) -> None:
    words = {"name": "x", "kind": "cost", "party": "P", "price_year": 2024, "pence": {2024: 1}}
    assert CaseLine(**words).key != CaseLine(**{**words, **change}).key  # type: ignore[arg-type] # a table
