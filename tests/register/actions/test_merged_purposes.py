"""What becomes of the parties' own purposes, and of what was answered, when two filings become one."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction
from django.test import Client
from django.utils import timezone

from frankpledge.audit.actors import Actor
from frankpledge.errors import Invalid
from frankpledge.people.models import Organisation, Role
from frankpledge.register.actions import mergers, texts, withholdings
from frankpledge.register.actions.mergers import Preview, Side
from frankpledge.register.drafts import AgreementDraft
from frankpledge.register.models import (
    Acceptance,
    AcceptanceAnswer,
    Agreement,
    Collaboration,
    Level,
    Merger,
    Objective,
    Part,
    Purpose,
    PurposeChange,
    Registration,
)
from frankpledge.register.queries import collaborations as read
from frankpledge.register.queries.collaborations import Record
from frankpledge.register.queries.purposes import Story, draft_of, story_of
from frankpledge.register.registering import Question
from tests.corrections import words_of
from tests.members import Members, sign_in
from tests.purposes import answered as answers_to
from tests.purposes import drafted, published
from tests.registrations import answered as registration
from tests.registrations import record_of, send
from tests.releases import decision
from tests.world import CURATOR, World

pytestmark = pytest.mark.django_db

PURPOSE, OBJECTIVE, ACCEPTANCE = "register.Purpose", "register.Objective", "register.Acceptance"
THEIR_WORDS = "To find people who are lost, from the air."
MEANING = PurposeChange.MEANING
NEVER_GIVEN = "C-9999"


@pytest.fixture
def owner(members: Members) -> Actor:
    return members.actor("northshire", Role.OWNER)


@pytest.fixture
def stays(owner: Actor) -> Collaboration:
    """Registered by Northshire, and accepted by it."""
    made = record_of(send(owner, registration(owner)))
    answers_to("northshire", made, by=owner, on=timezone.localdate())
    return made


@pytest.fixture
def loser(members: Members) -> Collaboration:
    """The same registered by Eastmarch in other words, with a further version, an objective and answers."""
    theirs = members.actor("eastmarch", Role.OWNER)
    why = {Question.WHY: {"why": [THEIR_WORDS]}, Question.TITLE: {"title": ["Marches drones"]}}
    made = record_of(send(theirs, registration(theirs, "eastmarch", why)))
    today = timezone.localdate()
    answers_to("eastmarch", made, by=theirs, on=today, reading="We fly first.")
    published(theirs, made, "To find the lost.", change=MEANING, holds_from=today)
    answers_to("eastmarch", made, AcceptanceAnswer.CONTESTS, by=theirs, on=today)
    answers_to("northshire", made, on=today)
    return made


def asked(by: Actor, stays: Collaboration, loser: Collaboration, **chosen: Side) -> dict[str, Any]:
    both = mergers.pair(by=by, stays=stays.reference, given_up=loser.reference)
    return {
        "by": by,
        "stays": stays.reference,
        "given_up": loser.reference,
        "chosen": {fact: chosen.get(fact.value, Side.STAYS) for fact in both.differing},
        "reason": "Two filings of one agreement.",
        "seen": both.seen,
    }


def ids(rows: list[dict[str, Any]]) -> set[int]:
    return {row["id"] for row in rows}


def rows_of(record: Collaboration) -> dict[str, set[int]]:
    """The parties' own, by table."""
    own = Purpose.objects.filter(collaboration=record, origin="parties", state="published")
    return {
        PURPOSE: {*own.values_list("pk", flat=True)},
        OBJECTIVE: {*Objective.objects.filter(purpose__in=own).values_list("pk", flat=True)},
        ACCEPTANCE: {*Acceptance.objects.filter(purpose__in=own).values_list("pk", flat=True)},
    }


def kept(left: Mapping[str, list[dict[str, Any]]]) -> dict[str, set[int]]:
    return {table: ids(left.get(table, [])) for table in (PURPOSE, OBJECTIVE, ACCEPTANCE)}


def seen(record: Collaboration) -> Record:
    return read.record(record.reference, timezone.localdate())


def told(story: Story) -> list[tuple[int, str, int]]:
    return [
        (each.version, each.statement, sum(said.version == each.version for said in story.answers))
        for each in story.versions
    ]


# --- the survivor's stays ---------------------------------------------------------------------------


