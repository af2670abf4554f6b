"""Changing a record in a browser: one page for each thing, now beside proposed, and nothing typed is lost."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from frankpledge.people.models import Role
from frankpledge.register.changing import KINDS
from frankpledge.register.models import Change, Collaboration, Operation, Party, TargetKind
from tests.changes import approved, begin, proposed
from tests.corrections import words_of
from tests.members import Members, person, sign_in
from tests.world import CURATOR, World

RECORD = TargetKind.COLLABORATION
TITLE = {"title": "Hounds"}
MOST_STATEMENTS = 16


@pytest.fixture(autouse=True)
def pages_made_afresh(settings: Settings) -> None:
    settings.PUBLIC_PAGE_CACHE = False


@pytest.fixture
def contributor(members: Members) -> Client:
    return signed_in(members, "northshire", Role.CONTRIBUTOR)


@pytest.fixture
def owner(members: Members) -> Client:
    return signed_in(members, "northshire", Role.OWNER)


def signed_in(members: Members, organisation: str, role: Role, *, verified: bool = True) -> Client:
    client = Client()
    sign_in(client, members.user(organisation, role), verified=verified)
    return client


def fields_of(page: Any) -> dict[str, str]:
    """What a form holds that nobody types: where it began, and the version it shows."""
    html = page.content.decode()
    hidden = re.findall(r'<input type="hidden" name="(began|version)" value="([^"]*)"', html)
    return {name: unescape(value) for name, value in hidden}


def change_address(record: Collaboration, rest: str = "") -> str:
    return f"/collaborations/{record.reference}/change{rest}"


def send(client: Client, address: str, **typed: str) -> Any:
    """Opens the form, types, and sends it."""
    return client.post(address, {**fields_of(client.get(address)), **typed})


def do(client: Client, change: Change, what: str, **typed: str) -> Any:
    address = f"/changes/{change.reference}"
    return client.post(address, {**fields_of(client.get(address)), "do": what, **typed})


# --- the whole way ----------------------------------------------------------------------------------


def test_a_title_is_changed_by_two_people_and_the_public_sees_it_only_then(
    world: World, contributor: Client, owner: Client, client: Client
) -> None:
    dogs = world.record("dogs")
    page = contributor.get(f"/collaborations/{dogs.address}")
    assert change_address(dogs) in page.content.decode()
    start = contributor.get(change_address(dogs))
    assert change_address(dogs, "/title") in start.content.decode()
    assert "Eastmarch Police (member)" in words_of(start)
    sent = send(contributor, change_address(dogs, "/title"), title="Hounds", title_cy="", names="")
    assert sent.status_code == 303
    change = Change.objects.get()
    assert sent["Location"] == f"/changes/{change.reference}"
    draft = contributor.get(sent["Location"])
    assert "Check your answers" in words_of(draft)
    why = send(
        contributor, f"/changes/{change.reference}/why", reason="New name.", since="day", day="1", month="4",
        year="2025",
    )  # fmt: skip
    assert why.status_code == 303
    assert do(contributor, change, "propose").status_code == 303
    assert "Dog Unit" in words_of(client.get(f"/collaborations/{dogs.address}"))
    seen = words_of(owner.get(f"/changes/{change.reference}"))
    for said in ("Now", "Northern Marches Dog Unit", "Proposed", "Hounds", "New name.", "1 April 2025"):
        assert said in seen
    assert do(owner, change, "decide", decision="approve").status_code == 303
    dogs = world.record("dogs")
    assert "Hounds" in words_of(client.get(f"/collaborations/{dogs.address}"))
    then = words_of(client.get(f"/collaborations/{dogs.address}?as-at=2025-03-31", follow=True))
    assert "Northern Marches Dog Unit" in then
    assert "Hounds" not in then
    after = words_of(owner.get(f"/changes/{change.reference}"))
    assert "An approved change" in after
    assert "Northern Marches Dog Unit" in after


def test_nobody_who_may_not_is_shown_a_way_to_change_and_the_page_for_everybody_has_none(
    world: World, members: Members, client: Client
) -> None:
    dogs, records = world.record("dogs"), world.record("records")
    addresses = (f"/collaborations/{dogs.address}", "/organisations/northshire")
    for reader in (
        client,
        signed_in(members, "northshire", Role.READER),
        signed_in(members, "northshire", Role.CONTRIBUTOR, verified=False),
    ):
        for address in addresses:
            assert "/change" not in reader.get(address).content.decode().replace("/changes", "")
        told = words_of(reader.get(change_address(dogs)))
        assert "You cannot change this yourself" in told
        assert "Something wrong? Tell us" in told
    contributor = signed_in(members, "northshire", Role.CONTRIBUTOR)
    assert "/change" not in contributor.get(f"/collaborations/{records.address}").content.decode().replace(
        "/changes", ""
    )
    assert "You cannot change this yourself" in words_of(contributor.get(change_address(records)))
    assert change_address(dogs) not in contributor.get(addresses[0] + "?as-at=2020-01-01").content.decode()


def test_a_form_for_anothers_record_is_refused_and_a_strangers_change_is_not_there(
    world: World, members: Members, contributor: Client
) -> None:
    records = world.record("records")
    party = Party.objects.get(collaboration=records, organisation__slug="harrow-systems")
    for rest in ("/title", "/party/add", f"/party/{party.pk}", f"/party/{party.pk}/remove"):
        assert contributor.get(change_address(records, rest)).status_code == 403
    theirs = proposed(CURATOR, records, RECORD, TITLE)
    drafted = begin(members.actor("northshire", Role.OWNER), world.record("dogs"), RECORD, TITLE)
    for change in (theirs, drafted):
        for rest in ("", "/why", "/fields/title"):
            assert contributor.get(f"/changes/{change.reference}{rest}").status_code == 404
        assert do(contributor, change, "withdraw").status_code == 404
        assert change.reference not in contributor.get("/changes").content.decode()


def test_a_row_is_not_reached_through_another_record(world: World, contributor: Client) -> None:
    party = Party.objects.get(collaboration=world.record("records"), organisation__slug="harrow-systems")
    for rest in (f"/party/{party.pk}", f"/party/{party.pk}/party", f"/party/{party.pk}/remove", "/nothing",
                 "/collaboration/1", "/alias/add"):  # fmt: skip
        assert contributor.get(change_address(world.record("dogs"), rest)).status_code == 404


def test_a_reader_sees_a_proposed_change_and_can_do_nothing_with_it(world: World, members: Members) -> None:
    change = proposed(members.actor("northshire", Role.CONTRIBUTOR), world.record("dogs"), RECORD, TITLE)
    reader = signed_in(members, "northshire", Role.READER)
    page = reader.get(f"/changes/{change.reference}")
    assert page.status_code == 200
    assert "<button" not in page.content.decode().split('id="main-content"', 1)[1].split("</main>", 1)[0]
    assert "Contributor of northshire" not in words_of(page)
    assert reader.post(
        f"/changes/{change.reference}", {"do": "decide", "decision": "approve", "version": change.version}
    ).status_code == 403  # fmt: skip


# --- what is wrong, and what is typed ----------------------------------------------------------------


def test_what_cannot_be_read_comes_back_with_what_was_typed(world: World, contributor: Client) -> None:
    dogs = world.record("dogs")
    answer = send(
        contributor, change_address(dogs, "/dates"), **{"starts_on-day": "31", "starts_on-month": "2"},
        **{"starts_on-year": "2015", "start_kind": "live"},
    )  # fmt: skip
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "There is a problem" in html
    assert 'href="#starts_on-year"' in html
    assert 'value="31"' in html
    assert not Change.objects.exists()


def test_a_form_that_is_not_ours_is_shown_again_with_what_was_typed(
    world: World, contributor: Client
) -> None:
    address = change_address(world.record("dogs"), "/title")
    answer = contributor.post(address, {"began": "forged", "title": "Typed with care", "names": ""})
    assert answer.status_code == 422
    assert "Typed with care" in answer.content.decode()


def test_what_is_missing_is_said_when_it_is_proposed(world: World, contributor: Client) -> None:
    dogs = world.record("dogs")
    send(
        contributor, change_address(dogs, "/party/add"), organisation="durham", role="member", basis="stated"
    )
    change = Change.objects.get()
    answer = do(contributor, change, "propose")
    assert answer.status_code == 422
    assert "Enter why" in words_of(answer)
    send(contributor, f"/changes/{change.reference}/why", reason="The minutes say so.", since="wrong")
    assert do(contributor, change, "propose").status_code == 303


def test_a_claim_is_added_page_by_page(world: World, contributor: Client, owner: Client) -> None:
    dogs = world.record("dogs")
    send(
        contributor, change_address(dogs, "/claim/add"), sentence="It costs £1m.", kind="cost",
        said_by="A committee", said_as="party",
    )  # fmt: skip
    change = Change.objects.get()
    assert "Needs an answer" in words_of(contributor.get(f"/changes/{change.reference}"))
    fields = f"/changes/{change.reference}/fields"
    send(contributor, f"{fields}/figure", amount="1,000,000", unit="GBP", state="actual")
    send(contributor, f"{fields}/period", period_kind="per_year")
    send(contributor, f"{fields}/covers", covers="all_parties")
    send(contributor, f"{fields}/standing", assurance="claimed")
    send(contributor, f"/changes/{change.reference}/why", reason="The minutes say so.", since="wrong")
    assert do(contributor, change, "propose").status_code == 303
    assert do(owner, change, "decide", decision="approve").status_code == 303
    assert dogs.claims.get(sentence="It costs £1m.").amount == 1_000_000


def test_a_mistake_is_removed(world: World, contributor: Client, owner: Client) -> None:
    dogs = world.record("dogs")
    event = dogs.events.get(kind="left")
    row = contributor.get(change_address(dogs, f"/event/{event.pk}"))
    assert change_address(dogs, f"/event/{event.pk}/remove") in row.content.decode()
    sent = send(contributor, change_address(dogs, f"/event/{event.pk}/remove"))
    change = Change.objects.get()
    assert sent["Location"] == f"/changes/{change.reference}"
    send(contributor, f"/changes/{change.reference}/why", reason="It never did.")
    do(contributor, change, "propose")
    assert do(owner, change, "decide", decision="approve").status_code == 303
    assert not dogs.events.filter(pk=event.pk).exists()


def test_a_refusal_needs_a_reason_and_a_decision_must_be_chosen(
    world: World, members: Members, owner: Client
) -> None:
    change = proposed(members.actor("northshire", Role.CONTRIBUTOR), world.record("dogs"), RECORD, TITLE)
    for typed, said in (({"decision": "refuse"}, "Enter why it is refused"), ({}, "Choose one")):
        answer = do(owner, change, "decide", **typed)
        assert answer.status_code == 422
        assert said in words_of(answer)
    assert do(owner, change, "decide", decision="refuse", reason="No source.").status_code == 303
    assert do(owner, change, "dance").status_code == 422


# --- twice, and two people --------------------------------------------------------------------------


def test_a_double_click_and_a_replayed_form_create_nothing_twice(world: World, contributor: Client) -> None:
    address = change_address(world.record("dogs"), "/title")
    form = {**fields_of(contributor.get(address)), "title": "Hounds", "title_cy": "", "names": ""}
    first, second = contributor.post(address, form), contributor.post(address, form)
    assert first["Location"] == second["Location"]
    change = Change.objects.get()
    page = fields_of(contributor.get(f"/changes/{change.reference}"))
    for _again in range(2):
        answer = contributor.post(f"/changes/{change.reference}", {**page, "do": "propose"})
        assert answer.status_code == 303
    assert Change.objects.count() == 1


def test_the_second_of_two_sees_both_versions_and_loses_nothing(
    world: World, members: Members, contributor: Client, owner: Client
) -> None:
    dogs = world.record("dogs")
    address = change_address(dogs, "/title")
    form = {**fields_of(contributor.get(address)), "title": "Mine", "title_cy": "", "names": "Also mine"}
    approved(members.actor("eastmarch", Role.OWNER), dogs, RECORD, {"title": "Theirs"})
    contributor.post(address, form)
    change = Change.objects.get(author=members.user("northshire", Role.CONTRIBUTOR))
    answer = do(contributor, change, "propose")
    assert answer.status_code == 409
    told = words_of(answer)
    for said in ("As you began", "Northern Marches Dog Unit", "Theirs", "Mine", "Also mine"):
        assert said in told
    assert do(contributor, change, "choose").status_code == 409
    assert do(contributor, change, "choose", **{"choice-title": "wanted"}).status_code == 303
    assert do(contributor, change, "propose").status_code == 303
    assert do(owner, change, "decide", decision="approve").status_code == 303
    assert world.record("dogs").title == "Mine"


def test_a_decision_on_what_changed_meanwhile_is_refused_and_what_was_typed_stays(
    world: World, members: Members, owner: Client
) -> None:
    dogs = world.record("dogs")
    change = proposed(members.actor("northshire", Role.CONTRIBUTOR), dogs, RECORD, TITLE)
    approved(members.actor("eastmarch", Role.OWNER), dogs, RECORD, {"title": "Theirs"})
    answer = do(owner, change, "decide", decision="approve", reason="Because I read it.")
    assert answer.status_code == 409
    assert "Because I read it." in answer.content.decode()
    assert world.record("dogs").title == "Theirs"


def test_two_pages_of_ones_own_show_what_was_saved_beside_what_was_typed(
    world: World, contributor: Client
) -> None:
    send(contributor, change_address(world.record("dogs"), "/title"), title="First", title_cy="", names="")
    address = f"/changes/{Change.objects.get().reference}/fields/title"
    other_page = fields_of(contributor.get(address))
    send(contributor, address, title="Second", title_cy="", names="")
    answer = contributor.post(address, {**other_page, "title": "Third", "title_cy": "", "names": ""})
    assert answer.status_code == 409
    assert "Second" in words_of(answer)
    assert 'value="Third"' in answer.content.decode()
    assert Change.objects.get().wanted == {"title": "Second"}


# --- every page -------------------------------------------------------------------------------------


def test_every_group_of_every_kind_can_be_opened_and_left_as_it_is(world: World, owner: Client) -> None:
    dogs = world.record("dogs")
    addresses = [change_address(dogs, f"/{group.slug}") for group in KINDS[RECORD].groups]
    rows = {
        "party": dogs.parties.all()[0].pk,
        "event": dogs.events.all()[0].pk,
        "claim": world.claim("dogs-01").pk,
    }
    for kind, number in rows.items():
        groups = KINDS[kind].groups
        addresses += [change_address(dogs, f"/{kind}/{number}/{group.slug}") for group in groups]
        addresses += [change_address(dogs, f"/{kind}/add"), change_address(dogs, f"/{kind}/{number}")]
    body = world.body("northshire")
    own = [group.slug for group in KINDS[TargetKind.ORGANISATION].groups]
    figure, tie = body.figures.get().pk, body.relations_to.all()[0].pk
    of_rows = (f"figure/{figure}/figure", f"relation/{tie}/relation", f"figure/{figure}/remove")
    to_add = ("alias/add", "figure/add", "relation/add")
    addresses += [f"/organisations/northshire/change/{rest}" for rest in (*own, *of_rows, *to_add)]
    addresses.append("/organisations/northshire/change")
    for address in addresses:
        page = owner.get(address)
        assert page.status_code == 200, address
        assert page["Cache-Control"].count("no-store") == 1
    assert owner.delete(addresses[0]).status_code == 405
    assert not Change.objects.exists()


def test_an_organisation_is_changed_by_its_own_people(world: World, owner: Client, client: Client) -> None:
    send(
        owner, "/organisations/northshire/change/name", name="Newshire Police", short_name="Newshire",
        name_cy="",
    )  # fmt: skip
    change = Change.objects.get()
    assert change.organisation == world.body("northshire")
    do(owner, change, "propose")
    do(owner, change, "decide", decision="approve")
    assert "Newshire Police" in words_of(client.get("/organisations/northshire"))
    assert "who also proposed it" in words_of(owner.get(f"/changes/{change.reference}"))
    assert owner.get("/organisations/eastmarch/change/name").status_code == 403


def test_the_list_has_what_i_began_and_what_waits_for_me(
    world: World, members: Members, contributor: Client, owner: Client
) -> None:
    change = proposed(members.actor("northshire", Role.CONTRIBUTOR), world.record("dogs"), RECORD, TITLE)
    begun, waiting = words_of(contributor.get("/changes")), words_of(owner.get("/changes"))
    assert "Nothing waits for you." in begun
    assert change.reference in begun
    assert "You have begun none." in waiting
    assert change.reference in waiting


def test_no_page_costs_more_for_more_changes_or_for_somebody_of_many_organisations(
    world: World, members: Members
) -> None:
    dogs = world.record("dogs")
    proposed(CURATOR, dogs, RECORD, TITLE)
    change = Change.objects.get()
    few = signed_in(members, "northshire", Role.OWNER)
    first = costs(few, dogs, change)
    for number in range(6):
        proposed(CURATOR, dogs, RECORD, {"title": f"Title {number}"})
    wide = person("wide@many.example", "Wide", Role.OWNER, "northshire")
    from frankpledge.people.actions import memberships

    for slug in ("eastmarch", "port-vale", "harrow-systems", "durham", "cheshire"):
        memberships.give(by=CURATOR, user_id=wide.pk, role=Role.OWNER, organisation=slug)
    many = Client()
    sign_in(many, wide)
    assert costs(many, dogs, change) == first
    assert max(first.values()) <= MOST_STATEMENTS


def costs(client: Client, record: Collaboration, change: Change) -> dict[str, int]:
    found = {}
    for address in (
        "/changes",
        f"/changes/{change.reference}",
        change_address(record),
        change_address(record, "/title"),
    ):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        found[address] = len(asked)
    return found


def test_the_way_to_change_costs_nobody_else_a_statement(world: World, client: Client) -> None:
    dogs = world.record("dogs")
    client.get(f"/collaborations/{dogs.address}")
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/collaborations/{dogs.address}")
    assert not any("people_membership" in each["sql"] for each in asked)


def test_what_was_thrown_away_is_gone_from_the_list(world: World, contributor: Client) -> None:
    send(contributor, change_address(world.record("dogs"), "/title"), title="Hounds", title_cy="", names="")
    change = Change.objects.get()
    assert change.operation == Operation.CHANGE
    assert do(contributor, change, "discard").status_code == 303
    assert change.reference not in words_of(contributor.get("/changes"))
