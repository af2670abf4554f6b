"""What each legal person says of the purpose, and by whom it may be said."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from frankpledge.audit.actors import Actor, ActorKind
from frankpledge.audit.models import Entry
from frankpledge.errors import Invalid, NotAllowed, Stale
from frankpledge.people.actions import tokens
from frankpledge.people.models import POWERS, Organisation, Power, Role
from frankpledge.register.actions import acceptances, signatures
from frankpledge.register.actions.acceptances import Said
from frankpledge.register.actions.agreements import withdraw
from frankpledge.register.models import (
    Acceptance,
    AcceptanceAnswer,
    AcceptanceBasis,
    Agreement,
    AgreementKind,
    AgreementState,
    Collaboration,
    PurposeChange,
)
from tests import agreements
from tests.members import CAST, NATIONAL, Members, standing_in
from tests.purposes import SINCE, answered, owner, published, speaker
from tests.registrations import registered
from tests.world import CURATOR, World

ACCEPTS, CONTESTS = AcceptanceAnswer
DAY = datetime.timedelta(days=1)


@pytest.fixture
def record(members: Members, world: World) -> Collaboration:
    held = world.record("dogs")
    published(owner(members), held)
    return held


def said(**otherwise: Any) -> Said:
    words: dict[str, Any] = {
        "answer": ACCEPTS, "answered_on": SINCE, "office": "Chief Constable", **otherwise,
    }  # fmt: skip
    return Said(**words)


def say(
    by: Actor, record: Collaboration, slug: str = "northshire", *, seen: int = 0, **otherwise: Any
) -> Acceptance:
    return acceptances.answer(
        by=by,
        collaboration=record,
        organisation=Organisation.objects.get(slug=slug),
        version=1,
        seen=seen,
        said=said(**otherwise),
    )


@pytest.mark.parametrize(("organisation", "role"), CAST)
def test_only_who_speaks_for_a_body_answers_for_it(
    members: Members, record: Collaboration, organisation: str, role: Role
) -> None:
    by = members.actor(organisation, role)
    if organisation == "northshire" and Power.SPEAK_FOR in POWERS[role]:
        assert say(by, record).organisation.slug == "northshire"
    else:
        with pytest.raises(NotAllowed):
            say(by, record)


def test_not_for_the_other_half_not_without_a_second_step_not_by_a_command_and_not_by_a_key(
    members: Members, record: Collaboration
) -> None:
    with pytest.raises(NotAllowed):
        say(owner(members), record, "pcc-northshire")
    assert say(speaker("pcc-northshire"), record, "pcc-northshire").pk
    until = timezone.localdate() + 30 * DAY
    made = tokens.make(
        by=members.actor(NATIONAL, Role.CURATOR), organisation="northshire", name="A system",
        role=Role.OWNER, until=until,
    )  # fmt: skip
    key = Actor(kind=ActorKind.SYSTEM, name="A system", token_id=made.token.pk, organisation="northshire")
    for by in (members.actor("northshire", Role.OWNER, verified=False), CURATOR, key):
        with pytest.raises(NotAllowed):
            say(by, record)


@pytest.mark.parametrize("slug", ["port-vale", "wayfarers-fund", "harrow-systems"])
def test_who_left_or_never_was_a_party_is_not_asked(record: Collaboration, slug: str) -> None:
    with pytest.raises(NotAllowed):
        say(speaker(slug), record, slug)


def test_who_accepts_says_so_on_a_day_by_an_office_and_in_its_own_words(
    members: Members, record: Collaboration
) -> None:
    row = say(owner(members), record, reading="  Dogs,\n together. ", reason="Not kept.")
    assert (row.answer, row.answered_on, row.office) == (ACCEPTS, SINCE, "Chief Constable")
    assert (row.reading, row.reason, row.basis) == ("Dogs, together.", "", AcceptanceBasis.OWN_WORD)
    assert row.recorder_id == owner(members).user_id


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"answer": None}, "answer"),
        ({"office": " "}, "office"),
        ({"office": "x" * 151}, "office"),
        ({"reading": "x" * 301}, "reading"),
        ({"answer": CONTESTS}, "reason"),
        ({"answer": CONTESTS, "reason": "x" * 4001}, "reason"),
        ({"answered_on": timezone.localdate() + DAY}, "answered_on"),
        ({"answered_on": SINCE - DAY}, "answered_on"),
    ],
)
def test_what_cannot_be_said(
    members: Members, record: Collaboration, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        say(owner(members), record, **wrong)
    assert set(refused.value.fields) == {field}
    assert not Acceptance.objects.exists()


def test_nothing_is_answered_before_a_version_is_published(members: Members, world: World) -> None:
    with pytest.raises(Invalid, match="no published version"):
        say(owner(members), world.record("dogs"))


def test_sent_twice_is_said_once_and_said_otherwise_is_a_further_answer(
    members: Members, record: Collaboration
) -> None:
    by = owner(members)
    first = say(by, record, answer=CONTESTS, reason="No firearms.")
    assert say(by, record, answer=CONTESTS, reason="No firearms.") == first
    second = say(by, record, seen=first.pk, answered_on=SINCE + DAY)
    assert say(by, record, seen=first.pk, answered_on=SINCE + DAY) == second
    earlier = say(by, record, seen=second.pk, answered_on=SINCE, office="Deputy")
    assert say(by, record, seen=second.pk, answered_on=SINCE, office="Deputy") == earlier
    assert [each.answer for each in Acceptance.objects.order_by("id")] == [CONTESTS, ACCEPTS, ACCEPTS]


def test_of_two_at_once_the_second_is_told(members: Members, record: Collaboration) -> None:
    say(owner(members), record)
    with pytest.raises(Stale, match="Somebody answered for"):
        say(owner(members), record, answer=CONTESTS, reason="No firearms.")


def test_whoever_saw_an_older_version_is_told(members: Members, record: Collaboration) -> None:
    published(owner(members), record, "Other words.", change=PurposeChange.WORDING)
    with pytest.raises(Stale, match="new version"):
        say(owner(members), record)


def test_an_answer_entered_late_is_to_the_version_of_its_day(members: Members, record: Collaboration) -> None:
    by = owner(members)
    wording, meaning = (PurposeChange.WORDING, PurposeChange.MEANING)
    published(by, record, "Other words.", change=wording, holds_from=SINCE + 10 * DAY)
    assert answered("northshire", record, by=by, on=SINCE + 9 * DAY).purpose.version == 1
    assert answered("northshire", record, by=by, on=SINCE + 10 * DAY).purpose.version == 2
    published(by, record, "Something else.", change=meaning, holds_from=SINCE + 20 * DAY)
    with pytest.raises(Invalid, match="from which it holds"):
        answered("northshire", record, by=by, on=SINCE + 19 * DAY)
    assert answered("northshire", record, by=by, on=SINCE + 20 * DAY).purpose.version == 3


def test_the_entry_is_not_for_everybody(members: Members, record: Collaboration) -> None:
    say(owner(members), record)
    entry = Entry.objects.get(action="register.acceptances.answer")
    assert (entry.is_public, entry.organisation, entry.subject_key) == (False, "northshire", record.slug)


# --- by signature --------------------------------------------------------------------------------------


@pytest.fixture
def agreement(record: Collaboration) -> Agreement:
    return Agreement.objects.create(collaboration=record, url="https://papers.example/dogs", note="The deed")


def sign(agreement: Agreement, on: datetime.date, slug: str = "eastmarch") -> Acceptance | None:
    return acceptances.accept_by_signature(
        by=CURATOR,
        agreement=agreement,
        organisation=Organisation.objects.get(slug=slug),
        signed_on=on,
        office="Chief Constable",
    )


def test_signing_an_agreement_that_states_it_accepts_version_1_and_cites_it(agreement: Agreement) -> None:
    row = sign(agreement, SINCE + DAY)
    assert row is not None
    assert (row.purpose.version, row.answer, row.answered_on) == (1, ACCEPTS, SINCE + DAY)
    assert (row.basis, row.agreement) == (AcceptanceBasis.SIGNATURE, agreement)
    assert sign(agreement, SINCE + DAY) is None
    assert Acceptance.objects.count() == 1


def test_a_signature_from_before_counts_from_the_day_the_version_holds(agreement: Agreement) -> None:
    row = sign(agreement, SINCE - 30 * DAY)
    assert row is not None
    assert row.answered_on == SINCE


def test_no_signature_stands_above_what_a_body_said(
    members: Members, record: Collaboration, agreement: Agreement
) -> None:
    by = members.actor("eastmarch", Role.OWNER)
    answered("eastmarch", record, CONTESTS, by=by, on=SINCE + 5 * DAY)
    for days in (1, 5, 6):
        assert sign(agreement, SINCE + days * DAY) is None
    assert Acceptance.objects.get().answer == CONTESTS


def test_nor_above_what_it_said_of_the_same_in_other_words(
    members: Members, record: Collaboration, agreement: Agreement
) -> None:
    by = owner(members)
    published(by, record, "Other words.", change=PurposeChange.WORDING, holds_from=SINCE + DAY)
    answered("eastmarch", record, CONTESTS, by=members.actor("eastmarch", Role.OWNER), on=SINCE + 2 * DAY)
    assert sign(agreement, SINCE + 3 * DAY) is None
    published(by, record, "Something else.", change=PurposeChange.MEANING, holds_from=SINCE + 4 * DAY)
    answered("northshire", record, by=by, on=SINCE + 4 * DAY)
    row = sign(agreement, SINCE + DAY, "northshire")
    assert row is not None
    assert row.purpose.version == 1


def test_without_a_published_version_a_signature_accepts_nothing(world: World) -> None:
    agreement = Agreement.objects.create(
        collaboration=world.record("records"), url="https://papers.example/records"
    )
    assert sign(agreement, SINCE, "port-vale") is None


# --- of agreements made here -----------------------------------------------------------------------------


def by_signature(record: Collaboration) -> list[tuple[str, datetime.date]]:
    held = Acceptance.objects.filter(purpose__collaboration=record, basis=AcceptanceBasis.SIGNATURE)
    return sorted((each.organisation.slug, each.answered_on) for each in held)


FOUR = ["eastmarch", "northshire", "pcc-eastmarch", "pcc-northshire"]


def test_what_was_signed_before_version_1_is_published_accepts_it_and_is_cited(
    members: Members, world: World
) -> None:
    by, dogs = owner(members), world.record("dogs")
    made = agreements.signed(by, dogs, states_purpose=True)
    assert not Acceptance.objects.exists()
    published(by, dogs)
    assert by_signature(dogs) == [(slug, agreements.SIGNED) for slug in FOUR]
    assert {each.agreement for each in Acceptance.objects.all()} == {made}
    assert {each.purpose.version for each in Acceptance.objects.all()} == {1}
    entries = Entry.objects.filter(action="register.acceptances.accept_by_signature")
    assert {(each.is_public, each.user_id) for each in entries} == {(False, by.user_id)}
    published(by, dogs, "Something else.", change=PurposeChange.MEANING)
    assert Acceptance.objects.count() == len(FOUR)


def test_a_signature_after_the_version_is_published_counts_when_all_have_signed(
    members: Members, world: World
) -> None:
    by, dogs = owner(members), world.record("dogs")
    published(by, dogs)
    made = agreements.sent(by, dogs, states_purpose=True)
    which = {"reference": made.reference or "", "signed_on": agreements.SIGNED}
    signatures.sign_from_copy(by=by, organisation="northshire", **which)  # type: ignore[arg-type]  # one dict
    assert by_signature(dogs) == []
    signatures.sign_from_copy(by=by, organisation="", **which)  # type: ignore[arg-type]  # one dict for both
    assert by_signature(dogs) == [(slug, agreements.SIGNED) for slug in FOUR]


def test_a_signature_from_before_the_day_it_holds_counts_from_that_day(
    members: Members, world: World
) -> None:
    by, dogs = owner(members), world.record("dogs")
    agreements.signed(by, dogs, states_purpose=True)
    published(by, dogs, holds_from=agreements.SIGNED + 9 * DAY)
    assert by_signature(dogs) == [(slug, agreements.SIGNED + 9 * DAY) for slug in FOUR]


def test_an_agreement_that_does_not_state_the_purpose_accepts_nothing(members: Members, world: World) -> None:
    by, dogs = owner(members), world.record("dogs")
    agreements.signed(by, dogs)
    published(by, dogs)
    assert not Acceptance.objects.exists()


def test_what_not_all_signed_or_what_was_withdrawn_accepts_nothing(members: Members, world: World) -> None:
    by, dogs = owner(members), world.record("dogs")
    for title in ("Out for signature", "Withdrawn"):
        made = agreements.sent(by, dogs, title=title, states_purpose=True)
        signatures.sign_from_copy(
            by=by, reference=made.reference or "", organisation="northshire", signed_on=agreements.SIGNED
        )
    withdraw(by=by, reference=made.reference or "", reason="Another one is better.")
    published(by, dogs)
    assert not Acceptance.objects.exists()


def test_what_was_signed_and_has_been_replaced_since_still_accepts(members: Members, world: World) -> None:
    by, dogs = owner(members), world.record("dogs")
    made = agreements.signed(by, dogs, states_purpose=True)
    later = agreements.SIGNED + 90 * DAY
    agreements.signed(by, dogs, AgreementKind.RENEWAL, title="Again", parent=made, on=later)
    made.refresh_from_db()
    assert made.state == AgreementState.SUPERSEDED
    published(by, dogs)
    assert by_signature(dogs) == [(slug, agreements.SIGNED) for slug in FOUR]


def test_who_agrees_to_end_it_accepts_nothing(members: Members, world: World) -> None:
    by, dogs = owner(members), world.record("dogs")
    published(by, dogs)
    made = agreements.signed(by, dogs)
    agreements.signed(
        by, dogs, AgreementKind.ENDING, title="The end", parent=made, states_purpose=True,
        on=agreements.SIGNED + 90 * DAY,
    )  # fmt: skip
    assert not Acceptance.objects.exists()


def test_what_was_contested_stays_so_when_the_others_sign(members: Members, world: World) -> None:
    by, dogs = owner(members), world.record("dogs")
    published(by, dogs)
    contested = answered("northshire", dogs, CONTESTS, by=by, on=agreements.SIGNED - DAY)
    agreements.signed(by, dogs, states_purpose=True)
    assert by_signature(dogs) == [(slug, agreements.SIGNED) for slug in FOUR if slug != "northshire"]
    assert Acceptance.objects.get(organisation__slug="northshire") == contested


def test_a_registered_record_has_version_1_from_the_first_and_is_accepted_by_signing(
    members: Members, world: World
) -> None:
    by = owner(members)
    made = registered(by)
    assert not Acceptance.objects.exists()
    held = agreements.signed(by, made, states_purpose=True)
    assert {each.agreement for each in Acceptance.objects.all()} == {held}
    assert Acceptance.objects.count() == held.signatories.count()


def test_who_stands_in_answers_for_somebody_and_the_entry_says_for_whom(
    members: Members, record: Collaboration
) -> None:
    say(standing_in(members), record)
    entry = Entry.objects.get(action="register.acceptances.answer")
    assert entry.actor == "person: Reader of northshire, for Owner of northshire"
