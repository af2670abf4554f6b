"""A past day is shown as it was: what changed in the world since is undone, what was mistaken is not."""

import datetime
from dataclasses import fields
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from frankpledge.audit.outcomes import plain
from frankpledge.people.models import Role
from frankpledge.register.models import Operation, Party, TargetKind
from frankpledge.register.queries import collaborations, profiles, undoing
from tests.changes import approved, present
from tests.members import Members
from tests.world import CURATOR, GAZETTE, World

TODAY = timezone.localdate()
YESTERDAY, LAST_WEEK = TODAY - datetime.timedelta(days=1), TODAY - datetime.timedelta(days=7)
RECORD, PARTY = TargetKind.COLLABORATION, TargetKind.PARTY
EVERY_FIELD = {
    "title": "Hounds", "title_cy": "Cŵn", "names": "Dogs\nNMDU", "purpose": "Other words.",
    "functions": "training\nferries", "model": "network", "legal_basis": "s22A",
    "legal_basis_note": "Clause 4",
    "status": "ended", "status_as_of": "2025-01", "ending_kind": "by_notice", "starts_on": "2015",
    "start_kind": "agreed", "ends_on": "2025", "parent": "", "parties_coverage": "partial",
    "parties_expected": "9", "existence_confidence": "high", "notes": "A note",
    "record_sources": "https://other.example/page Another page", "further_sources": GAZETTE,
}  # fmt: skip


@pytest.fixture(autouse=True)
def pages_made_afresh(settings: Any) -> None:
    settings.PUBLIC_PAGE_CACHE = False


def words(record: Any) -> str:
    """Everything that a record says, without the numbers of rows and of sources."""
    columns = sorted(undoing._columns(type(record.collaboration)))
    return "|".join(
        str(part)
        for part in (
            {name: getattr(record.collaboration, name) for name in columns},
            record.names,
            record.functions,
            record.purpose and record.purpose.statement,
            record.agreements,
            record.parent,
            [
                (line.party.organisation.name, line.party.role, line.party.joined_on, line.party.left_on,
                 line.party.basis, line.party.note, [body.name for body in line.overseers],
                 [source.name for source in line.sources])
                for line in record.parties.lines
            ],
            [(line.event.on, line.event.kind, line.event.what, len(line.sources)) for line in record.events],
            [
                (line.claim.sentence, plain(line.claim.amount), line.claim.note, line.covers,
                 line.contradicts, line.replaced, line.superseded_by,
                 [source.name for source in line.sources])
                for line in record.claims
            ],
            [(source.url, source.name, sorted(source.facts)) for source in record.citations.for_the_record],
        )
    )  # fmt: skip


def shown(world: World, name: str, day: datetime.date) -> str:
    return words(collaborations.record(world.record(name).reference, day))


def test_every_field_of_a_record_is_as_it_was_on_the_days_before(world: World) -> None:
    before, dogs = shown(world, "dogs", YESTERDAY), world.record("dogs")
    change = approved(CURATOR, dogs, RECORD, EVERY_FIELD, holds_from=TODAY)
    assert set(change.wanted) == set(EVERY_FIELD)
    assert shown(world, "dogs", TODAY) != before
    assert shown(world, "dogs", YESTERDAY).split("|") == before.split("|")
    assert shown(world, "dogs", LAST_WEEK) == before


def test_a_mistake_is_corrected_for_every_day(world: World) -> None:
    approved(CURATOR, world.record("dogs"), RECORD, {"title": "Hounds"})
    assert "Hounds" in shown(world, "dogs", YESTERDAY)


def test_a_change_shows_from_its_day_on(world: World) -> None:
    approved(CURATOR, world.record("dogs"), RECORD, {"title": "Hounds"}, holds_from=LAST_WEEK)
    before = LAST_WEEK - datetime.timedelta(days=1)
    assert "Hounds" in shown(world, "dogs", LAST_WEEK)
    assert "Hounds" in shown(world, "dogs", YESTERDAY)
    assert "Hounds" not in shown(world, "dogs", before)


