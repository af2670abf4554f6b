"""How a run is spread over workers.

Tests that share something dear stay with one worker: the journeys a service and a browser, the tests of a
running service that service, those of the worked example its five years. All others go one by one to whoever
is free. There is one worker more than processors, because the one with the journeys mostly waits for its
browser.
"""

import gc
import os

import pytest
from xdist.scheduler import LoadScopeScheduling

OBJECTS_BETWEEN_LOOKS = (20_000, 20, 20)
TOGETHER = ("tests/journeys/", "tests/config/test_running.py", "tests/exchange/test_worked_example.py")
# These open every page as everybody. What they touch other tests prove line by line, and counting lines
# doubles their time.
NOT_COUNTED = (
    "tests/canaries/test_reading.py",
    "tests/canaries/test_writing.py",
    "tests/web/test_every_route_and_role.py",
    "tests/web/test_message_canaries.py",
)
# Until the tests are gathered nothing is let go, so there is nothing to look for.
gc.disable()


class ByWhatTheyShare(LoadScopeScheduling):  # type: ignore[misc] # its base is untyped
    """The largest group first, then the single tests in their random order."""

    def _split_scope(self, nodeid: str) -> str:
        return next((start for start in TOGETHER if nodeid.startswith(start)), nodeid)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the lines of those uncounted."""
    for item in items:
        if item.nodeid.startswith(NOT_COUNTED):
            item.add_marker(pytest.mark.no_cover)


def pytest_collection_finish() -> None:
    """Look through what is there for good only once, and through the rest more seldom than Python would.

    Nine thousand tests were looked through again and again, which took a quarter of all processor time. What
    tests make is still looked through, so leaks still show.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*OBJECTS_BETWEEN_LOOKS)
    gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByWhatTheyShare:
    """Spread them so."""
    return ByWhatTheyShare(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than processors."""
    return len(os.sched_getaffinity(0)) + 1 if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1) + 1
