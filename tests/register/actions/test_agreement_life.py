"""The life of an agreement: drafted, signed, varied with a new party, notice, ending; and each past day."""

import datetime
import uuid
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from frankpledge.errors import Invalid, NotFound
from frankpledge.people.models import Role
from frankpledge.register.actions import agreements, endings, notices, signatures
from frankpledge.register.actions.endings import End
from frankpledge.register.actions.notices import Given, add_months
from frankpledge.register.models import (
    Agreement,
    AgreementKind,
    AgreementState,
    Change,
    EndingKind,
    Event,
    Notice,
    NoticeScope,
    Party,
    SignatoryPlace,
    Status,
)
from tests.agreements import SIGNED, day, drafted, in_days, sent, signed, slugs, speaker
from tests.members import Members
from tests.world import World

VARIED = datetime.date(2025, 6, 1)
NOTICE = datetime.date(2025, 9, 1)
LEAVES = datetime.date(2026, 3, 1)
ENDED = datetime.date(2026, 5, 1)
A_DAY = datetime.timedelta(days=1)


def owner(members: Members) -> Any:
    return members.actor("northshire", Role.OWNER)


def state(agreement: Agreement) -> str:
    return Agreement.objects.get(pk=agreement.pk).state


def told(world: World, on: datetime.date) -> dict[str, Any]:
    """The record as a past day's JSON tells it to anybody."""
    address = f"/collaborations/{world.record('dogs').address}"
    answer = Client().get(address, {"as-at": str(on), "format": "json"})
    assert answer.status_code == 200
    return dict(answer.json())


def members_on(world: World, on: datetime.date) -> set[str]:
    return {
        party["organisation"]
        for party in told(world, on)["parties"]
        if party["role"] in {"lead", "host", "member"} and party["belonged"] == "yes"
    }


def test_today_s_legal_persons_are_to_sign(world: World, members: Members) -> None:
    made = drafted(owner(members), world.record("dogs"))
    assert set(slugs(made)) == {"eastmarch", "pcc-eastmarch", "northshire", "pcc-northshire"}
    assert made.state == AgreementState.DRAFT


def test_the_last_signature_puts_it_in_force_and_no_earlier_one(world: World, members: Members) -> None:
    dogs, before = world.record("dogs"), Change.objects.count()
    made = sent(owner(members), dogs, in_force_from=day(SIGNED))
    everybody = slugs(made)
    for slug in everybody[:-1]:
        signatures.sign(
            by=speaker(slug),
            reference=made.reference or "",
            organisation=slug,
            office="The one in office",
            signed_on=SIGNED,
        )
        assert state(made) == AgreementState.OUT
    assert Change.objects.count() == before
    last = everybody[-1]
    for _twice in range(2):
        signatures.sign(
            by=speaker(last),
            reference=made.reference or "",
            organisation=last,
            office="The one in office",
            signed_on=SIGNED + A_DAY,
        )
    held = Agreement.objects.get(pk=made.pk)
    assert (held.state, str(held.signed_on)) == (AgreementState.IN_FORCE, str(SIGNED + A_DAY))
    assert held.signatures.count() == len(everybody)
    assert Event.objects.filter(collaboration=dogs, kind="agreed", on=str(SIGNED + A_DAY)).count() == 1