def test_an_owner_of_both_merges_two_registered_filings_and_no_row_is_lost(
    owner: Actor, stays: Collaboration, loser: Collaboration
) -> None:
    ours, theirs, before = rows_of(stays), rows_of(loser), story_of(stays.pk)
    assert [len(theirs[table]) for table in (PURPOSE, OBJECTIVE, ACCEPTANCE)] == [2, 1, 3]
    merger = mergers.merge(**asked(owner, stays, loser))
    assert kept(merger.left) == theirs
    assert kept(Merger.objects.get().left) == theirs
    assert rows_of(stays) == ours
    assert story_of(stays.pk) == before
    assert not Acceptance.objects.filter(pk__in=theirs[ACCEPTANCE]).exists()
    assert not Collaboration.objects.filter(pk=loser.pk).exists()
    assert {*Registration.objects.values_list("collaboration", flat=True)} == {stays.pk}


def test_what_is_kept_says_all_that_it_said(owner: Actor, stays: Collaboration, loser: Collaboration) -> None:
    left = mergers.merge(**asked(owner, stays, loser)).left
    said = {(row["version"], row["statement"], row["change"]) for row in left[PURPOSE]}
    assert said == {(1, THEIR_WORDS, "first"), (2, "To find the lost.", "meaning")}
    assert {row["collaboration"] for row in left[PURPOSE]} == {loser.pk}
    assert [row["measure"] for row in left[OBJECTIVE]] == ["Minutes from call to arrival"]
    assert left[OBJECTIVE][0]["purpose"] in ids(left[PURPOSE])
    answered = [(row["answer"], row["reading"], row["reason"]) for row in left[ACCEPTANCE]]
    assert answered == [
        ("accepts", "We fly first.", ""),
        ("contests", "", "It leaves out firearms."),
        ("accepts", "", ""),
    ]
    assert {row["office"] for row in left[ACCEPTANCE]} == {"Chief Constable"}


def test_the_histories_keep_what_left_its_table(
    owner: Actor, stays: Collaboration, loser: Collaboration
) -> None:
    theirs = rows_of(loser)[ACCEPTANCE]
    mergers.merge(**asked(owner, stays, loser))
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM register_acceptance_history WHERE pgh_label = 'delete'")
        assert {row[0] for row in cursor.fetchall()} == theirs


def test_how_the_survivors_purpose_stands_is_as_before(
    owner: Actor, stays: Collaboration, loser: Collaboration
) -> None:
    before = seen(stays).purpose
    mergers.merge(**asked(owner, stays, loser))
    after = seen(stays).purpose
    assert after == before
    assert after is not None
    assert after.statement == "To look for missing people from the air."


def test_every_address_of_both_leads_to_one(
    client: Client, owner: Actor, stays: Collaboration, loser: Collaboration
) -> None:
    gone = (loser.reference, loser.address, loser.slug)
    mergers.merge(**asked(owner, stays, loser))
    for written in gone:
        for below in ("", "/purpose"):
            answer = client.get(f"/collaborations/{written}{below}", follow=True)
            assert answer.redirect_chain, (written, below)
            assert answer.status_code == 200
            assert stays.reference in answer.redirect_chain[-1][0]


# --- the other's is chosen, or is the only one ------------------------------------------------------


def test_whose_purpose_stays_is_chosen(owner: Actor, stays: Collaboration, loser: Collaboration) -> None:
    ours, theirs, story = rows_of(stays), rows_of(loser), told(story_of(loser.pk))
    merger = mergers.merge(**asked(owner, stays, loser, purpose=Side.GIVEN_UP))
    assert kept(merger.left) == ours
    assert rows_of(stays) == theirs
    assert told(story_of(stays.pk)) == story == [(1, THEIR_WORDS, 1), (2, "To find the lost.", 2)]
    held = seen(stays).purpose
    assert held is not None
    assert (held.statement, held.version) == ("To find the lost.", 2)


@pytest.mark.parametrize("side", list(Side))
def test_where_the_survivor_has_none_the_others_is_carried_over(
    members: Members, world: World, loser: Collaboration, side: Side
) -> None:
    by, dogs = members.actor("northshire", Role.OWNER), world.record("dogs")
    theirs, story = rows_of(loser), told(story_of(loser.pk))
    merger = mergers.merge(**asked(by, dogs, loser, purpose=side))
    assert not any(kept(merger.left).values())
    assert rows_of(dogs) == theirs
    assert told(story_of(dogs.pk)) == story


