from decimal import Decimal

import pytest

from frankpledge.audit.actions import record, wait_for_other_writers
from frankpledge.audit.actors import Actor, ActorKind, at_command_line, whoever_runs_this
from frankpledge.audit.models import Entry
from frankpledge.audit.outcomes import Deed, Effect, assign, plain
from frankpledge.audit.queries import revision
from frankpledge.dates import PartialDate
from frankpledge.register.models import Claim

BY = at_command_line("a test")


def a_deed() -> Deed:
    return Deed(BY, "test.put", "thing", "because")


@pytest.mark.django_db
def test_a_change_is_written_down_with_who_what_and_why() -> None:
    with a_deed() as deed:
        outcome = deed.conclude("one", {"title": ["a", "b"]}, added=False)
    entry = Entry.objects.latest("id")
    assert outcome.effect is Effect.CHANGED
    assert (entry.actor, entry.action, entry.reason) == ("command: a test", "test.put", "because")
    assert (entry.subject_kind, entry.subject_key) == ("thing", "one")
    assert entry.detail == {"title": ["a", "b"]}


@pytest.mark.django_db
def test_a_deed_may_have_more_outcomes_than_a_statement_takes_values() -> None:
    before = revision()
    with a_deed() as deed:
        for number in range(5000):
            deed.conclude(str(number), {"title": [None, "a"]}, added=True)
    assert revision() == before + 5000


@pytest.mark.django_db
def test_nothing_is_written_down_when_nothing_changed() -> None:
    before = revision()
    with a_deed() as deed:
        outcome = deed.conclude("one", {}, added=False, held_only=["other"])
    assert outcome.effect is Effect.UNCHANGED
    assert outcome.held_only == ("other",)
    assert revision() == before


@pytest.mark.django_db(transaction=True)
def test_an_entry_is_refused_outside_the_transaction_of_what_it_records() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        record(by=BY, action="test.put", subject_kind="thing", subject_key="one")
    with pytest.raises(RuntimeError, match="transaction"):
        wait_for_other_writers()
    with pytest.raises(RuntimeError, match="transaction"), a_deed():
        pass


@pytest.mark.django_db
def test_nothing_is_written_down_of_a_deed_that_failed() -> None:
    before = revision()
    deed = a_deed().__enter__()
    deed.conclude("one", {"title": ["a", "b"]}, added=False)
    deed.__exit__(ZeroDivisionError, ZeroDivisionError(), None)
    assert revision() == before


def test_nought_is_something_that_a_new_row_says() -> None:
    changes = assign(Claim(), {"amount": Decimal(0), "note": "", "said_on": None, "kind": "cost"})
    assert changes == {"amount": [None, "0"], "kind": [None, "cost"]}


def test_what_an_entry_keeps_reads_as_it_was_written() -> None:
    held = (Decimal("1200.50"), Decimal(1000), PartialDate(2018, 4), True, None, 3, ("a", "b"))
    assert plain(held) == ["1200.5", "1000", "2018-04", True, None, 3, ["a", "b"]]


def test_whoever_runs_this_is_somebody_at_the_command_line() -> None:
    assert str(whoever_runs_this()).startswith("command: ")
    assert whoever_runs_this().name


@pytest.mark.django_db
def test_an_entry_says_who_acted_with_what_key_and_for_whom() -> None:
    person = Actor(kind=ActorKind.PERSON, name="Ash", user_id=7, organisation="northshire")
    key = Actor(kind=ActorKind.SYSTEM, name="payroll", token_id=9, organisation="eastmarch")
    with Deed(person, "test.put", "thing", "because", is_public=False) as deed:
        deed.conclude("one", {"title": ["a", "b"]}, added=False)
    by_person = Entry.objects.latest("id")
    by_key = record(by=key, action="test.put", subject_kind="thing", subject_key="two")
    assert (by_person.user_id, by_person.token_id, by_person.organisation) == (7, None, "northshire")
    assert (by_key.user_id, by_key.token_id, by_key.organisation) == (None, 9, "eastmarch")
    assert (by_person.is_public, by_key.is_public) == (False, True)
