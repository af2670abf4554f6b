"""`frankpledge simulate`: the same answers as the library, in words, in JSON and as a picture."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest

from frankpledge.engine.uncertainty import Line, Model, Pert, Triangular, simulate
from frankpledge.exchange.cases.shapes import schema
from frankpledge.exchange.cases.simulate.case import SimulateCase
from tests.cli.engine.asking import answered, ask, written

TASKS = [(2, 3, 5), (5, 8, 14), (3, 4, 6), (1, 2, 3)]
V32 = {
    "unit": "days",
    "seed": 20261028,
    "lines": [
        {"name": f"task {at}", "amount": {"shape": "triangular", "low": low, "mode": mode, "high": high}}
        for at, (low, mode, high) in enumerate(TASKS)
    ],
}
SHAPES = [
    {"shape": "certain", "amount": 5},
    {"shape": "pert", "low": 1, "mode": 2, "high": 4},
    {"shape": "pert", "p10": 1, "mode": 2, "p90": 4},
    {"shape": "triangular", "p5": 1, "mode": 2, "p95": 4},
    {"shape": "uniform", "low": 1, "high": 4},
    {"shape": "uniform", "p10": 1, "p90": 4},
    {"shape": "normal", "mean": 3, "sd": 1},
    {"shape": "normal", "p10": 1, "p90": 4},
    {"shape": "lognormal", "mean": 3, "sd": 1},
    {"shape": "lognormal", "mu": 1, "sigma": 0.5},
    {"shape": "lognormal", "p10": 1, "p90": 4},
    {"shape": "discrete", "values": [1, 2], "probabilities": [0.5, 0.5]},
    {"shape": "empirical", "values": [1, 2, 2, 7]},
]
CASES: dict[str, dict[str, Any]] = {
    "four tasks": V32,
    "every shape": {
        "seed": 1,
        "draws": 500,
        "until_settled": False,
        "lines": [{"name": str(at), "amount": shape} for at, shape in enumerate(SHAPES)],
    },
    "parties": {
        "seed": 1,
        "years": 3,
        "discount_rate": 0.035,
        "draws": 500,
        "until_settled": False,
        "quantiles": [0.05, 0.8],
        "below": [0],
        "groups": {"pay": 0.7},
        "lines": [
            {"name": "time", "amount": SHAPES[1], "shares": {"A": 0.5, "B": 0.5}, "each_year": True},
            {"name": "pay", "kind": "cost", "group": "pay", "amount": SHAPES[6], "shares": {"A": 1}},
            {"name": "charge", "kind": "transfer", "amount": SHAPES[0], "shares": {"A": 1, "B": -1}},
            {"name": "alone", "amount": SHAPES[4], "shares": {"B": 1}, "alone": True, "group": "pay"},
        ],
    },
    "contradiction": {
        "seed": 1,
        "draws": 500,
        "until_settled": False,
        "correlation": [[1, 1, 0], [1, 1, 1], [0, 1, 1]],
        "lines": [{"name": name, "amount": SHAPES[6]} for name in "abc"],
    },
}


@pytest.mark.parametrize("name", CASES)
def test_cases_and_answers_are_as_the_schemas_say(name: str, tmp_path: Path) -> None:
    jsonschema.validate(CASES[name], written("simulate"))
    jsonschema.validate(answered("simulate", CASES[name], tmp_path), written("simulate-result"))


def test_the_schema_is_that_of_the_code() -> None:
    assert written("simulate") == schema(SimulateCase, "A case for frankpledge simulate")


@pytest.mark.parametrize("name", CASES)
def test_every_case_reads_as_words_and_tables(name: str, tmp_path: Path) -> None:
    result = ask("simulate", CASES[name], tmp_path)
    assert result.exit_code == 0, result.output
    assert "Eight times in ten the whole lies between" in result.output
    assert not re.search(r"\b(nan|inf)\b", result.output)


def test_it_says_what_the_library_says(tmp_path: Path) -> None:
    model = Model(tuple(Line(f"task {at}", Triangular(*three)) for at, three in enumerate(TASKS)))
    library = simulate(model, np.random.default_rng(20261028))
    document = answered("simulate", V32, tmp_path)
    assert document["draws"] == library.draws
    assert document["npv"]["p90"]["value"] == library.npv.p90.value
    assert document["seed"] == "20261028"


def test_the_same_seed_gives_the_same_answer_and_another_one_another(tmp_path: Path) -> None:
    one, again = (ask("simulate", V32, tmp_path).output for _ in range(2))
    assert one == again
    assert ask("simulate", {**V32, "seed": 2}, tmp_path).output != one


def test_what_was_changed_in_the_correlations_is_told(tmp_path: Path) -> None:
    result = ask("simulate", CASES["contradiction"], tmp_path)
    assert (
        "The correlations given contradicted each other: 3 of them were changed, as listed." in result.output
    )
    assert re.search(r"a and b\s+1\.000\s+0\.761", result.output)


def test_percentiles_that_were_asked_for_are_those_of_the_line(tmp_path: Path) -> None:
    case = {"seed": 1, "lines": [{"name": "a", "amount": SHAPES[2]}]}
    npv = answered("simulate", case, tmp_path)["npv"]
    assert (npv["p10"]["value"], npv["p90"]["value"]) == pytest.approx((1, 4), abs=0.05)
    assert answered("simulate", case, tmp_path)["lines"][0]["mean"] > Pert(1, 2, 4).mean


def test_the_picture_has_a_title_a_summary_and_the_percentiles(tmp_path: Path) -> None:
    picture = tmp_path / "picture.svg"
    assert ask("simulate", CASES["parties"], tmp_path, "--svg", str(picture)).exit_code == 0
    drawn = ET.fromstring(picture.read_text(encoding="utf-8"))  # noqa: S314 - our own drawing
    texts = " ".join(each.text or "" for each in drawn.iter())
    for word in ("what the whole may come to", "Eight times in ten", "P10", "P50", "P90"):
        assert word in texts


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"lines": []}, "lines is empty"),
        ({"seed": -1}, "seed is -1"),
        ({"generator": "MT19937"}, "allowed: PCG64"),
        ({"draw": 5}, "case has draw"),
        ({"years": 0}, "years is 0"),
        ({"discount_rate": -1}, "discount_rate"),
        ({"correlation": [[1]]}, "correlation"),
        ({"correlation": [[1, 0]]}, "not square"),
        ({"groups": {}, "correlation": [[1]]}, "one of them"),
        ({"lines": [{"name": "a", "amount": {"shape": "gamma"}}]}, "shape is 'gamma'"),
        ({"lines": [{"name": "a", "amount": {"shape": "pert", "low": 1}}]}, "pert lacks mode, high"),
        ({"lines": [{"name": "a", "amount": {"shape": "certain", "p10": 1}}]}, "percentiles"),
        ({"lines": [{"name": "a", "amount": {"shape": "uniform", "low": 2, "high": 1}}]}, "low is 2"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(change: dict[str, Any], said: str, tmp_path: Path) -> None:
    result = ask("simulate", {**V32, **change}, tmp_path)
    assert result.exit_code == 1
    assert said in result.output
    assert "Traceback" not in result.output