@pytest.mark.parametrize("side", list(Side))
def test_where_the_other_has_none_the_survivors_stays(
    members: Members, world: World, loser: Collaboration, side: Side
) -> None:
    by, dogs = members.actor("northshire", Role.OWNER), world.record("dogs")
    story = story_of(loser.pk)
    mergers.merge(**asked(by, loser, dogs, purpose=side))
    assert story_of(loser.pk) == story


# --- drafts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("side", list(Side))
def test_the_one_draft_is_the_version_after_the_last_that_counts(
    owner: Actor, stays: Collaboration, loser: Collaboration, side: Side
) -> None:
    drafted(owner, loser, "Still at work.")
    mergers.merge(**asked(owner, stays, loser, purpose=side))
    draft = draft_of(stays.pk)
    assert draft is not None
    assert (draft.statement, draft.version) == ("Still at work.", 2 if side is Side.STAYS else 3)
    assert draft.objectives.count() == 1


def test_a_draft_of_the_survivor_makes_room_for_what_is_carried_over(
    members: Members, world: World, loser: Collaboration
) -> None:
    by, dogs = members.actor("northshire", Role.OWNER), world.record("dogs")
    drafted(by, dogs, "Ours to be.")
    mergers.merge(**asked(by, dogs, loser))
    draft = draft_of(dogs.pk)
    assert draft is not None
    assert (draft.statement, draft.version) == ("Ours to be.", 3)


def test_two_drafts_are_settled_before(owner: Actor, stays: Collaboration, loser: Collaboration) -> None:
    drafted(owner, stays, "Ours to be.")
    drafted(owner, loser, "Theirs to be.")
    with pytest.raises(Invalid, match="draft of the purpose"):
        mergers.merge(**asked(owner, stays, loser))
    assert not Merger.objects.exists()
    assert len(rows_of(loser)[PURPOSE]) == 2


# --- what is said of it -----------------------------------------------------------------------------


def test_a_preview_tells_what_becomes_of_them_and_changes_nothing(
    owner: Actor, stays: Collaboration, loser: Collaboration
) -> None:
    before = rows_of(stays), rows_of(loser)
    looked: Preview = mergers.preview(**asked(owner, stays, loser))
    gone = looked.purposes.go.told
    assert gone is not None
    assert (gone.reference, gone.versions, gone.answers) == (loser.reference, 2, 3)
    assert (rows_of(stays), rows_of(loser)) == before
    assert not Merger.objects.exists()


def test_the_page_and_the_history_say_it(
    client: Client, members: Members, owner: Actor, stays: Collaboration, loser: Collaboration
) -> None:
    sign_in(client, members.user("northshire", Role.OWNER))
    wanted = asked(owner, stays, loser)
    answers = {f"take_{fact.value}": side.value for fact, side in wanted["chosen"].items()}
    answers |= {"seen": wanted["seen"], "reason": wanted["reason"]}
    path = f"/collaborations/{stays.reference}/merge?with={loser.reference}"
    says = (
        f"The purpose of {loser.reference} in its parties’ own words, with 3 answers, is kept in the"
        " record of the merger, and no longer counts."
    )
    assert says in words_of(client.post(path, answers))
    assert client.post(path, {**answers, "step": "checked"}).status_code == 303
    told = words_of(client.get(f"/collaborations/{stays.address}/history"))
    line = told.partition("Purpose that is kept in the record of the merger, and no longer counts")[2][:150]
    for each in (f"reference: {loser.reference}", "versions: 2", "answers: 3"):
        assert each in line
    for public in ("", "/history", "/purpose", "?format=json"):
        assert "We fly first." not in words_of(Client().get(f"/collaborations/{stays.address}{public}"))


def test_the_page_says_what_comes_with_it(
    client: Client, members: Members, world: World, owner: Actor, loser: Collaboration
) -> None:
    sign_in(client, members.user("northshire", Role.OWNER))
    dogs = world.record("dogs")
    wanted = asked(owner, dogs, loser)
    answers = {f"take_{fact.value}": side.value for fact, side in wanted["chosen"].items()}
    path = f"/collaborations/{dogs.reference}/merge?with={loser.reference}"
    looked = client.post(path, {**answers, "seen": wanted["seen"], "reason": "One."})
    assert f"The purpose of {loser.reference} in its parties’ own words, with 3 answers, comes" in words_of(
        looked
    )


