"""Scenarios: the same case under other assumptions that belong together.

A scenario is a story: what inputs, lines and rate would be in it. It is not a forecast and carries no
probability; the results stand side by side. Source: Green Book 2018, scenario analysis.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from frankpledge.engine import checks
from frankpledge.engine.appraisal.appraising import Appraisal, appraise
from frankpledge.engine.appraisal.cases import Case, Line
from frankpledge.engine.appraisal.packs import Packs
from frankpledge.engine.errors import Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """What differs: values of inputs, multipliers of lines, lines that come years later, the rate."""

    name: str
    inputs: Mapping[str, float] = field(default_factory=dict)
    lines: Mapping[str, float] = field(default_factory=dict)
    delays: Mapping[str, int] = field(default_factory=dict)
    flat_rate: float | None = None
    schedule: str = ""


def changed(case: Case, scenario: Scenario) -> Case:
    """The case as the scenario has it. Raises Unknown for an input or line that the case does not have."""
    lines = {line.name for line in case.lines}
    for kind, named, known in (
        ("input", scenario.inputs, set(case.inputs)),
        ("line", scenario.lines, lines),
        ("line", scenario.delays, lines),
    ):
        for name in set(named) - known:
            raise Unknown(
                f"{kind} of scenario {scenario.name!r}", repr(name), ", ".join(sorted(known)) or "none"
            )
    inputs = dict(case.inputs)
    for name, value in scenario.inputs.items():
        inputs[name] = replace(inputs[name], value=checks.number(f"input {name}", value))
    discount = replace(
        case.discount,
        flat_rate=case.discount.flat_rate if scenario.flat_rate is None else scenario.flat_rate,
        schedule=scenario.schedule or case.discount.schedule,
    )
    return replace(
        case, inputs=inputs, discount=discount, lines=tuple(_line(each, scenario) for each in case.lines)
    )


def run(case: Case, packs: Packs, scenarios: Sequence[Scenario]) -> dict[str, Appraisal]:
    """The appraisal of each scenario by its name. Raises WrongKind for two of one name."""
    checks.unique("scenarios", (each.name for each in scenarios))
    return {each.name: appraise(changed(case, each), packs) for each in scenarios}


def _line(line: Line, scenario: Scenario) -> Line:
    times = checks.number(f"line {line.name}", scenario.lines.get(line.name, 1.0))
    later = checks.whole(f"delay of {line.name}", scenario.delays.get(line.name, 0))
    return replace(line, amounts=tuple(times * each for each in line.amounts), starts=line.starts + later)
