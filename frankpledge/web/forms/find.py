"""What the address of the Find page asks for, read without ever refusing."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from frankpledge.register.search.facets import BY_KEY, IN_BEING, UNLESS_CHOSEN, Facet, Sort
from frankpledge.register.search.find import Asked
from frankpledge.web import asat
from frankpledge.web.refusals import BadAddress

INCLUDE = "include"
MOST_VALUES = 100
MOST_MEANINGS = 8
WRITTEN_PAGE = re.compile(r"[0-9]{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindForm:
    """One search as its address writes it. What cannot be read is left out, and `as_at_error` says so.

    `chosen` holds values by the facet's key, in the order given.
    """

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]]
    as_at: datetime.date | None = None
    as_at_written: str = ""
    as_at_error: str = ""
    with_assumed: bool = False
    meanings: tuple[str, ...] = ()
    sort: Sort = Sort.BEST
    page: int = 1

    @classmethod
    def read(cls, request: HttpRequest) -> "FindForm":
        """Reads an address. Of a word given twice the last counts; of a facet all values do."""
        query = request.GET
        as_at, error = _as_at(request)
        sort, page = query.get("sort", ""), query.get("page", "")
        return cls(
            text=query.get("q", "").strip(),
            chosen=_chosen(query),
            as_at=as_at,
            as_at_written=query.get(asat.PARAMETER, "").strip()[:20],
            as_at_error=error,
            with_assumed=query.get("assumed") == INCLUDE,
            meanings=tuple(dict.fromkeys(query.getlist("means")))[:MOST_MEANINGS],
            sort=Sort(sort) if sort in set(Sort) else Sort.BEST,
            page=int(page) if WRITTEN_PAGE.fullmatch(page) else 1,
        )

    def but(self, unknown: Mapping[str, tuple[str, ...]]) -> "FindForm":
        """The same search without values that the register does not know."""
        kept = {
            name: tuple(value for value in values if value not in unknown.get(name, ()))
            for name, values in self.chosen.items()
        }
        return replace(self, chosen=kept)

    def asked(self) -> Asked:
        """What the register is asked."""
        return Asked(
            text=self.text,
            chosen=self.chosen,
            as_at=self.as_at,
            with_assumed=self.with_assumed,
            meanings=self.meanings,
            sort=self.sort,
            page=self.page,
        )

    @property
    def is_empty(self) -> bool:
        """Whether it asks for everything."""
        return not self.pairs()

    def address(self, **changes: Any) -> str:
        """The one address of this search, or of it with changes: its first page unless `page` is given."""
        pairs = replace(self, **{"page": 1, **changes}).pairs()
        return f"{reverse('find')}?{urlencode(pairs)}" if pairs else reverse("find")

    @property
    def to_follow(self) -> str:
        """What names this search to somebody who follows it; "" for everything, and for a past day."""
        pairs = replace(self, page=1, sort=Sort.BEST).pairs()
        return f"?{urlencode(pairs)}" if pairs and not self.as_at_written else ""

    def without(self, facet: Facet, value: str = "") -> str:
        """The address without a facet's choice, or without one value of it."""
        kept = tuple(each for each in self.chosen.get(facet.key, ()) if value and each != value)
        return self.address(chosen={**self.chosen, facet.key: kept})

    def pairs(self) -> list[tuple[str, str]]:
        """The parts of its address, always in the same order."""
        pairs = [("q", self.text)] if self.text else []
        pairs += [("means", meaning) for meaning in self.meanings]
        for key, facet in BY_KEY.items():
            pairs += [(facet.parameter, value) for value in self.chosen.get(key, ())]
        if self.as_at_written:
            pairs.append((asat.PARAMETER, self.as_at_written))
        if self.with_assumed:
            pairs.append(("assumed", INCLUDE))
        if self.sort != Sort.BEST:
            pairs.append(("sort", self.sort.value))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return pairs


def _chosen(query: QueryDict) -> dict[str, tuple[str, ...]]:
    chosen = {}
    for key, facet in BY_KEY.items():
        values = tuple(dict.fromkeys(filter(None, query.getlist(facet.parameter))))[:MOST_VALUES]
        # The two that are taken when none is chosen are as good as none.
        if values and not (facet is IN_BEING and set(values) == UNLESS_CHOSEN):
            chosen[key] = values
    return chosen


def _as_at(request: HttpRequest) -> tuple[datetime.date | None, str]:
    try:
        return asat.asked(request), ""
    except BadAddress as error:
        return None, str(error)
