"""Registering a collaboration: ten answers, and the record that they make."""

import uuid
from typing import Any

import pytest

from frankpledge.audit.actors import Actor
from frankpledge.audit.models import Entry
from frankpledge.dates import PartialDate
from frankpledge.errors import Invalid, NotAllowed, NotFound, Stale
from frankpledge.people.models import ORGANISATION_ROLES, Confidence, Role
from frankpledge.register.actions import registrations
from frankpledge.register.models import (
    Collaboration,
    Model,
    PartiesCoverage,
    Provenance,
    PurposeOrigin,
    Registration,
    RegistrationState,
    Status,
)
from frankpledge.register.queries import collaborations as records
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.register.queries.unknowns import Unknown, unknowns
from frankpledge.register.registering import Question, is_complete
from frankpledge.register.search.find import Asked, find
from tests.members import NATIONAL, Members, as_actor, person
from tests.registrations import ANSWERS, NOT_KNOWN, TITLE, answer, answered, begin, record_of, send
from tests.world import World

DRAFT, WAITING = RegistrationState.DRAFT, RegistrationState.WAITING
REGISTERED, REFUSED = RegistrationState.REGISTERED, RegistrationState.REFUSED


@pytest.fixture
def owner(members: Members) -> Actor:
    return members.actor("northshire", Role.OWNER)


@pytest.fixture
def contributor(members: Members) -> Actor:
    return members.actor("northshire", Role.CONTRIBUTOR)


@pytest.fixture
def other(members: Members) -> Actor:
    """An owner of another party."""
    return members.actor("eastmarch", Role.OWNER)


def move(by: Actor, row: Registration, what: str, **more: Any) -> Registration:
    row.refresh_from_db()
    done: Registration = getattr(registrations, what)(
        by=by, reference=row.reference, version=row.version, **more
    )
    return done


# --- the deed ---------------------------------------------------------------------------------------


def test_an_owner_of_a_party_registers_at_once_and_the_record_says_what_was_answered(owner: Actor) -> None:
    row = send(owner, answered(owner))
    assert row.state == REGISTERED
    made = record_of(row)
    assert (made.title, made.provenance, made.model) == (TITLE, Provenance.BY_PARTY, Model.NOT_KNOWN)
    assert (made.legal_basis, made.status, str(made.status_as_of)) == ("s22A", Status.RUNNING, "2025-06-30")
    assert (str(made.starts_on), made.start_kind, made.ends_on) == ("2024-09-01", "live", None)
    assert made.parties_coverage == PartiesCoverage.COMPLETE
    assert {(each.organisation.slug, each.role) for each in made.parties.all()} == {
        ("northshire", "host"),
        ("eastmarch", "member"),
    }
    assert [place.function.slug for place in made.function_places.all()] == ["air-support", "search"]
    assert {(str(each.on), each.kind) for each in made.events.all()} == {
        ("2024-05", "agreed"),
        ("2024-09-01", "started"),
    }
    assert made.agreements.get().url == "https://northshire.police.example/drones"
    purpose = made.purposes.get()
    assert (purpose.version, purpose.origin) == (1, PurposeOrigin.PARTIES)
    assert purpose.statement == "To look for missing people from the air."


def test_one_partys_word_is_no_more_than_medium_and_what_nobody_answered_is_low(owner: Actor) -> None:
    sure = record_of(send(owner, answered(owner)))
    assert sure.existence_confidence == sure.dates_confidence == Confidence.MEDIUM
    unsure = send(owner, answered(owner, other=NOT_KNOWN))
    held = record_of(unsure)
    assert held.existence_confidence == Confidence.MEDIUM
    assert held.dates_confidence == held.status_confidence == Confidence.LOW


def test_not_known_is_an_answer_to_all_but_title_why_and_parties(owner: Actor) -> None:
    row = send(owner, answered(owner, other=NOT_KNOWN))
    made = record_of(row)
    assert (made.legal_basis, made.status, made.starts_on) == ("not_stated", "not_known", None)
    assert not made.events.exists()
    assert not made.agreements.exists()
    assert not made.function_places.exists()
    record = records.record(made.reference, PartialDate(2026).latest)
    assert {Unknown.STATUS, Unknown.START, Unknown.LEGAL_BASIS, Unknown.LEAD} <= set(unknowns(record))