def test_a_whole_life_and_the_page_of_each_day(world: World, members: Members) -> None:
    by, dogs = owner(members), world.record("dogs")
    original = signed(by, dogs, in_force_from=day(SIGNED))
    varying = drafted(
        by, dogs, AgreementKind.VARIATION, title="Port Vale joins again", parent=original,
        in_force_from=day(VARIED),
    )  # fmt: skip
    for slug, place in (("port-vale", SignatoryPlace.JOINS), ("port-vale-mayoralty", SignatoryPlace.JOINS)):
        agreements.add_signatory(
            by=by, reference=varying.reference or "", organisation=slug, place=place, role="member"
        )
    agreements.send(by=by, reference=varying.reference or "")
    signatures.sign_from_copy(
        by=by, reference=varying.reference or "", organisation="", signed_on=VARIED - A_DAY
    )
    given = Given(
        scope=NoticeScope.OWN_PART, served_on=NOTICE, ends_on=LEAVES, shortened="All three chiefs agreed."
    )
    notices.give(
        by=speaker("eastmarch"), reference=original.reference or "", organisation="eastmarch", given=given
    )
    notices.goes_on(by=by, reference=original.reference or "", organisation="eastmarch")
    end = End(kind=EndingKind.BY_AGREEMENT, ends_on=ENDED, decided_on=ENDED - A_DAY, evidence="The minutes.")
    endings.end(by=by, collaboration=dogs, end=end, key=uuid.uuid4())

    pair, three = {"northshire", "eastmarch"}, {"northshire", "eastmarch", "port-vale"}
    expected = {
        SIGNED: ("running", pair),
        VARIED - A_DAY: ("running", pair),
        VARIED: ("running", three),
        NOTICE - A_DAY: ("running", three),
        NOTICE: ("notice_given", three),
        LEAVES - A_DAY: ("notice_given", three),
        LEAVES: ("running", {"northshire", "port-vale"}),
        ENDED - A_DAY: ("running", {"northshire", "port-vale"}),
        ENDED: ("ended", set()),
    }
    assert {on: (told(world, on)["status"], members_on(world, on)) for on in expected} == expected
    kinds = [
        {event["kind"] for event in told(world, on)["events"] if event["on"] >= str(SIGNED)}
        for on in (SIGNED - A_DAY, SIGNED, VARIED, NOTICE, LEAVES, ENDED)
    ]
    new = [after - before for before, after in pairwise(kinds)]
    assert new == [{"agreed"}, {"varied", "joined"}, {"notice_given"}, {"left"}, {"ended"}]
    assert told(world, NOTICE - A_DAY)["ends_on"] is None
    sure = {on: told(world, on)["as_at"] for on in (SIGNED, NOTICE - A_DAY, LEAVES - A_DAY, ENDED - A_DAY)}
    assert {each["in_being"] for each in sure.values()} == {"yes"}
    assert {tuple(each["reasons"]) for each in sure.values()} == {("agreement_in_force",)}
    page = Client().get(f"/collaborations/{dogs.address}", {"as-at": str(NOTICE - A_DAY)}).content.decode()
    assert "An agreement that all its parties signed was in force." in page
    assert told(world, ENDED)["ending_kind"] == "by_agreement"
    assert state(original) == state(varying) == AgreementState.ENDED
    assert Party.objects.filter(collaboration=dogs, organisation__slug="port-vale").count() == 2


def test_who_joins_is_an_area_and_its_policing_body_stands_by_it(world: World, members: Members) -> None:
    by, dogs = owner(members), world.record("dogs")
    original = signed(by, dogs)
    varying = drafted(by, dogs, AgreementKind.VARIATION, title="One more", parent=original)
    for slug in ("port-vale", "port-vale-mayoralty"):
        agreements.add_signatory(
            by=by,
            reference=varying.reference or "",
            organisation=slug,
            place=SignatoryPlace.JOINS,
            role="member",
        )
    agreements.send(by=by, reference=varying.reference or "")
    for slug in slugs(varying):
        # The body that joins signs last, and keeps nothing before it has.
        if not slug.startswith("port-vale"):
            signatures.sign_from_copy(
                by=by, reference=varying.reference or "", organisation=slug, signed_on=VARIED
            )
    for slug in ("port-vale", "port-vale-mayoralty"):
        signatures.sign(
            by=speaker(slug),
            reference=varying.reference or "",
            organisation=slug,
            office="Mayor",
            signed_on=VARIED,
        )
    entries = Party.objects.filter(collaboration=dogs, joined_on=str(VARIED))
    assert [entry.organisation.slug for entry in entries] == ["port-vale"]


def test_an_agreement_that_takes_effect_later_is_agreed_until_then(world: World, members: Members) -> None:
    records = world.record("records")
    by = members.actor("", Role.CURATOR)
    made = agreements.begin(
        by=by, collaboration=records, kind=AgreementKind.ORIGINAL, title="Records", key=uuid.uuid4()
    )
    for slug in ("port-vale", "northshire"):
        agreements.add_signatory(
            by=by, reference=made.reference or "", organisation=slug, place=SignatoryPlace.STAYS
        )
    made.refresh_from_db()
    made.in_force_from = day(in_days(40))
    made.save(update_fields=["in_force_from"])
    agreements.send(by=by, reference=made.reference or "")
    signatures.sign_from_copy(by=by, reference=made.reference or "", organisation="", signed_on=in_days(-3))
    held = world.record("records")
    assert (held.status, str(held.status_as_of)) == (Status.AGREED, str(in_days(-3)))


def test_an_agreement_entered_late_does_not_overtake_what_is_known_since(
    world: World, members: Members
) -> None:
    before = world.record("dogs")
    early = datetime.date(2019, 1, 1)
    signed(owner(members), before, on=early, in_force_from=day(early))
    after = world.record("dogs")
    assert (after.status, after.status_as_of) == (before.status, before.status_as_of)
    assert Event.objects.filter(collaboration=after, kind="agreed", on=str(early)).exists()


