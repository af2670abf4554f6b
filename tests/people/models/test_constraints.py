"""What the database refuses, whoever asks."""

import pytest

from frankpledge.people.models import (
    Alias,
    Figure,
    Group,
    GroupMember,
    Organisation,
    OrganisationCitation,
    Relation,
    Source,
)
from tests.constraints import NO_DATES, again, broken_by, code_lists, dates, first, named_by

TABLES = (Alias, Figure, Group, GroupMember, Organisation, OrganisationCitation, Relation, Source)
ORGANISATION, ALIAS, CITATION = (
    first("people_organisation"),
    first("people_alias"),
    "people_organisationcitation",
)
OF_A_BODY = "id = (SELECT min(id) FROM people_alias WHERE organisation_id IS NOT NULL)"
ANY_BODY = "(SELECT min(id) FROM people_organisation)"
ANY_GROUP = "(SELECT min(id) FROM people_group)"
ANY_FIGURE = "(SELECT min(id) FROM people_figure)"
BROKEN = [
    ("people_organisation_has_names", f"UPDATE people_organisation SET name = '' WHERE {ORGANISATION}"),
    ("people_organisation_has_names", f"UPDATE people_organisation SET short_name = '' WHERE {ORGANISATION}"),
    ("people_group_has_name", f"UPDATE people_group SET name = '' WHERE id = {ANY_GROUP}"),
    ("people_alias_says_something", f"UPDATE people_alias SET text = '' WHERE {ALIAS}"),
    (
        "people_alias_names_a_body_or_a_group",
        f"UPDATE people_alias SET group_id = {ANY_GROUP} WHERE {OF_A_BODY}",
    ),
    (
        "people_alias_names_a_body_or_a_group",
        f"UPDATE people_alias SET organisation_id = NULL WHERE {OF_A_BODY}",
    ),
    ("people_alias_names_a_body_or_a_group", f"UPDATE people_alias SET kind = 'group' WHERE {OF_A_BODY}"),
    ("people_relation_joins_two", "UPDATE people_relation SET object_id = subject_id"),
    (
        "people_citation_supports_one_fact",
        f"UPDATE {CITATION} SET figure_id = {ANY_FIGURE} WHERE {first(CITATION)}",
    ),
    (
        "people_citation_supports_one_fact",
        f"UPDATE {CITATION} SET supports = 'relation' WHERE {first(CITATION)}",
    ),
    (
        "people_citation_supports_one_fact",
        f"UPDATE {CITATION} SET organisation_id = NULL WHERE {first(CITATION)}",
    ),
]
REPEATED = {
    "people_alias_said_once": ("people_alias", {}),
    "people_citation_said_once": (CITATION, {}),
    "people_figure_said_once": ("people_figure", {"value": "value + 1", "basis": "'another'"}),
    "people_group_member_named_once": ("people_group_members", {"position": "99"}),
    "people_relation_said_once": ("people_relation", {"basis": "'assumed'"}),
}

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


@pytest.mark.parametrize("statement", [
    f"UPDATE people_organisation SET region = '', valid_from = '2018', valid_to = NULL WHERE {ORGANISATION}",
    f"UPDATE people_organisation SET valid_from = '2018-12-31' WHERE {ORGANISATION}",
    f"UPDATE people_alias SET kind = 'short' WHERE {OF_A_BODY}",
    f"UPDATE {CITATION} SET supports = 'region', position = 7 WHERE {first(CITATION)}",
])  # fmt: skip
def test_the_database_takes_what_is_right(statement: str) -> None:
    assert broken_by(statement) == ""


def test_no_constraint_is_left_untried() -> None:
    tried = {constraint for constraint, _statement in (*BROKEN, *code_lists(TABLES), *dates(TABLES))}
    assert tried | set(REPEATED) == named_by(TABLES)
