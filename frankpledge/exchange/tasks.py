"""Where the worker looks for the jobs of this room."""

from frankpledge.exchange.digest_tasks import morning
from frankpledge.exchange.document_tasks import nightly as documents_nightly
from frankpledge.exchange.document_tasks import read as documents_read
from frankpledge.exchange.pictures.tasks import draw, draw_all, nightly
from frankpledge.exchange.reorganisation_tasks import apply_due

__all__ = ["apply_due", "documents_nightly", "documents_read", "draw", "draw_all", "morning", "nightly"]