def test_a_renewal_replaces_what_it_renews_and_moves_the_end(world: World, members: Members) -> None:
    by, dogs = owner(members), world.record("dogs")
    original = signed(by, dogs, expires_on=day(datetime.date(2026, 3, 1)))
    assert str(world.record("dogs").ends_on) == "2026-03-01"
    renewal = signed(
        by, dogs, AgreementKind.RENEWAL, on=VARIED, title="Five more years", parent=original,
        expires_on=day(datetime.date(2031, 3, 1)),
    )  # fmt: skip
    assert (state(original), state(renewal)) == (AgreementState.SUPERSEDED, AgreementState.IN_FORCE)
    assert str(world.record("dogs").ends_on) == "2031-03-01"
    assert told(world, VARIED - A_DAY)["ends_on"] == "2026-03-01"


def test_a_transfer_moves_a_party_s_place_to_another_body(world: World, members: Members) -> None:
    by, dogs = owner(members), world.record("dogs")
    original = signed(by, dogs)
    moving = drafted(by, dogs, AgreementKind.NOVATION, title="To Port Vale", parent=original)
    for slug, place in (("eastmarch", SignatoryPlace.LEAVES), ("port-vale", SignatoryPlace.JOINS)):
        agreements.add_signatory(
            by=by, reference=moving.reference or "", organisation=slug, place=place, role="host"
        )
    agreements.send(by=by, reference=moving.reference or "")
    signatures.sign_from_copy(by=by, reference=moving.reference or "", organisation="", signed_on=VARIED)
    assert members_on(world, VARIED - A_DAY) == {"northshire", "eastmarch"}
    assert members_on(world, VARIED) == {"northshire", "port-vale"}


def test_an_agreement_to_end_on_a_day_to_come_is_planned_until_then(world: World, members: Members) -> None:
    by, dogs = owner(members), world.record("dogs")
    original = signed(by, dogs)
    signed(
        by, dogs, AgreementKind.ENDING, on=in_days(-1), title="To end", parent=original,
        in_force_from=day(in_days(30)),
    )  # fmt: skip
    held = world.record("dogs")
    assert (held.status, str(held.ends_on)) == (Status.RUNNING, str(in_days(30)))
    assert told(world, in_days(-2))["ends_on"] is None
    page = Client().get(f"/collaborations/{held.address}").content.decode()
    assert "Due to end" in page


# --- notice -----------------------------------------------------------------------------------------


def give(original: Agreement, **said: Any) -> Notice:
    given = Given(**{"scope": NoticeScope.OWN_PART, "served_on": NOTICE, **said})
    return notices.give(
        by=speaker("eastmarch"), reference=original.reference or "", organisation="eastmarch", given=given
    )


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-11-22", 12, "2027-11-22"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-12-01", 1, "2027-01-01"),
        ("2026-01-31", 0, "2026-01-31"),
    ],
)
def test_months_of_notice_are_whole_months(start: str, months: int, end: str) -> None:
    assert str(add_months(datetime.date.fromisoformat(start), months)) == end


def test_notice_runs_for_the_months_of_the_agreement_and_is_given_once(
    world: World, members: Members
) -> None:
    original = signed(owner(members), world.record("dogs"))
    first, second = give(original), give(original)
    assert first == second
    assert str(first.ends_on) == "2026-09-01"
    entry = Party.objects.get(collaboration=world.record("dogs"), organisation__slug="eastmarch")
    assert str(entry.left_on) == "2026-09-01"
    assert world.record("dogs").status == Status.NOTICE_GIVEN


def test_shorter_notice_needs_somebody_who_agreed_to_it(world: World, members: Members) -> None:
    original = signed(owner(members), world.record("dogs"))
    with pytest.raises(Invalid) as refused:
        give(original, ends_on=LEAVES)
    assert "shortened" in refused.value.fields
    assert give(original, ends_on=LEAVES, shortened="All agreed.").ends_on == LEAVES


def test_notice_before_the_agreement_or_in_the_future_is_refused(world: World, members: Members) -> None:
    original = signed(owner(members), world.record("dogs"))
    for on in (SIGNED - A_DAY, in_days(1), None):
        with pytest.raises(Invalid) as refused:
            give(original, served_on=on)
        assert "served_on" in refused.value.fields


def test_without_a_length_the_last_day_must_be_said(world: World, members: Members) -> None:
    original = signed(owner(members), world.record("dogs"), notice_months=None)
    with pytest.raises(Invalid) as refused:
        give(original)
    assert "ends_on" in refused.value.fields
    assert give(original, ends_on=LEAVES).ends_on == LEAVES


