"""What the database refuses, whoever asks."""

import pytest

from frankpledge.register.models import (
    Citation,
    Claim,
    ClaimCoverage,
    Collaboration,
    CollaborationAddress,
    CollaborationFunction,
    CollaborationName,
    Event,
    Function,
    Party,
)
from tests.constraints import NO_DATES, again, broken_by, code_lists, dates, first, named_by

TABLES = (
    Citation, Claim, ClaimCoverage, Collaboration, CollaborationAddress, CollaborationFunction,
    CollaborationName, Event, Function, Party,
)  # fmt: skip
RECORD, CLAIM, CITATION = "register_collaboration", "register_claim", "register_citation"
RUNNING = f"id = (SELECT min(id) FROM {RECORD} WHERE status = 'running')"
ENDED = f"id = (SELECT min(id) FROM {RECORD} WHERE status = 'ended')"
RANGE = f"id = (SELECT min(id) FROM {CLAIM} WHERE amount_upper IS NOT NULL)"
OF_THE_RECORD = f"id = (SELECT min(id) FROM {CITATION} WHERE supports = 'record')"
OF_A_CLAIM = f"id = (SELECT min(id) FROM {CITATION} WHERE supports = 'claim')"
ONLY_ENDED = "register_collaboration_only_an_ended_one_has_an_ending"
ONLY_RANGES = "register_claim_upper_amount_only_for_a_range"
ONE_FACT = "register_citation_supports_one_fact"
BROKEN = [
    ("register_collaboration_reference_shape", f"UPDATE {RECORD} SET reference = 'C-1' WHERE {RUNNING}"),
    ("register_collaboration_reference_shape", f"UPDATE {RECORD} SET reference = 'D-9999' WHERE {RUNNING}"),
    ("register_collaboration_has_title", f"UPDATE {RECORD} SET title = '' WHERE {RUNNING}"),
    (ONLY_ENDED, f"UPDATE {RECORD} SET status = 'ended' WHERE {RUNNING}"),
    (ONLY_ENDED, f"UPDATE {RECORD} SET ending_kind = 'term' WHERE {RUNNING}"),
    (ONLY_ENDED, f"UPDATE {RECORD} SET ending_kind = '' WHERE {ENDED}"),
    (ONLY_ENDED, f"UPDATE {RECORD} SET status = 'running' WHERE {ENDED}"),
    ("register_collaboration_is_not_its_own_parent", f"UPDATE {RECORD} SET parent_id = id WHERE {RUNNING}"),
    (
        "register_collaboration_parties_expected_check",
        f"UPDATE {RECORD} SET parties_expected = -1 WHERE {RUNNING}",
    ),
    ("register_name_says_something", "UPDATE register_collaborationname SET text = ''"),
    ("register_event_says_something", "UPDATE register_event SET what = ''"),
    ("register_claim_is_somebodys_sentence", f"UPDATE {CLAIM} SET sentence = '' WHERE {first(CLAIM)}"),
    ("register_claim_is_somebodys_sentence", f"UPDATE {CLAIM} SET said_by = '' WHERE {first(CLAIM)}"),
    (ONLY_RANGES, f"UPDATE {CLAIM} SET amount = NULL WHERE {RANGE}"),
    (ONLY_RANGES, f"UPDATE {CLAIM} SET qualifier = 'about' WHERE {RANGE}"),
    (ONLY_RANGES, f"UPDATE {CLAIM} SET amount = amount_upper WHERE {RANGE}"),
    (
        "register_claim_does_not_supersede_itself",
        f"UPDATE {CLAIM} SET supersedes_id = id WHERE {first(CLAIM)}",
    ),
    (ONE_FACT, f"UPDATE {CITATION} SET supports = 'party' WHERE {OF_THE_RECORD}"),
    (ONE_FACT, f"UPDATE {CITATION} SET collaboration_id = NULL WHERE {OF_THE_RECORD}"),
    (ONE_FACT, f"UPDATE {CITATION} SET claim_id = NULL WHERE {OF_A_CLAIM}"),
    (ONE_FACT, f"UPDATE {CITATION} SET claim_id = (SELECT min(id) FROM {CLAIM}) WHERE {OF_THE_RECORD}"),
]
REPEATED: dict[str, tuple[str, dict[str, str]]] = {
    "register_citation_said_once": (CITATION, {"position": "99"}),
    "register_claim_covers_once": ("register_claim_covers_organisations", {"position": "99"}),
    "register_event_said_once": ("register_event", {}),
    "register_function_named_once": ("register_collaboration_functions", {"position": "99"}),
    "register_name_said_once": ("register_collaborationname", {"position": "99"}),
    "register_party_said_once": ("register_party", {"note": "'another'"}),
}
UNIQUE_COLUMNS = [
    (RECORD, {"slug": "'another'"}, "reference"),
    (RECORD, {"reference": "'C-9999'"}, "slug"),
    ("register_collaborationaddress", {}, "slug"),
    (CLAIM, {}, "key"),
    ("register_function", {"name": "'another'"}, "slug"),
    ("register_function", {"slug": "'another'"}, "name"),
]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("constraint", "statement"), [*BROKEN, *code_lists(TABLES)])
def test_the_database_refuses_it(constraint: str, statement: str) -> None:
    assert broken_by(statement) == constraint


@pytest.mark.parametrize(("constraint", "statement"), [*dates(TABLES)])
def test_a_date_of_no_known_precision_is_refused(constraint: str, statement: str) -> None:
    for no_date in NO_DATES:
        assert broken_by(statement.format(no_date=no_date)) == constraint, no_date


@pytest.mark.parametrize("constraint", REPEATED)
def test_the_database_refuses_it_twice(constraint: str) -> None:
    table, otherwise = REPEATED[constraint]
    assert broken_by(again(table, **otherwise)) == constraint


@pytest.mark.parametrize(("table", "otherwise", "column"), UNIQUE_COLUMNS)
def test_no_two_share_it(table: str, otherwise: dict[str, str], column: str) -> None:
    assert f"{table}_{column}_" in broken_by(again(table, **otherwise))


@pytest.mark.parametrize("statement", [
    f"UPDATE {RECORD} SET status = 'ended', ending_kind = 'term' WHERE {RUNNING}",
    f"UPDATE {RECORD} SET status = 'notice_given', status_as_of = NULL WHERE {RUNNING}",
    f"UPDATE {RECORD} SET reference = 'C-1234567' WHERE {RUNNING}",
    f"UPDATE {CLAIM} SET amount_upper = NULL, qualifier = '' WHERE {RANGE}",
    f"UPDATE {CLAIM} SET amount_upper = amount + 0.0001 WHERE {RANGE}",
    f"UPDATE {CITATION} SET collaboration_id = NULL WHERE {OF_A_CLAIM}",
])  # fmt: skip
def test_the_database_takes_what_is_right(statement: str) -> None:
    assert broken_by(statement) == ""


@pytest.mark.parametrize("slug", ["norfolk", "british-transport-police"])
def test_a_body_that_is_a_party_cannot_be_deleted(slug: str) -> None:
    assert "organisation_id" in broken_by(f"DELETE FROM people_organisation WHERE slug = '{slug}'")


def test_no_constraint_is_left_untried() -> None:
    tried = {constraint for constraint, _statement in (*BROKEN, *code_lists(TABLES), *dates(TABLES))}
    assert tried - {"register_collaboration_parties_expected_check"} | set(REPEATED) == named_by(TABLES)
