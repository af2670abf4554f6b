"""`frankpledge appraise`: the same answers as the library, in words, in JSON and as a picture."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from frankpledge.benefits import packs
from frankpledge.config.command_line import main
from frankpledge.engine import appraisal
from frankpledge.exchange.cases.appraise.answer import AppraiseAnswer
from frankpledge.exchange.cases.appraise.answering import chosen
from frankpledge.exchange.cases.appraise.case import AppraiseCase, PackChoice
from frankpledge.exchange.cases.shapes import schema

SCHEMAS = Path(__file__).parents[3] / "docs" / "method" / "schemas"
V02 = {"lines": [{"name": "net", "kind": "benefit", "amounts": [1000] * 10 + [-500]}]}
UNIT = {
    "title": "One dog unit",
    "first_year": 2026,
    "lines": [
        {
            "name": "set-up",
            "kind": "cost",
            "party": "Aldshire",
            "amounts": [400000],
            "optimism": {"kind": "equipment-development", "managed": 0.7, "cause": "scope"},
            "tails_for": ["scope"],
        },
        {
            "name": "handlers",
            "kind": "cost",
            "party": "Aldshire",
            "amounts": [300000, 300000],
            "starts": 1,
            "times": ["pay"],
            "relative_growth": 0.01,
        },
        {
            "name": "recharge",
            "kind": "transfer",
            "party": "Bedeland",
            "to_party": "Aldshire",
            "amounts": [200000, 200000],
            "starts": 1,
        },
        {
            "name": "old units",
            "kind": "saving",
            "party": "Bedeland",
            "amounts": [250000, 250000],
            "starts": 1,
            "additionality": {"deadweight": 0.1},
        },
        {
            "name": "calls",
            "kind": "benefit",
            "party": "Aldshire",
            "amounts": [500, 500],
            "starts": 1,
            "divided_by": ["pay"],
            "weight": 2,
        },
    ],
    "inputs": {"pay": {"value": 1, "low": 0.95, "high": 1.2}},
    "use_weights": True,
    "scenarios": [{"name": "a year late", "delays": {"old units": 1}}],
    "also_under": [{"discount": "discount-review-2026"}],
    "exits": [
        {"name": "Bedeland in 2028", "party": "Bedeland", "year": 2028, "pays": [100000], "alone": [0]}
    ],
}
SINGLE = {
    "factors": {"years": [0, 30, 31, 125]},
    "inflation": {"constant": 0.02},
    "deflate": {"amounts": [1000] * 6, "years": [0, 1, 2, 3, 4, 5], "base_year": 0},
    "optimism": [
        {
            "name": "works",
            "estimate": 28,
            "kind": "non-standard-buildings",
            "measure": "duration",
            "contributions": [
                {"cause": "a", "share": 0.05, "mitigation": 1},
                {"cause": "b", "share": 0.02, "mitigation": 1},
                {"cause": "c", "share": 0.22, "mitigation": 0.4},
                {"cause": "d", "share": 0.05, "mitigation": 1},
                {"cause": "e", "share": 0.03, "mitigation": 1},
            ],
        },
        {"name": "capital", "estimate": 100, "upper": 0.51, "managed": 0.92, "risk_management": 7},
    ],
    "additionality": [
        {
            "name": "jobs",
            "gross": 1000,
            "shares": {"leakage": 0.1, "displacement": 0.2},
            "reference_gross": 300,
            "reference": {"leakage": 0.1},
        }
    ],
    "distribution": [
        {"name": "victims", "payers_income": 24000, "recipients_income": 12000, "to_recipients": 10}
    ],
    "switching": [{"name": "price", "value": 60, "npsv": 20, "carried": 120}],
    "information": {
        "net_benefits": [[100, 0], [-60, 0], [40, 0], [0, 0]],
        "probabilities": [0.25, 0.25, 0.25, 0.25],
        "inputs": {"hours": [1, 2, 1, 2], "nothing": [1, 1, 1, 1]},
    },
    "correlations": {"inputs": {"pay": [1, 2, 3, 4]}, "answer": [10, 30, 20, 40]},
    "benefit_map": {
        "nodes": [{"name": "unit", "kind": "change"}, {"name": "hours", "kind": "benefit"}],
        "edges": [{"cause": "unit", "effect": "hours"}],
    },
    "forecasts": [{"name": "a", "vintage": "2024", "forecast": 10, "actual": 12, "low": 8, "high": 13}],
    "profiles": {"estimates": [100, 100, 200, 50], "actuals": [120, 150, 200, 55]},
    "values": [
        {
            "pack": "cost-of-crime-2018",
            "name": "violence-with-injury",
            "quantity": 10,
            "from_year": 2015,
            "to_year": 2024,
        }
    ],
}
OPTIONS = {
    "options": [
        {"name": "as now", "lines": [{"name": "run", "kind": "cost", "amounts": [0, 100, 100]}]},
        {
            "name": "together",
            "lines": [
                {"name": "join", "kind": "cost", "amounts": [50]},
                {"name": "run", "kind": "cost", "amounts": [0, 60, 60]},
            ],
        },
    ]
}
CASES: dict[str, dict[str, Any]] = {
    "a published cash flow": V02,
    "one unit": UNIT,
    "single": SINGLE,
    "nothing": {},
}


def ask(case: object, folder: Path, *options: str) -> Result:
    file = folder / "case.json"
    file.write_text(case if isinstance(case, str) else json.dumps(case), encoding="utf-8")
    return CliRunner().invoke(main, ["appraise", str(file), *options])


def answered(case: object, folder: Path) -> dict[str, Any]:
    result = ask(case, folder, "--json")
    assert result.exit_code == 0, result.output
    document: dict[str, Any] = json.loads(result.output)
    return document


def written(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", CASES)
def test_cases_and_answers_are_as_the_schemas_say(name: str, tmp_path: Path) -> None:
    jsonschema.validate(CASES[name], written("appraise"))
    jsonschema.validate(answered(CASES[name], tmp_path), written("appraise-result"))


def test_the_schemas_are_those_of_the_code() -> None:
    assert written("appraise") == schema(AppraiseCase, "A case for frankpledge appraise")
    assert written("appraise-result") == schema(AppraiseAnswer, "What frankpledge appraise --json prints")


@pytest.mark.parametrize("name", CASES)
def test_every_case_reads_as_words_and_tables(name: str, tmp_path: Path) -> None:
    result = ask(CASES[name], tmp_path)
    assert result.exit_code == 0, result.output
    assert not re.search(r"\b(nan|inf|None)\b", result.output)


def test_the_cash_flow_is_the_published_one(tmp_path: Path) -> None:
    """Validation case V02: Scottish Government value-for-money guide, Annex A, Table 2."""
    whole = answered(V02, tmp_path)["appraisal"]["whole"]
    assert whole["npsv"] == pytest.approx(8253, abs=0.5)


def test_single_calculations_are_the_published_ones(tmp_path: Path) -> None:
    """Validation cases V03 to V06, each as a part of one case."""
    found = answered(SINGLE, tmp_path)
    assert found["factors"] == pytest.approx({"0": 1, "30": 0.3563, "31": 0.3459, "125": 0.0274}, abs=5e-5)
    assert [round(each) for each in found["deflated"]] == [1000, 980, 961, 942, 924, 906]
    works, capital = (each["result"] for each in found["optimism"])
    assert (works["managed"], works["resultant"]) == pytest.approx((0.238, 0.297), abs=5e-4)
    assert (works["unmitigated"], works["adjusted"]) == pytest.approx((38.9, 36.3), abs=0.05)
    assert capital["adjusted"] == pytest.approx(111, abs=0.1)
    assert found["additionality"][0]["additional_impact"] == pytest.approx(450)
    assert found["information"]["partial"]["hours"]["value"] == pytest.approx(15)
    assert found["values"][0]["unit_value"] == pytest.approx(14_050 / 0.751536)


def test_it_says_what_the_library_says(tmp_path: Path) -> None:
    document = answered(UNIT, tmp_path)["appraisal"]
    lines = (
        appraisal.Line(name="net", kind=appraisal.Kind.BENEFIT, amounts=tuple([1000.0] * 10 + [-500.0])),
    )
    asked = appraisal.appraise(appraisal.Case(lines=lines), chosen(PackChoice()))
    assert answered(V02, tmp_path)["appraisal"]["whole"]["npsv"] == asked.whole.npsv
    parties = [each["npsv_pence"] for each in document["parties"]]
    assert sum(parties) == document["whole"]["npsv_pence"]
    assert document["warnings"] == [
        "set-up: optimism bias and tail of a distribution both allow for scope. It is counted twice."
    ]
    assert document["also_under"][0]["packs"][0]["name"] == "discount-review-2026"


def test_options_are_compared_with_the_first(tmp_path: Path) -> None:
    found = answered(OPTIONS, tmp_path)["options"]
    yearly = 1 / 1.035 + 1 / 1.035**2
    assert [each["npsc"] for each in found["options"]] == pytest.approx([100 * yearly, 50 + 60 * yearly])
    assert found["options"][1]["beside_first"] == pytest.approx(40 * yearly - 50)
    assert (found["worth_most"], found["costs_least"], found["most_a_year"]) == ("together",) * 3
    assert found["options"][0]["equivalent_annual"]["value"] == pytest.approx(-100)


def test_the_decision_may_be_one_partys(tmp_path: Path) -> None:
    found = answered({**UNIT, "decider": "Aldshire"}, tmp_path)["appraisal"]
    assert found["decider"] == "Aldshire"
    assert found["tornado"][0]["at_low"] > found["tornado"][0]["at_high"]
    assert ask({**UNIT, "decider": "Nobody"}, tmp_path).exit_code == 1


def test_flows_may_come_as_csv(tmp_path: Path) -> None:
    file = tmp_path / "case.csv"
    rows = [f"net,benefit,{2026 + year},{1000 if year < 10 else -500},A" for year in range(11)]
    file.write_text("\n".join(["line,kind,year,amount,party", *rows, "fee,cost,2027,10,B"]), encoding="utf-8")
    result = CliRunner().invoke(main, ["appraise", str(file), "--json"])
    assert result.exit_code == 0, result.output
    found = json.loads(result.output)["appraisal"]
    assert found["whole"]["npsv"] == pytest.approx(8253.227 - 10 / 1.035, abs=0.001)
    assert found["seen_from"] == 2026


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("line,kind,year\nx,cost,2026", "allowed: line, kind, year, amount"),
        ("line,kind,year,amount,colour\nx,cost,2026,1,red", "colour"),
        ("line,kind,year,amount\nx,cost,soon,1", "Row 2"),
        ("line,kind,year,amount\n", "no rows"),
        ("line,kind,year,amount\nx,gift,2026,1", "allowed: cost, saving"),
    ],
)
def test_csv_that_cannot_be_read_is_refused(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "case.csv"
    file.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["appraise", str(file)])
    assert result.exit_code == 1
    assert said in result.output


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("{", "is not JSON"),
        ("[]", "one JSON object"),
        ({"line": []}, "case has line; allowed: additionality"),
        ({"lines": [{"name": "a", "kind": "cost"}]}, "case.lines[0] lacks amounts"),
        ({"lines": [{"name": "a", "kind": "cost", "amounts": ["1"]}]}, "case.lines[0].amounts[0]"),
        ({"lines": [{"name": "a", "kind": "cost", "amounts": []}]}, "allowed: 1 or more numbers"),
        ('{"lines": [{"name": "a", "kind": "cost", "amounts": [NaN]}]}', "allowed: finite numbers"),
        ({"packs": {"discount": "made-up"}}, "there are: "),
        ({"factors": {"years": [126]}}, "0 to 125"),
        ({"factors": {"years": [-1, 3]}}, "years from 0 on"),
        ({"optimism": [{"estimate": 1, "kind": "outsourcing", "measure": "duration"}]}, "disabled"),
        ({"values": [{"pack": "road-casualties", "name": "casualty/fatal"}]}, "disabled"),
        ({"distribution": [{"name": "x"}]}, "one or the other"),
    ],
)
def test_what_cannot_be_worked_out_is_refused_in_one_line(case: object, said: str, tmp_path: Path) -> None:
    result = ask(case, tmp_path)
    assert result.exit_code == 1
    assert said in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("name", ["a published cash flow", "one unit"])
def test_the_picture_is_one_named_image(name: str, tmp_path: Path) -> None:
    picture = tmp_path / "picture.svg"
    assert ask(CASES[name], tmp_path, "--svg", str(picture)).exit_code == 0
    root = ET.parse(picture).getroot()  # noqa: S314 - we drew it
    assert root.get("role") == "img"


def test_without_lines_there_is_nothing_to_draw(tmp_path: Path) -> None:
    result = ask(SINGLE, tmp_path, "--svg", str(tmp_path / "picture.svg"))
    assert result.exit_code == 1
    assert "nothing to draw" in result.output


def test_an_answer_says_which_case_it_is_of(tmp_path: Path) -> None:
    one, other = answered(V02, tmp_path), answered({**V02, "against": 1.0}, tmp_path)
    assert re.fullmatch("[0-9a-f]{12}", one["case_digest"])
    assert one["case_digest"] != other["case_digest"]
    assert one["case_digest"] == answered(dict(reversed({**V02}.items())), tmp_path)["case_digest"]


def test_the_method_lists_every_pack() -> None:
    text = (SCHEMAS.parent / "parameters.md").read_text(encoding="utf-8")
    assert [name for name in packs.names() if name not in text] == []


def test_every_pack_that_ships_can_be_read() -> None:
    assert all(packs.pack(name).name == name for name in packs.names())
