"""One year's shares as the case that `frankpledge share` takes, and what the engine says of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from frankpledge.benefits import years
from frankpledge.benefits.queries.shares import Beside, Shares
from frankpledge.exchange.benefit_cases.lines import PENCE, names_of
from frankpledge.exchange.cases import reading
from frankpledge.exchange.cases.share import answer, words
from frankpledge.exchange.cases.share.answer import Answer, Basis
from frankpledge.exchange.cases.share.case import ShareCase
from frankpledge.register.models import Collaboration

# With more parties than these the groups between are too many to say anything of.
MOST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The case, and its answer. `names` are what the parties are called in it, by their number."""

    document: Mapping[str, Any]
    answer: Answer
    names: Mapping[int, str]

    @property
    def agreed(self) -> Basis:
        """What they pay, with its tests."""
        return next(each for each in self.answer.bases if each.kind == "agreed")

    @property
    def sentences(self) -> list[str]:
        """What the engine says, as the command prints it."""
        return [each for each in words.sentences(self.answer) if each]

    def band_of(self, row: Beside) -> tuple[float, float] | None:
        """From what to what well-founded methods would have a party pay, in pounds."""
        band = self.answer.band
        if band is None:
            return None
        place = self.answer.case.current.index(self.names[row.body.pk])
        return float(band.lowest[place]), float(band.highest[place])


def made_of(record: Collaboration, shares: Shares) -> Made:
    """The case of a year. Until all said what each would pay alone it has no costs, and tests nothing."""
    names = {number: _plain(name) for number, name in names_of(each.body for each in shares.rows).items()}
    document = _document(record, shares, names)
    return Made(document=document, answer=answer.answer(reading.build(ShareCase, document)), names=names)


def _document(record: Collaboration, shares: Shares, names: Mapping[int, str]) -> dict[str, Any]:
    parties = [names[each.body.pk] for each in shares.rows]
    alone = {names[each.body.pk]: _pounds(each.alone.amount_pence) for each in shares.rows if each.alone}
    said = {
        "title": f"{record.reference} {record.title}, {years.in_words(shares.year)}",
        "parties": parties,
        "agreed": {names[each.body.pk]: _pounds(each.pays_pence) for each in shares.rows},
    }
    if not shares.is_known or not 2 <= len(parties) <= MOST:
        return {**said, "methods": []}
    said["costs"] = {**alone, " + ".join(parties): _pounds(shares.whole_pence)}
    return said if len(parties) == 2 else {**said, **_between(alone)}


def _between(alone: Mapping[str, float]) -> dict[str, Any]:
    """Nobody costs the groups between: a formula does, by what each would need alone, and is marked so."""
    return {"fitted": {"demands": dict(alone)}}


def _pounds(pence: int) -> float:
    return pence / PENCE


def _plain(name: str) -> str:
    # A plus sign joins the names of a group.
    return name.replace("+", "and")
