"""Drafting and publishing what a record is for."""

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.utils import timezone

from frankpledge.audit.actors import PUBLIC, Actor
from frankpledge.audit.models import Entry
from frankpledge.errors import Invalid, NotAllowed, NotFound, Stale
from frankpledge.people.models import POWERS, Power, Role
from frankpledge.register.actions import collaborations, objectives, purpose_versions
from frankpledge.register.drafts import ObjectiveDraft
from frankpledge.register.models import Collaboration, Objective, Purpose, PurposeChange, PurposeState
from frankpledge.register.queries.purposes import draft_of, story_of
from frankpledge.register.search.asking import found_by
from tests.members import CAST, Members
from tests.purposes import OBJECTIVE, SINCE, drafted, owner, published
from tests.world import CURATOR, World, dogs

MEANING, WORDING = PurposeChange.MEANING, PurposeChange.WORDING


@pytest.fixture
def record(world: World) -> Collaboration:
    return world.record("dogs")


def words(record: Collaboration) -> dict[str, str]:
    draft = draft_of(record.pk)
    assert draft is not None
    return {name: value for name, value in vars(draft).items() if isinstance(value, str) and value}


# --- who may -------------------------------------------------------------------------------------------

MOVES: dict[str, tuple[Power, Callable[[Actor, Collaboration], object]]] = {
    "save": (Power.PROPOSE_CHANGE, lambda by, record: drafted(by, record, "Other words.")),
    "objective": (
        Power.PROPOSE_CHANGE,
        lambda by, record: objectives.put(by=by, collaboration=record, edition=1, objective=OBJECTIVE),
    ),
    "discard": (
        Power.PROPOSE_CHANGE,
        lambda by, record: purpose_versions.discard(by=by, collaboration=record, edition=1),
    ),
    "publish": (
        Power.DECIDE_CHANGE,
        lambda by, record: purpose_versions.publish(
            by=by, collaboration=record, edition=1, version=1, holds_from=SINCE
        ),
    ),
}


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize(("organisation", "role"), CAST)
def test_every_role_and_every_move(
    members: Members, record: Collaboration, organisation: str, role: Role, move: str
) -> None:
    drafted(CURATOR, record)
    power, act = MOVES[move]
    by = members.actor(organisation, role)
    if power in POWERS[role]:
        act(by, record)
    else:
        with pytest.raises(NotAllowed):
            act(by, record)


@pytest.mark.parametrize("move", MOVES)
def test_nobody_elsewhere_and_nobody_without_a_second_step(members: Members, world: World, move: str) -> None:
    dogs, records = world.record("dogs"), world.record("records")
    for record in (dogs, records):
        drafted(CURATOR, record)
    unverified = members.actor("northshire", Role.OWNER, verified=False)
    for by, record in ((PUBLIC, dogs), (unverified, dogs), (owner(members), records)):
        with pytest.raises(NotAllowed):
            MOVES[move][1](by, record)


# --- the draft -----------------------------------------------------------------------------------------


def test_a_draft_is_one_for_all_of_the_records_people_and_is_kept_when_they_come_back(
    members: Members, record: Collaboration
) -> None:
    drafted(members.actor("northshire", Role.CONTRIBUTOR), record, public_benefit="Fewer lost people.")
    drafted(members.actor("eastmarch", Role.CONTRIBUTOR), record, "Our own words.", in_scope="Drugs dogs.")
    assert words(record) == {
        "statement": "Our own words.", "public_benefit": "Fewer lost people.", "in_scope": "Drugs dogs.",
        "origin": "parties", "state": "draft",
    }  # fmt: skip
    assert story_of(record.pk).versions == ()


