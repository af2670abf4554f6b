"""Deciding how far a record is published: who may, and that what is withheld is not there."""

import datetime

import pytest
from django.utils import timezone

from frankpledge.audit import queries as audit
from frankpledge.audit.actors import Actor
from frankpledge.audit.models import Entry
from frankpledge.errors import Invalid, NotAllowed, NotFound
from frankpledge.people.models import NATIONAL_ROLES, ORGANISATION_ROLES, POWERS, Power, Role
from frankpledge.people.rights import Rights
from frankpledge.register import references, sight
from frankpledge.register.actions import releases
from frankpledge.register.models import (
    Collaboration,
    Event,
    Ground,
    Level,
    Party,
    Purpose,
    Release,
    SearchCard,
    SearchEntry,
    SearchWord,
)
from tests.members import Members
from tests.releases import decision, withheld
from tests.world import CURATOR, World

CAST = [*(("northshire", role) for role in ORGANISATION_ROLES), *(("", role) for role in NATIONAL_ROLES)]


def publisher(members: Members) -> Actor:
    return members.actor("northshire", Role.PUBLISHER)


@pytest.mark.parametrize(("organisation", "role"), CAST)
def test_whoever_may_publish_for_a_keeper_decides_and_nobody_else(
    world: World, members: Members, organisation: str, role: Role
) -> None:
    by, dogs = members.actor(organisation, role), world.record("dogs")
    if Power.PUBLISH in POWERS[role]:
        assert (
            releases.decide(by=by, collaboration=dogs, decision=decision(Level.WITHHELD)).level == "withheld"
        )
        return
    with pytest.raises(NotAllowed):
        releases.decide(by=by, collaboration=dogs, decision=decision(Level.WITHHELD))
    assert not Release.objects.exists()


def test_a_publisher_decides_nothing_of_what_others_keep(world: World, members: Members) -> None:
    with pytest.raises(NotAllowed):
        releases.decide(
            by=publisher(members), collaboration=world.record("records"), decision=decision(Level.FACT)
        )


