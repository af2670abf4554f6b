"""A published version, its objectives and the answers to it never change: so says the database."""

import pytest
from django.db import DatabaseError, connection, transaction
from psycopg.errors import RaiseException

from frankpledge.people.models import Role
from frankpledge.register.models import Acceptance, Objective, Purpose
from tests.constraints import NO_DATES, broken_by, code_lists, dates, named_by
from tests.database import owner as owner_of_the_tables
from tests.members import Members
from tests.purposes import answered, drafted, owner, published
from tests.world import World

TABLES = (Purpose, Objective, Acceptance)
DRAFT = "state = 'draft'"
PUBLISHED = "state = 'published' AND origin = 'parties'"
OF_THE_DRAFT = f"purpose_id = (SELECT id FROM register_purpose WHERE {DRAFT})"
OF_THE_PUBLISHED = f"purpose_id = (SELECT id FROM register_purpose WHERE {PUBLISHED})"
REFUSED = [
    f"UPDATE register_purpose SET statement = 'Other words.' WHERE {PUBLISHED}",
    f"UPDATE register_purpose SET state = 'draft', holds_from = NULL, change = '' WHERE {PUBLISHED}",
    f"UPDATE register_purpose SET holds_from = holds_from - 1 WHERE {PUBLISHED}",
    f"DELETE FROM register_purpose WHERE {PUBLISHED}",
    "UPDATE register_purpose SET statement = 'Other words.' WHERE origin = 'register'",
    f"UPDATE register_objective SET measure = 'Something easier' WHERE {OF_THE_PUBLISHED}",
    f"DELETE FROM register_objective WHERE {OF_THE_PUBLISHED}",
    (
        "UPDATE register_objective SET purpose_id ="
        f" (SELECT id FROM register_purpose WHERE {PUBLISHED}) WHERE {OF_THE_DRAFT}"
    ),
    (
        "INSERT INTO register_objective (purpose_id, position, what, measure, target, note)"
        f" SELECT id, 9, 'One more', 'Count', '', '' FROM register_purpose WHERE {PUBLISHED}"
    ),
    "UPDATE register_acceptance SET answer = 'contests', reason = 'No.'",
    "UPDATE register_acceptance SET answered_on = answered_on - 1",
    "DELETE FROM register_acceptance",
]
BROKEN = [
    ("register_purpose_says_something", f"UPDATE register_purpose SET statement = '' WHERE {DRAFT}"),
    ("register_purpose_says_something", f"UPDATE register_purpose SET version = 0 WHERE {DRAFT}"),
    *(
        ("register_purpose_version_holds_from_a_day", f"UPDATE register_purpose SET {wrong} WHERE {DRAFT}")
        for wrong in (
            "origin = 'register'",
            "holds_from = '2024-05-01'",
            "change = 'wording'",
            "state = 'published'",
            "state = 'published', change = 'meaning'",
            "state = 'published', change = 'first', holds_from = '2024-05-01'",
        )
    ),
    ("register_purpose_version_once", f"UPDATE register_purpose SET version = 1 WHERE {DRAFT}"),
    (
        "register_purpose_one_draft",
        ("INSERT INTO register_purpose (collaboration_id, version, statement, statement_cy, public_benefit,"
        " risk_appetite, shared_identity, in_scope, out_of_scope, origin, state, change, edition)"
        " SELECT collaboration_id, 9, statement, '', '', '', '', '', '', origin, state, '', 1"
        f" FROM register_purpose WHERE {DRAFT}"),
    ),
    ("register_objective_has_a_measure", f"UPDATE register_objective SET measure = '' WHERE {OF_THE_DRAFT}"),
    ("register_objective_has_a_measure", f"UPDATE register_objective SET what = '' WHERE {OF_THE_DRAFT}"),
    (
        "register_objective_place_once",
        ("INSERT INTO register_objective (purpose_id, position, what, measure, target, note)"
        f" SELECT purpose_id, position, what, measure, '', '' FROM register_objective WHERE {OF_THE_DRAFT}"),
    ),
    *(
        (
            constraint,
            ("INSERT INTO register_acceptance"
            " (purpose_id, organisation_id, answer, answered_on, office, reading, reason, basis)"
            f" SELECT purpose_id, organisation_id, {values} FROM register_acceptance"),
        )
        for constraint, values in (
            ("register_acceptance_who_contests_says_why",
             "'contests', answered_on, office, '', '', 'own_word'"),
            ("register_acceptance_who_contests_says_why",
             "'accepts', answered_on, office, '', 'But.', 'own_word'"),
            ("register_acceptance_rests_on_a_word_or_a_signature",
             "'accepts', answered_on, '', '', '', 'own_word'"),
            ("register_acceptance_rests_on_a_word_or_a_signature",
             "'accepts', answered_on, office, '', '', 'signature'"),
            ("register_acceptance_answer_is_on_its_list",
             "'nonsense', answered_on, office, '', '', 'own_word'"),
            ("register_acceptance_basis_is_on_its_list",
             "'accepts', answered_on, office, '', '', 'nonsense'"),
        )
    ),
]  # fmt: skip


def lists_of_drafts() -> list[tuple[str, str]]:
    """The code lists and dates of tables of which a draft may be changed."""
    found = [*code_lists((Purpose, Objective)), *dates((Objective,))]
    return [(name, statement.rpartition(" WHERE ")[0]) for name, statement in found]


@pytest.fixture
def held(members: Members, world: World) -> None:
    by, record = owner(members), world.record("dogs")
    published(by, record)
    answered("northshire", record, by=by)
    drafted(members.actor("eastmarch", Role.CONTRIBUTOR), record, "Other words.")


def refused(statement: str) -> str:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return str(error)
    return ""


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize("statement", REFUSED)
def test_what_was_published_and_answered_stays(statement: str) -> None:
    assert refused(statement) != ""


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE register_purpose SET statement = 'Quite other words.' WHERE {DRAFT}",
        f"UPDATE register_objective SET measure = 'Something harder' WHERE {OF_THE_DRAFT}",
        f"DELETE FROM register_objective WHERE {OF_THE_DRAFT}",
    ],
)
def test_a_draft_may_be_changed(statement: str) -> None:
    assert refused(statement) == ""


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("held")
def test_the_owner_of_the_tables_cannot_either() -> None:
    for statement in REFUSED:
        with owner_of_the_tables() as connected, pytest.raises(RaiseException):
            connected.execute(statement.encode())


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(("constraint", "statement"), BROKEN)
def test_the_database_refuses_it(constraint: str, statement: str) -> None:
    assert broken_by(statement) == constraint


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(("constraint", "statement"), lists_of_drafts())
def test_a_draft_holds_words_of_the_lists_and_real_dates(constraint: str, statement: str) -> None:
    of_it = DRAFT if "register_purpose " in statement else OF_THE_DRAFT
    for no_date in NO_DATES:
        assert broken_by(f"{statement.format(no_date=no_date)} WHERE {of_it}") == constraint


def test_no_constraint_is_left_untried() -> None:
    assert {constraint for constraint, _statement in (*BROKEN, *lists_of_drafts())} == named_by(TABLES)
