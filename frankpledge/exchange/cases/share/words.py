"""The answer in sentences and tables, as a person reads it."""

from collections.abc import Iterator

from frankpledge.engine import money
from frankpledge.engine.sharing import Change, coalitions
from frankpledge.exchange.cases.report import Table
from frankpledge.exchange.cases.share.answer import Answer, Basis
from frankpledge.exchange.cases.share.case import Kind, ShareCase

NAMES = {
    "shapley": "Shapley",
    "sampled_shapley": "Shapley, sampled",
    "egalitarian": "Separable, rest equal",
    "remaining_benefit": "Separable, rest by benefit",
    "nucleolus": "Nucleolus",
    "per_capita_nucleolus": "Nucleolus per member",
    "proportional_nucleolus": "Nucleolus by cost",
    "agreed": "As agreed",
}
MOST_GROUPS = 3
MODELLED = "Some costs come from a formula, not from a finance officer: a benchmark, not a bill."


def name(basis: Basis) -> str:
    """What a basis is called in a table."""
    return basis.name if basis.kind == "key" else NAMES[basis.name]


def amount(case: ShareCase, value: float) -> str:
    """An amount in the case's unit."""
    if case.unit == "pounds":
        return money.pounds(money.pence(repr(round(float(value), 6))))
    if case.unit == "pence":
        return f"{round(value):,}p"
    return f"{value + 0.0:,.4f}".replace("-0.0000", "0.0000")


def sentences(answer: Answer) -> Iterator[str]:
    """What matters first: what is saved, whether all can be content, and who would be better off alone."""
    case, game = answer.case, answer.game
    if game is not None:
        yield _whole(answer)
        yield _core(answer)
        for basis in answer.bases:
            yield from _leaving(case, basis)
        if game.is_modelled:
            yield MODELLED
    elif answer.costs.function is not None:
        yield MODELLED
    if answer.costs.fitted is not None:
        miss = amount(case, answer.costs.fitted.largest_miss)
        yield f"The fitted formula misses what is known by {miss} at most."
    for method, reason in answer.without_answer.items():
        yield f"{NAMES[method]} has no answer: {reason}"
    for basis in answer.bases:
        yield from basis.shares.notes if basis.shares else ()


def _whole(answer: Answer) -> str:
    case, game = answer.case, answer.game
    if game is None:
        return ""
    together, saved = amount(case, case.sign * game.whole), amount(case, abs(game.savings))
    more = "more" if (game.savings > 0) == (case.kind is Kind.PROFIT) else "less"
    verb = "cost" if case.kind is Kind.COST else "bring"
    return f"Together they {verb} {together}: {saved} {more} than each alone."


def _core(answer: Answer) -> str:
    found = answer.least_core
    if found is None:
        return ""
    if len(answer.case.current) == 1:
        return "One party alone has nobody to share with."
    gain = amount(answer.case, abs(found.gain))
    if found.has_core:
        return f"They can share so that every group gains {gain} or more by staying: nobody need leave."
    return f"However they share, some group loses {gain} or more by staying."


def _leaving(case: ShareCase, basis: Basis) -> Iterator[str]:
    if basis.test is not None and basis.test.missing and basis.kind != "method":
        short = abs(basis.test.missing)
        if short > 0.005 or case.unit != "pounds":
            way = "less" if case.sign * basis.test.missing > 0 else "more"
            yield f"{name(basis)}: the amounts are {amount(case, short)} {way} than the whole."
    if basis.leaving:
        worst = basis.leaving[0]
        who = " and ".join([", ".join(worst.group[:-1]), worst.group[-1]] if worst.group[1:] else worst.group)
        gain = amount(case, worst.better_off_by)
        apart = "alone" if len(worst.group) == 1 else "by themselves"
        yield f"{name(basis)}: {who} would be {gain} better off {apart}."


def tables(answer: Answer) -> Iterator[Table]:
    """Every basis side by side, then the tests of each, then what would change."""
    if answer.bases:
        yield _amounts(answer)
    errors = [basis for basis in answer.bases if basis.shares and basis.shares.standard_errors is not None]
    if errors:
        yield _standard_errors(answer, errors)
    if answer.game is not None and answer.bases:
        yield _tests(answer)
        yield from _better_off(answer)
        yield from _worth(answer)
    for change in answer.changes:
        yield _change(answer.case, change)


