"""Asks the engine each question of a case."""

from frankpledge.benefits import packs as shipped
from frankpledge.engine import maps
from frankpledge.engine.additionality import additional_impact, net
from frankpledge.engine.appraisal import Optimism, Packs
from frankpledge.engine.discounting import factors
from frankpledge.engine.distribution import impact, weight
from frankpledge.engine.errors import Contradiction
from frankpledge.engine.forecasts import ReferenceClass, quality, reference_class
from frankpledge.engine.optimism import managed, uplift
from frankpledge.engine.packs.values import unit_value
from frankpledge.engine.sensitivity import information, linear, perfect, rank_correlations
from frankpledge.engine.sensitivity.tornado import RankCorrelation
from frankpledge.exchange.cases.appraise import answer, lines
from frankpledge.exchange.cases.appraise.case import (
    AppraiseCase,
    Gross,
    PackChoice,
    Uplifted,
    Valued,
    Weighing,
)
from frankpledge.exchange.cases.report import METHOD


def answered(case: AppraiseCase, case_digest: str) -> answer.AppraiseAnswer:
    """The answer to every part of the case. Raises Invalid and its kinds, NotFound for a pack."""
    packs = chosen(case.packs)
    return answer.AppraiseAnswer(
        command="appraise",
        method=METHOD,
        title=case.title,
        unit=case.unit,
        case_digest=case_digest,
        packs=packs.names(),
        appraisal=lines.appraised(case, packs, chosen) if case.lines else None,
        options=lines.compared(case, packs) if case.options else None,
        factors=_factors(case, packs),
        deflated=_deflated(case, packs),
        optimism=tuple(_uplift(each, packs) for each in case.optimism),
        additionality=tuple(map(_additional, case.additionality)),
        distribution=tuple(map(_weighted, case.distribution)),
        switching=tuple(
            answer.NamedFigure(
                name=each.name, at=linear(each.value, each.npsv, each.carried, against=each.against)
            )
            for each in case.switching
        ),
        information=_known(case),
        correlations=_correlations(case),
        benefit_map=_checked(case),
        forecasts=quality(case.forecasts, chance=case.chance) if case.forecasts else (),
        profiles=_profiles(case),
        values=tuple(_valued(each) for each in case.values),
    )


def chosen(choice: PackChoice) -> Packs:
    """The packs that a case names."""
    return Packs(
        discount=shipped.pack(choice.discount),
        deflator=shipped.pack(choice.deflator),
        optimism=shipped.pack(choice.optimism),
    )


def _factors(case: AppraiseCase, packs: Packs) -> dict[str, float]:
    if case.factors is None or not case.factors.years:
        return {}
    last = max(case.factors.years)
    row = factors(packs.schedule(case.discount), last_year=last, timing=case.discount.timing)
    if min(case.factors.years) < 0:
        raise Contradiction("factors.years", min(case.factors.years), "years from 0 on")
    return {str(year): float(row[year]) for year in case.factors.years}


def _deflated(case: AppraiseCase, packs: Packs) -> tuple[float, ...]:
    wanted = case.deflate
    if wanted is None:
        return ()
    index = packs.index(case.inflation, years=[*wanted.years, wanted.base_year])
    return tuple(index.real(wanted.amounts, years=wanted.years, base_year=wanted.base_year).tolist())


def _uplift(each: Uplifted, packs: Packs) -> answer.NamedUplift:
    bounds = packs.bounds(
        Optimism(upper=each.upper, lower=each.lower, kind=each.kind, parts=each.parts, measure=each.measure)
    )
    dealt_with = managed(each.contributions) if each.contributions else each.managed
    result = uplift(
        each.estimate,
        upper=bounds.upper,
        managed_share=dealt_with,
        lower=bounds.lower if each.at_contract_award else None,
        risk_management=each.risk_management,
    )
    return answer.NamedUplift(name=each.name, result=result)


def _additional(each: Gross) -> answer.NamedAdditional:
    beside = None
    if each.reference_gross is not None:
        beside = additional_impact(each.gross, each.shares, each.reference_gross, each.reference)
    return answer.NamedAdditional(
        name=each.name, result=net(each.gross, each.shares), additional_impact=beside
    )


def _weighted(each: Weighing) -> answer.NamedWeighted:
    incomes = (each.payers_income, each.recipients_income)
    if (each.weight is None) == (None in incomes):
        raise Contradiction(
            "distribution", "without a weight and both incomes, or with all", "one or the other"
        )
    factor = each.weight
    if factor is None:
        factor = weight(incomes[0] or 0.0, incomes[1] or 0.0, elasticity=each.elasticity)
    return answer.NamedWeighted(name=each.name, result=impact(each.to_recipients, each.to_payers, factor))


def _known(case: AppraiseCase) -> answer.Known | None:
    given = case.information
    if given is None:
        return None
    return answer.Known(
        perfect=perfect(given.net_benefits, given.probabilities),
        partial=information.ranked(given.net_benefits, given.inputs, given.probabilities),
    )


def _correlations(case: AppraiseCase) -> tuple[RankCorrelation, ...]:
    given = case.correlations
    return () if given is None else rank_correlations(given.inputs, given.answer)


def _checked(case: AppraiseCase) -> answer.MapChecked | None:
    given = case.benefit_map
    if given is None:
        return None
    found = maps.check(maps.BenefitMap(given.nodes, given.edges))
    return answer.MapChecked(
        sound=not found,
        findings=tuple(answer.MapFinding(fault=each.fault.value, nodes=each.nodes) for each in found),
    )


def _profiles(case: AppraiseCase) -> ReferenceClass | None:
    given = case.profiles
    if given is None:
        return None
    return reference_class(given.estimates, given.actuals, shares=given.shares)


def _valued(each: Valued) -> answer.ValuedAt:
    pack = shipped.pack(each.pack)
    value = unit_value(pack, each.name)
    if each.from_year is not None and each.to_year is not None:
        index = chosen(PackChoice()).index(lines.GENERAL, years=[])
        value = value.uprated(index, from_year=each.from_year, to_year=each.to_year)
    return answer.ValuedAt(
        name=each.name,
        quantity=each.quantity,
        unit_value=value.value,
        total=each.quantity * value.value,
        unit=value.unit,
        price_year=value.price_year,
        uprated_by=value.uprated_by,
        source=pack.of(each.name)[0].source,
        pack=value.pack,
    )
