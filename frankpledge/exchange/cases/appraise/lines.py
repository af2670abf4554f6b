"""The lines of a case appraised, with everything that follows from them."""

from collections.abc import Callable

from frankpledge.engine import checks
from frankpledge.engine.appraisal import Appraisal, Case, Packs, appraise
from frankpledge.engine.appraisal.cases import Inflation
from frankpledge.engine.appraisal.exits import ExitValue, exit_values, option_value
from frankpledge.engine.appraisal.ledgers import Indicators
from frankpledge.engine.appraisal.options import compare
from frankpledge.engine.discounting import factors
from frankpledge.engine.sensitivity import measure_first, one_at_a_time, run, switching_values
from frankpledge.exchange.cases.appraise import answer
from frankpledge.exchange.cases.appraise.case import AppraiseCase, PackChoice

GENERAL = Inflation()


def appraised(case: AppraiseCase, packs: Packs, chosen: Callable[[PackChoice], Packs]) -> answer.Appraised:
    """The whole, the parties, the lines, and how far they can be relied on."""
    asked = case.engine_case()
    result = appraise(asked, packs)
    schedule = packs.schedule(case.discount)
    left = exit_values(asked, packs, case.exits) if case.exits else ()
    last = len(result.whole.net) - 1
    pence = result.npsv_pence if case.unit == "pounds" else {}
    return answer.Appraised(
        base_year=result.base_year,
        seen_from=result.seen_from,
        schedule=schedule.name,
        timing=case.discount.timing.value,
        view=case.view.value,
        decider=case.decider,
        factors=tuple(factors(schedule, last_year=last, timing=case.discount.timing).tolist()),
        whole=_worth(result.whole, sum(pence.values()) if pence else None),
        weighted=_worth(result.weighted, None) if result.weighted else None,
        parties=tuple(_worth(each, pence.get(each.name)) for each in result.parties),
        lines=tuple(_lines(result)),
        warnings=result.warnings,
        switching=tuple(
            answer.Turn(
                name=each.name, of=each.of, value=each.value, at=each.at, change=each.change, by=each.by
            )
            for each in switching_values(asked, packs, against=case.against, party=case.decider)
        ),
        tornado=one_at_a_time(asked, packs, party=case.decider),
        measuring=_measuring(case, asked, packs),
        scenarios=tuple(_told(name, each) for name, each in run(asked, packs, case.scenarios).items()),
        also_under=tuple(_told(each.discount, result.under(chosen(each))) for each in case.also_under),
        exits=tuple(map(_leaving, left)),
        option_to_leave=option_value(left) if left else None,
    )


def compared(case: AppraiseCase, packs: Packs) -> answer.OptionsCompared:
    """The case's options side by side."""
    checks.unique("options", (each.name for each in case.options))
    found = compare({each.name: case.engine_case(each.lines) for each in case.options}, packs)
    return answer.OptionsCompared(
        options=tuple(
            answer.OptionWorth(
                name=name,
                npsv=each.whole.npsv,
                npsc=each.whole.ledger.npsc,
                bcr=each.whole.ledger.bcr,
                bcr_net_cost=each.whole.ledger.bcr_net_cost,
                equivalent_annual=each.whole.equivalent_annual,
                beside_first=found.beside_first[name],
            )
            for name, each in found.appraisals.items()
        ),
        worth_most=found.worth_most,
        costs_least=found.costs_least,
        most_a_year=found.most_a_year,
    )


def _measuring(case: AppraiseCase, asked: Case, packs: Packs) -> answer.Known | None:
    found = measure_first(asked, packs, against=case.against, party=case.decider)
    return None if found is None else answer.Known(perfect=found.perfect, partial=dict(found.partial))


def _worth(each: Indicators, pence: int | None) -> answer.Worth:
    ledger = each.ledger
    return answer.Worth(
        name=each.name,
        npsv=ledger.npsv,
        npsv_pence=pence,
        npsc=ledger.npsc,
        net_cash=ledger.net_cash,
        public_costs=ledger.public_costs,
        private_costs=ledger.private_costs,
        savings=ledger.savings,
        benefits=ledger.benefits,
        disbenefits=ledger.disbenefits,
        paid=ledger.paid,
        received=ledger.received,
        bcr=ledger.bcr,
        bcr_net_cost=ledger.bcr_net_cost,
        equivalent_annual=each.equivalent_annual,
        payback=each.payback,
        discounted_payback=each.discounted_payback,
        internal_rate=each.internal_rate,
        net=each.net,
        discounted=each.discounted,
    )


def _lines(result: Appraisal) -> list[answer.LineWorth]:
    sunk = {(each.name, each.party): each.amount for each in result.sunk}
    return [
        answer.LineWorth(
            name=each.name,
            party=each.party,
            kind=each.kind,
            present_value=each.present_value,
            additional=each.additional,
            optimism=each.optimism,
            real=each.real,
            sunk=sunk.get((each.name, each.party), 0.0),
        )
        for each in result.lines
    ]


def _told(name: str, each: Appraisal) -> answer.Told:
    parties = {party.name: party.npsv for party in each.parties}
    return answer.Told(
        name=name, npsv=each.whole.npsv, bcr=each.whole.ledger.bcr, parties=parties, packs=each.packs
    )


def _leaving(each: ExitValue) -> answer.Leaving:
    return answer.Leaving(
        name=each.name,
        party=each.party,
        year=each.year,
        staying=each.staying,
        leaving=each.leaving,
        gain=each.gain,
    )