def test_who_saves_what_somebody_else_changed_meanwhile_is_told_and_nothing_is_lost(
    members: Members, record: Collaboration
) -> None:
    ours, theirs = owner(members), members.actor("eastmarch", Role.OWNER)
    drafted(ours, record)
    drafted(theirs, record, "Their words.")
    with pytest.raises(Stale):
        purpose_versions.save(by=ours, collaboration=record, edition=1, words={"statement": "Our words."})
    with pytest.raises(Stale):
        purpose_versions.save(by=ours, collaboration=record, edition=0, words={"statement": "Our words."})
    assert words(record)["statement"] == "Their words."


def test_saving_twice_saves_once(members: Members, record: Collaboration) -> None:
    by = owner(members)
    for _twice in range(2):
        held = purpose_versions.save(by=by, collaboration=record, edition=0, words={"statement": "Ours."})
    assert held.edition == 1
    assert Entry.objects.filter(action="register.purposes.save").count() == 1


@pytest.mark.parametrize(
    ("said", "field"), [({"statement": " "}, "statement"), ({"in_scope": "x" * 4001}, "in_scope")]
)
def test_what_cannot_be_said(
    members: Members, record: Collaboration, said: dict[str, str], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        purpose_versions.save(by=owner(members), collaboration=record, edition=0, words=said)
    assert field in refused.value.fields
    assert draft_of(record.pk) is None


def test_objectives_are_put_changed_and_taken_out(members: Members, record: Collaboration) -> None:
    by = owner(members)
    drafted(by, record)
    for _twice in range(2):
        first = objectives.put(by=by, collaboration=record, edition=1, objective=OBJECTIVE)
    further = ObjectiveDraft(what="Fewer kennels", measure="Kennels in use")
    second = objectives.put(by=by, collaboration=record, edition=2, objective=further)
    assert (first.position, second.position) == (1, 2)
    with pytest.raises(Stale):
        objectives.put(by=by, collaboration=record, edition=2, objective=further, position=1)
    objectives.put(by=by, collaboration=record, edition=3, objective=further, position=1)
    objectives.remove(by=by, collaboration=record, edition=4, position=2)
    assert [each.what for each in Objective.objects.all()] == ["Fewer kennels"]
    with pytest.raises(NotFound):
        objectives.remove(by=by, collaboration=record, edition=5, position=2)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (ObjectiveDraft(what="", measure="Count"), "what"),
        (ObjectiveDraft(what="More", measure=" "), "measure"),
        (ObjectiveDraft(what="More", measure="Count", target="x" * 201), "target"),
        (ObjectiveDraft(what="More", measure="Count", note="x" * 4001), "note"),
    ],
)
def test_an_objective_without_a_measure_is_none(
    members: Members, record: Collaboration, wrong: ObjectiveDraft, field: str
) -> None:
    by = owner(members)
    with pytest.raises(Invalid, match="statement"):
        objectives.put(by=by, collaboration=record, edition=0, objective=OBJECTIVE)
    drafted(by, record)
    with pytest.raises(Invalid) as refused:
        objectives.put(by=by, collaboration=record, edition=1, objective=wrong)
    assert set(refused.value.fields) == {field}


def test_a_draft_thrown_away_leaves_what_was_published(members: Members, record: Collaboration) -> None:
    by = owner(members)
    published(by, record)
    draft = drafted(by, record, "Other words.")
    assert draft.objectives.count() == 1
    with pytest.raises(Stale):
        purpose_versions.discard(by=by, collaboration=record, edition=7)
    purpose_versions.discard(by=by, collaboration=record, edition=1)
    assert draft_of(record.pk) is None
    assert [each.version for each in story_of(record.pk).versions] == [1]
    with pytest.raises(Invalid):
        purpose_versions.discard(by=by, collaboration=record, edition=1)


# --- publishing ----------------------------------------------------------------------------------------


