"""Many collaborations together, from the stored standing of each benefit: coverage first, then roll-ups.

Only agreed and closed benefits are in it. What is counted in another benefit is left out of every roll-up,
and so is a benefit of which a collaboration above has one of the same measure: an umbrella's figures include
those of what it is made of. Of two that may count the same thing, the one agreed later is left out until
somebody clears it (`queries.double_counts`). Each measure is put together by its own rule alone, never with
another, and never in pounds but in its own, or by its published rule. Everything comes from one statement.
What a demonstration made up is in no figure of the nation.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from frankpledge.benefits.models import Aggregation, BenefitClass, Grade, ProfileState, Unit
from frankpledge.people.models import Kind
from frankpledge.register.models import MEMBER_ROLES
from frankpledge.register.queries.belonging import as_json, listed
from frankpledge.register.queries.keepers import kept_by

PROMISED = listed((ProfileState.AGREED, ProfileState.CLOSED))
_SCOPE = """
    SELECT workspace.id, workspace.collaboration_id, workspace.prices_of,
        extract(year FROM workspace.first_period_on - interval '3 months')::int AS base
    FROM benefits_workspace AS workspace WHERE {conditions}
"""
_OF_FORCE = f"""
    workspace.collaboration_id IN (
        SELECT party.collaboration_id FROM register_party AS party
        JOIN people_organisation AS body ON body.id = party.organisation_id
        WHERE body.slug = %(force)s AND party.role IN {listed(MEMBER_ROLES)}
    )
"""
_OF_FUNCTION = """
    workspace.collaboration_id IN (
        SELECT place.collaboration_id FROM register_collaboration_functions AS place
        JOIN register_function AS function ON function.id = place.function_id
        WHERE function.slug = %(function)s
    )