def test_notice_of_the_whole_plans_the_end_and_is_taken_back_by_agreement(
    world: World, members: Members
) -> None:
    original = signed(owner(members), world.record("dogs"))
    give(original, scope=NoticeScope.WHOLE)
    assert str(world.record("dogs").ends_on) == "2026-09-01"
    taken: dict[str, Any] = {
        "by": speaker("eastmarch"),
        "reference": original.reference,
        "organisation": "eastmarch",
    }
    on = NOTICE + 30 * A_DAY
    with pytest.raises(Invalid):
        notices.take_back(**taken, day=on, words=" ")
    for _twice in range(2):
        notices.take_back(**taken, day=on, words="The board agreed.")
    held = world.record("dogs")
    assert (held.status, held.ends_on) == (Status.RUNNING, None)
    assert told(world, on - A_DAY)["status"] == "notice_given"
    assert told(world, on - A_DAY)["ends_on"] == "2026-09-01"
    with pytest.raises(NotFound):
        notices.take_back(
            by=speaker("northshire"),
            reference=original.reference or "",
            organisation="northshire",
            day=on,
            words="x",
        )


def test_notice_taken_back_leaves_the_party_where_it_was(world: World, members: Members) -> None:
    original = signed(owner(members), world.record("dogs"))
    give(original)
    on = NOTICE + A_DAY
    notices.take_back(
        by=speaker("eastmarch"), reference=original.reference or "", organisation="eastmarch", day=on,
        words="All agreed.",
    )  # fmt: skip
    entry = Party.objects.get(collaboration=world.record("dogs"), organisation__slug="eastmarch")
    assert entry.left_on is None


def test_nothing_follows_before_the_notice_has_run(world: World, members: Members) -> None:
    original = signed(owner(members), world.record("dogs"), notice_months=36)
    give(original)
    with pytest.raises(Invalid):
        notices.goes_on(by=owner(members), reference=original.reference or "", organisation="eastmarch")


def test_a_policing_body_gives_notice_for_its_area_s_entry(world: World, members: Members) -> None:
    original = signed(owner(members), world.record("dogs"))
    given = Given(scope=NoticeScope.OWN_PART, served_on=NOTICE)
    notices.give(
        by=speaker("pcc-eastmarch"),
        reference=original.reference or "",
        organisation="pcc-eastmarch",
        given=given,
    )
    entry = Party.objects.get(collaboration=world.record("dogs"), organisation__slug="eastmarch")
    assert str(entry.left_on) == "2026-09-01"


# --- ending -----------------------------------------------------------------------------------------


def an_end(ends_on: datetime.date, **said: Any) -> End:
    held = {"kind": EndingKind.TERM, "decided_on": in_days(-10), "evidence": "The minutes of the board."}
    return End(**{**held, "ends_on": ends_on, **said})


def test_an_ending_to_come_is_told_only_when_its_day_has_come(world: World, members: Members) -> None:
    by, dogs = owner(members), world.record("dogs")
    key = uuid.uuid4()
    for _twice in range(2):
        planned = endings.end(by=by, collaboration=dogs, end=an_end(in_days(5)), key=key)
    assert (world.record("dogs").status, planned.is_planned) == (Status.RUNNING, True)
    with pytest.raises(Invalid):
        endings.carry_out(by=by, collaboration=dogs)
    with pytest.raises(Invalid):
        endings.end(by=by, collaboration=dogs, end=an_end(in_days(9)), key=uuid.uuid4())
    endings.withdraw(by=by, collaboration=dogs, reason="They go on after all.")
    assert world.record("dogs").ends_on is None


def test_an_ending_whose_day_came_is_carried_out_as_of_that_day(world: World, members: Members) -> None:
    by, dogs = owner(members), world.record("dogs")
    signed(by, dogs)
    made = endings.end(by=by, collaboration=dogs, end=an_end(timezone.localdate()), key=uuid.uuid4())
    assert (made.is_planned, world.record("dogs").status) == (False, Status.ENDED)
    assert endings.carry_out(by=by, collaboration=dogs) == made
    assert Agreement.objects.get(collaboration=dogs).state == AgreementState.ENDED
    with pytest.raises(Invalid):
        endings.end(by=by, collaboration=dogs, end=an_end(timezone.localdate()), key=uuid.uuid4())


def test_an_ending_needs_evidence_and_days_in_order(world: World, members: Members) -> None:
    by, dogs = owner(members), world.record("dogs")
    wrong = (
        an_end(in_days(2), evidence=" "),
        an_end(in_days(2), decided_on=in_days(1)),
        replace(an_end(in_days(2)), ends_on=None),
    )
    for each in wrong:
        with pytest.raises(Invalid):
            endings.end(by=by, collaboration=dogs, end=each, key=uuid.uuid4())
    with pytest.raises(Invalid):
        endings.end(
            by=by,
            collaboration=dogs,
            end=an_end(in_days(-20), kind=EndingKind.BY_NOTICE),
            key=uuid.uuid4(),
        )
