"""The method's text as it ships: every page whole, every example giving what is printed under it."""

import doctest
import json
import re
from pathlib import Path

import pytest

from frankpledge.errors import NotFound
from frankpledge.exchange import cases, method
from frankpledge.exchange.cases.report import METHOD, as_text

FOLDER = Path(__file__).parents[2] / "docs" / "method"
SLUGS = method.slugs(FOLDER)
# Pages about the method itself. All others are about one calculation.
OF_THE_WHOLE = {"changes", "commands"}
PARTS = ["What it answers", "(Formula|How it works)", "Worked example", "Assumptions", "Limits", "Source"]
EXAMPLE = re.compile(r"^```json (\w+)\n(.*?)^```\n(?:\n```text\n(.*?)^```$)?", re.MULTILINE | re.DOTALL)
EXAMPLES = [
    pytest.param(found, id=f"{slug}-{number}")
    for slug in SLUGS
    for number, found in enumerate(EXAMPLE.findall(method.page(FOLDER, slug).text), start=1)
]


@pytest.mark.parametrize("slug", sorted(set(SLUGS) - OF_THE_WHOLE))
def test_a_page_about_a_calculation_has_all_its_parts_in_order(slug: str) -> None:
    text = method.page(FOLDER, slug).text
    assert re.fullmatch("\n".join(PARTS), "\n".join(re.findall(r"^## (.*)$", text, re.MULTILINE)))
    assert EXAMPLE.search(text) or ">>>" in text


@pytest.mark.parametrize("slug", ["", *SLUGS])
def test_a_page_begins_with_its_title_and_one_paragraph_that_says_what_it_is(slug: str) -> None:
    page = method.page(FOLDER, slug)
    assert re.fullmatch(r"# .+", page.text.partition("\n")[0])
    assert page.description.endswith(".")
    assert "\n" not in page.description


@pytest.mark.parametrize("example", EXAMPLES)
def test_what_stands_under_an_example_is_what_the_command_prints(example: tuple[str, str, str]) -> None:
    command, case, printed = example
    assert as_text(cases.answer(command, json.loads(case))) == printed


@pytest.mark.parametrize("slug", ["", *SLUGS])
def test_every_line_of_python_gives_what_stands_under_it(slug: str) -> None:
    text = method.page(FOLDER, slug).text
    blocks = re.findall(r"^```pycon\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    found = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, slug, None, None)
    assert doctest.DocTestRunner(verbose=False).run(found).failed == 0


def test_answers_name_the_version_that_the_text_has() -> None:
    assert method.page(FOLDER).title == METHOD
    report = cases.answer("share", {"parties": ["A"], "costs": {"A": 1}})
    assert report.document["method"] == METHOD
    assert f"This is version {METHOD.split()[-1]} of the method." in method.page(FOLDER).text


def test_examples_were_found() -> None:
    assert len(EXAMPLES) >= 12


@pytest.mark.parametrize("name", ["", "README", "../README", "a/b", "A", "none"])
def test_a_schema_by_any_other_name_is_not_found(name: str) -> None:
    with pytest.raises(NotFound):
        method.schema(FOLDER, name)


def test_a_command_that_there_is_not_is_not_found() -> None:
    with pytest.raises(NotFound, match="there are"):
        cases.answer("os", {})
