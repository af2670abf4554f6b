"""A search as its address writes it, read again without the page: for those who follow it."""

from collections.abc import Sequence
from urllib.parse import parse_qs

from django.db import connection
from django.utils.translation import gettext as _

from frankpledge.register.search import statement
from frankpledge.register.search.facets import FACETS
from frankpledge.register.search.find import Asked, Search


def asked(query: str) -> Asked:
    """What the query of a search's one address asks of the register of today.

    >>> asked("q=dogs&force=norfolk").chosen
    {'force': ('norfolk',)}
    """
    given = parse_qs(query)
    chosen = {facet.key: tuple(given[facet.parameter]) for facet in FACETS if facet.parameter in given}
    return Asked(
        text=given.get("q", [""])[-1],
        chosen=chosen,
        with_assumed=given.get("assumed") == ["include"],
        meanings=tuple(given.get("means", ())),
    )


def found_by(query: str) -> list[int]:
    """The ids of everything that it finds, best match first. Two statements."""
    select, parameters = statement.every(Search.of(asked(query)).wanted, "card.collaboration_id")
    with connection.cursor() as cursor:
        cursor.execute(select, parameters)
        return [number for (number,) in cursor.fetchall()]


def in_words(query: str) -> str:
    """What to call it: `“dogs”; Force: Norfolk`. One statement."""
    search = Search.of(asked(query))
    parts = [_("“%(text)s”") % {"text": search.reading.text}] if search.reading.text else []
    for facet in FACETS:
        values = [str(search.label(facet, value, None)) for value in search.wanted.chosen.get(facet.key, ())]
        parts += [f"{facet.title}: {_any_of(values)}"] if values else []
    return "; ".join(parts) or _("every collaboration")


def _any_of(values: Sequence[str]) -> str:
    if len(values) == 1:
        return values[0]
    return _("%(first)s or %(last)s") % {"first": ", ".join(values[:-1]), "last": values[-1]}
