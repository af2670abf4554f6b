"""The case of a workspace: what `frankpledge appraise` is asked, and what the engine answers to it."""

import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from frankpledge.benefits import years
from frankpledge.benefits.models import SHARES, LedgerEntry, Workspace
from frankpledge.benefits.queries.cases import Basis, Chosen, LeftOut, Why, chosen
from frankpledge.engine.appraisal import Appraisal, Case, Packs, View, appraise
from frankpledge.engine.packs.deflators import Deflator
from frankpledge.errors import NotFound
from frankpledge.exchange.benefit_cases.lines import ADDITIONAL, lines_of, price_year_of
from frankpledge.exchange.benefit_cases.values import Valued, valued
from frankpledge.exchange.cases import reading, shapes
from frankpledge.exchange.cases.appraise import answering
from frankpledge.exchange.cases.appraise.case import AppraiseCase, PackChoice
from frankpledge.register.models import Collaboration

SCHEDULE, SERIES, TIMING = "standard", "gdp", "start"
# The same case under another rate stands beside it.
SENSITIVITY = "discount-review-2026"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a case is wanted. `growth` is by how much prices are taken to rise a year after the last known."""

    basis: Basis = Basis.NOW
    view: View = View.WHOLE_LIFE
    growth: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A case, from what it was made, and what the engine says of it. `document` is the file itself."""

    asked: Asked
    chosen: Chosen
    left_out: Sequence[LeftOut]
    whole_counted: int
    valued: Sequence[Valued]
    document: Mapping[str, Any]
    case: AppraiseCase
    packs: Packs
    result: Appraisal

    @property
    def engine_case(self) -> Case:
        return self.result.case

    @property
    def npsv_pence(self) -> int:
        """What all parties come to, to the penny."""
        return sum(self.result.npsv_pence.values())

    @property
    def digest(self) -> str:
        """What tells this case from any other, as the command prints it."""
        return shapes.digest(self.document)

    @property
    def index(self) -> Deflator | None:
        """Prices by financial year; None where all lines are in one year's prices."""
        return self.packs.prices(self.engine_case) if self.case.inflation.in_financial_years else None


def made_of(record: Collaboration, workspace: Workspace, asked: Asked, today: datetime.date) -> Made:
    """The case of a record. Raises NotFound where nothing can be appraised, saying why."""
    held = chosen(workspace, asked.basis)
    packs = answering.chosen(PackChoice())
    taken, unpriced = _priced(held.entries, workspace.prices_of, packs, asked.growth)
    left_out = [*held.left_out, *(LeftOut(entry, Why.NO_PRICES) for entry in unpriced)]
    by_values = valued(workspace, asked.basis, _with_lines(held))
    document = _document(record, workspace, taken, by_values, asked, today)
    case = reading.build(AppraiseCase, document)
    return Made(
        asked=asked,
        chosen=dataclasses.replace(held, entries=taken),
        left_out=left_out,
        whole_counted=_whole_counted(taken) + sum(each.is_whole for each in by_values),
        valued=by_values,
        document=document,
        case=case,
        packs=packs,
        result=appraise(case.engine_case(), packs),
    )


def _priced(
    entries: Sequence[LedgerEntry], base: int, packs: Packs, growth: float | None
) -> tuple[list[LedgerEntry], list[LedgerEntry]]:
    """Lines that can be put in prices of the base year, and those that cannot."""
    wanted = reading.build(AppraiseCase, {"inflation": _inflation(growth)}).inflation
    index = packs.index(wanted, years=[base])

    def is_known(year: int) -> bool:
        last = max(index.index)
        return year in index.index or (growth is not None and year > last)

    def is_priced(entry: LedgerEntry) -> bool:
        year = price_year_of(entry, base)
        return year == base or (is_known(year) and is_known(base))

    taken = [entry for entry in entries if is_priced(entry)]
    return taken, [entry for entry in entries if not is_priced(entry)]


def _inflation(growth: float | None) -> dict[str, Any]:
    said = {"series": SERIES, "in_financial_years": True}
    return said if growth is None else {**said, "growth": growth}


def _document(
    record: Collaboration,
    workspace: Workspace,
    entries: Sequence[LedgerEntry],
    by_values: Sequence[Valued],
    asked: Asked,
    today: datetime.date,
) -> dict[str, Any]:
    base = workspace.prices_of
    more = [line for each in by_values for line in each.lines]
    lines = lines_of(entries, prices_of=base, more=more)
    if not lines:
        raise NotFound(_("There is nothing to appraise yet: nothing with an amount is locked in the ledger."))
    first = min(years.year_of(workspace.first_period_on), *(min(line.pence) for line in lines))
    packs = PackChoice()
    said = {
        "title": f"{record.reference} {record.title}",
        "packs": {"discount": packs.discount, "deflator": packs.deflator, "optimism": packs.optimism},
        "also_under": [{"discount": SENSITIVITY}],
        "first_year": first,
        "base_year": base,
        "view": asked.view.value,
        **_decided(asked, today, first, max(max(line.pence) for line in lines)),
        "discount": {"schedule": SCHEDULE, "timing": TIMING},
    }
    if any(line.price_year != base for line in lines):
        said["inflation"] = _inflation(asked.growth)
    return {**said, "lines": [line.document(first) for line in lines]}


def _decided(asked: Asked, today: datetime.date, first: int, last: int) -> dict[str, int]:
    """The year in which a look forward stands."""
    if asked.view is View.WHOLE_LIFE:
        return {}
    year = max(first, years.year_of(today))
    if year > last:
        raise NotFound(_("Nothing in the ledger is about this financial year or a later one."))
    return {"decision_year": year}


def _with_lines(held: Chosen) -> set[int]:
    """Benefits with lines in the ledger, taken or left out: their values are not counted besides."""
    every = (*held.entries, *(each.entry for each in held.left_out))
    return {each.profile_id for each in every if each.profile_id is not None}


def _whole_counted(entries: Sequence[LedgerEntry]) -> int:
    """Lines of a benefit that count whole because its profile leaves a share open."""
    return sum(
        1
        for entry in entries
        if entry.kind in ADDITIONAL
        and (entry.profile is None or any(getattr(entry.profile, name) is None for name in SHARES))
    )


def gross_pence(made: Made) -> int:
    """What all parties would come to with nothing taken off that is not the collaboration's doing."""
    lines = [
        {name: value for name, value in line.items() if name != "additionality"}
        for line in made.document["lines"]
    ]
    case = reading.build(AppraiseCase, {**made.document, "lines": lines})
    return sum(appraise(case.engine_case(), made.packs).npsv_pence.values())


def under(made: Made, choice: PackChoice) -> Appraisal:
    """The same case under other parameters."""
    return made.result.under(answering.chosen(choice))
