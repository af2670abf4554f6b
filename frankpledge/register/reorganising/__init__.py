"""Working out what a reorganisation does to the register: from what is held and the steps, nothing else."""

from frankpledge.register.reorganising.planning import plan, succession
from frankpledge.register.reorganising.shapes import (
    Body,
    Entry,
    Joining,
    Moving,
    Pair,
    Plan,
    Record,
    RecordEffect,
    Renaming,
    Steps,
    Succession,
    Successions,
    Waiting,
)

__all__ = [
    "Body",
    "Entry",
    "Joining",
    "Moving",
    "Pair",
    "Plan",
    "Record",
    "RecordEffect",
    "Renaming",
    "Steps",
    "Succession",
    "Successions",
    "Waiting",
    "plan",
    "succession",
]
