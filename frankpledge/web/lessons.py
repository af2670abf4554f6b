"""Lessons as pages say them: the five in order, and what was planned and came of each benefit beside them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from frankpledge.web import tracking
from frankpledge.web.editions import actual, quantity


def outcomes(held: Sequence[Mapping[str, Any]]) -> list[tuple[str, ...]]:
    """Rows of a table: benefit, planned, came about, and the share of the plan that counts as come about."""
    return list(_outcomes(held))


def _outcomes(held: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, ...]]:
    for each in held:
        unit = each["unit"]
        told = (quantity(each["planned"], unit), actual(each, unit)) if unit else (_("not known"),) * 2
        yield each["title"], *told, tracking.share(each["realised"])
