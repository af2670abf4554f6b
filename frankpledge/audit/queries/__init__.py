"""Reading the memory."""

from frankpledge.audit.queries.happenings import FieldChange, Happening, History, Rows, history_of
from frankpledge.audit.queries.revisions import last_changed_at, revision

__all__ = ["FieldChange", "Happening", "History", "Rows", "history_of", "last_changed_at", "revision"]
