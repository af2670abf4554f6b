from hypothesis import given
from hypothesis import strategies as st

from frankpledge.register.actions.matching import Likeness, match

Pair = tuple[str, int]
BY_BOTH: Likeness[Pair, Pair] = (lambda draft: draft, lambda row: row)
BY_NAME: Likeness[Pair, Pair] = (lambda draft: draft[0], lambda row: row[0])
LIKENESSES = [BY_BOTH, BY_NAME]
PAIRS = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 3)), unique=True)


def test_the_same_is_found_before_the_similar() -> None:
    pairs, left = match([("a", 2), ("a", 1)], [("a", 1), ("a", 3)], LIKENESSES)
    assert pairs == [(("a", 2), ("a", 3)), (("a", 1), ("a", 1))]
    assert left == []


def test_where_several_might_be_meant_none_is_taken() -> None:
    pairs, left = match([("a", 9)], [("a", 1), ("a", 3)], LIKENESSES)
    assert pairs == [(("a", 9), None)]
    assert left == [("a", 1), ("a", 3)]


def test_two_drafts_do_not_share_a_row() -> None:
    pairs, left = match([("a", 8), ("a", 9)], [("a", 1)], LIKENESSES)
    assert pairs == [(("a", 8), None), (("a", 9), None)]
    assert left == [("a", 1)]


@given(PAIRS, PAIRS)
def test_every_draft_and_every_row_is_accounted_for_once(drafts: list[Pair], rows: list[Pair]) -> None:
    pairs, left = match(drafts, rows, LIKENESSES)
    assert [draft for draft, _row in pairs] == drafts
    assert sorted([row for _draft, row in pairs if row is not None] + left) == sorted(rows)
    assert all(row == draft for draft, row in pairs if draft in rows)
