"""What published figures are read as, what savings alone would say, and figures held as published."""

import csv
from decimal import Decimal
from typing import Any

import pytest

from frankpledge.dates import PartialDate
from frankpledge.register.models import Assurance, Claim, ClaimKind, Collaboration, FigureState
from frankpledge.register.queries.citations import Citations
from frankpledge.register.queries.claims import ClaimLine, OtherClaim, claims_of
from frankpledge.register.queries.published import LeftOut, Published, SavingsAlone, published
from frankpledge.register.readings import FOLDER, OF_KIND, Line, Sort, reading_of, readings

FORECAST, ACTUAL = FigureState.FORECAST, FigureState.ACTUAL
CLAIMED, INSPECTED, CONTESTED = Assurance.CLAIMED, Assurance.INDEPENDENTLY_ASSURED, Assurance.CONTESTED


def line(
    kind: str, state: str = ACTUAL, assurance: str = CLAIMED, key: str = "x-01", against: str = ""
) -> ClaimLine:
    claim = Claim(key=key, kind=kind, state=state, assurance=assurance, sentence="Said.", said_by="Somebody")
    other = (OtherClaim(against, "No.", "C-0001", None),) if against else ()
    return ClaimLine(claim, (), other, (), (), ())


def of_record(slug: str) -> Published:
    record = Collaboration.objects.get(slug=slug)
    return published(claims_of(record.pk, Citations.of(record.pk)))


def amounts(held: Published, sort: Sort, kind: str) -> list[Decimal]:
    """Of those that have one."""
    claims = [each.line.claim for each in held.of(sort) if each.line.claim.kind == kind]
    return [claim.amount for claim in claims if claim.amount is not None]


@pytest.mark.parametrize(
    ("lines", "alone", "left_out"),
    [
        ([], SavingsAlone.NOTHING, []),
        ([("cost", ACTUAL, CLAIMED)], SavingsAlone.NOTHING, [LeftOut.COSTS]),
        ([("saving", FORECAST, CLAIMED)], SavingsAlone.PROMISED, [LeftOut.NOT_HAPPENED]),
        ([("saving", FORECAST, INSPECTED)], SavingsAlone.PROMISED, [LeftOut.NOT_HAPPENED]),
        ([("saving", FigureState.NOT_STATED, CLAIMED)], SavingsAlone.PROMISED, [LeftOut.NOT_HAPPENED]),
        ([("saving", ACTUAL, CLAIMED)], SavingsAlone.REPORTED, []),
        ([("saving", ACTUAL, CONTESTED)], SavingsAlone.REPORTED, [LeftOut.OTHER_VIEWS]),
        ([("saving", ACTUAL, INSPECTED)], SavingsAlone.CHECKED, []),
        ([("saving", ACTUAL, INSPECTED), ("saving", FORECAST, CLAIMED)], SavingsAlone.CHECKED, []),
        (
            [("saving", ACTUAL, CLAIMED), ("exit_cost", ACTUAL, CLAIMED)],
            SavingsAlone.REPORTED,
            [LeftOut.COSTS],
        ),
        ([("grant", ACTUAL, CLAIMED), ("vote_share", ACTUAL, CLAIMED)], SavingsAlone.NOTHING, []),
        ([("saving", ACTUAL, CLAIMED), ("performance", ACTUAL, INSPECTED)], SavingsAlone.REPORTED, []),
    ],
)
def test_what_savings_alone_would_say_and_leave_out(
    lines: list[tuple[str, str, str]], alone: SavingsAlone, left_out: list[LeftOut]
) -> None:
    held = published(line(*each, key=f"x-{place}") for place, each in enumerate(lines))
    assert (held.savings_alone, held.left_out) == (alone, left_out)
    assert held.savings_alone_look_like_success is any(kind == "saving" for kind, *_rest in lines)


def test_a_drawback_is_left_out_by_a_list_of_savings_and_so_is_what_contradicts() -> None:
    saved = line("saving", ACTUAL, INSPECTED, key="y-01", against="y-02")
    worse = line(ClaimKind.PERFORMANCE, key="npas-14")
    held = published([saved, worse])
    assert held.left_out == [LeftOut.DRAWBACKS, LeftOut.OTHER_VIEWS]
    assert held.drawbacks == ["cancelled calls"]


def test_a_claim_that_has_another_kind_by_now_is_read_by_that_kind_alone() -> None:
    assert reading_of("npas-14", "performance").reads_as == Sort.DRAWBACK
    assert reading_of("npas-14", "cost").reads_as == Sort.COST
    assert reading_of("not-here", "performance").reads_as == Sort.NOT_SORTED
    assert set(OF_KIND) == set(ClaimKind)


