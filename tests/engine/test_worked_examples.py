"""Every worked example in the engine's docstrings gives what it says."""

import doctest
import importlib
import pkgutil

import pytest

import frankpledge.engine

MODULES = sorted(
    found.name for found in pkgutil.walk_packages(frankpledge.engine.__path__, "frankpledge.engine.")
)


@pytest.mark.parametrize("name", MODULES)
def test_the_worked_examples_of_a_module_are_right(name: str) -> None:
    results = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert results.failed == 0


def test_there_are_worked_examples() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    found = [test for name in MODULES for test in finder.find(importlib.import_module(name)) if test.examples]
    assert found
