"""Decisions about what is published, for tests."""

import datetime
from typing import Any

from django.utils import timezone

from frankpledge.register import sight
from frankpledge.register.actions import releases
from frankpledge.register.actions.grounds import Decision
from frankpledge.register.models import Collaboration, Ground, Level, Release
from tests.world import CURATOR


def decision(level: Level, **others: Any) -> Decision:
    """A decision with everything that it needs; any part may be given otherwise."""
    whole: dict[str, Any] = {"level": level, "reason": "A drill."}
    if level is not Level.PUBLISHED:
        whole |= {
            "ground": Ground.SECTION_31,
            "review_on": timezone.localdate() + datetime.timedelta(days=365),
        }
    return Decision(**{**whole, **others})


def withheld(collaboration: Collaboration, level: Level = Level.WITHHELD) -> Release:
    """The record is decided to be withheld by somebody who sees everything."""
    with sight.everything():
        return releases.decide(by=CURATOR, collaboration=collaboration, decision=decision(level))