def _amounts(answer: Answer) -> Table:
    case, game, band = answer.case, answer.game, answer.band
    columns: list[tuple[str, list[str]]] = [("Party", list(case.current))]
    if game is not None:
        columns.append(("Alone", [amount(case, case.sign * each) for each in game.alone]))
        columns.append(("Adds", [amount(case, case.sign * each) for each in game.separable]))
    columns += [(name(basis), _column(case, basis)) for basis in answer.bases]
    if band is not None:
        ends = sorted((case.sign * band.lowest, case.sign * band.highest), key=sum)
        columns.append(("Band from", [amount(case, each) for each in ends[0]]))
        columns.append(("to", [amount(case, each) for each in ends[1]]))
    verb = "pays" if case.kind is Kind.COST else "gets"
    return Table(
        title=f"What each {verb}",
        header=[title for title, _cells in columns],
        rows=list(zip(*(cells for _title, cells in columns), strict=True)),
    )


def _column(case: ShareCase, basis: Basis) -> list[str]:
    if basis.pence is not None and case.unit == "pounds":
        return [money.pounds(each) for each in basis.pence]
    return [amount(case, each) for each in (basis.pence or basis.amounts)]


def _standard_errors(answer: Answer, bases: list[Basis]) -> Table:
    rows = []
    for place, party in enumerate(answer.case.current):
        found = (basis.shares.standard_errors for basis in bases if basis.shares)
        rows.append([party, *(f"{each[place]:.4g}" for each in found if each is not None)])
    return Table(title="Standard errors", header=["Party", *(name(basis) for basis in bases)], rows=rows)


def _tests(answer: Answer) -> Table:
    rows = []
    for basis in answer.bases:
        worse = [each.party for each in basis.standings if not each.pays_no_more_than_alone]
        carried = [each.party for each in basis.standings if each.is_subsidised]
        held = "yes" if basis.test and basis.test.is_in_core else "no"
        rows.append([name(basis), ", ".join(worse) or "nobody", ", ".join(carried) or "nobody", held])
    header = ["Basis", "Worse off than alone", "Less than it adds", "No group better off apart"]
    return Table(title="The tests", header=header, rows=rows, words=frozenset({0, 1, 2, 3}))


def _better_off(answer: Answer) -> Iterator[Table]:
    case = answer.case
    rows = [
        [
            name(basis),
            coalitions.written(each.group) + (" (modelled)" if each.is_modelled else ""),
            amount(case, case.sign * each.pays),
            amount(case, case.sign * each.by_itself),
            amount(case, each.exit_costs),
            amount(case, each.better_off_by),
        ]
        for basis in answer.bases
        for each in basis.leaving[:MOST_GROUPS]
    ]
    if rows:
        verb = "Pays" if case.kind is Kind.COST else "Gets"
        header = ["Basis", "Group", verb, "By itself", "Exit costs", "Better off by"]
        title = f"Better off by themselves, {MOST_GROUPS} groups at most for each basis"
        yield Table(title=title, header=header, rows=rows, words=frozenset({0, 1}))


def _worth(answer: Answer) -> Iterator[Table]:
    case = answer.case
    if case.own_benefits is None and case.own_drawbacks is None:
        return
    rows = [
        [party, *(amount(case, basis.standings[place].surplus) for basis in answer.bases)]
        for place, party in enumerate(case.current)
    ]
    header = ["Party", *(name(basis) for basis in answer.bases)]
    yield Table(title="What being in is worth, with own benefits and drawbacks", header=header, rows=rows)


def _change(case: ShareCase, change: Change) -> Table:
    left = [party for party in change.members_before if party not in change.members_after]
    joined = [party for party in change.members_after if party not in change.members_before]
    said = [f"{', '.join(left)} left"] * bool(left) + [f"{', '.join(joined)} joined"] * bool(joined)
    sides = zip(change.parties, change.before, change.after, change.difference, strict=True)
    rows = [[party, *(amount(case, case.sign * each) for each in amounts)] for party, *amounts in sides]
    return Table(
        title=f"What if {' and '.join(said) or 'nothing changed'}",
        header=["Party", "Before", "After", "Difference"],
        rows=rows,
    )
