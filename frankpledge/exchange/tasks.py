"""Where the worker looks for the jobs of this room."""

from frankpledge.exchange.digest_tasks import morning
from frankpledge.exchange.pictures.tasks import draw, draw_all, nightly
from frankpledge.exchange.reorganisation_tasks import apply_due

__all__ = ["apply_due", "draw", "draw_all", "morning", "nightly"]