@pytest.mark.parametrize("before", [None, *Level])
@pytest.mark.parametrize("after", Level)
def test_every_level_leads_to_every_other(
    world: World, members: Members, before: Level | None, after: Level
) -> None:
    by, dogs = publisher(members), world.record("dogs")
    with sight.seen_by(Rights.of(by)):
        if before is not None:
            releases.decide(by=by, collaboration=dogs, decision=decision(before))
    with sight.seen_by(Rights.of(by)):
        releases.decide(by=by, collaboration=dogs, decision=decision(after))
    assert Collaboration.objects.filter(pk=dogs.pk).exists() is (after is not Level.WITHHELD)
    assert Party.objects.filter(collaboration=dogs).exists() is (after is not Level.WITHHELD)
    assert Purpose.objects.filter(collaboration=dogs).exists() is (after is Level.PUBLISHED)
    assert Event.objects.filter(collaboration=dogs).exists() is (after is Level.PUBLISHED)
    assert SearchCard.objects.filter(collaboration=dogs).exists() is (after is not Level.WITHHELD)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"ground": None}, "ground"),
        ({"ground": Ground.OTHER}, "ground_words"),
        ({"review_on": None}, "review_on"),
        ({"review_on": datetime.date(2020, 1, 1)}, "review_on"),
        ({"review_on": datetime.date(2099, 1, 1)}, "review_on"),
    ],
)
def test_what_is_withheld_has_a_reason_a_ground_and_a_review(
    world: World, members: Members, wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        releases.decide(
            by=publisher(members),
            collaboration=world.record("dogs"),
            decision=decision(Level.FACT, **wrong),
        )
    assert set(refused.value.fields) == {field}


def test_a_record_with_public_parts_cannot_be_withheld_before_them(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        withheld(world.record("marches"))
    assert "is part of this record" in refused.value.fields["level"]
    with sight.everything():
        for slug in ("dogs", "forensics"):
            releases.decide(by=CURATOR, collaboration=world.record(slug), decision=decision(Level.WITHHELD))
        releases.decide(by=CURATOR, collaboration=world.record("marches"), decision=decision(Level.WITHHELD))


def test_its_words_are_counted_out_of_the_vocabulary_and_in_again(world: World) -> None:
    dogs = world.record("dogs")
    before = dict(SearchWord.objects.values_list("word", "records_count"))
    withheld(dogs)
    during = dict(SearchWord.objects.values_list("word", "records_count"))
    assert before["dog"] == during.get("dog", 0) + 1
    assert not SearchEntry.objects.filter(collaboration=dogs).exists()
    with sight.everything():
        releases.decide(by=CURATOR, collaboration=dogs, decision=decision(Level.PUBLISHED))
    assert dict(SearchWord.objects.values_list("word", "records_count")) == before


def test_what_is_done_to_it_moves_nobodys_revision(world: World) -> None:
    dogs = world.record("dogs")
    before = audit.revision()
    withheld(dogs)
    after = audit.revision()
    # The page is turned once, by an entry that names nothing.
    assert Entry.objects.get(pk=after).subject_kind == "register"
    assert after > before
    with sight.everything():
        releases.decide(
            by=CURATOR, collaboration=dogs, decision=decision(Level.WITHHELD, ground=Ground.SECTION_24)
        )
        assert (
            Entry.objects.filter(subject_kind="collaboration", subject_key=dogs.slug, pk__gt=before).count()
            == 2
        )
    assert not Entry.objects.filter(subject_kind="collaboration", subject_key=dogs.slug).exists()


def test_only_its_keepers_and_the_nation_see_it(world: World, members: Members) -> None:
    # The dog unit is northshire's and eastmarch's.
    dogs = world.record("dogs")
    withheld(dogs)
    for organisation, role in CAST:
        rights = Rights.of(members.actor(organisation, role))
        with sight.seen_by(rights):
            seen = Collaboration.objects.filter(pk=dogs.pk).exists()
        assert seen is (Power.READ_RESTRICTED in POWERS[role]), (organisation, role)
    assert not sight.sees_more_than_the_public()
    assert not Collaboration.objects.filter(pk=dogs.pk).exists()


def test_a_body_that_does_not_keep_it_sees_nothing_of_it(world: World, members: Members) -> None:
    withheld(world.record("forensics"))
    with sight.seen_by(Rights({world.body("port-vale").pk: frozenset({Role.OWNER})}, is_verified=True)):
        assert not Collaboration.objects.filter(slug="forensics").exists()


def test_it_can_be_decided_about_only_by_whoever_sees_it(world: World, members: Members) -> None:
    dogs = world.record("dogs")
    withheld(dogs)
    with pytest.raises(NotFound):
        releases.decide(by=publisher(members), collaboration=dogs, decision=decision(Level.PUBLISHED))


def test_whether_it_ever_was_public_is_remembered(world: World) -> None:
    dogs = world.record("dogs")
    withheld(dogs)
    with sight.everything():
        assert Release.objects.get().was_public
        Release.objects.all().delete()
        releases.decide(by=CURATOR, collaboration=dogs, decision=decision(Level.WITHHELD), is_new=True)
        assert not Release.objects.get().was_public
        releases.decide(by=CURATOR, collaboration=dogs, decision=decision(Level.FACT))
        assert Release.objects.get().was_public


def test_the_same_decision_sent_twice_is_one(world: World, members: Members) -> None:
    by, dogs = publisher(members), world.record("dogs")
    first = releases.decide(by=by, collaboration=dogs, decision=decision(Level.FACT))
    entries = Entry.objects.count()
    assert releases.decide(by=by, collaboration=dogs, decision=decision(Level.FACT)).pk == first.pk
    assert Entry.objects.count() == entries


def test_who_decided_when_and_the_day_of_the_review_are_kept(world: World, members: Members) -> None:
    by = publisher(members)
    release = releases.decide(by=by, collaboration=world.record("dogs"), decision=decision(Level.FACT))
    assert (release.decider_name, release.decider_id) == (by.name, by.user_id)
    assert timezone.now() - release.decided_at < datetime.timedelta(minutes=1)
    entry = Entry.objects.filter(action="register.releases.decide").get()
    assert (entry.is_public, entry.reason) == (False, release.reason)


def test_numbers_given_by_chance_leave_the_loaders_own_in_their_order(world: World) -> None:
    before = Collaboration.next_reference()
    given = {references.of_a_record() for _each in range(20)}
    assert len(given) > 1
    assert all(len(each) == 9 for each in given)
    Collaboration.objects.filter(slug="records").update(reference=given.pop())
    assert int(Collaboration.next_reference()[2:]) <= int(before[2:])
