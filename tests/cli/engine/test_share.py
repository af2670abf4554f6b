"""`frankpledge share`: the same answers as the library, in words, in JSON and as a picture."""

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from frankpledge.config.command_line import main
from frankpledge.engine.sharing import LargestNeed, nucleolus, sampled_shapley
from tests.engine.sharing.games import SKANE, skane

SCHEMAS = Path(__file__).parents[3] / "docs" / "method" / "schemas"
NAN = float("nan")
PAIR = {"parties": ["A", "B"], "costs": {"A": 3, "B": 4, "A+B": 5}}
KEYS = [
    {"name": "equal"},
    {"name": "use", "figures": {"A": 1, "B": 3}},
    {"name": "mixed", "mix": {"equal": 1, "use": 1}},
    {"name": "fixed and variable", "fixed": 2, "variable_key": "use"},
]
CASES: dict[str, dict[str, Any]] = {
    "a pair": PAIR,
    "everything": {
        **PAIR,
        "title": "Two forces, one dog unit",
        "keys": KEYS,
        "agreed": {"A": 3.5, "B": 1.5},
        "benefits": {"A": 3, "B": 3.5},
        "own_benefits": {"A": 1},
        "own_drawbacks": {"B": 0.5},
        "exit_costs": {"A": 0.1},
        "methods": ["shapley", "egalitarian", "remaining_benefit", "nucleolus", "per_capita_nucleolus"],
        "what_if": [{"leave": ["B"]}],
    },
    "only keys": {"parties": ["A", "B"], "amount": 10.01, "keys": KEYS},
    "no core": {
        "parties": ["A", "B", "C"],
        "unit": "pence",
        "costs": {"A": 200, "B": 200, "C": 200, "A+B": 100, "A+C": 100, "B+C": 100, "A+B+C": 300},
    },
    "profit": {
        "parties": ["L", "R", "S"],
        "unit": "points",
        "kind": "profit",
        "methods": ["shapley", "nucleolus"],
        "costs": {"L": 0, "R": 0, "S": 0, "L+R": 1, "L+S": 1, "R+S": 0, "L+R+S": 1},
    },
    "one may join": {
        "parties": ["A", "B", "C"],
        "members": ["A", "B"],
        "economies_of_scale": {"demands": {"A": 1, "B": 2, "C": 3}, "fixed": 10, "scale": 4, "exponent": 0.5},
        "what_if": [{"join": ["C"], "method": "nucleolus"}],
    },
    "fitted": {
        "parties": ["A", "B"],
        "costs": {"A": 14, "B": 19, "A+B": 23},
        "fitted": {"demands": {"A": 4, "B": 9}, "exponent": 1},
    },
    "too many for a table": {
        "parties": [f"P{number}" for number in range(30)],
        "largest_need": {f"P{number}": number for number in range(30)},
        "sample": {"orders": 20, "seed": 3},
    },
    "one party": {"parties": ["A"], "costs": {"A": 5}},
}


def ask(case: object, folder: Path, *options: str) -> Result:
    file = folder / "case.json"
    file.write_text(json.dumps(case), encoding="utf-8")
    return CliRunner().invoke(main, ["share", str(file), *options])


def answered(case: object, folder: Path) -> dict[str, Any]:
    result = ask(case, folder, "--json")
    assert result.exit_code == 0, result.output
    document: dict[str, Any] = json.loads(result.output)
    return document


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", CASES)
def test_cases_and_answers_are_as_the_schemas_say(name: str, tmp_path: Path) -> None:
    jsonschema.validate(CASES[name], schema("share"))
    jsonschema.validate(answered(CASES[name], tmp_path), schema("share-result"))


@pytest.mark.parametrize("name", CASES)
def test_every_case_reads_as_words_and_tables(name: str, tmp_path: Path) -> None:
    result = ask(CASES[name], tmp_path)
    assert result.exit_code == 0
    assert "What each" in result.output
    assert not re.search(r"\b(nan|inf)\b", result.output)


def test_the_schema_names_every_field_that_a_case_may_have() -> None:
    from dataclasses import fields

    from frankpledge.exchange.cases.share.case import ShareCase

    assert set(schema("share")["properties"]) == {field.name for field in fields(ShareCase)}


def test_it_says_what_the_library_says(tmp_path: Path) -> None:
    costs = {"+".join(group): cost for group, cost in SKANE.items()}
    document = answered({"parties": list("AHKLMT"), "unit": "crowns", "costs": costs}, tmp_path)
    by_name = {share["name"]: share for share in document["shares"]}
    assert list(by_name["nucleolus"]["amounts"].values()) == nucleolus(skane()).amounts.tolist()
    assert document["least_core"]["has_core"]
    assert by_name["shapley"]["pence"] is None


def test_money_is_split_to_the_penny(tmp_path: Path) -> None:
    document = answered(CASES["only keys"], tmp_path)
    for share in document["shares"]:
        assert sum(share["pence"].values()) == 1001
    assert document["shares"][3]["pence"] == {"A": 300, "B": 701}


