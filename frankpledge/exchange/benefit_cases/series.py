"""The series of one benefit as a case for `frankpledge signals`: the very one that its page draws."""

import math
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from frankpledge.benefits import periods
from frankpledge.benefits.models import Profile
from frankpledge.benefits.queries.series import Held
from frankpledge.benefits.queries.standings import asked_of


def titled(case: Mapping[str, Any], profile: Profile, title: str = "") -> dict[str, Any]:
    """A case under its title, or the benefit's, which says so where everything is made up."""
    title = title or profile.title
    return {**case, "title": f"{title} ({_('made up')})" if profile.workspace.is_made_up else title}


def document(held: Held) -> dict[str, Any] | None:
    """The case; None where nothing is on record. A period that is not known is null."""
    asked = asked_of(held)
    if asked is None or held.measure is None:
        return None
    length = held.profile.workspace.period_length
    said: dict[str, Any] = {
        "title": held.measure.name,
        "chart": "xmr",
        "labels": [periods.named(day, length) for day in asked.labels],
        "values": [None if math.isnan(value) else value for value in asked.values],
        "lock_after": asked.lock_after,
        "target": asked.target,
        "better": asked.better,
    }
    return titled(
        {name: value for name, value in said.items() if value is not None}, held.profile, held.measure.name
    )
