"""Withholding parts of a public record: nobody else sees them anywhere, and they come back as they are."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from frankpledge.audit.actors import Actor
from frankpledge.dates import PartialDate
from frankpledge.errors import Invalid, NotAllowed, NotFound
from frankpledge.people.models import NATIONAL_ROLES, ORGANISATION_ROLES, POWERS, Power, Role
from frankpledge.people.rights import Rights
from frankpledge.register import sight
from frankpledge.register.actions import collaborations, releases, withholdings
from frankpledge.register.models import (
    COLUMNS,
    ROWS,
    Agreement,
    Claim,
    Collaboration,
    CollaborationFunction,
    CollaborationName,
    Event,
    Level,
    Part,
    Party,
    Purpose,
    SearchCard,
    TargetKind,
    WithheldValue,
    Withholding,
)
from frankpledge.register.queries import agreements
from frankpledge.register.search import asking
from tests.agreements import signed
from tests.changes import approved
from tests.members import Members
from tests.releases import decision, withheld
from tests.world import CURATOR, World

CAST = [*(("northshire", role) for role in ORGANISATION_ROLES), *(("", role) for role in NATIONAL_ROLES)]
NOBODY = Rights()
FIRST: dict[Part, Any] = {Part.PARTY: Party, Part.EVENT: Event, Part.CLAIM: Claim, Part.AGREEMENT: Agreement}
TOGETHER: dict[Part, Any] = {
    Part.NAMES: CollaborationName,
    Part.FUNCTIONS: CollaborationFunction,
    Part.PURPOSE: Purpose,
}


def publisher(members: Members) -> Actor:
    return members.actor("northshire", Role.PUBLISHER)


def hold(record: Collaboration, part: Part, by: Actor = CURATOR, target_id: int | None = None) -> Withholding:
    return withholdings.withhold(
        by=by, collaboration=record, part=part, decision=decision(Level.FACT), target_id=target_id
    )


@pytest.mark.parametrize(("organisation", "role"), CAST)
def test_whoever_may_publish_for_a_keeper_withholds_and_puts_back_and_nobody_else(
    world: World, members: Members, organisation: str, role: Role
) -> None:
    by, dogs = members.actor(organisation, role), world.record("dogs")
    if Power.PUBLISH not in POWERS[role]:
        with pytest.raises(NotAllowed):
            hold(dogs, Part.STATUS, by)
        held = hold(dogs, Part.STATUS)
        with sight.everything(), pytest.raises(NotAllowed):
            withholdings.put_back(by=by, withholding_id=held.pk, reason="Enough.")
        return
    held = hold(dogs, Part.STATUS, by)
    with sight.seen_by(Rights.of(by)):
        withholdings.put_back(by=by, withholding_id=held.pk, reason="Enough.")
    assert not Withholding.objects.exists()


@pytest.mark.parametrize("part", COLUMNS)
def test_a_fact_is_as_if_it_had_never_been_known_and_comes_back(world: World, part: Part) -> None:
    record = world.record("dogs")
    Collaboration.objects.filter(pk=record.pk).update(
        notes="A note.", legal_basis="mou", legal_basis_note="Of 2015."
    )
    record.refresh_from_db()
    before = {name: getattr(record, name) for name in COLUMNS[part]}
    assert before != COLUMNS[part]
    held = hold(record, part)
    record.refresh_from_db()
    assert {name: getattr(record, name) for name in COLUMNS[part]} == COLUMNS[part]
    assert not WithheldValue.objects.exists()
    with sight.everything():
        assert WithheldValue.objects.get(part=part).held
        withholdings.put_back(by=CURATOR, withholding_id=held.pk, reason="Enough.")
        assert not WithheldValue.objects.filter(part=part).exists()
    record.refresh_from_db()
    assert {name: getattr(record, name) for name in COLUMNS[part]} == before


def test_what_is_written_while_it_is_withheld_is_put_away_too(world: World) -> None:
    record = world.record("dogs")
    held = hold(record, Part.STATUS)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE register_collaboration SET status = 'notice_given' WHERE id = %s", [record.pk])
    record.refresh_from_db()
    assert record.status == "not_known"
    with sight.everything():
        withholdings.put_back(by=CURATOR, withholding_id=held.pk, reason="Enough.")
    record.refresh_from_db()
    assert record.status == "notice_given"


@pytest.mark.parametrize(
    ("part", "written", "value"),
    [
        (Part.DATES, "ends_on", "2031-03-31"),
        (Part.DATES, "starts_on", "2014"),
        (Part.STATUS, "status_as_of", "2024-01"),
    ],
)
def test_what_was_not_written_meanwhile_is_as_it_was(
    world: World, part: Part, written: str, value: str
) -> None:
    record = world.record("dogs")
    before = {name: getattr(record, name) for name in COLUMNS[part]}
    held = hold(record, part)
    Collaboration.objects.filter(pk=record.pk).update(**{written: PartialDate.parse(value)})
    with sight.everything():
        withholdings.put_back(by=CURATOR, withholding_id=held.pk, reason="Enough.")
    record.refresh_from_db()
    expected = {**before, written: PartialDate.parse(value)}
    assert {name: getattr(record, name) for name in COLUMNS[part]} == expected


def test_with_the_legal_basis_goes_its_note_until_that_is_put_back_by_itself(world: World) -> None:
    record = world.record("dogs")
    Collaboration.objects.filter(pk=record.pk).update(legal_basis="mou", legal_basis_note="Of 2015.")
    basis = hold(record, Part.LEGAL_BASIS)
    note = Withholding.objects.get(collaboration=record, part=Part.LEGAL_BASIS_NOTE)
    with sight.everything():
        withholdings.put_back(by=CURATOR, withholding_id=basis.pk, reason="Enough.")
    record.refresh_from_db()
    assert (record.legal_basis, record.legal_basis_note) == ("mou", "")
    with sight.everything():
        withholdings.put_back(by=CURATOR, withholding_id=note.pk, reason="Enough.")
    record.refresh_from_db()
    assert record.legal_basis_note == "Of 2015."


def test_the_note_alone_is_withheld_and_the_basis_stays(world: World) -> None:
    record = world.record("dogs")
    Collaboration.objects.filter(pk=record.pk).update(legal_basis="mou", legal_basis_note="Of 2015.")
    note = hold(record, Part.LEGAL_BASIS_NOTE)
    record.refresh_from_db()
    assert (record.legal_basis, record.legal_basis_note) == ("mou", "")
    assert "Of 2015." not in SearchCard.objects.get(collaboration=record).notes
    hold(record, Part.LEGAL_BASIS)
    assert Withholding.objects.filter(collaboration=record).count() == 2
    with sight.everything():
        withholdings.put_back(by=CURATOR, withholding_id=note.pk, reason="Enough.")
        held = WithheldValue.objects.get(collaboration=record)
    assert (held.part, held.held) == (Part.LEGAL_BASIS, {"legal_basis": "mou"})


def test_a_withheld_model_is_found_by_no_search_and_counted_by_none(world: World) -> None:
    record = world.record("dogs")
    model = record.model
    before = asking.found_by(f"model={model}")
    assert record.pk in before
    hold(record, Part.MODEL)
    assert record.pk not in asking.found_by(f"model={model}")
    assert SearchCard.objects.get(collaboration=record).model == "not_known"


def test_only_the_fact_of_a_record_tells_neither_its_model_nor_the_note(world: World) -> None:
    record = world.record("dogs")
    Collaboration.objects.filter(pk=record.pk).update(legal_basis="mou", legal_basis_note="Of 2015.")
    model = world.record("dogs").model
    withheld(record, Level.FACT)
    record.refresh_from_db()
    assert (record.legal_basis, record.legal_basis_note, record.model) == ("mou", "", "not_known")
    releases.decide(by=CURATOR, collaboration=record, decision=decision(Level.PUBLISHED))
    record.refresh_from_db()
    assert (record.legal_basis_note, record.model) == ("Of 2015.", model)


def test_another_fact_is_changed_as_always(world: World) -> None:
    record = world.record("dogs")
    hold(record, Part.STATUS)
    collaborations.rename(by=CURATOR, collaboration=record, reason="Because.", title="Hounds")
    record.refresh_from_db()
    assert (record.title, record.status) == ("Hounds", "not_known")


@pytest.mark.parametrize("part", FIRST)
def test_a_row_is_seen_by_its_keepers_alone_with_all_that_hangs_on_it(
    world: World, members: Members, part: Part
) -> None:
    record = world.record("crossings" if part is Part.AGREEMENT else "dogs")
    row = FIRST[part].objects.filter(collaboration=record).order_by("pk").first()
    assert row is not None
    cited = record.citations.count()
    hold(record, part, target_id=row.pk)
    assert not FIRST[part].objects.filter(pk=row.pk).exists()
    assert part is Part.AGREEMENT or record.citations.count() < cited
    with sight.seen_by(Rights.of(members.actor("", Role.INSPECTOR))):
        assert FIRST[part].objects.filter(pk=row.pk).exists()
        assert record.citations.count() == cited


@pytest.mark.parametrize("part", TOGETHER)
def test_rows_of_a_kind_are_withheld_together(world: World, members: Members, part: Part) -> None:
    record = world.record("dogs")
    if part is Part.NAMES:
        CollaborationName.objects.create(collaboration=record, text="The Hounds")
    hold(record, part, publisher(members))
    assert not TOGETHER[part].objects.filter(collaboration=record).exists()
    with sight.seen_by(Rights.of(publisher(members))):
        assert TOGETHER[part].objects.filter(collaboration=record).exists()


def test_a_withheld_party_is_found_by_no_search_and_counted_by_none(world: World) -> None:
    record = world.record("dogs")
    row = Party.objects.get(collaboration=record, organisation__slug="eastmarch")
    areas = SearchCard.objects.get(collaboration=record).areas_count
    hold(record, Part.PARTY, target_id=row.pk)
    card = SearchCard.objects.get(collaboration=record)
    assert card.areas_count == areas - 1
    assert "Eastmarch" not in card.parties


@pytest.mark.parametrize("part", Part)
def test_a_part_of_a_kind_with_rows_needs_one_and_another_takes_none(world: World, part: Part) -> None:
    with pytest.raises(NotFound):
        hold(world.record("dogs"), part, target_id=None if part in ROWS else 1)


def test_a_row_of_another_record_is_not_there(world: World) -> None:
    row = Party.objects.filter(collaboration=world.record("forensics")).first()
    assert row is not None
    with pytest.raises(NotFound):
        hold(world.record("dogs"), Part.PARTY, target_id=row.pk)


def test_the_same_sent_twice_is_one(world: World) -> None:
    record = world.record("dogs")
    assert hold(record, Part.STATUS).pk == hold(record, Part.STATUS).pk


def test_only_the_fact_of_a_record_takes_its_notes_and_its_umbrella_with_it(world: World) -> None:
    record = world.record("dogs")
    Collaboration.objects.filter(pk=record.pk).update(notes="A note.")
    parent = record.parent_id
    assert parent is not None
    withheld(record, Level.FACT)
    record.refresh_from_db()
    assert (record.notes, record.parent_id) == ("", None)
    with sight.everything():
        held = Withholding.objects.filter(is_by_release=True).first()
        assert held is not None
        with pytest.raises(Invalid):
            withholdings.put_back(by=CURATOR, withholding_id=held.pk, reason="Enough.")
        releases.decide(by=CURATOR, collaboration=record, decision=decision(Level.PUBLISHED))
    record.refresh_from_db()
    assert (record.notes, record.parent_id) == ("A note.", parent)
    assert not Withholding.objects.exists()


@pytest.mark.parametrize("part", [Part.STATUS, Part.DATES])
@pytest.mark.parametrize("day", ["", "&as-at=2018-06-01"])
def test_no_answer_for_everybody_has_the_value(client: Client, world: World, part: Part, day: str) -> None:
    record = world.record("dogs")
    hold(record, part)
    answer = json.loads(client.get(f"/collaborations/{record.address}?format=json{day}").content)
    values = {name: answer[name] for name in COLUMNS[part] if name in answer}
    assert values == {name: None if blank == "" else blank for name, blank in COLUMNS[part].items()}


def test_a_public_record_is_not_made_part_of_one_that_is_withheld(world: World) -> None:
    withheld(world.record("records"))
    with sight.everything(), pytest.raises(Invalid) as refused:
        approved(
            CURATOR,
            world.record("crossings"),
            TargetKind.COLLABORATION,
            {"parent": world.record("records").slug},
        )
    assert "would tell" in str(refused.value)


@pytest.mark.parametrize("part", Part)
def test_while_any_part_is_withheld_its_agreements_are_for_its_own_people_alone(
    world: World, members: Members, part: Part
) -> None:
    record = world.record("dogs")
    made = signed(members.actor("northshire", Role.OWNER), record)
    row = Agreement if part is Part.AGREEMENT else FIRST.get(part)
    target = row.objects.filter(collaboration=record).order_by("pk").first() if row else None
    assert agreements.visible_to(NOBODY).filter(pk=made.pk).exists()
    hold(record, part, target_id=target.pk if target else None)
    assert not agreements.visible_to(NOBODY).exists()
    own = Rights.of(members.actor("eastmarch", Role.CONTRIBUTOR))
    with sight.seen_by(own):
        assert agreements.visible_to(own).filter(pk=made.pk).exists()
    with sight.everything():
        for each in Withholding.objects.filter(collaboration=record):
            withholdings.put_back(by=CURATOR, withholding_id=each.pk, reason="Enough.")
    assert agreements.visible_to(NOBODY).filter(pk=made.pk).exists()
