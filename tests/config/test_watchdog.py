"""The watchdog ends what a killed parent left, whatever it is."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from frankpledge.config.embedded import watchdog
from frankpledge.config.embedded.children import Family, Program
from tests.config.processes import all_gone, descendants, eventually, named

STUBBORN = "trap '' TERM; while :; do sleep 1; done"
PARENT = """
import signal, sys, time
from pathlib import Path
from frankpledge.config.embedded.children import Family, Program
family = Family(remove=[Path(sys.argv[1])])
family.start(Program("first", ["sh", "-c", "sleep 77.5 & sleep 77.5"], signal.SIGTERM))
family.start(Program("last", ["sleep", "77.5"], signal.SIGINT, stops_last=True))
print("started", flush=True)
time.sleep(60)
"""


def test_a_killed_parent_leaves_neither_children_nor_theirs_nor_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "to be removed"
    folder.mkdir()
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(folder)], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    parent.stdout.readline()
    assert eventually(lambda: len(named(descendants(parent.pid), "77.5")) == 4)
    family = descendants(parent.pid)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert all_gone(family)
    assert not folder.exists()


def test_a_child_that_ignores_the_request_is_killed_with_its_group() -> None:
    family = Family()
    child = family.start(Program("stubborn", ["sh", "-c", STUBBORN], signal.SIGTERM, seconds_to_stop=0.2))
    assert eventually(lambda: bool(named({child.pid}, "trap")))
    time.sleep(0.1)
    group = {child.pid} | descendants(child.pid)
    family.close()
    assert all_gone(group)
    assert child.exit_status() == -signal.SIGKILL


def test_the_database_is_stopped_after_those_who_use_it(tmp_path: Path) -> None:
    family = Family()
    order = tmp_path / "order"
    for name, last in (("database", True), ("web", False)):
        script = (
            f'trap \'echo {name} >> "$0"; exit\' TERM; echo ready >> "$0.$$"; while :; do sleep 0.05; done'
        )
        family.start(Program(name, ["sh", "-c", script, str(order)], signal.SIGTERM, stops_last=last))
    assert eventually(lambda: len(list(tmp_path.glob("order.*"))) == 2)
    family.close()
    assert order.read_text().split() == ["web", "database"]


def test_a_child_that_ended_is_no_longer_listed() -> None:
    lines = ["+ TERM first 11\n", "+ INT last 12\n", "- 11\n", "- 99\n"]
    assert watchdog.listed(lines) == [watchdog.Listed(12, signal.SIGINT, "last")]


def test_an_ended_process_that_nobody_has_waited_for_does_not_count_as_running() -> None:
    process = subprocess.Popen(["true"])
    assert eventually(lambda: not watchdog.running(process.pid))
    process.wait()


@pytest.mark.parametrize("status", [0, 3])
def test_the_exit_status_of_a_child_is_known(status: int) -> None:
    family = Family()
    child = family.start(Program("brief", ["sh", "-c", f"exit {status}"], signal.SIGTERM))
    assert child.wait() == status
    family.close()
