"""What the register holds for whoever considers a collaboration under section 23HA of the Police Act 1996.

Only what is public: what a body keeps from publication is in no pack, and no pack says that there is any.
"""

from frankpledge.register.queries.considerations.pack import (
    Area,
    Count,
    Entry,
    FunctionName,
    Member,
    Pack,
    Part,
    Saying,
    Source,
)
from frankpledge.register.queries.considerations.reading import MOST_FUNCTIONS, considered

__all__ = [
    "MOST_FUNCTIONS",
    "Area",
    "Count",
    "Entry",
    "FunctionName",
    "Member",
    "Pack",
    "Part",
    "Saying",
    "Source",
    "considered",
]