def test_profits_are_shared_as_profits(tmp_path: Path) -> None:
    document = answered(CASES["profit"], tmp_path)
    shapley, nucleolus_found = document["shares"]
    assert shapley["amounts"] == pytest.approx({"L": 2 / 3, "R": 1 / 6, "S": 1 / 6})
    assert nucleolus_found["amounts"] == pytest.approx({"L": 1, "R": 0, "S": 0}, abs=1e-9)
    assert shapley["better_off_leaving"][0]["group"] == ["L", "R"]
    assert shapley["better_off_leaving"][0]["better_off_by"] == pytest.approx(1 / 6)
    assert nucleolus_found["in_core"]
    assert "What each gets" in ask(CASES["profit"], tmp_path).output


def test_whoever_would_be_better_off_alone_is_named_first(tmp_path: Path) -> None:
    said = ask(CASES["everything"], tmp_path).output
    assert "Together they cost £5.00: £2.00 less than each alone." in said
    assert "As agreed: A would be £0.40 better off alone." in said
    assert "What if B left" in said


def test_no_core_is_said(tmp_path: Path) -> None:
    said = ask(CASES["no core"], tmp_path).output
    assert "some group loses 100p or more by staying" in said
    assert "Separable, rest by benefit has no answer" in said


def test_what_is_modelled_is_said(tmp_path: Path) -> None:
    assert "a benchmark, not a bill" in ask(CASES["one may join"], tmp_path).output
    assert "a benchmark, not a bill" not in ask(PAIR, tmp_path).output
    assert answered(CASES["fitted"], tmp_path)["fitted"]["largest_miss"] == pytest.approx(0, abs=1e-6)


def test_above_twenty_four_parties_it_samples_as_the_library_does(tmp_path: Path) -> None:
    import numpy as np

    document = answered(CASES["too many for a table"], tmp_path)
    (share,) = document["shares"]
    needs = LargestNeed(np.arange(30.0))
    parties = CASES["too many for a table"]["parties"]
    drawn = sampled_shapley(parties, needs, orders=20, generator=np.random.default_rng(3))
    assert list(share["amounts"].values()) == drawn.amounts.tolist()
    assert share["standard_errors"]["P29"] > 0


def test_the_picture_has_a_dot_for_each_party_and_basis(tmp_path: Path) -> None:
    file = tmp_path / "dots.svg"
    assert ask(CASES["everything"], tmp_path, "--svg", str(file)).exit_code == 0
    root = ET.fromstring(file.read_text(encoding="utf-8"))  # noqa: S314 - we drew it ourselves
    words = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"A", "B", "Alone", "Shapley", "As agreed"} <= set(words)
    assert root.findtext("{http://www.w3.org/2000/svg}title") == "Two forces, one dog unit: what each pays"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"partys": []}, "has partys"),
        ({"costs": {"A": 3, "B": 4}}, "without 1 groups, A + B"),
        ({"costs": {"A": "3", "B": 4, "A+B": 5}}, "costs.A is the text '3'; allowed: a number"),
        ({"methods": ["fair"]}, "methods[0] is 'fair'; allowed: shapley"),
        ({"agreed": {"A": 1}}, "agreed must have one amount for each of A, B"),
        ({"what_if": [{"leave": ["Z"]}]}, "Z cannot leave; allowed: A, B"),
        ({"what_if": [{"leave": ["A", "B"]}]}, "at least one party"),
        ({"keys": [{"name": "use", "figures": {"A": 1}}]}, "The key use has no figure for B"),
        ({"keys": [{"name": "m", "mix": {"use": 1}}]}, "There is no key 'use'"),
        ({"keys": [{"name": "m", "fixed": 6, "variable_key": "equal"}]}, "allowed: from 0 to the whole"),
        ({"fitted": {"demands": {"A": 1, "C": 2}}}, "fitted.demands must have one figure for each of A, B"),
        ({"costs": {}}, "Say what is shared"),
        ({"costs": {"A": NAN, "B": 4, "A+B": 5}}, "the cost of A is nan; allowed: a finite number"),
        ({"unit": "points", "amount": NAN, "keys": [{"name": "equal"}]}, "amount is nan"),
        ({"costs": {}, "unit": "points", "agreed": {"A": NAN, "B": 1}}, "agreed of A is nan"),
        ({"keys": [{"name": "use", "figures": {"A": NAN, "B": 1}}]}, "use of A is nan"),
        ({"exit_costs": {"A": NAN}}, "exit_costs of A is nan"),
        ({"benefits": {"A": NAN, "B": 1}}, "benefits[0] is nan"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(changes: dict[str, Any], said: str, tmp_path: Path) -> None:
    result = ask(PAIR | changes, tmp_path)
    assert result.exit_code == 1
    assert said in result.output
    assert result.output.count("\n") == 1


@pytest.mark.parametrize(("text", "said"), [("{", "is not JSON"), ("[]", "must hold one JSON object")])
def test_a_file_that_is_no_case_is_refused(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["share", str(file)])
    assert result.exit_code == 1
    assert said in result.output


def test_it_needs_no_database_and_no_settings() -> None:
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DATABASE", "DJANGO", "SECRET"))
    }
    found = subprocess.run(
        [sys.executable, "-m", "frankpledge.config.command_line", "share", "-"],
        input=json.dumps(PAIR),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr
    assert "Nucleolus" in found.stdout
