"""What has been published of costs and benefits, sorted: what savings alone would say, and leave out.

Claims are put beside one another and never added up. The register never calls a collaboration a success or a
failure by what somebody published.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from django.utils import timezone

from frankpledge.register.models import Assurance, FigureState
from frankpledge.register.queries import undoing
from frankpledge.register.queries.as_at import may_have_come
from frankpledge.register.queries.citations import Citations
from frankpledge.register.queries.claims import ClaimLine, claims_of, side_by_side
from frankpledge.register.queries.undoing import NOTHING
from frankpledge.register.readings import Line, Reading, Sort, reading_of

CHECKED = frozenset({Assurance.FINANCE_VALIDATED, Assurance.INDEPENDENTLY_ASSURED})


@dataclass(frozen=True, slots=True)
class Read:
    """One claim, and what we read it as."""

    line: ClaimLine
    reading: Reading

    @property
    def sort(self) -> Sort:
        return Sort(self.reading.reads_as)

    @property
    def is_contested(self) -> bool:
        return self.line.claim.assurance == Assurance.CONTESTED

    @property
    def has_happened(self) -> bool:
        """Somebody reports it as having happened. That is their statement, and no more."""
        return self.line.claim.state == FigureState.ACTUAL

    @property
    def is_checked(self) -> bool:
        return self.line.claim.assurance in CHECKED


class SavingsAlone(StrEnum):
    """What a list of savings alone would hold."""

    NOTHING = "nothing"
    PROMISED = "promised"
    REPORTED = "reported"
    CHECKED = "checked"


class LeftOut(StrEnum):
    """What a list of savings alone leaves out, or does not tell."""

    NOT_HAPPENED = "not happened"
    DRAWBACKS = "drawbacks"
    COSTS = "costs"
    OTHER_VIEWS = "other views"


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One subject of a table that a source gives as one."""

    subject: str
    cells: Mapping[Line, Read]

    @property
    def carried_forward_is_its_own(self) -> bool:
        """What was carried forward is published, and is not what the target and the result leave open."""
        return self._differs(Line.CARRIED_FORWARD, Line.TARGET, Line.ACHIEVED) is True

    @property
    def left_is_the_rest(self) -> bool:
        """What was left is exactly what was achieved less what was put back."""
        return self._differs(Line.LEFT, Line.ACHIEVED, Line.PUT_BACK) is False

    def _differs(self, shown: Line, whole: Line, less: Line) -> bool | None:
        amounts = [
            self.cells[line].line.claim.amount if line in self.cells else None
            for line in (shown, whole, less)
        ]
        first, second, third = amounts
        if first is None or second is None or third is None:
            return None
        return bool(first != second - third)


@dataclass(frozen=True, slots=True)
class Account:
    """A table as its source gives it: all its figures are of one speaker, one period and one unit."""

    name: str
    rows: Sequence[AccountRow]

    @property
    def reads(self) -> list[Read]:
        return [each for row in self.rows for each in row.cells.values()]

    @property
    def lines(self) -> list[Line]:
        """The columns that any row has, in the order of the list."""
        return [line for line in Line if any(line in row.cells for row in self.rows)]


@dataclass(frozen=True)
class Published:
    """Everything published of one record, read. `later` counts what was said after the day asked for."""

    reads: Sequence[Read]
    later: int = 0

    def of(self, sort: Sort) -> list[Read]:
        """Those read as one sort."""
        return [each for each in self.reads if each.sort is sort]

    @cached_property
    def disagreeing(self) -> list[list[Read]]:
        """Those that contradict one another, together; and what is contested, by itself if need be."""
        by_key = {each.line.claim.key: each for each in self.reads}
        groups = [
            [by_key[line.claim.key] for line in group]
            for group in side_by_side(each.line for each in self.reads)
        ]
        return [
            group for group in groups if any(each.is_contested or each.line.contradicts for each in group)
        ]

    @cached_property
    def accounts(self) -> list[Account]:
        """The tables of sources. Figures of another speaker, period or unit make a table of their own."""
        held: dict[tuple[object, ...], dict[str, dict[Line, Read]]] = {}
        for each in self.reads:
            if each.reading.account:
                rows = held.setdefault(_of_one_table(each), {})
                rows.setdefault(each.reading.subject, {})[Line(each.reading.line)] = each
        return [
            Account(str(key[0]), [AccountRow(subject, cells) for subject, cells in rows.items()])
            for key, rows in held.items()
        ]

    @property
    def states(self) -> Counter[str]:
        """How many savings and other benefits there are of each kind of figure."""
        return Counter(each.line.claim.state for each in self.of(Sort.BENEFIT))

    @property
    def savings_alone(self) -> SavingsAlone:
        """The most that a list of savings alone could say."""
        benefits = self.of(Sort.BENEFIT)
        happened = [each for each in benefits if each.has_happened]
        if any(each.is_checked for each in happened):
            return SavingsAlone.CHECKED
        if happened:
            return SavingsAlone.REPORTED
        return SavingsAlone.PROMISED if benefits else SavingsAlone.NOTHING

    @property
    def savings_alone_look_like_success(self) -> bool:
        """Who tracks savings and nothing else would call it a success."""
        return self.savings_alone is not SavingsAlone.NOTHING

    @property
    def left_out(self) -> list[LeftOut]:
        """What such a list leaves out."""
        held = {
            LeftOut.NOT_HAPPENED: self.savings_alone is SavingsAlone.PROMISED,
            LeftOut.DRAWBACKS: bool(self.of(Sort.DRAWBACK)),
            LeftOut.COSTS: bool(self.of(Sort.COST)),
            LeftOut.OTHER_VIEWS: bool(self.disagreeing),
        }
        return [each for each, is_so in held.items() if is_so]

    @property
    def drawbacks(self) -> list[str]:
        """What the drawbacks are, each named once; those without a name are left to the list."""
        return list(
            dict.fromkeys(each.reading.subject for each in self.of(Sort.DRAWBACK) if each.reading.subject)
        )


def published_of(collaboration_id: int, day: datetime.date | None = None) -> Published:
    """What had been said of a record by a day, or by now. Two statements; three for a past day."""
    is_past = day is not None and day < timezone.localdate()
    undone = undoing.of_record(collaboration_id, day) if day is not None and is_past else NOTHING
    every = claims_of(collaboration_id, Citations.of(collaboration_id, undone), undone)
    by_then = [line for line in every if day is None or may_have_come(line.claim.said_on, day)]
    return published(by_then, later=len(every) - len(by_then))


def published(lines: Iterable[ClaimLine], later: int = 0) -> Published:
    """The claims of a record, read one by one."""
    return Published([Read(line, reading_of(line.claim.key, line.claim.kind)) for line in lines], later)


def _of_one_table(read: Read) -> tuple[object, ...]:
    claim = read.line.claim
    return (
        read.reading.account, claim.said_by, claim.said_as, claim.said_on, claim.unit, claim.period_kind,
        claim.period_starts_on, claim.period_ends_on, claim.covers, claim.assurance,
    )  # fmt: skip
