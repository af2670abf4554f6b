"""What the database refuses of agreements, signatures, notices and endings, whoever asks."""

import datetime
import uuid

import pytest
from django.db import ProgrammingError, connection, transaction

from frankpledge.register.actions import checklists, endings, notices, obligations, reservations
from frankpledge.register.actions.endings import End
from frankpledge.register.actions.notices import Given
from frankpledge.register.actions.obligations import Owed
from frankpledge.register.models import (
    Agreement,
    AgreementParty,
    ChecklistAnswer,
    ChecklistTopic,
    Ending,
    EndingKind,
    Notice,
    NoticeScope,
    Obligation,
    Reservation,
    Signature,
)
from tests.agreements import SIGNED, drafted, in_days, signed, speaker
from tests.constraints import NO_DATES, again, broken_by, dates, named_by
from tests.members import Members
from tests.world import CURATOR, World

MADE = "id = (SELECT min(id) FROM register_agreement WHERE state = 'in_force')"
DRAFT = "id = (SELECT min(id) FROM register_agreement WHERE state = 'draft')"
FOUND = "id = (SELECT min(id) FROM register_agreement WHERE state = 'found')"
A_TEXT = "(SELECT min(id) FROM register_agreement WHERE state = 'found')"
ONE = "id = (SELECT min(id) FROM {})"
IS_MADE, NOTICE_BACK = "register_agreement_is_found_or_made", "register_notice_is_taken_back_by_agreement"
CLOSED = "register_obligation_closed_has_evidence"
BROKEN = [
    (IS_MADE, "agreement", f"reference = NULL WHERE {DRAFT}"),
    (IS_MADE, "agreement", f"reference = 'A-0OIL-SB' WHERE {DRAFT}"),
    (IS_MADE, "agreement", f"title = '' WHERE {DRAFT}"),
    (IS_MADE, "agreement", f"kind = 'not_stated', parent_id = {A_TEXT} WHERE {DRAFT}"),
    (IS_MADE, "agreement", f"url = '' WHERE {FOUND}"),
    (IS_MADE, "agreement", f"state = 'draft', kind = 'original' WHERE {FOUND}"),
    ("register_agreement_signed_has_a_day", "agreement", f"signed_on = NULL WHERE {MADE}"),
    ("register_agreement_over_has_a_day", "agreement", f"state = 'ended' WHERE {MADE}"),
    ("register_agreement_over_has_a_day", "agreement", f"ended_on = now() WHERE {MADE}"),
    ("register_agreement_further_ones_have_a_parent", "agreement", f"kind = 'variation' WHERE {DRAFT}"),
    ("register_agreement_is_not_its_own_parent", "agreement", f"parent_id = id WHERE {DRAFT}"),
    ("register_agreement_provisions_are_on_their_list", "agreement", f"provisions = '{{x}}' WHERE {DRAFT}"),
    ("register_agreement_state_is_on_its_list", "agreement", f"state = 'nonsense' WHERE {DRAFT}"),
    ("register_agreement_notice_by_is_on_its_list", "agreement", f"notice_by = 'nonsense' WHERE {DRAFT}"),
    ("register_agreement_dates_have_known_precision", "agreement", f"expires_on = 'soon' WHERE {DRAFT}"),
    ("register_agreementparty_who_joins_has_a_role", "agreementparty", "place = 'joins'"),
    ("register_agreementparty_who_joins_has_a_role", "agreementparty", "role = 'member'"),
    ("register_agreementparty_place_is_on_its_list", "agreementparty", "place = 'nonsense'"),
    ("register_notice_ends_after_it_is_given", "notice", "ends_on = '2020-01-01'"),
    (NOTICE_BACK, "notice", "withdrawn_on = now()"),
    (NOTICE_BACK, "notice", "withdrawn_words = 'All agreed.'"),
    ("register_notice_scope_is_on_its_list", "notice", "scope = 'nonsense'"),
    ("register_ending_has_evidence", "ending", "evidence = ''"),
    ("register_ending_is_not_told_early", "ending", "carried_out_on = now()"),
    (
        "register_ending_is_carried_out_or_withdrawn",
        "ending",
        "carried_out_on = ends_on, withdrawn_on = ends_on",
    ),
    ("register_ending_kind_is_on_its_list", "ending", "kind = 'nonsense'"),
    (CLOSED, "obligation", "done_on = now()"),
    (CLOSED, "obligation", "evidence = 'It was.'"),
    (CLOSED, "obligation", "done_on = now(), dropped_on = now(), evidence = 'It was.'"),
    ("register_obligation_says_something", "obligation", "what = ''"),
    ("register_obligation_exit_item_is_on_its_list", "obligation", "exit_item = 'nonsense'"),
    ("register_reservation_says_something", "reservation", "words = ''"),
    ("register_reservation_withdrawn_after_it_was_made", "reservation", "withdrawn_on = '2020-01-01'"),
    ("register_checklistanswer_says_why_not_applicable", "checklistanswer", "coverage = 'not_applicable'"),
    ("register_checklistanswer_topic_is_on_its_list", "checklistanswer", "topic = 'nonsense'"),
    ("register_checklistanswer_coverage_is_on_its_list", "checklistanswer", "coverage = 'nonsense'"),
]


