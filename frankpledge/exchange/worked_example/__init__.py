"""The worked example of a demonstration: one made-up collaboration, from its purpose to five years.

Each module tells of one noun, as steps: what somebody did on which day. They are taken in the order of
days, by the actions that people use, each by somebody of the cast in the role that would do it.
"""

from frankpledge.exchange.worked_example.scene import record
from frankpledge.exchange.worked_example.telling import tell

__all__ = ["record", "tell"]
