"""What is kept running, and when we give up or stop."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from frankpledge.config import parent
from frankpledge.config.embedded.children import Family, Program
from frankpledge.config.embedded.errors import CannotStart
from frankpledge.config.service import MOST_RESTARTS, Kept, stopping_on_signals
from tests.config.processes import eventually


@pytest.fixture
def family() -> Iterator[Family]:
    """Children that end with the test."""
    ours = Family()
    yield ours
    ours.close()


@pytest.fixture
def _signals() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_a_program_that_runs_is_left_alone(family: Family) -> None:
    kept = Kept(lambda: family.start(Program("patient", ["sleep", "30"], signal.SIGTERM)))
    before = kept.child
    kept.look()
    assert kept.child is before


def test_a_program_that_ends_is_started_again_but_not_for_ever(
    family: Family, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = Kept(lambda: family.start(Program("hasty", ["false"], signal.SIGTERM)))
    for _ in range(MOST_RESTARTS):
        kept.child.wait()
        kept.look()
    assert capsys.readouterr().err.count("The hasty ended (status 1); starting it again.") == MOST_RESTARTS
    kept.child.wait()
    with pytest.raises(CannotStart, match="The hasty ended 6 times in a minute"):
        kept.look()


@pytest.mark.usefixtures("_signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stop_signal_leaves_the_block_once_and_a_second_does_not_disturb(number: signal.Signals) -> None:
    left = []
    with stopping_on_signals():
        try:
            os.kill(os.getpid(), number)
            pytest.fail("nothing stopped")
        finally:
            os.kill(os.getpid(), number)
            left.append(number)
    assert left == [number]


@pytest.mark.usefixtures("_signals")
def test_a_hang_up_that_was_ignored_on_purpose_stays_ignored() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with stopping_on_signals():
        os.kill(os.getpid(), signal.SIGHUP)
        stayed = True
    assert stayed


def test_a_parent_that_no_longer_catches_interrupts_can_be_told_from_one_that_does() -> None:
    script = (
        "import signal, sys\n"
        "signal.signal(signal.SIGINT, lambda *_: signal.signal(signal.SIGINT, signal.SIG_DFL))\n"
        "print(flush=True)\n"
        "sys.stdin.read()\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with process:
        assert process.stdout is not None
        process.stdout.readline()
        before = parent.signals_caught_by(process.pid)
        process.send_signal(signal.SIGINT)
        assert eventually(lambda: parent.signals_caught_by(process.pid) & before != before)