TABLES = (
    Agreement, AgreementParty, ChecklistAnswer, Ending, Notice, Obligation, Reservation, Signature,
)  # fmt: skip
AGAIN: list[tuple[str, str, dict[str, str]]] = [
    ("register_agreement_said_once", "register_agreement", {"note": "'another'"}),
    ("register_agreementparty_once", "register_agreementparty", {}),
    ("register_checklistanswer_topic_once", "register_checklistanswer", {"note": "'another'"}),
    ("register_notice_runs_once", "register_notice", {"words": "'another'"}),
    ("register_ending_planned_once", "register_ending", {"submission_key": "gen_random_uuid()"}),
    ("register_signature_once", "register_signature", {"office": "'another'"}),
    ("register_signature_has_an_office", "register_signature", {"office": "''"}),
    ("register_signature_own_word_is_somebodys", "register_signature", {"basis": "'own_word'"}),
    ("register_signature_basis_is_on_its_list", "register_signature", {"basis": "'nonsense'"}),
    ("register_agreement_kind_is_on_its_list", "register_agreement", {"kind": "'nonsense'"}),
]


@pytest.fixture
def held(world: World, members: Members) -> None:
    """One of each sort."""
    dogs, eastmarch = world.record("dogs"), speaker("eastmarch")
    made = signed(CURATOR, dogs)
    drafted(CURATOR, dogs, title="A draft")
    reference = made.reference or ""
    given = Given(scope=NoticeScope.OWN_PART, served_on=datetime.date(2026, 6, 1))
    notices.give(by=eastmarch, reference=reference, organisation="eastmarch", given=given)
    end = End(kind=EndingKind.TERM, ends_on=in_days(9), decided_on=SIGNED, evidence="The minutes.")
    endings.end(by=CURATOR, collaboration=dogs, end=end, key=uuid.uuid4())
    owed = Owed(what="Pay", owner="eastmarch")
    obligations.add(by=CURATOR, reference=reference, owed=owed, key=uuid.uuid4())
    reservations.make(
        by=eastmarch, reference=reference, organisation="eastmarch", words="Ours.", since=SIGNED,
        key=uuid.uuid4(),
    )  # fmt: skip
    checklists.answer(by=CURATOR, reference=reference, topic=ChecklistTopic.VETTING, coverage="covered")


def test_the_database_refuses_what_cannot_be(held: None) -> None:
    refused = []
    for _name, table, change in BROKEN:
        where = "" if "WHERE" in change else f" WHERE {ONE.format(f'register_{table}')}"
        refused.append(broken_by(f"UPDATE register_{table} SET {change}{where}"))
    assert refused == [name for name, _table, _change in BROKEN]


def test_the_database_refuses_it_twice(held: None) -> None:
    refused = [broken_by(again(table, **otherwise)) for _name, table, otherwise in AGAIN]
    assert refused == [name for name, _table, _otherwise in AGAIN]


def test_a_date_of_no_known_precision_is_refused(held: None) -> None:
    for constraint, statement in dates(TABLES):
        for no_date in NO_DATES:
            assert broken_by(statement.format(no_date=no_date)) == constraint, no_date


def test_no_constraint_is_left_untried() -> None:
    tried = {name for name, *_rest in (*BROKEN, *AGAIN)} | {name for name, _statement in dates(TABLES)}
    assert tried == named_by(TABLES)


@pytest.mark.parametrize(
    "statement", ["UPDATE register_signature SET office = 'X'", "DELETE FROM register_signature"]
)
def test_a_signature_is_never_changed_or_taken_away(held: None, statement: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="Cannot update or delete"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format("register_signature"))