def test_the_first_version_is_said_and_found_and_the_registers_words_stay(
    members: Members, world: World, record: Collaboration
) -> None:
    published(owner(members), record, in_scope="Drugs dogs.")
    [version] = story_of(record.pk).versions
    assert (version.version, version.change, version.holds_from) == (1, "first", SINCE)
    assert [each.measure for each in version.objectives] == [OBJECTIVE.measure]
    assert {(each.origin, each.version) for each in record.purposes.all()} == {
        ("parties", 1), ("register", 1),
    }  # fmt: skip
    collaborations.put(by=CURATOR, draft=replace(dogs(), purpose="Dogs, jointly."))
    newest = Purpose.objects.filter(collaboration=record, origin="register").latest("version")
    assert (newest.version, newest.statement) == (2, "Dogs, jointly.")


def test_a_later_version_says_whether_the_meaning_changes(members: Members, record: Collaboration) -> None:
    by = owner(members)
    published(by, record)
    with pytest.raises(Invalid, match="just what version 1 says"):
        published(by, record, change=WORDING)
    for wrong in (None, PurposeChange.FIRST):
        with pytest.raises(Invalid) as refused:
            published(by, record, "Other words.", change=wrong)
        assert set(refused.value.fields) == {"change"}
    published(by, record, "Other words.", change=WORDING)
    published(by, record, "Something else.", change=MEANING)
    story = story_of(record.pk)
    assert [each.change for each in story.versions] == ["first", "wording", "meaning"]
    assert [story.asked_by(each).version for each in story.versions] == [1, 1, 3]


@pytest.mark.parametrize("days", [1, -400 * 365])
def test_it_holds_from_a_day_that_was(members: Members, record: Collaboration, days: int) -> None:
    day = timezone.localdate() + datetime.timedelta(days=days)
    with pytest.raises(Invalid) as refused:
        published(owner(members), record, holds_from=day)
    assert set(refused.value.fields) == {"holds_from"}


def test_no_version_holds_from_before_the_one_it_replaces(members: Members, record: Collaboration) -> None:
    by = owner(members)
    published(by, record)
    earlier = SINCE - datetime.timedelta(days=1)
    with pytest.raises(Invalid, match="which it replaces"):
        published(by, record, "Other words.", change=MEANING, holds_from=earlier)
    published(by, record, "Other words.", change=MEANING, holds_from=SINCE)
    on = story_of(record.pk).on
    assert [getattr(on(day), "version", None) for day in (earlier, SINCE)] == [None, 2]


def test_publishing_twice_publishes_once_and_a_changed_draft_is_looked_at_again(
    members: Members, record: Collaboration
) -> None:
    by = owner(members)
    drafted(by, record)
    drafted(members.actor("eastmarch", Role.OWNER), record, "Their words.")
    with pytest.raises(Stale):
        purpose_versions.publish(by=by, collaboration=record, edition=1, version=1, holds_from=SINCE)
    for _twice in range(2):
        held = purpose_versions.publish(by=by, collaboration=record, edition=2, version=1, holds_from=SINCE)
    assert (held.state, held.statement) == (PurposeState.PUBLISHED, "Their words.")
    assert Entry.objects.filter(action="register.purposes.publish").count() == 1
    drafted(by, record, "Next words.")
    with pytest.raises(Stale):
        purpose_versions.publish(by=by, collaboration=record, edition=1, version=1, holds_from=SINCE)


def test_drafting_is_told_to_the_records_people_and_publishing_to_all(
    members: Members, record: Collaboration
) -> None:
    published(owner(members), record)
    told = Entry.objects.filter(subject_key=record.slug, action__startswith="register.purposes.")
    assert [(each.action, each.is_public, each.organisation) for each in told.order_by("id")] == [
        ("register.purposes.save", False, "northshire"),
        ("register.purposes.save", False, "northshire"),
        ("register.purposes.publish", True, "northshire"),
    ]


def test_it_is_found_by_the_words_it_was_published_with(members: Members, record: Collaboration) -> None:
    by = owner(members)
    drafted(by, record, "Quokkas that nobody else keeps.")
    assert found_by("q=quokkas") == []
    published(by, record, "Quokkas that nobody else keeps.")
    assert found_by("q=quokkas") == [record.pk]