# --- the database -----------------------------------------------------------------------------------

MERGER = """
    INSERT INTO register_merger (collaboration_id, reference, slugs, title, chosen, "left", reason, merged_on)
    SELECT {stays}, '{reference}', '{{}}', 'T', '{{}}', '{left}', 'R', current_date
"""
DELETES = ("DELETE FROM register_acceptance", "DELETE FROM register_purpose")


def refused(*statements: str) -> bool:
    """Whether the database refuses the last, as the application's role; undone."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            transaction.set_rollback(True)
    except (InternalError, ProgrammingError):
        return True
    return False


def test_without_a_merger_nothing_published_or_answered_goes_or_moves(
    stays: Collaboration, loser: Collaboration
) -> None:
    of_theirs = f"WHERE purpose_id IN (SELECT id FROM register_purpose WHERE collaboration_id = {loser.pk})"
    for statement in (
        f"DELETE FROM register_acceptance {of_theirs}",
        f"DELETE FROM register_objective {of_theirs}",
        f"DELETE FROM register_purpose WHERE collaboration_id = {loser.pk}",
        f"UPDATE register_purpose SET collaboration_id = {stays.pk} WHERE collaboration_id = {loser.pk}",
    ):
        assert refused(statement), statement


def test_a_merger_that_does_not_have_a_row_or_is_of_other_records_or_is_past_lets_none_go(
    owner: Actor, stays: Collaboration, loser: Collaboration
) -> None:
    row = Acceptance.objects.get(purpose__collaboration=loser, purpose__version=1)
    go = f"DELETE FROM register_purpose WHERE id = {row.purpose_id}"
    version = f'"register.Purpose": [{{"id": {row.purpose_id}}}]'
    has = f'{{{version}, "register.Acceptance": [{{"id": {row.pk}}}]}}'
    right = MERGER.format(stays=stays.pk, reference=loser.reference, left=has)
    past = "UPDATE register_merger SET merged_at = now() - interval '1 second'"
    other = Collaboration.objects.exclude(pk__in=(stays.pk, loser.pk)).values_list("pk", flat=True)[0]
    assert not refused(right, go)
    assert refused(right, past, go)
    assert refused(MERGER.format(stays=stays.pk, reference=loser.reference, left="{}"), go)
    without_the_answer = MERGER.format(stays=stays.pk, reference=loser.reference, left=f"{{{version}}}")
    assert refused(without_the_answer, go)
    assert refused(right, f"DELETE FROM register_acceptance WHERE id = {row.pk}")
    assert refused(MERGER.format(stays=other, reference=NEVER_GIVEN, left=has), go)


def test_within_a_merger_a_version_moves_to_the_record_that_stays_and_changes_in_nothing_else(
    stays: Collaboration, loser: Collaboration
) -> None:
    merger = MERGER.format(stays=stays.pk, reference=loser.reference, left="{}")
    other = Collaboration.objects.exclude(pk__in=(stays.pk, loser.pk)).values_list("pk", flat=True)[0]
    which = f"WHERE collaboration_id = {loser.pk} AND version = 2"
    move = "UPDATE register_purpose SET collaboration_id = {to}"
    assert not refused(merger, f"{move.format(to=stays.pk)} {which}")
    assert refused(merger, f"{move.format(to=stays.pk)}, statement = 'Other words.' {which}")
    assert refused(merger, f"{move.format(to=other)} {which}")
    assert refused(merger, f"UPDATE register_purpose SET statement = 'Other words.' {which}")
    assert refused(merger, "UPDATE register_acceptance SET reading = 'Other words.'")


def test_what_stays_is_not_let_go_by_the_merger(
    owner: Actor, stays: Collaboration, loser: Collaboration
) -> None:
    mergers.merge(**asked(owner, stays, loser))
    for statement in DELETES:
        assert refused(statement), statement
    assert rows_of(stays)[ACCEPTANCE]


# --- a text of an agreement at the same address -----------------------------------------------------


def signed_in(record: Collaboration) -> Agreement:
    """The text that a record was filed with, on which one body's acceptance rests."""
    text = Agreement.objects.get(collaboration=record)
    purpose = Purpose.objects.filter(collaboration=record, origin="parties").order_by("version").last()
    assert purpose is not None
    Acceptance.objects.create(
        purpose=purpose, organisation=Organisation.objects.get(slug="pcc-eastmarch"), answer="accepts",
        basis="signature", agreement=text, answered_on=timezone.localdate(),
    )  # fmt: skip
    return text