def test_every_reading_is_of_a_claim_that_is_there_and_says_why_it_is_not_read_by_its_kind() -> None:
    with (FOLDER.parent / "register" / "claims.csv").open(encoding="utf-8") as file:
        claims = {row["claim_id"]: row for row in csv.DictReader(file)}
    for key, held in readings().items():
        assert (held.collaboration_slug, held.kind) == (
            claims[key]["collaboration_slug"],
            claims[key]["kind"],
        )
        assert held.reason or held.reads_as == OF_KIND[held.kind], key
        assert bool(held.account) == bool(held.line), key
        assert (held.reads_as, held.line or Line.TARGET) == (Sort(held.reads_as), Line(held.line or "target"))
        assert held.subject or held.reads_as != Sort.DRAWBACK, key
    unread = [
        key for key, row in claims.items() if row["kind"] == "performance" and row["collaboration_slug"]
    ]
    assert set(unread) <= set(readings())


def test_figures_of_another_speaker_or_period_do_not_share_a_table() -> None:
    def of(number: int, period: str) -> ClaimLine:
        held = line("saving", key=f"norfolk-suffolk-{number:02d}")
        held.claim.period_starts_on = PartialDate.parse(period)
        return held

    held = published([of(1, "2011-04"), of(2, "2011-04"), of(6, "2014-04")])
    assert [len(account.reads) for account in held.accounts] == [2, 1]


@pytest.mark.django_db
def test_norfolk_and_suffolk_are_held_as_published() -> None:
    held = of_record("norfolk-suffolk")
    (account,) = held.accounts
    row = {each.subject.partition(" (")[0]: each for each in account.rows}

    def millions(subject: str) -> list[Any]:
        return [float(row[subject].cells[line].line.claim.amount or 0) / 1_000_000 for line in Line]

    assert millions("All areas") == [19.4, 17.3, 0.2, 17.1, 3.5]
    assert millions("Business support") == [9.8, 8.6, 0.1, 8.5, 2.6]
    assert millions("Operational") == [1.8, 1.2, 0.0, 1.2, 0.7]
    assert millions("Protective services") == [7.8, 7.5, 0.1, 7.4, 0.2]
    assert all(each.carried_forward_is_its_own and each.left_is_the_rest for each in account.rows)
    states = [row["All areas"].cells[line].line.claim.state for line in Line]
    assert states == ["target", "actual", "actual", "actual", "plan"]
    assert held.savings_alone is SavingsAlone.REPORTED


@pytest.mark.django_db
def test_warwickshire_and_west_mercia_are_contested_with_both_views() -> None:
    held = of_record("warwickshire-west-mercia-alliance")
    (group,) = held.disagreeing
    assert {each.line.claim.key[-2:] for each in group} == {"06", "09", "10"}
    assert all(each.is_contested for each in group)
    assert sorted({each.line.claim.said_by.split()[0] for each in group}) == ["Warwickshire", "West"]
    assert sorted(amounts(held, Sort.SHARE, "staff_share")) == [31, 69]
    assert amounts(held, Sort.SHARE, "vote_share") == [50, 50]
    assert amounts(held, Sort.COST, "exit_cost") == [10_500_000, 270_000]
    assert [each.line.claim.amount for each in held.of(Sort.DRAWBACK)] == [None]


@pytest.mark.django_db
def test_the_air_service_would_be_a_success_by_its_savings_alone_and_is_not_called_one() -> None:
    held = of_record("npas")
    assert held.savings_alone_look_like_success
    assert held.savings_alone is SavingsAlone.PROMISED
    assert held.left_out == [LeftOut.NOT_HAPPENED, LeftOut.DRAWBACKS, LeftOut.COSTS]
    assert sorted(amounts(held, Sort.DRAWBACK, "cost")) == [Decimal("0.05"), Decimal("0.83"), Decimal("1.98")]
    assert Decimal(24_873) in amounts(held, Sort.DRAWBACK, "performance")
    assert held.drawbacks[:2] == ["different costs for each resident", "cancelled calls"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("slug", "alone", "count"),
    [
        ("bch-joint-protective-services", SavingsAlone.REPORTED, 4),
        ("bch-strategic-alliance", SavingsAlone.PROMISED, 4),
        ("yh-underwater-search", SavingsAlone.PROMISED, 1),
    ],
)
def test_the_other_published_cases_are_read_as_they_are(slug: str, alone: SavingsAlone, count: int) -> None:
    held = of_record(slug)
    assert (held.savings_alone, len(held.of(Sort.BENEFIT))) == (alone, count)


@pytest.mark.django_db
def test_the_dive_unit_is_shown_beside_what_three_units_cost_before() -> None:
    held = of_record("yh-underwater-search")
    assert amounts(held, Sort.BEFORE, "cost") == [1_125_628]
    assert amounts(held, Sort.COST, "cost") == [719_083]
    assert amounts(held, Sort.BENEFIT, "saving") == [406_000]
