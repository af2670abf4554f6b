"""How a run is spread over workers.

Tests that share something dear stay with one worker: the journeys a service and a browser, the tests of a
running service that service. All others go one by one to whoever is free. There is one worker more than
processors, because the one with the journeys mostly waits for its browser.
"""

import os

import pytest
from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/journeys/", "tests/config/test_running.py")


class ByWhatTheyShare(LoadScopeScheduling):  # type: ignore[misc] # its base is untyped
    """The largest group first, then the single tests in their random order."""

    def _split_scope(self, nodeid: str) -> str:
        return next((start for start in TOGETHER if nodeid.startswith(start)), nodeid)


@pytest.hookimpl(tryfirst=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByWhatTheyShare:
    """Spread them so."""
    return ByWhatTheyShare(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than processors."""
    return len(os.sched_getaffinity(0)) + 1 if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1) + 1
