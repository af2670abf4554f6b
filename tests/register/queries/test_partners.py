from frankpledge.register.queries.partners import MOST_COMPANIONS, Companion, most_often


def companions(*counts: int) -> list[Companion]:
    return [Companion(f"force-{number}", f"Force {number}", count) for number, count in enumerate(counts)]


def test_up_to_the_most_everybody_is_named() -> None:
    rows = companions(*range(MOST_COMPANIONS + 1, 1, -1))
    assert most_often(rows) == tuple(rows)


def test_the_list_is_cut_where_the_next_has_fewer() -> None:
    rows = companions(*[9] * MOST_COMPANIONS, 8)
    assert most_often(rows) == tuple(rows[:MOST_COMPANIONS])


def test_equals_are_never_parted_by_the_cut() -> None:
    rows = companions(9, 9, 7, *[4] * (MOST_COMPANIONS - 2))
    assert most_often(rows) == tuple(rows[:3])
    assert most_often(companions(*[4] * (MOST_COMPANIONS + 1))) == ()
