"""The gates of the fourteen stages: each says how it stands, and why, from counted facts alone.

A gate that is not met stops nobody: it caps what may be claimed, and says what (`stages`). Most are data:
what is checked one by one (`Checked`), or how many of some things pass (`Counted`).
"""

from frankpledge.benefits.gates.facts import Facts
from frankpledge.benefits.gates.found import Found, Gate, Judge, Text

__all__ = ["Facts", "Found", "Gate", "Judge", "Text"]