@pytest.mark.parametrize(
    ("first_day", "second_day", "expected"),
    [
        (LAST_WEEK, TODAY, ("Dog Unit", "First", "First")),
        (TODAY, LAST_WEEK, ("Dog Unit", "Second", "Second")),
        (LAST_WEEK, None, ("Dog Unit", "Second", "Second")),
        (TODAY, None, ("Dog Unit", "Dog Unit", "Dog Unit")),
        (None, TODAY, ("First", "First", "First")),
    ],
)
def test_of_several_changes_to_a_field_the_last_that_holds_on_the_day_is_shown(
    world: World,
    first_day: datetime.date | None,
    second_day: datetime.date | None,
    expected: tuple[str, str, str],
) -> None:
    dogs = world.record("dogs")
    approved(CURATOR, dogs, RECORD, {"title": "First"}, holds_from=first_day)
    approved(CURATOR, dogs, RECORD, {"title": "Second"}, holds_from=second_day)
    days = (LAST_WEEK - datetime.timedelta(days=1), LAST_WEEK, YESTERDAY)
    for day, title in zip(days, expected, strict=True):
        assert title in collaborations.record(dogs.reference, day).collaboration.title
    assert collaborations.record(dogs.reference, TODAY).collaboration.title == "Second"


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        (PARTY, {"role": "host", "joined_on": "2016", "note": "N", "sources": "https://x.example/y"}),
        (TargetKind.EVENT, {"on": "2014", "kind": "other", "what": "Else.", "sources": ""}),
        (
            TargetKind.CLAIM,
            {
                "sentence": "It saved £1.", "amount": "1", "amount_upper": "", "qualifier": "", "note": "N",
                "covers_organisations": "eastmarch", "contradicts": "marches-dogs-03",
                "supersedes": "marches-forensics-01", "sources": GAZETTE,
            },
        ),
    ],
)  # fmt: skip
def test_a_row_of_a_record_is_as_it_was(world: World, kind: TargetKind, wanted: dict[str, str]) -> None:
    dogs = world.record("dogs")
    row = {
        PARTY: Party.objects.get(collaboration=dogs, organisation__slug="eastmarch"),
        TargetKind.EVENT: dogs.events.get(kind="left"),
        TargetKind.CLAIM: world.claim("dogs-01"),
    }[kind]
    before = shown(world, "dogs", YESTERDAY)
    held = present(kind, row.pk)
    approved(CURATOR, dogs, kind, wanted, target_id=row.pk, holds_from=TODAY)
    assert present(kind, row.pk) != held
    assert shown(world, "dogs", TODAY) != before
    assert shown(world, "dogs", YESTERDAY).split("|") == before.split("|")


def test_a_row_added_for_a_day_was_not_there_before_it(world: World) -> None:
    dogs, before = world.record("dogs"), shown(world, "dogs", YESTERDAY)
    for kind, wanted in (
        (
            PARTY,
            {"organisation": "durham", "role": "member", "basis": "stated", "sources": "https://n.example/1"},
        ),
        (TargetKind.EVENT, {"on": "2020", "kind": "reviewed", "what": "Reviewed."}),
        (TargetKind.AGREEMENT, {"url": "https://example.org/a.pdf", "kind": "original"}),
    ):
        approved(CURATOR, dogs, kind, wanted, operation=Operation.ADD, holds_from=TODAY)
    assert shown(world, "dogs", TODAY) != before
    assert shown(world, "dogs", YESTERDAY).split("|") == before.split("|")


def test_a_text_of_an_agreement_is_as_it_was(world: World) -> None:
    crossings = world.record("crossings")
    before = shown(world, "crossings", YESTERDAY)
    wanted = {"note": "The signed one.", "is_signed_copy": "yes", "signed_on": "2013"}
    text = crossings.agreements.get()
    approved(CURATOR, crossings, TargetKind.AGREEMENT, wanted, target_id=text.pk, holds_from=TODAY)
    assert shown(world, "crossings", YESTERDAY) == before


