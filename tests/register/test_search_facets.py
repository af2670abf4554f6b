"""Counts are complete and right: against the same filter done by hand, for random choices and dates."""

import datetime
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frankpledge.dates import Answer
from frankpledge.register.models import Collaboration, SearchEntry
from frankpledge.register.search.facets import FACETS, FORCE, IN_BEING, Facet
from frankpledge.register.search.find import Asked, Found, find
from tests.register.search_by_hand import ByHand

pytestmark = pytest.mark.django_db

KEYS = [facet.key for facet in FACETS]
DAYS = st.dates(datetime.date(2005, 1, 1), datetime.date(2026, 1, 1))
WORDS = st.sampled_from(["", "police", "forensics", "firearms -dogs", "norfolk", "7F", "BCH crime", "unit"])


def everything(asked: Asked) -> Iterator[Found]:
    """All pages of a search."""
    first = find(asked)
    yield first
    for page in range(2, first.pages + 1):
        yield find(Asked(**{name: getattr(asked, name) for name in asked.__slots__} | {"page": page}))


def ids(asked: Asked) -> set[int]:
    return {result.card["collaboration_id"] for found in everything(asked) for result in found.results}


def counts(found: Found, facet: Facet) -> dict[str, int]:
    counted = found.facet(facet)
    assert counted is not None
    return {value.value: value.count for value in counted.values if value.count}


@cache
def offered() -> dict[str, list[str]]:
    return {counted.facet.key: [value.value for value in counted.values] for counted in find(Asked()).facets}


@st.composite
def choices(draw: st.DrawFn) -> dict[str, list[str]]:
    """Some values of some facets, all of them known."""
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=4))
    return {
        key: draw(st.lists(st.sampled_from(offered()[key]), unique=True, min_size=1, max_size=3))
        for key in keys
    }


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), words=WORDS, with_assumed=st.booleans())
def test_totals_and_counts_are_those_of_the_filter_done_by_hand(
    *, data: st.DataObject, words: str, with_assumed: bool
) -> None:
    chosen = data.draw(choices())
    among = ids(Asked(text=words, with_assumed=with_assumed))
    by_hand = ByHand(with_assumed=with_assumed)
    asked = Asked(text=words, chosen=chosen, with_assumed=with_assumed)
    found = find(asked)
    assert ids(asked) == by_hand.found(among, chosen)
    assert found.total == len(by_hand.found(among, chosen))
    for counted in found.facets:
        assert counts(found, counted.facet) == by_hand.counts(among, chosen, counted.facet.key)
        if counted.facet.key in chosen:
            assert counted.without == len(by_hand.found(among, chosen, but=counted.facet.key))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), day=DAYS, with_assumed=st.booleans())
def test_on_a_past_date_too_with_the_answers_of_the_models(
    *, data: st.DataObject, day: datetime.date, with_assumed: bool
) -> None:
    chosen = data.draw(choices())
    by_hand = ByHand(day=day, with_assumed=with_assumed)
    possible = {**chosen, IN_BEING.key: [Answer.YES.value, Answer.NOT_KNOWN.value]}
    found = find(Asked(chosen=chosen, as_at=day, with_assumed=with_assumed))
    expected = by_hand.found(by_hand.records, possible)
    assert found.total == len(expected)
    assert found.left_out == len(by_hand.found(by_hand.records, chosen)) - len(expected)
    for counted in found.facets:
        assert counts(found, counted.facet) == by_hand.counts(by_hand.records, possible, counted.facet.key)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DAYS)
def test_each_result_says_what_the_models_say_of_it_and_of_the_force_asked_for(day: datetime.date) -> None:
    every_answer = [answer.value for answer in Answer]
    asked = Asked(chosen={IN_BEING.key: every_answer, FORCE.key: ["lancashire"]}, as_at=day)
    records = ByHand().records
    for found in everything(asked):
        for result in found.results:
            record = records[result.card["collaboration_id"]]
            assert result.in_being is record.in_being_on(day)
            parties = [party for party in record.parties.all() if party.organisation.slug == "lancashire"]
            assert {stay.belonged for stay in result.stays} == {party.belonged_on(day) for party in parties}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DAYS)
def test_no_bound_of_an_entry_contradicts_the_model(day: datetime.date) -> None:
    bounds = SearchEntry.objects.defer("words", "headwords").in_bulk()
    for record in ByHand().records.values():
        entry = bounds[record.pk]
        out = (entry.not_before and day < entry.not_before) or (entry.not_from and day >= entry.not_from)
        sure = entry.surely_from and entry.surely_before and entry.surely_from <= day < entry.surely_before
        answer = Answer.NO if out else Answer.YES if sure else Answer.NOT_KNOWN
        assert answer is record.in_being_on(day), record


def test_what_counts_by_assumption_is_besides_until_it_is_asked_for() -> None:
    by_hand = ByHand()
    chosen = {FORCE.key: ["norfolk"]}
    stated = by_hand.found(by_hand.records, chosen, with_assumed=False)
    either = by_hand.found(by_hand.records, chosen, with_assumed=True)
    found = find(Asked(chosen=chosen))
    assert (found.total, found.besides) == (len(stated), len(either) - len(stated))
    both = find(Asked(chosen=chosen, with_assumed=True))
    assert (both.total, both.besides) == (len(either), 0)
    marks = [result.is_by_assumption for found in everything(both.asked) for result in found.results]
    assert marks == [False] * len(stated) + [True] * (len(either) - len(stated))


def test_every_record_that_takes_in_all_forces_is_marked_so() -> None:
    by_hand = ByHand()
    marked = set(SearchEntry.objects.filter(takes_in_every_force=True).values_list("pk", flat=True))
    territorial = {
        slug
        for record in by_hand.records.values()
        for slug in by_hand.by_force(record)
        if by_hand.regions[slug]
    }
    expected = {
        number
        for number, record in by_hand.records.items()
        if territorial <= by_hand.forces(record, with_assumed=True)
    }
    assert marked == expected
    assert len(marked) == 12


@pytest.mark.parametrize("facet", KEYS)
def test_a_value_that_nobody_knows_is_told_and_left_out(facet: str) -> None:
    found = find(Asked(chosen={facet: ["nowhere"], IN_BEING.key: ["never"]}))
    assert found.unknown == {facet: ("nowhere",), IN_BEING.key: ("never",)}
    assert found.total == find(Asked()).total


def test_a_value_that_nobody_knows_leaves_the_known_ones_chosen() -> None:
    found = find(Asked(chosen={"status": ["ended", "nowhere"]}))
    assert found.total == Collaboration.objects.filter(status="ended").count()
    assert found.unknown == {"status": ("nowhere",)}