@pytest.mark.parametrize("question", [Question.TITLE, Question.WHY, Question.PARTIES])
def test_title_why_and_parties_must_be_known(owner: Actor, question: Question) -> None:
    row = begin(owner)
    with pytest.raises(Invalid) as refused:
        answer(owner, row, question, {question.value: [""], "finished": ["yes"]})
    assert question.value in refused.value.fields


def test_the_reference_tells_nothing_of_the_order_and_the_files_go_on_with_theirs(owner: Actor) -> None:
    before = Collaboration.next_reference()
    made = [send(owner, answered(owner)).collaboration for _each in range(3)]
    numbers = [int(each.reference[2:]) for each in made if each]
    assert all(1_000_000 <= number <= 9_999_999 for number in numbers)
    assert len(set(numbers)) == 3
    assert Collaboration.next_reference() == before
    assert all(each.slug == each.reference.lower() for each in made if each)


def test_it_is_found_at_once_and_kept_by_its_parties(owner: Actor, world: World) -> None:
    row = send(owner, answered(owner))
    assert row.collaboration_id
    found = find(Asked(text="drones missing people"))
    assert [result.card["title"] for result in found.results] == [TITLE]
    keepers = {world.body(slug).pk for slug in ("northshire", "pcc-northshire", "eastmarch", "pcc-eastmarch")}
    assert keepers_of(row.collaboration_id) == keepers


def test_the_deed_is_public_and_the_answers_so_far_are_not(owner: Actor) -> None:
    before = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    row = send(owner, answered(owner))
    entries = list(Entry.objects.filter(pk__gt=before).order_by("pk"))
    assert {entry.action for entry in entries if entry.is_public} == {"register.collaborations.put"}
    assert {entry.organisation for entry in entries} == {"northshire"}
    quiet = [entry for entry in entries if not entry.is_public]
    assert quiet[0].action == "register.registrations.begin"
    assert quiet[-1].action == "register.registrations.register"
    assert not any(TITLE in str(entry.detail) for entry in quiet)
    assert row.reference in entries[-2].reason + entries[-1].reason + entries[-3].reason


def test_a_party_that_is_not_on_the_register_gets_no_row_but_is_named_and_asked_about(
    owner: Actor, members: Members
) -> None:
    typed = {"parties": ["northshire"], "others": ["Anytown Lifeboats"], "finished": ["yes"]}
    row = send(owner, answered(owner, other={Question.PARTIES: typed}))
    made = record_of(row)
    assert [each.organisation.slug for each in made.parties.all()] == ["northshire"]
    assert (made.parties_coverage, made.parties_expected) == (PartiesCoverage.PARTIAL, 2)
    assert "Anytown Lifeboats" in made.notes
    assert row.unlisted == ["Anytown Lifeboats"]
    with pytest.raises(NotAllowed):
        registrations.settle(by=owner, reference=row.reference)
    curator = members.actor(NATIONAL, Role.CURATOR)
    assert registrations.settle(by=curator, reference=row.reference).settled_at is not None


def test_a_policing_body_beside_its_own_force_is_one_entry(owner: Actor) -> None:
    typed = {"parties": ["northshire", "pcc-northshire", "pcc-eastmarch"], "finished": ["yes"]}
    row = answered(owner, other={Question.PARTIES: typed, Question.LEAD: {"lead": ["not-known"]}})
    assert row.answers["parties"]["value"]["organisations"] == ["northshire", "pcc-eastmarch"]
    assert send(owner, row).state == REGISTERED


def test_an_ended_one_has_an_end_and_nobody_made_up_how(owner: Actor) -> None:
    status = {"status": ["ended"], "as_of": ["2025-06"], "ends_on": ["2025-03-31"]}
    made = send(owner, answered(owner, other={Question.STATUS: status})).collaboration
    assert made is not None
    assert (made.status, made.ending_kind) == (Status.ENDED, "not_stated")
    assert str(made.ends_on) == "2025-03-31"


