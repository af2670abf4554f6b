"""Agreements not yet signed, and obligations that are open, when a body that they name comes to an end."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frankpledge.audit.models import Entry
from frankpledge.people.models import Role
from frankpledge.register.actions import obligations, signatures
from frankpledge.register.actions import reorganisations as actions
from frankpledge.register.actions.obligations import Owed
from frankpledge.register.models import Agreement, Obligation
from tests.agreements import sent, signed, speaker
from tests.members import Members
from tests.reorganisations import MERGER, applied, planned
from tests.world import CURATOR, World

SIGNED_ON = datetime.date(2025, 3, 1)


def to_sign(agreement: Agreement) -> set[str]:
    return set(agreement.signatories.values_list("organisation__slug", flat=True))


def obliged(agreement: Agreement, owner: str) -> Obligation:
    owed = Owed(what="Report to the board", owner=owner)
    reference = agreement.reference or ""
    return obligations.add(by=CURATOR, reference=reference, owed=owed, key=uuid.uuid4())


@pytest.mark.django_db
def test_who_follows_is_asked_to_sign_what_was_not_signed_and_what_was_signed_stands(
    world: World, members: Members
) -> None:
    agreement = sent(members.actor("northshire", Role.OWNER), world.record("dogs"))
    before = to_sign(agreement)
    signatures.sign(
        by=speaker("northshire"),
        reference=agreement.reference or "",
        organisation="northshire",
        office="Chief Constable",
        signed_on=SIGNED_ON,
    )
    applied(*MERGER)
    now = to_sign(agreement)
    assert {"northshire", "pcc-northshire"} <= before
    assert "northshire" in now
    assert "pcc-northshire" not in now
    assert {"norrland", "norrland-policing-board"} & now
    entry = Entry.objects.get(action="register.agreements.follow", subject_key=agreement.reference)
    assert "pcc-northshire" in entry.detail["signatories"][0]


@pytest.mark.django_db
def test_an_agreement_that_all_signed_names_those_who_signed_it(world: World, members: Members) -> None:
    agreement = signed(members.actor("northshire", Role.OWNER), world.record("dogs"))
    before = to_sign(agreement)
    applied(*MERGER)
    assert to_sign(agreement) == before


@pytest.mark.django_db
def test_an_open_obligation_is_owed_by_who_follows_and_one_that_is_done_stays(
    world: World, members: Members
) -> None:
    agreement = signed(members.actor("northshire", Role.OWNER), world.record("dogs"))
    left, done = obliged(agreement, "northshire"), obliged(agreement, "northshire")
    obligations.close(
        by=CURATOR,
        reference=agreement.reference or "",
        number=done.pk,
        day=SIGNED_ON,
        evidence="The minutes.",
        is_done=True,
    )
    applied(*MERGER)
    left.refresh_from_db()
    done.refresh_from_db()
    assert (left.owner.slug, done.owner.slug) == ("norrland", "northshire")


@pytest.mark.django_db
def test_it_asks_the_same_of_the_database_however_much_is_unfinished(world: World, members: Members) -> None:
    agreement = sent(members.actor("northshire", Role.OWNER), world.record("dogs"))
    for _each in range(6):
        obliged(agreement, "northshire")
    row = planned(*MERGER)
    with CaptureQueriesContext(connection) as queried:
        actions.apply(by=CURATOR, reference=row.reference, version=row.version)
    for table, most in (("register_agreementparty", 5), ("register_obligation", 2)):
        found = [each["sql"] for each in queried if f'"{table}"' in each["sql"]]
        assert len(found) <= most, found
