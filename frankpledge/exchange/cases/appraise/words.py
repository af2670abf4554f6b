"""The answer in sentences, and numbers as a person reads them."""

from collections.abc import Callable, Iterator

from frankpledge.engine import money
from frankpledge.engine.figures import Figure
from frankpledge.exchange.cases.appraise.answer import AppraiseAnswer, Appraised, Known

VIEWS = {"whole life": "over the whole life", "forward": "of what can still be decided"}


def amount(unit: str, value: float) -> str:
    """An amount in the case's unit."""
    if unit == "pounds":
        return money.pounds(money.pence(repr(round(float(value), 6))))
    return plain(value)


def plain(value: float) -> str:
    """A number to four places; nought has no sign."""
    return f"{value + 0.0:,.4f}".replace("-0.0000", "0.0000")


def share(value: float) -> str:
    """A share of one, in hundredths."""
    return f"{100 * value + 0.0:.2f}%"


def ratio(value: float) -> str:
    return f"{value:.2f}"


def figure(found: Figure, written: Callable[[float], str] = plain) -> str:
    """The figure, or why there is none."""
    if found.value is None:
        return found.why if found.why.startswith("none") else f"none: {found.why}"
    return written(found.value) + (f" ({found.why})" if found.why else "")


def sentences(answer: AppraiseAnswer) -> Iterator[str]:
    """What matters first."""
    if answer.appraisal:
        yield from _headline(answer.unit, answer.appraisal)
    if answer.options:
        yield f"Worth most: {answer.options.worth_most}. Costs least: {answer.options.costs_least}."
    if answer.benefit_map:
        count = len(answer.benefit_map.findings)
        yield f"The benefit map has {count} to look at." if count else "The benefit map is sound."
    if answer.information:
        yield from _known(answer.unit, answer.information)
    if answer.profiles:
        held = f" This is {answer.profiles.why}." if answer.profiles.why else ""
        uplift = share(answer.profiles.uplift)
        yield f"{answer.profiles.profiles} closed profiles turned out {uplift} above their estimates.{held}"
    if answer.appraisal or answer.options or answer.factors or answer.deflated:
        yield f"Parameters: {', '.join(str(pack) for pack in answer.packs)}."


def _headline(unit: str, found: Appraised) -> Iterator[str]:
    npsv = found.whole.npsv
    verb = "worth" if npsv >= 0 else "a loss of"
    yield f"Together, {VIEWS[found.view]}, it is {verb} {amount(unit, abs(npsv))}."
    timing = "at the start of" if found.timing == "start" else "spread over"
    discounted = f"Discounted to {found.seen_from}, schedule {found.schedule}, flows {timing} each year"
    yield f"{discounted}; prices of {found.base_year}."
    losing = [each.name for each in found.parties if each.npsv < 0]
    if losing and len(found.parties) > 1:
        yield f"Worse off than without it: {', '.join(losing)}."
    yield from found.warnings


def _known(unit: str, known: Known) -> Iterator[str]:
    worth = amount(unit, known.perfect.value)
    yield f"To know everything before deciding would be worth {worth} at most."
    best = next(iter(known.partial), None)
    if best is not None and known.partial[best].value > 0:
        value = amount(unit, known.partial[best].value)
        yield f"Measure {best} first: to know it would be worth up to {value}."
