"""What can be said: the numbers against the data files, and what a sentence may never say."""

import csv
import datetime
import inspect
import re

import pytest
from django.conf import settings
from pytest_django import DjangoAssertNumQueries

from frankpledge.dates import Answer, PartialDate
from frankpledge.errors import NotFound
from frankpledge.register.models import Claim, Collaboration
from frankpledge.register.queries import statements as queries
from frankpledge.register.queries.statements import Statement, behind, statement, statements, tally

pytestmark = pytest.mark.django_db

DAY = datetime.date(2018, 6, 30)
DAYS = [None, DAY, datetime.date(1950, 1, 1)]
FOUND = "116 police collaborations on the Frankpledge register"


def claims() -> list[dict[str, str]]:
    """The figures about a record, read without any of our code."""
    path = settings.REGISTER_FOLDER / "register" / "claims.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if row["collaboration_slug"] and row["amount"]]


def slugs() -> list[str]:
    return [each.slug for each in statements()]


def test_savings_are_counted_as_the_files_have_them() -> None:
    savings = [row for row in claims() if row["kind"] == "saving"]
    ahead = [row for row in savings if row["state"] in {"forecast", "target", "plan", "budget", "contract"}]

    counts = statement("savings").counts

    assert counts["with_a_saving"] == len({row["collaboration_slug"] for row in savings})
    assert counts["figures"] == len(savings)
    assert counts["ahead"] == len(ahead)
    assert counts["forecasts"] == sum(row["state"] == "forecast" for row in savings)
    assert counts["actual"] == sum(row["state"] == "actual" for row in savings)


def test_the_sentence_about_savings_can_be_quoted_alone() -> None:
    assert statement("savings").sentence == (
        f"Of the {FOUND}, 35 have any figure for a saving. There are 85 such figures: 59 are forecasts,"
        " targets, plans, budgets or contracts, and 21 are said to have happened."
    )


def test_why_no_total_can_be_given_comes_first_and_gives_its_reasons() -> None:
    first = statements()[0]
    pounds = [row for row in claims() if row["unit"] == "GBP"]

    assert first.slug == "no-total"
    assert first.sentence.startswith("No total can be given for what police collaboration costs or saves")
    assert first.counts["in_pounds"] == len(pounds)
    assert first.counts["yearly"] == sum(row["period_kind"] == "per_year" for row in pounds)
    assert first.counts["all_parties"] == sum(row["covers"] == "all_parties" for row in pounds)
    assert first.counts["replacing"] == sum(bool(row["supersedes"]) for row in pounds)
    assert len(first.reasons) == 5


def test_who_said_and_who_checked_are_counted_as_the_files_have_them() -> None:
    said, checked = statement("said-by").counts, statement("checked").counts

    assert said["parties"] == sum(row["said_as"] == "party" for row in claims())
    assert said["press"] == sum(row["said_as"] == "press" for row in claims())
    assert sum(said[name] for name in ("parties", "press", "others")) == said["figures"] == len(claims())
    assert checked["assured"] == sum(row["assurance"] == "independently_assured" for row in claims())
    assert checked["contested"] == sum(row["assurance"] == "contested" for row in claims())


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("status", "describes 59 as running and 12 as ended; for 45 there is none."),
        ("dates", "a start date is on record for 81 and an end date for 10."),
        ("agreements", "has been found for 3, and a confirmed signed copy for none."),
        ("confirmed", "none have been confirmed by a party."),
        ("every-force", "12 take in every police force in England and Wales"),
    ],
)
def test_what_is_on_record_is_said_of_all_records(slug: str, said: str) -> None:
    sentence = statement(slug).sentence

    assert sentence.startswith(f"Of the {FOUND}, ")
    assert said in sentence


def test_a_past_day_counts_the_records_and_the_figures_of_then() -> None:
    in_being = {each.slug for each in Collaboration.objects.all() if each.in_being_on(DAY) is not Answer.NO}
    by_then = [
        row
        for row in claims()
        if row["collaboration_slug"] in in_being
        and (not row["said_on"] or PartialDate.parse(row["said_on"]).on_or_before(DAY) is not Answer.NO)
    ]

    then = statement("figures", DAY)

    assert f"the {len(in_being)} police collaborations" in then.sentence
    assert "in being on 30 June 2018" in then.sentence
    assert then.counts["figures"] == len(by_then)
    assert then.counts["with_a_figure"] == len({row["collaboration_slug"] for row in by_then})


