"""Fixtures for every room, and how hypothesis tries its examples."""

from hypothesis import settings

from tests.members import members
from tests.world import world

__all__ = ["members", "world"]

# No deadline: a busy machine is no fault of the code. No folder of past examples: runs depend on nothing.
settings.register_profile("frankpledge", deadline=None, database=None)
settings.load_profile("frankpledge")
