"""What could be released of a workspace: facts agreed and locked, each field named here and no other.

No lights and no signals: they are judgements, for the record's people. Of texts it holds what a benefit and
its measure are called, what a body says where it contests something, and the explanation that stands beside.
"""

import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from frankpledge.benefits.models import (
    Profile,
    ProfileState,
    Return,
    ReturnState,
    Vintage,
    VintageKind,
    Workspace,
)
from frankpledge.benefits.queries import ledger_words, ledgers, lessons, standings
from frankpledge.benefits.queries.reviews import Reviewed, Stand, stands_of
from frankpledge.benefits.queries.series import Held
from frankpledge.benefits.queries.standings import Result

Figures = dict[str, Any]
# Drafts are nobody's word yet, and what was given up is not promised.
PROMISED = (ProfileState.AGREED, ProfileState.CLOSED)


def drawn_up(workspace: Workspace, today: datetime.date) -> Figures:
    """Everything that an edition released today would hold, as plain JSON."""
    profiles = Profile.objects.filter(workspace=workspace, state__in=PROMISED).select_related("owner")
    results = list(standings.worked_out(profiles.select_related("counted_in")))
    locked = workspace.returns.filter(state=ReturnState.LOCKED).order_by("starts_on")
    returns = list(locked.select_related("workspace__collaboration"))
    stands = stands_of(returns, today)
    words = [(held, stands[held.pk]) for held in returns]
    return {
        "drawn_up_on": str(today),
        "made_up": workspace.is_made_up,
        "method": workspace.method_version,
        "prices_of": workspace.prices_of,
        "period_length": workspace.period_length,
        "goes_live_on": _day(workspace.goes_live_on),
        "benefits": [_benefit(each) for each in results],
        "returns": [_reviewed(held, said) for held, said in words],
        "disputes": list(_disputes(words, results)),
        "lessons": lessons.in_figures(workspace),
        **_costs(workspace, today),
    }


def sealed(figures: Figures) -> str:
    """The SHA-256 of the figures, without the day on which they were drawn up."""
    told = {name: value for name, value in figures.items() if name != "drawn_up_on"}
    written = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def _benefit(result: Result) -> Figures:
    held, standing = result.held, result.standing
    profile = held.profile
    return {
        "reference": profile.reference,
        "title": profile.title,
        "kind": profile.benefit_class,
        "state": profile.state,
        "owner": profile.owner.name if profile.owner else None,
        "measure": _measure(held),
        "target": _text(profile.target),
        "target_on": _day(profile.target_on),
        "starts_on": _day(profile.starts_on),
        "baseline": _baseline(held),
        "counts": profile.is_counted,
        "counted_in": profile.counted_in.reference if profile.counted_in else None,
        "evidence": profile.evidence,
        "periods_due": standing.periods_due,
        "periods_known": standing.periods_known,
        "last_period_on": _day(standing.last_period_on),
        "planned": _text(standing.planned),
        "actual": _text(standing.actual),
        "numerator": _text(standing.numerator),
        "denominator": _text(standing.denominator),
        "planned_pence": standing.planned_pence,
        "actual_pence": standing.actual_pence,
        "planned_gross_pence": standing.planned_gross_pence,
        "actual_gross_pence": standing.actual_gross_pence,
        "banked_pence": standing.banked_pence,
        "realised": standing.realised,
        "realised_low": standing.realised_low,
        "realised_high": standing.realised_high,
        "why_no_share": "" if standing.realised is not None else result.realised.why,
        "periods": [_period(held, day) for day in held.due()],
    }


def _measure(held: Held) -> Figures | None:
    measure = held.measure
    if measure is None:
        return None
    named = ("name", "definition", "unit", "direction", "aggregation", "numerator", "denominator")
    return {name: getattr(measure, name) for name in named}


def _baseline(held: Held) -> Figures | None:
    baseline = held.baseline
    if baseline is None or baseline.locked_at is None:
        return None
    level = standings.level_before(held)
    return {
        "level": _text(round(level, 4)) if level is not None else None,
        "periods": len(held.before_by_period()),
        "quality": baseline.quality,
        "is_late": baseline.is_late,
        "is_reconstructed": baseline.is_reconstructed,
        "seal": baseline.seal,
    }