def test_the_bodies_and_the_family_that_a_record_names_are_called_what_they_were(world: World) -> None:
    before, marches = shown(world, "dogs", YESTERDAY), world.record("marches")
    for slug in ("eastmarch", "pcc-eastmarch"):
        names = {"name": f"New {slug}", "short_name": f"N {slug}"}
        approved(CURATOR, world.body(slug), TargetKind.ORGANISATION, names, holds_from=TODAY)
    approved(CURATOR, marches, RECORD, {"title": "New programme"}, holds_from=TODAY)
    today = shown(world, "dogs", TODAY)
    assert "New eastmarch" in today
    assert "New pcc-eastmarch" in today
    assert shown(world, "dogs", YESTERDAY).split("|") == before.split("|")


def test_the_page_of_a_body_is_as_it_was(world: World, members: Members, client: Client) -> None:
    owner = members.actor("northshire", Role.OWNER)
    body = world.body("northshire")
    past = f"/organisations/northshire?as-at={YESTERDAY}"
    before, data = client.get(past).content, client.get(f"{past}&format=json").json()
    approved(
        owner, body, TargetKind.ORGANISATION,
        {"name": "Newshire Police", "short_name": "Newshire", "identity_sources": "https://new.example/name"},
        holds_from=TODAY,
    )  # fmt: skip
    alias = {"text": "Norsh", "kind": "short"}
    approved(owner, body, TargetKind.ALIAS, alias, operation=Operation.ADD, holds_from=TODAY)
    relation = body.relations_to.get(subject__slug="pcc-northshire")
    approved(
        owner, body, TargetKind.RELATION, {"starts_on": "2013"}, target_id=relation.pk, holds_from=TODAY
    )  # fmt: skip
    figure = body.figures.get()
    approved(owner, body, TargetKind.FIGURE, {"value": "7"}, target_id=figure.pk, holds_from=TODAY)
    approved(owner, world.record("dogs"), RECORD, {"title": "Hounds"}, holds_from=TODAY)
    assert client.get(f"{past}&format=json").json() == data
    assert client.get(past).content == before
    today = client.get("/organisations/northshire").content.decode()
    assert "Newshire Police" in today
    assert "Hounds" in today


def test_a_records_page_and_data_of_yesterday_do_not_change(
    world: World, members: Members, client: Client
) -> None:
    owner, dogs = members.actor("northshire", Role.OWNER), world.record("dogs")
    past = f"?as-at={YESTERDAY}"
    address = f"/collaborations/{dogs.reference}"
    before = [client.get(f"{address}{past}{form}", follow=True) for form in ("&format=json", "&format=csv")]
    held = [b"".join(answer) if answer.streaming else answer.content for answer in before]
    approved(owner, dogs, RECORD, {"names": "Hounds", "status": "notice_given"}, holds_from=TODAY)
    after = [client.get(f"{address}{past}{form}", follow=True) for form in ("&format=json", "&format=csv")]
    assert [b"".join(answer) if answer.streaming else answer.content for answer in after] == held
    assert b"Hounds" in client.get(address, follow=True).content


def test_a_past_day_costs_one_statement_more_however_much_changed_and_today_none(world: World) -> None:
    dogs = world.record("dogs")

    def cost(day: datetime.date) -> int:
        with CaptureQueriesContext(connection) as asked:
            collaborations.record(dogs.reference, day)
        return len(asked)

    today, past = cost(TODAY), cost(YESTERDAY)
    assert past == today + 1
    for number in range(5):
        approved(CURATOR, dogs, RECORD, {"title": f"Title {number}"}, holds_from=TODAY)
    assert (cost(TODAY), cost(YESTERDAY)) == (today, past)
    with CaptureQueriesContext(connection) as asked:
        profiles.profile("northshire", YESTERDAY, is_past=True)
    assert len(asked) == 6


def test_nothing_to_undo_is_never_filled() -> None:
    assert all(not getattr(undoing.NOTHING, each.name) for each in fields(undoing.Undone))
