"""What a chart says, in words."""

import math

import pytest

from frankpledge.engine.errors import WrongLength
from frankpledge.engine.signals import Event, describe, g_chart, p_chart, t_chart, u_chart, xmr


def test_nothing_to_tell_is_told() -> None:
    said = describe(xmr([5, 6] * 6), measure="Days lost")
    assert said.startswith("An XmR chart of 12 points: Days lost.")
    assert said.endswith("No point is a signal: this is ordinary variation.")


def test_signals_are_told_by_their_labels_and_whether_they_are_good() -> None:
    months = [f"month {at}" for at in range(13)]
    said = describe(xmr([5, 6] * 6 + [2], lock_after=12, better="down"), measure="Days lost", labels=months)
    assert "1 point is a signal. month 12 (2): below the lower limit, better." in said


def test_a_run_is_told_once() -> None:
    said = describe(xmr([1, -1, 2, -2] * 3 + [1, 2, 1, 2, 1, 2, 1], lock_after=12), measure="Gap")
    assert (
        "7 points are signals. Point 13 to Point 19: in a run of 7 or more points above the average." in said
    )


def test_what_a_chart_rests_on_is_told() -> None:
    event = Event(6, "new recording rules", "2024-04-01")
    chart = xmr([5, 6, 5, 6, 5, 6, 9, math.nan, 9, 8], events=[event], target=20, better="up")
    said = describe(chart, measure="Gap")
    assert "From Point 7 (new recording rules), the average is" in said
    assert "These limits are for a trial: only 3 points made them." in said
    assert "1 point is missing." in said
    assert said.endswith("it will never meet the target of 20 without a change.")


def test_every_kind_of_chart_has_words() -> None:
    charts = [
        p_chart([5, 6, 7], [10, 20, 30]),
        p_chart([5, 6, 7], [10, 20, 30], laney=True),
        u_chart([5, 6, 7], [1, 2, 3]),
        u_chart([5, 6, 7], [1, 2, 3], laney=True),
        t_chart([5, 6, 7]),
        g_chart([5, 6, 7]),
    ]
    for chart in charts:
        said = describe(chart, measure="Burglary")
        assert "of 3 points: Burglary." in said
        assert "nan" not in said
    assert "at the latest point" in describe(charts[0], measure="Burglary")


def test_labels_must_be_one_for_each_point() -> None:
    with pytest.raises(WrongLength):
        describe(xmr([1, 2, 3]), measure="Gap", labels=["Jan"])