"""
_STATEMENT = f"""
WITH RECURSIVE above (id, ancestor_id) AS (
    SELECT id, parent_id FROM register_collaboration WHERE parent_id IS NOT NULL
    UNION
    SELECT above.id, parent.parent_id FROM above
    JOIN register_collaboration AS parent ON parent.id = above.ancestor_id
    WHERE parent.parent_id IS NOT NULL
),
pair AS MATERIALIZED (
    SELECT lower.id AS lower_id, higher.id AS higher_id
    FROM above
    JOIN benefits_workspace AS lower ON lower.collaboration_id = above.id
    JOIN benefits_workspace AS higher ON higher.collaboration_id = above.ancestor_id
),
twice AS MATERIALIZED (
    SELECT part.id
    FROM pair
    JOIN (
        SELECT id, workspace_id, measure_id FROM benefits_profile
        WHERE workspace_id = ANY (ARRAY(SELECT lower_id FROM pair))
    ) AS part ON part.workspace_id = pair.lower_id
    JOIN (
        SELECT workspace_id, measure_id FROM benefits_profile
        WHERE workspace_id = ANY (ARRAY(SELECT higher_id FROM pair)) AND is_counted AND state IN {PROMISED}
    ) AS whole ON whole.workspace_id = pair.higher_id AND whole.measure_id = part.measure_id
),
unresolved AS MATERIALIZED (SELECT DISTINCT later_id FROM benefits_doublecount WHERE cleared = ''),
scope AS MATERIALIZED ({{scope}}),
held AS MATERIALIZED (
    SELECT scope.id AS workspace_id, scope.prices_of, scope.base, profile.measure_id,
        profile.benefit_class = '{BenefitClass.DISBENEFIT}' AS is_drawback,
        profile.is_counted AND profile.id NOT IN (SELECT id FROM twice)
            AND profile.id NOT IN (SELECT later_id FROM unresolved) AS counts,
        profile.id IN (SELECT later_id FROM unresolved) AS is_unresolved,
        profile.evidence NOT IN ('{Grade.E0}', '{Grade.E1}') AS is_shown,
        coalesce(standing.has_baseline, false) AS has_baseline,
        coalesce(standing.periods_known, 0) > 0 AS has_figures,
        standing.planned, standing.actual, standing.numerator, standing.denominator,
        standing.planned_pence, standing.actual_pence, standing.banked_pence
    FROM scope
    JOIN benefits_profile AS profile ON profile.workspace_id = scope.id AND profile.state IN {PROMISED}
    LEFT JOIN benefits_standing AS standing ON standing.profile_id = profile.id
),
counted AS (
    SELECT workspace_id, count(*) AS benefits,
        count(*) FILTER (WHERE has_baseline) AS with_baseline,
        count(*) FILTER (WHERE has_figures) AS with_figures,
        count(*) FILTER (WHERE is_shown) AS with_evidence,
        count(*) FILTER (WHERE NOT counts) AS left_out,
        count(*) FILTER (WHERE is_unresolved) AS unresolved,
        sum(banked_pence) FILTER (WHERE counts) AS banked_pence,
        count(banked_pence) FILTER (WHERE counts) AS banked_of
    FROM held GROUP BY workspace_id
),
of_workspace AS MATERIALIZED (
    SELECT scope.collaboration_id, counted.*
    FROM scope LEFT JOIN counted ON counted.workspace_id = scope.id
),
by_measure AS (
    SELECT measure_id, is_drawback, count(*) AS benefits,
        count(*) FILTER (WHERE NOT counts) AS left_out,
        count(*) FILTER (WHERE counts AND (actual IS NOT NULL OR numerator IS NOT NULL)) AS known,
        sum(actual) FILTER (WHERE counts) AS actual,
        sum(numerator) FILTER (WHERE counts) AS numerator,
        sum(denominator) FILTER (WHERE counts) AS denominator,
        count(*) FILTER (WHERE counts AND planned IS NOT NULL) AS planned_of,
        sum(planned) FILTER (WHERE counts AND actual IS NOT NULL) AS planned,
        sum(planned * denominator) FILTER (WHERE counts) AS planned_numerator,
        sum(denominator) FILTER (WHERE counts AND planned IS NOT NULL) AS planned_denominator
    FROM held WHERE measure_id IS NOT NULL GROUP BY measure_id, is_drawback
),
in_money AS (
    SELECT held.prices_of, held.base, held.is_drawback, count(*) AS benefits,
        sum(held.planned_pence) AS planned_pence, sum(held.actual_pence) AS actual_pence
    FROM held JOIN benefits_measure AS measure ON measure.id = held.measure_id
    WHERE held.counts AND held.is_shown AND held.actual_pence IS NOT NULL
        AND (measure.unit = '{Unit.POUNDS}' OR measure.pounds_rule <> '')
    GROUP BY held.prices_of, held.base, held.is_drawback
)
SELECT
    {
    as_json(
        "SELECT count(*) AS tracked, sum(benefits) AS benefits, sum(with_baseline) AS with_baseline,"
        " sum(with_figures) AS with_figures, sum(with_evidence) AS with_evidence,"
        " sum(left_out) AS left_out, sum(unresolved) AS unresolved FROM of_workspace"
    )
},
    {
    as_json(
        "SELECT body.name, body.slug, count(*) AS tracked, sum(of.benefits) AS benefits,"
        " sum(of.with_baseline) AS with_baseline, sum(of.with_figures) AS with_figures"
        " FROM (SELECT DISTINCT collaboration_id, organisation_id FROM register_party"
        f" WHERE role IN {listed(MEMBER_ROLES)}) AS party"
        " JOIN of_workspace AS of ON of.collaboration_id = party.collaboration_id"
        " JOIN people_organisation AS body ON body.id = party.organisation_id"
        f" WHERE body.kind = '{Kind.FORCE}' GROUP BY body.name, body.slug ORDER BY body.name"
    )
},
    {
    as_json(
        "SELECT function.name, function.slug, count(*) AS tracked, sum(of.benefits) AS benefits,"
        " sum(of.with_baseline) AS with_baseline, sum(of.with_figures) AS with_figures"
        " FROM register_collaboration_functions AS place"
        " JOIN of_workspace AS of ON of.collaboration_id = place.collaboration_id"
        " JOIN register_function AS function ON function.id = place.function_id"
        " GROUP BY function.name, function.slug ORDER BY function.name"
    )
},
    {
    as_json(
        "SELECT measure.name, measure.slug, body.name AS of_body, measure.definition_version AS version,"
        " measure.unit, measure.aggregation, of.is_drawback, of.benefits, of.left_out, of.known,"
        " of.actual::text, of.numerator::text, of.denominator::text, of.planned_of, of.planned::text,"
        " of.planned_numerator::text, of.planned_denominator::text"
        " FROM by_measure AS of JOIN benefits_measure AS measure ON measure.id = of.measure_id"
        " LEFT JOIN people_organisation AS body ON body.id = measure.organisation_id"
        " ORDER BY measure.name, body.name NULLS FIRST, measure.definition_version, of.is_drawback"
    )
},
    {as_json("SELECT * FROM in_money ORDER BY prices_of, base, is_drawback")},
    (SELECT sum(banked_pence) FROM of_workspace),
    (SELECT coalesce(sum(banked_of), 0)::int FROM of_workspace)
