import datetime
from dataclasses import replace

import pytest

from frankpledge.dates import PartialDate
from frankpledge.register.actions import collaborations
from frankpledge.register.drafts import PartyDraft
from frankpledge.register.models import Role
from frankpledge.register.queries import collaborations as queries
from frankpledge.register.queries.parties import Parties
from tests.world import CURATOR, World, forensics, party

TODAY = datetime.date(2026, 11, 22)


def parties(world: World, *drafts: PartyDraft, until: datetime.date = TODAY) -> Parties:
    """The parties of the laboratory, which ran from 2010 to 31 March 2021, when these are in it."""
    record = world.record("forensics")
    record.parties.all().delete()
    collaborations.put(by=CURATOR, draft=replace(forensics(), parties=drafts))
    return queries.record(record.reference, until).parties


def names(held: Parties) -> list[tuple[str, list[str]]]:
    return [(area.slug, [line.party.organisation.slug for line in area.lines]) for area in held.members]


def overseers(held: Parties) -> list[list[str]]:
    return [[body.slug for body in line.overseers] for line in held.lines]


def test_a_policing_body_stands_in_the_area_of_its_force(world: World) -> None:
    held = parties(
        world,
        party("wayfarers-fund"),
        party("pcc-eastmarch"),
        party("northshire"),
        party("northshire-authority", left_on=PartialDate(2012, 11, 22)),
    )
    assert names(held) == [
        ("eastmarch", ["pcc-eastmarch"]),
        ("northshire", ["northshire", "northshire-authority"]),
        ("wayfarers-fund", ["wayfarers-fund"]),
    ]


def test_a_chief_officer_counts_as_two_legal_persons_and_a_policing_body_alone_as_one(world: World) -> None:
    present = parties(world, party("pcc-eastmarch"), party("northshire"), party("wayfarers-fund")).present
    assert (present.areas, present.others, present.legal_persons) == (2, 1, 4)


def test_an_area_has_not_left_while_one_of_its_entries_has_not(world: World) -> None:
    gone = PartialDate(2012, 11, 22)
    held = parties(
        world,
        party("northshire"),
        party("northshire-authority", left_on=gone),
        party("eastmarch", left_on=gone),
    )
    assert [area.slug for area in held.left] == ["eastmarch"]
    assert held.present.areas == 1


@pytest.mark.django_db
def test_who_stayed_to_the_end_has_not_left_before_it(world: World) -> None:
    end = PartialDate(2021, 3, 31)
    held = parties(world, party("northshire", left_on=end), party("eastmarch", left_on=PartialDate(2021, 3)))
    assert held.left == ()


def test_the_bodies_of_its_whole_time_are_shown_newest_first(world: World) -> None:
    held = parties(world, party("port-vale", joined_on=PartialDate(2010)))
    assert overseers(held) == [["pcc-port-vale", "port-vale-authority"]]


def test_without_a_joining_date_only_the_last_body_is_shown(world: World) -> None:
    assert overseers(parties(world, party("port-vale"))) == [["pcc-port-vale"]]


def test_a_body_that_began_after_it_left_is_not_shown(world: World) -> None:
    left = party("port-vale", joined_on=PartialDate(2011), left_on=PartialDate(2012, 6))
    assert overseers(parties(world, left)) == [["port-vale-authority"]]


def test_on_a_past_day_no_later_body_is_shown(world: World) -> None:
    joined = party("port-vale", joined_on=PartialDate(2011))
    assert overseers(parties(world, joined, until=datetime.date(2012, 1, 1))) == [["port-vale-authority"]]


def test_a_time_before_the_first_body_on_record_is_said_to_be_so(world: World) -> None:
    record = queries.record(queries.reference_in(queries.address_of("gwent-south-wales-legal")) or "", TODAY)
    assert not any(line.earlier_overseer_not_on_record for line in record.parties.lines)
    record = queries.record(
        queries.reference_in(queries.address_of("north-west-motorway-police-group")) or "", TODAY
    )
    chiefs = [line for line in record.parties.lines if line.is_chief_officer]
    assert all(line.earlier_overseer_not_on_record for line in chiefs)


def test_funders_suppliers_and_customers_are_apart(world: World) -> None:
    held = parties(
        world,
        party("northshire", Role.CUSTOMER),
        party("harrow-systems", Role.SUPPLIER),
        party("wayfarers-fund", Role.FUNDER),
        party("eastmarch", Role.HOST),
    )
    assert names(held) == [("eastmarch", ["eastmarch"])]
    assert {line.party.role for line in held.not_members} == {"customer", "supplier", "funder"}
    assert held.named == 2
    assert [line.party.organisation.slug for line in held.leads] == ["eastmarch"]
