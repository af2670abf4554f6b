"""The answer as JSON: what docs/method/schemas/share-result.json describes."""

from collections.abc import Iterable, Sequence
from typing import Any

from frankpledge.engine.sharing import Change, Leaving, Standing
from frankpledge.engine.sharing.coalitions import Numbers
from frankpledge.exchange.cases.share.answer import Answer, Basis


def document(answer: Answer) -> dict[str, Any]:
    """The whole answer; amounts are in the case's unit, of the case's kind, by party."""
    case, game = answer.case, answer.game
    return {
        "command": "share",
        "title": case.title,
        "unit": case.unit,
        "kind": case.kind.value,
        "members": list(case.current),
        "whole": answer.whole,
        "is_modelled": game.is_modelled if game else answer.costs.function is not None,
        "alone": _by_party(case.current, case.sign * game.alone) if game else None,
        "separable": _by_party(case.current, case.sign * game.separable) if game else None,
        "saving_together": game.savings if game else None,
        "shares": [_basis(answer, basis) for basis in answer.bases],
        "least_core": _least_core(answer),
        "band": _band(answer),
        "fitted": _fitted(answer),
        "without_answer": answer.without_answer,
        "what_if": [_change(answer, change) for change in answer.changes],
    }


def _basis(answer: Answer, basis: Basis) -> dict[str, Any]:
    parties = answer.case.current
    shares, test = basis.shares, basis.test
    errors = shares.standard_errors if shares else None
    return {
        "name": basis.name,
        "kind": basis.kind,
        "amounts": _by_party(parties, basis.amounts),
        "pence": dict(zip(parties, basis.pence, strict=True)) if basis.pence else None,
        "shares_of_one": _by_party(parties, (float(part) for part in basis.key.shares))
        if basis.key
        else None,
        "standard_errors": _by_party(parties, errors) if errors is not None else None,
        "notes": list(shares.notes) if shares else [],
        "in_core": test.is_in_core if test else None,
        "adds_up": abs(test.missing) <= answer.game.tolerance if test and answer.game else None,
        "standings": [_standing(answer, each) for each in basis.standings],
        "better_off_leaving": [_leaving(answer, each) for each in basis.leaving],
    }


def _standing(answer: Answer, each: Standing) -> dict[str, Any]:
    sign = answer.case.sign
    return {
        "party": each.party,
        "amount": sign * each.pays,
        "alone": sign * each.alone,
        "separable": sign * each.separable,
        "saves": each.saves,
        "surplus": each.surplus,
        "individually_rational": each.pays_no_more_than_alone,
        "no_subsidy": not each.is_subsidised,
        "alone_is_modelled": each.alone_is_modelled,
    }


def _leaving(answer: Answer, each: Leaving) -> dict[str, Any]:
    sign = answer.case.sign
    return {
        "group": list(each.group),
        "amount": sign * each.pays,
        "by_itself": sign * each.by_itself,
        "exit_costs": each.exit_costs,
        "better_off_by": each.better_off_by,
        "is_modelled": each.is_modelled,
    }


def _least_core(answer: Answer) -> dict[str, Any] | None:
    found = answer.least_core
    if found is None:
        return None
    element = _by_party(answer.case.current, answer.case.sign * found.element.amounts)
    return {"gain": found.gain, "has_core": found.has_core, "element": element}


def _band(answer: Answer) -> dict[str, Any] | None:
    if answer.band is None:
        return None
    ends = sorted((answer.case.sign * answer.band.lowest, answer.case.sign * answer.band.highest), key=sum)
    lowest, highest = (_by_party(answer.case.current, end) for end in ends)
    return {"lowest": lowest, "highest": highest}


def _fitted(answer: Answer) -> dict[str, Any] | None:
    fitted = answer.costs.fitted
    if fitted is None:
        return None
    return {
        "fixed": fitted.model.fixed,
        "unit_cost": float(fitted.model.unit_costs[0]),
        "scale": fitted.model.scale,
        "exponent": fitted.model.exponent,
        "largest_miss": fitted.largest_miss,
    }


def _change(answer: Answer, change: Change) -> dict[str, Any]:
    sign = answer.case.sign
    return {
        "members_before": list(change.members_before),
        "members_after": list(change.members_after),
        "before": _by_party(change.parties, sign * change.before),
        "after": _by_party(change.parties, sign * change.after),
        "difference": _by_party(change.parties, sign * change.difference),
        "is_modelled": change.is_modelled,
    }


def _by_party(parties: Sequence[str], amounts: Numbers | Iterable[float]) -> dict[str, float]:
    # Nought is 0.0 whichever side it came from.
    return {party: float(amount) + 0.0 for party, amount in zip(parties, amounts, strict=True)}
