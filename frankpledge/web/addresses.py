"""The addresses that a long page makes its links from.

They are made once for a page: making a hundred addresses one by one takes longer than reading the rows.
"""

import datetime
from functools import cache

from django.urls import reverse

from frankpledge.web import asat

STEMS = {
    "organisations": "organisation",
    "collaborations": "collaboration",
    "functions": "function",
    "regions": "region",
}


@cache
def _stems() -> dict[str, str]:
    return {name: reverse(route, args=["-"]).removesuffix("-") for name, route in STEMS.items()}


def stems(day: datetime.date | None) -> dict[str, str]:
    """For a template: what stands before a slug, by what it leads to; after it, what `keep`s a past date."""
    return {**_stems(), "keep": f"?{asat.PARAMETER}={day}" if day else ""}
