"""`frankpledge signals`: the same answers as the library, in words, in JSON and as a picture."""

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from frankpledge.config.command_line import main
from frankpledge.exchange.cases.shapes import schema
from frankpledge.exchange.cases.signals.case import SignalsCase
from tests.cli.engine.asking import answered, ask, written

V15 = {"title": "Days lost", "values": [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]}
CASES: dict[str, dict[str, Any]] = {
    "plain": V15,
    "rich": {
        "values": [5, 6] * 6 + [None] + [15, 16] * 6,
        "labels": [f"month {at}" for at in range(25)],
        "lock_after": 12,
        "rules": "mdc-excel",
        "changes": [{"at": 12, "reason": "One control room", "date": "2024-04-01"}],
        "target": 10,
        "better": "down",
    },
    "shares": {"chart": "p", "values": [10, 12, 9, 30], "out_of": [100, 100, 90, 100], "better": "down"},
    "rates": {"chart": "u", "values": [4, 6, 5, 5], "out_of": [10, 11, 10, 10], "laney": True, "target": 0.5},
    "counts": {"chart": "c", "values": [4, 6, 5, 5]},
    "times": {"chart": "t", "values": [30, 45, 28, 60]},
    "gaps": {"chart": "g", "values": [20, 35, 10, 55]},
    "columns": {"values": "hours", "labels": "month", "columns": {"hours": [3, 4, 5], "month": [1, 2, 3]}},
}


@pytest.mark.parametrize("name", CASES)
def test_cases_and_answers_are_as_the_schemas_say(name: str, tmp_path: Path) -> None:
    jsonschema.validate(CASES[name], written("signals"))
    jsonschema.validate(answered("signals", CASES[name], tmp_path), written("signals-result"))


def test_the_schema_is_that_of_the_code() -> None:
    assert written("signals") == schema(SignalsCase, "A case for frankpledge signals")


@pytest.mark.parametrize(("rules", "lower", "upper"), [("nhsr", -0.72, 4.60), ("mdc-excel", -3.06, 6.95)])
def test_v15_under_both_rule_sets(rules: str, lower: float, upper: float, tmp_path: Path) -> None:
    stretch = answered("signals", {**V15, "rules": rules}, tmp_path)["stretches"][0]
    assert (stretch["lower"], stretch["upper"]) == pytest.approx((lower, upper), abs=0.005)


def test_it_says_in_words_what_the_chart_says(tmp_path: Path) -> None:
    result = ask("signals", {**V15, "better": "down"}, tmp_path)
    assert "1 point is a signal. Point 5 (10): above the upper limit, worse." in result.output


def test_a_csv_file_is_a_case(tmp_path: Path) -> None:
    file = tmp_path / "hours.csv"
    file.write_text("label,value\nJan,3\nFeb,5\nMar,\nApr,4\nMay,6\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["signals", str(file)])
    assert result.exit_code == 0, result.output
    assert "1 point is missing." in result.output
    assert "Jan to May" in result.output


def test_a_table_may_come_beside_the_case(tmp_path: Path) -> None:
    table = tmp_path / "hours.csv"
    table.write_text("month,hours\n1,3\n2,5\n3,4\n", encoding="utf-8")
    document = answered("signals", {"values": "hours", "labels": "month"}, tmp_path, "--csv", str(table))
    assert [(point["label"], point["value"]) for point in document["points"]] == [
        ("1", 3),
        ("2", 5),
        ("3", 4),
    ]


def test_the_picture_tells_its_lines_by_dashes_and_signals_by_shape(tmp_path: Path) -> None:
    picture = tmp_path / "picture.svg"
    case = {**V15, "target": 3, "better": "down"}
    assert ask("signals", case, tmp_path, "--svg", str(picture)).exit_code == 0
    drawn = ET.fromstring(picture.read_text(encoding="utf-8"))  # noqa: S314 - our own drawing
    texts = " ".join(each.text or "" for each in drawn.iter())
    for word in ("Days lost: signals and noise", "Upper limit", "Target", "Above the upper limit"):
        assert word in texts
    assert {"6,4", "2,3"} <= {each.get("stroke-dasharray") for each in drawn.iter()}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"values": []}, "values is empty"),
        ({"values": "hours"}, "names the column 'hours'"),
        ({"chart": "pie"}, "chart is 'pie'"),
        ({"better": "sideways"}, "better is 'sideways'"),
        ({"rules": "weco"}, "mdc-excel or nhsr"),
        ({"labels": ["Jan"]}, "labels is 1 long"),
        ({"changes": [{"at": 4, "reason": ""}]}, "recorded events only"),
        ({"chart": "c", "lock_after": 12}, "for xmr charts"),
        ({"chart": "p"}, "out_of is missing"),
        ({"chart": "t", "values": [0, 1]}, "times above 0"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(change: dict[str, Any], said: str, tmp_path: Path) -> None:
    result = ask("signals", {**V15, **change}, tmp_path)
    assert result.exit_code == 1
    assert said in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "empty"), ("value\n", "empty"), ("value,value\n1,2\n", "one name"), ("value\n1\n2,3\n", "Line 3")],
)
def test_a_table_that_is_none_is_refused(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["signals", str(file)])
    assert result.exit_code == 1
    assert said in result.output
