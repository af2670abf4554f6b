"""How a purpose stands on a day: the arithmetic, and who is counted."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.dates import PartialDate
from frankpledge.people.models import Organisation, Relation, RelationKind, Role
from frankpledge.register.models import (
    AcceptanceAnswer,
    Collaboration,
    Party,
    PurposeChange,
)
from frankpledge.register.queries.acceptances import (
    Asked,
    Named,
    Standing,
    Support,
    asked_of,
    day_of_asking,
    standing,
)
from frankpledge.register.queries.collaborations import record as read
from frankpledge.register.queries.persons import day_in_being, persons_of
from frankpledge.register.queries.purposes import Answer, Story, Succession, Version, story_of
from tests.members import Members
from tests.purposes import SINCE, answered, owner, published
from tests.world import World

ACCEPTS, CONTESTS = AcceptanceAnswer
DAY = datetime.timedelta(days=1)
NOW = datetime.datetime(2024, 6, 1, tzinfo=datetime.UTC)
DAYS = st.integers(0, 9).map(lambda number: SINCE + number * DAY)
SLUGS = st.sampled_from("abcdefgh")


def version(number: int, change: PurposeChange, holds_from: datetime.date = SINCE) -> Version:
    return Version(
        id=number,
        version=number,
        statement="Words.",
        statement_cy="",
        public_benefit="",
        risk_appetite="",
        shared_identity="",
        in_scope="",
        out_of_scope="",
        change=change,
        holds_from=holds_from,
        published_at=NOW,
    )


@st.composite
def stories(draw: st.DrawFn) -> Story:
    changes = draw(st.lists(st.sampled_from([PurposeChange.MEANING, PurposeChange.WORDING]), max_size=3))
    days = sorted(draw(st.lists(DAYS, min_size=len(changes) + 1, max_size=len(changes) + 1)))
    versions = tuple(
        version(number, change, day)
        for number, (change, day) in enumerate(
            zip([PurposeChange.FIRST, *changes], days, strict=True), start=1
        )
    )
    said = draw(
        st.lists(
            st.tuples(
                SLUGS, st.sampled_from(AcceptanceAnswer), st.integers(1, len(versions)), DAYS, st.booleans()
            )
        )
    )
    answers = [
        Answer(
            id=number, version=each, slug=slug, name=slug, answer=answer, answered_on=day,
            reading="Ours." if has_reading else "",
        )
        for number, (slug, answer, each, day, has_reading) in enumerate(said)
    ]  # fmt: skip
    ties = draw(st.lists(st.tuples(SLUGS, SLUGS)))
    return Story(
        versions,
        tuple(sorted(answers, key=lambda each: (each.answered_on, each.id))),
        tuple(Succession(later, earlier, None) for later, earlier in ties),
    )


@st.composite
def asked(draw: st.DrawFn) -> tuple[Asked, ...]:
    slugs = draw(st.lists(SLUGS, unique=True))
    areas, left = [], list(slugs)
    while left:
        size = draw(st.integers(1, 2))
        persons, left = left[:size], left[size:]
        areas.append(Asked(persons[0], persons[0], tuple(Named(slug, slug) for slug in persons)))
    return tuple(areas)


@given(story=stories(), asked=asked(), day=DAYS)
def test_everybody_is_counted_once_and_areas_as_their_persons(
    story: Story, asked: tuple[Asked, ...], day: datetime.date
) -> None:
    found = standing(story, asked, day)
    if found is None:
        assert story.versions[0].holds_from > day
        return
    everybody = sum(len(area.persons) for area in asked)
    assert found.accepted + found.contested + found.not_answered == len(found.persons) == everybody
    assert found.areas_accepted == sum(all(person.accepts for person in area.persons) for area in found.areas)
    assert found.areas_accepted <= len(found.areas) == len(asked)
    assert (found.areas_accepted == len(asked)) is (found.accepted == everybody)
    by_all = {Support.ACCEPTED_BY_ALL, Support.UNDERSTOOD_BY_ALL}
    assert (found.support in by_all) is (everybody > 0 and found.accepted == everybody)
    for person in found.persons:
        if person.answer is not None:
            assert person.answer.answered_on <= day
            assert found.asked.version <= person.answer.version <= found.version.version


@given(story=stories(), asked=asked(), day=DAYS)
def test_what_is_said_later_changes_no_day_before(
    story: Story, asked: tuple[Asked, ...], day: datetime.date
) -> None:
    known = Story(
        tuple(each for each in story.versions if each.holds_from <= day),
        tuple(each for each in story.answers if each.answered_on <= day),
        story.successions,
    )
    assert standing(known, asked, day) == standing(story, asked, day)


@pytest.mark.parametrize(
    ("answers", "support"),
    [
        ("", Support.NOT_BY_ALL),
        ("aB", Support.ACCEPTED_BY_ALL),
        ("AB", Support.UNDERSTOOD_BY_ALL),
        ("A", Support.NOT_BY_ALL),
        ("Ax", Support.CONTESTED),
    ],
)
def test_understood_and_supported_by_all_is_computed(answers: str, support: Support) -> None:
    """A letter accepts, a capital with words of its own; x is the second contesting."""
    said = tuple(
        Answer(
            id=number, version=1, slug="ab"[number], name="", answer=CONTESTS if letter == "x" else ACCEPTS,
            answered_on=SINCE, reading="Ours." if letter.isupper() else "",
        )
        for number, letter in enumerate(answers)
    )  # fmt: skip
    both = (Asked("a", "A", (Named("a", "A"), Named("b", "B"))),)
    found = standing(Story((version(1, PurposeChange.FIRST),), said), both, SINCE)
    assert found is not None
    assert found.support is support
    nobody = standing(Story((version(1, PurposeChange.FIRST),)), (), SINCE)
    assert nobody is not None
    assert nobody.support is Support.NOBODY_ASKED


# --- on the register -----------------------------------------------------------------------------------


def stands(record: Collaboration, day: datetime.date) -> Standing:
    persons = asked_of(persons_of(record, day_of_asking(record, day)))
    found = standing(story_of(record.pk), persons, day)
    assert found is not None
    return found


def counts(record: Collaboration, day: datetime.date) -> tuple[int, int, int, int, int]:
    """(accepted, legal persons, areas that accept, areas, contested)."""
    found = stands(record, day)
    return found.accepted, len(found.persons), found.areas_accepted, len(found.areas), found.contested


@pytest.fixture
def marches(members: Members, world: World) -> Collaboration:
    held = world.record("marches")
    published(owner(members), held)
    return held


def test_counts_of_persons_and_of_areas(marches: Collaboration) -> None:
    assert counts(marches, SINCE) == (0, 6, 0, 3, 0)
    answered("northshire", marches)
    assert counts(marches, SINCE) == (1, 6, 0, 3, 0)
    answered("pcc-northshire", marches)
    answered("eastmarch", marches, CONTESTS)
    assert counts(marches, SINCE) == (2, 6, 1, 3, 1)
    answered("eastmarch", marches, ACCEPTS, on=SINCE + 3 * DAY)
    assert counts(marches, SINCE + 2 * DAY) == (2, 6, 1, 3, 1)
    assert counts(marches, SINCE + 3 * DAY) == (3, 6, 1, 3, 0)


def test_only_a_change_of_meaning_asks_everybody_again(members: Members, marches: Collaboration) -> None:
    answered("northshire", marches)
    wording, meaning = PurposeChange.WORDING, PurposeChange.MEANING
    published(owner(members), marches, "Other words.", change=wording, holds_from=SINCE + DAY)
    assert counts(marches, SINCE + DAY)[:2] == (1, 6)
    published(owner(members), marches, "Something else.", change=meaning, holds_from=SINCE + 2 * DAY)
    assert counts(marches, SINCE + 2 * DAY)[:2] == (0, 6)
    assert counts(marches, SINCE + DAY)[:2] == (1, 6)


def test_who_succeeds_one_that_accepted_accepts_with_it_until_it_speaks(
    members: Members, marches: Collaboration
) -> None:
    """The mayoralty took over from the commissioner on 7 May 2024."""
    before, after = SINCE, datetime.date(2024, 5, 8)
    answered("port-vale", marches)
    _as_of_old("pcc-port-vale", marches)
    assert counts(marches, before)[0] == counts(marches, after)[0] == 2
    [heir] = [each for each in stands(marches, after).persons if each.person.slug == "port-vale-mayoralty"]
    assert heir.inherited
    assert heir.answer is not None
    assert heir.answer.slug == "pcc-port-vale"
    answered("port-vale-mayoralty", marches, CONTESTS, on=after)
    assert counts(marches, after) == (1, 6, 0, 3, 1)
    assert counts(marches, before)[0] == 2


def test_what_a_predecessor_contested_is_asked_of_its_successor(marches: Collaboration) -> None:
    _as_of_old("pcc-port-vale", marches, CONTESTS)
    assert counts(marches, SINCE)[4] == 1
    assert counts(marches, datetime.date(2024, 5, 8))[4] == 0


def _as_of_old(slug: str, record: Collaboration, answer: AcceptanceAnswer = ACCEPTS) -> None:
    """What one said that is a party no more."""
    record.purposes.get(origin="parties").acceptances.create(
        organisation=Organisation.objects.get(slug=slug), answer=answer, answered_on=SINCE, office="PCC",
        reason="No." if answer is CONTESTS else "",
    )  # fmt: skip


def test_two_that_merge_accept_together_only_if_none_of_them_contests(marches: Collaboration) -> None:
    """Port Vale's body takes over Eastmarch's too."""
    _as_of_old("pcc-port-vale", marches)
    heir = Organisation.objects.get(slug="port-vale-mayoralty")
    other = Organisation.objects.get(slug="pcc-eastmarch")
    Relation.objects.create(
        subject=heir, object=other, kind=RelationKind.SUCCEEDS, starts_on=PartialDate(2024, 5, 7),
        basis="stated",
    )  # fmt: skip
    after = datetime.date(2024, 5, 8)
    assert counts(marches, after)[0] == 1
    answered("pcc-eastmarch", marches, CONTESTS)
    [found] = [each for each in stands(marches, after).persons if each.person.slug == heir.slug]
    assert found.answer is None


def test_who_joins_later_is_asked_and_who_left_counts_no_more(members: Members, world: World) -> None:
    record = world.record("dogs")
    published(owner(members), record, holds_from=datetime.date(2016, 1, 1))
    then = datetime.date(2017, 1, 1)
    assert counts(record, then)[1:4:2] == (6, 3)
    _as_of_old_on(record, "port-vale", then)
    assert counts(record, then)[0] == 1
    assert counts(record, SINCE)[:2] == (0, 4)
    Party.objects.create(
        collaboration=record, organisation=world.body("harrow-systems"), role="member", basis="stated",
        joined_on=PartialDate(2024, 5, 1),
    )  # fmt: skip
    assert counts(record, SINCE)[1] == 4
    assert counts(record, datetime.date(2024, 5, 2))[1:4:2] == (5, 3)


def _as_of_old_on(record: Collaboration, slug: str, day: datetime.date) -> None:
    record.purposes.get(origin="parties").acceptances.create(
        organisation=Organisation.objects.get(slug=slug), answer=ACCEPTS, answered_on=day, office="Chief"
    )


def test_before_it_begins_those_of_its_first_day_are_asked(members: Members, world: World) -> None:
    record = world.record("dogs")
    published(owner(members), record)
    Collaboration.objects.filter(pk=record.pk).update(
        starts_on="2031-04", status="agreed", status_as_of="2024"
    )
    record.refresh_from_db()
    assert persons_of(record, SINCE).count == 0
    assert counts(record, SINCE)[1] == 4
    assert answered("northshire", record).pk


def test_once_it_has_ended_those_of_its_last_day_count_on(members: Members, world: World) -> None:
    record = world.record("dogs")
    published(owner(members), record)
    answered("northshire", record)
    Collaboration.objects.filter(pk=record.pk).update(
        status="ended", status_as_of="2025-03-31", ends_on="2025-03-31", ending_kind="by_agreement"
    )
    record.refresh_from_db()
    assert persons_of(record, datetime.date(2026, 1, 1)).count == 0
    found = read(record.reference, datetime.date(2026, 1, 1)).standing
    assert found is not None
    assert (found.accepted, len(found.persons)) == (1, 4)


@pytest.mark.parametrize("name", ["marches", "dogs", "forensics", "records", "crossings"])
@pytest.mark.parametrize("day", [datetime.date(2016, 6, 1), datetime.date(2020, 6, 1), SINCE])
def test_the_page_of_a_record_counts_the_same_persons(
    members: Members, world: World, name: str, day: datetime.date
) -> None:
    record = world.record(name)
    published(members.actor("", Role.CURATOR), record, holds_from=datetime.date(2010, 1, 1))
    found = read(record.reference, day).standing
    assert found is not None
    asked_on = day_in_being(record, day_of_asking(record, day))
    expected = asked_of(persons_of(record, asked_on))
    assert [area.slug for area in found.areas] == sorted(
        (area.slug for area in expected), key=[area.slug for area in found.areas].index
    )
    assert {each.person.slug for each in found.persons} == {
        each.slug for area in expected for each in area.persons
    }
