"""Where the worker looks for the jobs of this room."""

from frankpledge.exchange.digest_tasks import morning
from frankpledge.exchange.pictures.tasks import draw, draw_all, nightly

__all__ = ["draw", "draw_all", "morning", "nightly"]