def _period(held: Held, day: datetime.date) -> Figures:
    amount, plan = held.actual(day), held.plan(day)
    return {
        "starts_on": str(day),
        "planned": _text(round(plan, 4)) if plan is not None else None,
        "returned": _text(amount.value) if amount is not None else None,
        "out_of": _text(amount.out_of) if amount is not None else None,
    }


def _reviewed(held: Return, said: Sequence[Stand]) -> Figures:
    named = {each: [one.organisation.name for one in said if one.reviewed is each] for each in Reviewed}
    return {
        "starts_on": str(held.starts_on),
        "locked_on": _day(held.locked_on),
        "review_ends_on": _day(held.review_ends_on),
        **{str(each): sorted(bodies) for each, bodies in named.items()},
    }


def _disputes(
    words: Sequence[tuple[Return, Sequence[Stand]]], results: Sequence[Result]
) -> Iterator[Figures]:
    """Both views of what is disputed: what the party says, and the explanation in the return."""
    promised = {each.held.profile.pk: each for each in results}
    for held, said in words:
        for each in said:
            if each.reviewed is not Reviewed.DISPUTED or each.review is None:
                continue
            about = each.review.profile_id
            if about is not None and about not in promised:
                continue
            chosen = [promised[about]] if about is not None else list(promised.values())
            yield {
                "starts_on": str(held.starts_on),
                "benefit": promised[about].held.profile.title if about is not None else None,
                "said_by": each.organisation.name,
                "words": each.review.words,
                "explanations": _explained(chosen, held.starts_on),
            }


def _explained(results: Sequence[Result], day: datetime.date) -> list[str]:
    seen = [each for one in results for (_party, on), each in one.held.seen.items() if on == day]
    return [each.explanation for each in seen if each.explanation]


def _costs(workspace: Workspace, today: datetime.date) -> Figures:
    """What it costs each party by year, of the newest locked plan, budget, forecast and outturn."""
    books = ledgers.books_of(workspace, today)
    names = {body.pk: body.name for body in books.bodies}
    costs, contested = [], []
    for vintage, years in _counting(books):
        ledger = ledgers.ledger_of(books, vintage)
        views = ledger_words.views_of(ledger)
        said = {each.body.pk: str(each.view) for each in views}
        costs += [_cost(books, vintage, year, names, said) for year in years]
        lines = ledger_words.contested_lines(ledger, views)
        contested += [_contested(vintage, line) for line in lines if line.entry.year in years]
    costs.sort(key=lambda each: (each["year"], list(VintageKind).index(each["kind"])))
    return {"costs": costs, "contested_costs": contested}


def _counting(books: ledgers.Books) -> list[tuple[Vintage, list[int]]]:
    """The newest locked of each kind for each year, with the years for which it is."""
    newest: dict[tuple[str, int], Vintage] = {}
    for vintage in sorted(books.vintages, key=lambda each: each.number):
        if vintage.locked_at is not None:
            newest |= {(vintage.kind, year): vintage for year in books.totals[vintage.pk].years}
    found: dict[int, tuple[Vintage, list[int]]] = {}
    for (_kind, year), vintage in sorted(newest.items(), key=lambda each: each[0]):
        found.setdefault(vintage.pk, (vintage, []))[1].append(year)
    return list(found.values())


def _cost(
    books: ledgers.Books, vintage: Vintage, year: int, names: Mapping[int, str], said: Mapping[int, str]
) -> Figures:
    totals = books.totals[vintage.pk]
    parties = [
        {"name": names[body], "pence": totals.borne_by(year, body), "view": said.get(body, "not said")}
        for body in totals.bodies_in(year)
    ]
    return {
        "year": year,
        "kind": vintage.kind,
        "number": vintage.number,
        "made_on": str(vintage.made_on),
        "is_final": vintage.is_final,
        "pence": totals.borne_by(year, None),
        "brought_in_pence": totals.brought_in(year, None),
        "parties": sorted(parties, key=lambda each: str(each["name"])),
    }


def _contested(vintage: Vintage, line: ledger_words.Contested) -> Figures:
    return {
        "year": line.entry.year,
        "kind": vintage.kind,
        "what": line.entry.what,
        "pence": line.entry.amount_pence,
        "views": [
            {
                "said_by": body.name,
                "stood_pence": each.stood_pence,
                "says_pence": each.says_pence,
                "words": words,
            }
            for body, each, words in line.views
        ],
    }


def _day(day: datetime.date | None) -> str | None:
    return None if day is None else str(day)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