@pytest.mark.parametrize("day", DAYS)
def test_the_rows_behind_a_sentence_are_those_it_counts(day: datetime.date | None) -> None:
    main_count = {
        "no-total": "in_pounds",
        "figures": "figures",
        "savings": "figures",
        "said-by": "figures",
        "found": "found",
        "parties": "complete",
        "every-force": "every_force",
        "legal-basis": "stated",
        "agreements": "texts",
        "confirmed": "confirmed",
    }

    for each in statements(day):
        rows = behind(each, day)
        assert rows.count == len(rows.records) + len(rows.figures) + rows.not_listed
        if each.slug in main_count:
            assert rows.count == each.counts[main_count[each.slug]], each.slug


def test_a_long_list_of_rows_is_cut_off_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("frankpledge.register.queries.statements.rows.MOST_LISTED", 10)

    rows = behind(statement("found"))

    assert (len(rows.records), rows.not_listed, rows.count) == (10, 106, 116)


@pytest.mark.parametrize("day", DAYS)
def test_every_sentence_says_how_it_was_counted_and_what_it_does_not_mean(day: datetime.date | None) -> None:
    found = statements(day)

    assert len({each.slug for each in found}) == len(found)
    for each in found:
        for text in (each.sentence, each.how_counted, each.does_not_mean, *each.reasons):
            assert re.fullmatch(r"[A-Z][^\n]*[.]", text), text
            assert "%" not in text


# Conduct, ranking and sums: what a sentence that we write never speaks of.
NEVER_SAID = re.compile(
    r"\b(fails?|failed|should|does not track|do not track|best|worst|leading|rank\w*|league|"
    r"most collaborative|in total|altogether|average|combined|per cent)\b|£|%",
    re.IGNORECASE,
)


@pytest.mark.parametrize("day", DAYS)
def test_no_sentence_speaks_of_conduct_ranks_anybody_or_names_a_sum_of_money(
    day: datetime.date | None,
) -> None:
    for each in statements(day):
        assert not NEVER_SAID.search(f"{each.sentence} {each.how_counted} {' '.join(each.reasons)}"), (
            each.slug
        )


def test_nothing_here_adds_amounts() -> None:
    source = inspect.getsource(tally)

    assert "Sum(" not in source
    assert "Avg(" not in source


def test_claims_about_all_of_policing_are_shown_with_who_said_them_newest_first() -> None:
    national = queries.national_claims()

    assert len(national) == Claim.objects.filter(collaboration__isnull=True).count() == 6
    assert national[0].claim.key == "national-04"
    assert all(each.claim.said_by and each.sources for each in national)


def test_a_claim_said_later_is_not_shown_for_a_past_day() -> None:
    keys = {each.claim.key for each in queries.national_claims(datetime.date(2020, 7, 20))}

    assert "national-01" not in keys
    assert {"national-05", "national-06"} <= keys


def test_one_claim_is_found_by_its_key_and_nothing_else_is() -> None:
    found = queries.national_claim("national-01")

    assert found is not None
    assert found.claim.said_by == "HMICFRS"
    assert queries.national_claim("emsou-01") is None


def test_there_is_no_other_sentence() -> None:
    with pytest.raises(NotFound):
        statement("the-cost-of-everything")


def test_an_empty_register_can_still_be_spoken_of() -> None:
    Claim.objects.update(supersedes=None)
    Claim.objects.all().delete()
    Collaboration.objects.update(parent=None)
    Collaboration.objects.all().delete()

    found = {each.slug: each for each in statements()}

    assert found["figures"].sentence.endswith("none have any published figure on record.")
    assert "0 police collaborations" in found["savings"].sentence
    assert behind(found["found"]).count == 0


@pytest.mark.parametrize("day", [None, DAY])
def test_all_of_them_take_four_queries(
    day: datetime.date | None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(4):
        statements(day)


def test_statements_are_plain_values() -> None:
    assert isinstance(statement("found"), Statement)
    assert set(slugs()) >= {"found", "status", "savings", "no-total"}