def test_a_text_that_acceptances_rest_on_stands_beside_the_one_at_the_same_address(
    owner: Actor, stays: Collaboration, loser: Collaboration
) -> None:
    ours, theirs = Agreement.objects.get(collaboration=stays), signed_in(loser)
    assert ours.url == theirs.url
    merger = mergers.merge(**asked(owner, stays, loser, purpose=Side.GIVEN_UP))
    held = Agreement.objects.filter(collaboration=stays).order_by("pk")
    assert {(each.pk, each.filed_as) for each in held} == {(ours.pk, ""), (theirs.pk, merger.reference)}
    assert Acceptance.objects.get(agreement=theirs).purpose.collaboration == stays
    assert "register.Agreement" not in merger.left
    page = words_of(Client().get(f"/collaborations/{stays.reference}", follow=True))
    assert page.count("Where it is published, as registered.") >= 1


def test_a_text_at_the_same_address_on_which_nothing_rests_is_kept_in_the_record_of_the_merger(
    owner: Actor, stays: Collaboration, loser: Collaboration
) -> None:
    theirs = Agreement.objects.get(collaboration=loser)
    merger = mergers.merge(**asked(owner, stays, loser))
    assert ids(merger.left["register.Agreement"]) == {theirs.pk}
    assert Agreement.objects.get(collaboration=stays).filed_as == ""


def test_a_text_put_again_is_the_records_own_and_never_the_one_beside_it(
    owner: Actor, stays: Collaboration, loser: Collaboration
) -> None:
    ours, theirs = Agreement.objects.get(collaboration=stays), signed_in(loser)
    mergers.merge(**asked(owner, stays, loser, purpose=Side.GIVEN_UP))
    draft = AgreementDraft(url=ours.url, note="Read again.")
    texts.put(stays, [draft], list(Agreement.objects.filter(collaboration=stays)))
    ours.refresh_from_db()
    theirs.refresh_from_db()
    assert (ours.note, theirs.note == "Read again.") == ("Read again.", False)


# --- what the other said ----------------------------------------------------------------------------


def test_everybody_reads_what_the_other_said_but_who_answered_what_is_for_its_people(
    client: Client, members: Members, owner: Actor, stays: Collaboration, loser: Collaboration
) -> None:
    path = f"/collaborations/{stays.reference}/merged"
    assert client.get(path).status_code == 404
    merger = mergers.merge(**asked(owner, stays, loser))
    assert path in client.get(f"/collaborations/{stays.reference}", follow=True).content.decode()
    public = words_of(client.get(path))
    assert "Two filings became one: what the other said" in public
    assert f"{merger.reference}: Marches drones" in public
    assert "Two filings of one agreement." in public
    assert f"Version 1: {THEIR_WORDS}" in public
    assert "Objective: A dog within the hour" in public
    assert "3 answers, which its people can read" in public
    assert "We fly first." not in public
    sign_in(client, members.user("eastmarch", Role.CONTRIBUTOR))
    own = words_of(client.get(path))
    assert "Eastmarch Police. Accepts it." in own
    assert "We fly first." in own


def test_while_a_part_is_withheld_only_its_people_read_what_the_other_said(
    client: Client, members: Members, owner: Actor, stays: Collaboration, loser: Collaboration
) -> None:
    mergers.merge(**asked(owner, stays, loser))
    path = f"/collaborations/{stays.reference}/merged"
    stays.refresh_from_db()
    withholdings.withhold(by=CURATOR, collaboration=stays, part=Part.STATUS, decision=decision(Level.FACT))
    assert client.get(path).status_code == 404
    assert path not in client.get(f"/collaborations/{stays.reference}", follow=True).content.decode()
    sign_in(client, members.user("northshire", Role.READER))
    assert client.get(path).status_code == 200
    stranger = Client()
    sign_in(stranger, members.user("", Role.ANALYST))
    assert stranger.get(path).status_code == 404