"""
# What everybody may count: what was released, and of nothing that is withheld in part.
_RELEASED = """
    SELECT count(*), coalesce(sum(benefits), 0), coalesce(sum(with_baseline), 0),
        coalesce(sum(with_figures), 0)
    FROM (
        SELECT DISTINCT ON (edition.workspace_id) edition.*
        FROM benefits_edition AS edition
        JOIN benefits_workspace AS workspace ON workspace.id = edition.workspace_id
        WHERE edition.taken_back_at IS NULL AND NOT workspace.is_made_up AND NOT EXISTS (
            SELECT FROM register_withholding AS part WHERE part.collaboration_id = workspace.collaboration_id
        )
        ORDER BY edition.workspace_id, edition.number DESC
    ) AS newest
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of some benefits is on record.

    `unresolved` are left out because each may be counted in another collaboration too, and nobody has said
    whether it is. `name` and `slug` are of the force or function that they are of.
    """

    tracked: int
    benefits: int
    with_baseline: int
    with_figures: int
    with_evidence: int = 0
    left_out: int = 0
    unresolved: int = 0
    name: str = ""
    slug: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """All benefits of one measure. `returned` and `planned` are None where its rule puts nothing together.

    `parts` are both parts of a ratio. `known` is of how many benefits `returned` is, `planned_of` of how many
    a plan is known.
    """

    name: str
    slug: str
    of_body: str
    version: int
    unit: str
    aggregation: str
    is_drawback: bool
    benefits: int
    left_out: int
    known: int
    planned_of: int
    returned: Decimal | None
    planned: Decimal | None
    parts: tuple[Decimal, Decimal] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """Worth in pounds of one price year and one base year, of benefits with evidence of E2 or better."""

    prices_of: int
    base: int
    is_drawback: bool
    benefits: int
    planned_pence: int | None
    actual_pence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """What a reader may see of many collaborations at once."""

    every: Coverage
    by_force: Sequence[Coverage]
    by_function: Sequence[Coverage]
    measures: Sequence[Together]
    money: Sequence[Money]
    banked_pence: int | None
    banked_of: int


def portfolio(keepers: Collection[int] | None, *, force: str = "", function: str = "") -> Portfolio:
    """All collaborations (`keepers` None), or those that some bodies keep; of a force, of a function.

    One statement.
    """
    conditions = ["true"] if keepers is not None else ["NOT workspace.is_made_up"]
    if keepers is not None:
        conditions.append(f"workspace.collaboration_id IN ({kept_by(keepers).sql})")
    conditions += [_OF_FORCE] if force else []
    conditions += [_OF_FUNCTION] if function else []
    statement = _STATEMENT.format(scope=_SCOPE.format(conditions=" AND ".join(conditions)))
    with connection.cursor() as cursor:
        cursor.execute(statement, {"force": force, "function": function})
        every, forces, functions, measures, money, banked, banked_of = cursor.fetchone()
    return Portfolio(
        every=_coverage(every[0]),
        by_force=[_coverage(row) for row in forces],
        by_function=[_coverage(row) for row in functions],
        measures=[_together(row) for row in measures],
        money=[Money(**row) for row in money],
        banked_pence=None if banked is None else int(banked),
        banked_of=banked_of,
    )


def released() -> Coverage:
    """What everybody may count. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_RELEASED)
        tracked, benefits, before, known = cursor.fetchone()
    return Coverage(
        tracked=tracked, benefits=int(benefits), with_baseline=int(before), with_figures=int(known)
    )


def _coverage(row: Mapping[str, Any]) -> Coverage:
    return Coverage(
        tracked=row["tracked"],
        benefits=int(row["benefits"] or 0),
        with_baseline=int(row["with_baseline"] or 0),
        with_figures=int(row["with_figures"] or 0),
        with_evidence=int(row.get("with_evidence") or 0),
        left_out=int(row.get("left_out") or 0),
        unresolved=int(row.get("unresolved") or 0),
        name=row.get("name", ""),
        slug=row.get("slug", ""),
    )


def _together(row: Mapping[str, Any]) -> Together:
    """By the rule of the measure: amounts are added, parts of ratios are added to parts, or nothing is."""
    aggregation = row["aggregation"]
    returned = planned = parts = None
    if aggregation == Aggregation.RATIO:
        above, below = _decimal(row["numerator"]), _decimal(row["denominator"])
        parts = (above, below) if above is not None and below else None
        returned = above / below if above is not None and below else None
        due, out_of = _decimal(row["planned_numerator"]), _decimal(row["planned_denominator"])
        planned = due / out_of if due is not None and out_of else None
    elif aggregation != Aggregation.NEVER:
        returned, planned = _decimal(row["actual"]), _decimal(row["planned"])
    return Together(
        name=row["name"],
        slug=row["slug"],
        of_body=row["of_body"] or "",
        version=row["version"],
        unit=row["unit"],
        aggregation=aggregation,
        is_drawback=row["is_drawback"],
        benefits=row["benefits"],
        left_out=row["left_out"],
        known=row["known"],
        planned_of=row["planned_of"],
        returned=returned,
        planned=planned,
        parts=parts,
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
