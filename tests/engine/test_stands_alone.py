"""The engine is a library by itself."""

import doctest
import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from frankpledge import engine

MODULES = sorted(module.name for module in pkgutil.walk_packages(engine.__path__, "frankpledge.engine."))


def test_it_loads_no_django_and_nothing_else_of_ours() -> None:
    program = (
        f"import sys, importlib; [importlib.import_module(name) for name in {MODULES!r}];"
        "print(*sorted(name for name in sys.modules"
        " if name.split('.')[0] == 'django' or name.startswith('frankpledge.')), sep='\\n')"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(found.stdout.split())
    assert loaded >= set(MODULES)
    assert {name for name in loaded if not name.startswith("frankpledge.engine")} == {"frankpledge.errors"}


@pytest.mark.parametrize("name", MODULES)
def test_every_worked_example_gives_what_it_says(name: str) -> None:
    module: ModuleType = importlib.import_module(name)
    assert doctest.testmod(module).failed == 0


def test_the_three_lines_for_a_notebook_give_what_they_say() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```python\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    *lines, last = [line for line in block.splitlines() if line]
    expression, _, result = last.partition("#")
    known: dict[str, object] = {}
    exec("\n".join(lines), known)  # noqa: S102 - our own three lines
    assert len(lines) == 2
    assert repr(eval(expression, known)) == result.strip()  # noqa: S307 - our own line


def test_the_parts_were_found() -> None:
    assert "frankpledge.engine.sharing.nucleolus" in MODULES
