"""`frankpledge attribute`: the same answers as the library, in words, in JSON and as a picture."""

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest

from frankpledge.exchange.cases.attribute.case import AttributeCase
from frankpledge.exchange.cases.shapes import schema
from tests.cli.engine.asking import answered, ask, written
from tests.engine.attribution.published import BAN, BELTS, DRIVERS, EPISODES, GERMANY, POPULATION
from tests.engine.attribution.test_comparisons import FOUR, made

PANEL = made(12, 48, FOUR, 3.0)
BY_BODY: dict[str, Any] = {
    "body": list(PANEL.bodies),
    "period": list(PANEL.periods),
    "outcome": [float(value) for value in PANEL.outcome],
}
SICILY: dict[str, Any] = {
    "title": "Smoking ban",
    "design": "interrupted",
    "outcome": list(EPISODES),
    "exposure": list(POPULATION),
    "at": BAN,
    "model": {"errors": "model"},
}
RISING = np.random.default_rng(5).poisson(200, 60)
CASES: dict[str, dict[str, Any]] = {
    "interrupted": SICILY,
    "structural": {"design": "structural", "outcome": list(DRIVERS), "at": BELTS},
    "before and after": {"design": "before_and_after", "outcome": [5, 6] * 8 + [9, 10] * 4, "at": 16},
    "controlled": {
        "design": "controlled",
        "outcome": RISING.tolist(),
        "control": RISING[::-1].tolist(),
        "control_exposure": [100] * 60,
        "exposure": [100] * 60,
        "at": 36,
        "bodies": 8,
        "model": {"season": "none", "slope": True},
    },
    "differences": {"design": "differences", "starts": FOUR, **BY_BODY},
    "few": {"design": "differences", "starts": {"a": 1}, "body": ["a", "a", "b", "b"], "period": [0, 1, 0, 1],
            "outcome": [1, 4, 2, 3.5], "panel": {"effects": "groups"}},
    "synthetic": {
        "design": "synthetic",
        "starts": {"force 00": 36},
        "predictors": [{"name": "size", "values": {f"force {at:02}": at**0.5 for at in range(12)}}],
        **BY_BODY,
    },
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(set(CASES) - {"few"}))
def test_cases_and_answers_are_as_the_schemas_say(name: str, tmp_path: Path) -> None:
    jsonschema.validate(CASES[name], written("attribute"))
    document = answered("attribute", CASES[name], tmp_path)
    jsonschema.validate(document, written("attribute-result"))
    assert document["grade"] in {"E1", "E2", "E3", "E4"}


def test_the_schema_is_that_of_the_code() -> None:
    assert written("attribute") == schema(AttributeCase, "A case for frankpledge attribute")


def test_the_sicilian_smoking_ban(tmp_path: Path) -> None:
    effect = answered("attribute", SICILY, tmp_path)["effect"]
    assert (effect["value"], effect["low"], effect["high"]) == pytest.approx((0.885, 0.839, 0.933), abs=0.001)


def test_the_effect_the_gates_and_the_grade_are_said_in_words(tmp_path: Path) -> None:
    said = ask("attribute", SICILY, tmp_path).output
    assert "By interrupted time series, level: 11.5% less (-16.1% to -6.7%), 95% interval." in said
    assert "Evidence E2: " in said
    assert "not passed: leftovers independent or allowed for." in said


def test_a_change_may_be_named_by_its_label(tmp_path: Path) -> None:
    months = [f"{2002 + at // 12}-{at % 12 + 1:02}" for at in range(len(EPISODES))]
    case = {name: value for name, value in SICILY.items() if name != "at"}
    named = answered("attribute", {**case, "labels": months, "change": "2005-01"}, tmp_path)
    assert named["effect"] == answered("attribute", SICILY, tmp_path)["effect"]


def test_a_synthetic_control_from_a_table(tmp_path: Path) -> None:
    case = {
        "design": "synthetic",
        "outcome": "gdp",
        "body": "country",
        "period": "year",
        "starts": {"West Germany": 1990},
        "predictors": [
            {"name": "gdp before", "column": "gdp", "periods": list(range(1981, 1990))},
            {"name": "trade", "column": "trade", "periods": list(range(1981, 1990))},
        ],
        "panel": {"placebos": False, "importance": [0.9, 0.1]},
    }
    document = answered("attribute", case, tmp_path, "--csv", str(GERMANY))
    assert document["effect"]["value"] < 0
    assert document["effect"]["low"] is None
    assert sum(document["tables"]["weights"].values()) == pytest.approx(1)


def test_the_picture_shows_what_was_and_what_would_have_been(tmp_path: Path) -> None:
    picture = tmp_path / "picture.svg"
    for name in ("interrupted", "synthetic"):
        assert ask("attribute", CASES[name], tmp_path, "--svg", str(picture)).exit_code == 0
        drawn = ET.fromstring(picture.read_text(encoding="utf-8"))  # noqa: S314 - our own drawing
        texts = " ".join(each.text or "" for each in drawn.iter())
        assert "what was, and what would have been" in texts
        assert "Expected without the change" in texts


def test_a_panel_has_no_picture_and_says_so(tmp_path: Path) -> None:
    result = ask("attribute", CASES["differences"], tmp_path, "--svg", str(tmp_path / "picture.svg"))
    assert result.exit_code == 1
    assert "nothing to draw" in result.output


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ({**SICILY, "design": "magic"}, "design is 'magic'"),
        ({**SICILY, "outcome": [1, 2, 3]}, "points or more before"),
        ({**SICILY, "outcome": [7] * 59}, "the same at every point"),
        ({**SICILY, "outcome": "cases"}, "names the column 'cases'"),
        ({**SICILY, "outcome": [*EPISODES[:-1], None]}, "outcome[58]"),
        ({**SICILY, "at": None}, "at is missing"),
        ({**SICILY, "model": {"season_changes": True}}, "season_changes has no meaning"),
        ({**SICILY, "model": {"family": "gamma"}}, "family is gamma"),
        (CASES["few"], "rows for 4 terms"),
        ({**CASES["synthetic"], "panel": {"leads": 3}}, "leads has no meaning"),
        ({**CASES["synthetic"], "predictors": [{"name": "size"}]}, "size lacks values"),
        ({**CASES["synthetic"], "panel": {"donors": ["Mercia"]}}, "donors is Mercia"),
        ({**CASES["differences"], "starts": {"Mercia": 3}}, "starts is Mercia"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_one_line(
    case: dict[str, Any], said: str, tmp_path: Path
) -> None:
    result = ask("attribute", case, tmp_path)
    assert result.exit_code == 1
    assert said in result.output
    assert "Traceback" not in result.output