# --- who may ----------------------------------------------------------------------------------------


def test_a_contributors_waits_for_an_owner_of_any_party(contributor: Actor, other: Actor) -> None:
    row = send(contributor, answered(contributor))
    assert (row.state, row.collaboration_id) == (WAITING, None)
    assert not Collaboration.objects.filter(title=TITLE).exists()
    with pytest.raises(NotAllowed):
        move(contributor, row, "approve")
    row = move(other, row, "approve")
    assert row.state == REGISTERED
    assert row.decider_name == other.name
    assert Collaboration.objects.get(title=TITLE).provenance == Provenance.BY_PARTY


def test_a_refusal_says_why_and_can_be_taken_back_changed_and_sent_again(
    contributor: Actor, other: Actor
) -> None:
    row = send(contributor, answered(contributor))
    with pytest.raises(Invalid) as refused:
        move(other, row, "refuse", reason=" ")
    assert "reason" in refused.value.fields
    row = move(other, row, "refuse", reason="It is not agreed yet.")
    assert (row.state, row.decision_reason) == (REFUSED, "It is not agreed yet.")
    with pytest.raises(NotAllowed):
        move(other, row, "take_back")
    row = move(contributor, row, "take_back")
    assert (row.state, row.decided_at, row.decision_reason) == (DRAFT, None, "")
    row = answer(contributor, row, Question.TITLE, {"title": ["Another title"]})
    assert send(contributor, row).state == WAITING


def test_a_curator_registers_for_nobody_and_the_record_says_so(members: Members) -> None:
    curator = members.actor(NATIONAL, Role.CURATOR)
    row = send(curator, answered(curator, organisation=""))
    made = record_of(row)
    assert made.provenance == Provenance.BY_CURATOR
    assert made.purposes.get().origin == PurposeOrigin.REGISTER
    assert made.existence_confidence == Confidence.LOW
    with pytest.raises(NotAllowed):
        begin(curator, "northshire")


@pytest.mark.parametrize("role", ORGANISATION_ROLES)
def test_who_may_begin_for_an_organisation(members: Members, role: Role) -> None:
    by = members.actor("northshire", role)
    if role in {Role.CONTRIBUTOR, Role.FINANCE, Role.OWNER, Role.PUBLISHER}:
        assert begin(by).state == DRAFT
        with pytest.raises(NotAllowed):
            begin(by, "eastmarch")
        with pytest.raises(NotAllowed):
            begin(members.actor("northshire", role, verified=False))
    else:
        with pytest.raises(NotAllowed):
            begin(by)
    with pytest.raises(NotAllowed):
        begin(by, "")


def test_ones_own_organisation_must_be_a_party(owner: Actor) -> None:
    typed = {"parties": ["eastmarch", "port-vale"], "finished": ["yes"]}
    row = answered(owner, other={Question.PARTIES: typed, Question.LEAD: {"lead": ["not-known"]}})
    with pytest.raises((Invalid, NotAllowed)):
        send(owner, row)
    row = answer(owner, row, Question.PARTIES, {"parties": ["northshire", "port-vale"], "finished": ["yes"]})
    assert send(owner, row).state == REGISTERED


def test_a_policing_body_registers_where_its_force_is_a_party(members: Members) -> None:

    by = as_actor(person("owner@pcc-northshire.example", "An owner", Role.OWNER, "pcc-northshire"))
    row = answered(by, organisation="pcc-northshire")
    assert send(by, row).state == REGISTERED


def test_a_draft_is_its_authors_and_their_organisations(
    contributor: Actor, owner: Actor, other: Actor, members: Members
) -> None:
    row = answered(contributor)
    assert answer(owner, row, Question.WHY, {"why": ["To find people."]}).version > row.version
    for stranger in (other, members.actor(NATIONAL, Role.CURATOR), members.actor(NATIONAL, Role.INSPECTOR)):
        with pytest.raises(NotFound):
            answer(stranger, row, Question.WHY, {"why": ["Mine."]})
        with pytest.raises(NotFound):
            move(stranger, row, "discard")
    with pytest.raises(NotAllowed):
        answer(members.actor("northshire", Role.READER), row, Question.WHY, {"why": ["Mine."]})
    send(contributor, row)
    with pytest.raises(NotAllowed):
        answer(other, row, Question.WHY, {"why": ["Mine."]})


# --- once, and in order -----------------------------------------------------------------------------


def test_the_same_sent_twice_is_one(owner: Actor) -> None:
    key = uuid.uuid4()
    first, second = (registrations.begin(by=owner, organisation="northshire", key=key) for _each in range(2))
    assert first.pk == second.pk
    row = answered(owner)
    seen = row.version
    once = registrations.send(by=owner, reference=row.reference, version=seen)
    again = registrations.send(by=owner, reference=row.reference, version=seen)
    assert once.collaboration_id == again.collaboration_id
    assert Collaboration.objects.filter(title=TITLE).count() == 1


def test_somebody_elses_form_key_begins_nothing(owner: Actor, other: Actor) -> None:
    key = uuid.uuid4()
    registrations.begin(by=owner, organisation="northshire", key=key)
    with pytest.raises(Invalid):
        registrations.begin(by=other, organisation="eastmarch", key=key)


def test_of_two_people_at_once_the_second_is_told_and_neither_loses_another_answer(
    contributor: Actor, owner: Actor
) -> None:
    row = answered(contributor)
    seen = row.version
    registrations.answer(
        by=contributor, reference=row.reference, version=seen, question=Question.TITLE,
        typed={"title": ["One"]},
    )  # fmt: skip
    with pytest.raises(Stale):
        registrations.answer(
            by=owner, reference=row.reference, version=seen, question=Question.TITLE,
            typed={"title": ["Another"]},
        )  # fmt: skip
    with pytest.raises(Stale):
        registrations.send(by=owner, reference=row.reference, version=seen)
    row.refresh_from_db()
    assert row.answers["title"]["value"] == "One"


def test_two_people_answer_different_questions_of_one_draft_at_once(contributor: Actor, owner: Actor) -> None:
    row = begin(contributor)
    for by, question in ((contributor, Question.TITLE), (owner, Question.WHY)):
        registrations.answer(
            by=by, reference=row.reference, version=1, question=question, typed=ANSWERS[question]
        )
    row.refresh_from_db()
    assert {"title", "why"} <= row.answers.keys()


def test_what_was_sent_is_not_changed_and_what_was_thrown_away_is_not_sent(owner: Actor) -> None:
    row = send(owner, answered(owner))
    with pytest.raises(Invalid):
        answer(owner, row, Question.TITLE, {"title": ["Late"]})
    thrown = move(owner, answered(owner), "discard")
    with pytest.raises(Invalid):
        send(owner, thrown)


def test_an_unfinished_one_is_told_what_is_missing(owner: Actor) -> None:
    row = begin(owner)
    with pytest.raises(Invalid) as refused:
        send(owner, row)
    assert {"title", "why", "parties"} <= refused.value.fields.keys()
    assert not is_complete(row.answers)


def test_whoever_leads_must_still_be_a_party_when_it_is_sent(owner: Actor) -> None:
    row = answered(owner, other={Question.LEAD: {"lead": ["eastmarch"], "role": ["lead"]}})
    row = answer(owner, row, Question.PARTIES, {"parties": ["northshire", "port-vale"], "finished": ["yes"]})
    with pytest.raises(Invalid) as refused:
        send(owner, row)
    assert "lead" in refused.value.fields


def test_the_answers_of_another_record_are_copied_and_marked(owner: Actor, world: World) -> None:
    row = begin(owner, like=world.record("marches").reference)
    assert row.answers["title"] == {"value": "Northern Marches programme", "how": "copied"}
    assert row.answers["legal-basis"]["value"] == "s22A"
    assert row.answers["lead"]["value"] == {"organisation": "northshire", "role": "lead"}
    row = answer(owner, row, Question.TITLE, {"title": ["Northern Marches programme"]})
    assert row.answers["title"]["how"] == "typed"
    with pytest.raises((Invalid, NotFound)):
        begin(owner, like="C-9999999")
