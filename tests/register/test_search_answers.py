"""Questions with known answers, on the real register."""

import datetime

import pytest

from frankpledge.register.models import Collaboration, Party, SearchEntry
from frankpledge.register.search.facets import Sort
from frankpledge.register.search.find import Asked, Found, find

pytestmark = pytest.mark.django_db


def ids(found: Found) -> set[int]:
    assert found.pages == 1
    return {result.card["collaboration_id"] for result in found.results}


def slugs(found: Found) -> list[str]:
    by_id = dict(Collaboration.objects.values_list("pk", "slug"))
    return [by_id[result.card["collaboration_id"]] for result in found.results]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # By the names that the inspectorate used for its case studies, and those it held up.
        ("Seven Force Strategic Collaboration Programme", "seven-force-strategic-collaboration"),
        ("All Wales collaboration", "all-wales-collaboration"),
        ("South-West Tri-force", "tri-force-specialist-operations"),
        ("South West Tri-force major crime", "brunel-major-crime"),
        ("North West Regional Underwater Search and Marine Unit", "north-west-underwater-search"),
        ("NWMPG", "north-west-motorway-police-group"),
        ("North West Motorway Police Group", "north-west-motorway-police-group"),
        ("East Midlands criminal justice", "em-criminal-justice"),
        ("NPAS", "npas"),
        ("National Police Air Service", "npas"),
        ("Single Online Home", "single-online-home"),
        ("Digital Public Contact", "single-online-home"),
        ("C-0001", "npas"),
    ],
)
def test_a_record_is_found_by_the_names_it_goes_by(text: str, expected: str) -> None:
    assert expected in slugs(find(Asked(text=text)))[:3]


@pytest.mark.parametrize(
    ("text", "slug", "word"),
    [
        ("A&S dogs", "avon-and-somerset", "dog"),
        ("avon & somerset DOGS", "avon-and-somerset", "dog"),
        ("Avon and Somerset Constabulary dogs", "avon-and-somerset", "dog"),
        ("Herts firearms", "hertfordshire", "firearm"),
        ("firearms Hertfordshire", "hertfordshire", "firearm"),
    ],
)
def test_a_body_in_the_words_is_a_party_and_the_rest_are_words(text: str, slug: str, word: str) -> None:
    found = find(Asked(text=text))
    assert found.total
    with_word = ids(find(Asked(text=word)))
    stated = Party.objects.filter(organisation__slug=slug).exclude(basis="assumed")
    parties = set(stated.values_list("collaboration_id", flat=True))
    assert ids(found) == with_word & parties


@pytest.mark.parametrize("text", ["BCH firearms", "Beds, Cambs and Herts firearms", "bch FIREARM"])
def test_a_group_in_the_words_is_all_its_members(text: str) -> None:
    found = find(Asked(text=text))
    assert "bch-armed-policing" in "".join(slugs(found))
    for result in found.results:
        assert all(
            force in result.card["parties"] for force in ("Bedfordshire", "Cambridgeshire", "Hertfordshire")
        )


def test_seven_forces_are_found_by_the_short_name_of_their_group() -> None:
    found, longer = (slugs(find(Asked(text=text))) for text in ("7F", "Seven Forces"))
    assert "seven-force-strategic-collaboration" in found[:3]
    assert "ersou" in set(found) & set(longer)


def test_welsh_words_find_what_has_welsh_forces() -> None:
    found = find(Asked(text="heddlu"))
    assert found.total
    for result in found.results:
        names = ("Dyfed-Powys", "Gwent", "North Wales", "South Wales")
        assert any(name in result.card["parties"] for name in names)
    assert set(slugs(find(Asked(text="Heddlu Gwent")))) == set(slugs(find(Asked(text="Gwent Police"))))


def test_a_phrase_needs_its_words_side_by_side_and_in_order() -> None:
    phrase, loose = (ids(find(Asked(text=text))) for text in ('"serious crime"', "serious crime"))
    assert phrase < loose
    assert find(Asked(text="online home single")).total == find(Asked(text="single online home")).total == 1
    assert find(Asked(text='"single online home"')).total == 1
    assert find(Asked(text='"online single home"')).total == 0


def test_words_are_found_by_their_stem() -> None:
    assert slugs(find(Asked(text="forensic"))) == slugs(find(Asked(text="forensics")))


def test_a_word_left_out_leaves_its_records_out() -> None:
    dogs, norfolk = (set(slugs(find(Asked(text=text)))) for text in ("dogs", "firearms"))
    assert set(slugs(find(Asked(text="dogs -firearms")))) == dogs - norfolk
    everything = Collaboration.objects.count()
    assert find(Asked(text="-dogs")).total == everything - len(dogs)
    assert find(Asked(text='-"major crime"')).total == everything - find(Asked(text='"major crime"')).total


def test_a_question_finds_what_it_is_about() -> None:
    assert slugs(find(Asked(text="how do others do forensics?"))) == slugs(find(Asked(text="forensics")))
    assert slugs(find(Asked(text="who shares dogs with Hertfordshire?"))) == slugs(
        find(Asked(text="dogs Hertfordshire"))
    )


def test_what_nothing_answers_says_what_each_part_would_find() -> None:
    found = find(Asked(text="who shares dogs with Norfolk?"))
    assert found.total == 0
    assert dict(found.alone) == {
        "dogs": find(Asked(text="dogs")).total,
        "norfolk": find(Asked(text="norfolk")).total,
    }


@pytest.mark.parametrize(
    ("text", "key", "choices"),
    [
        ("WMP dogs", "wmp", {"West Mercia Police", "West Midlands Police"}),
        ("Tri-force", "tri force", {"Tri-force", "East Midlands Tri-force"}),
        ("North West", "north west", {"North West six", "north-west"}),
        ("South East forensics", "south east", {"South East four", "south-east"}),
        ("West Midlands", "west midlands", {"West Midlands Police", "west-midlands"}),
        ("DPP", "dpp", {"Dyfed-Powys Police"}),
    ],
)
def test_an_ambiguous_name_is_asked_about_and_its_words_are_searched(
    text: str, key: str, choices: set[str]
) -> None:
    understood = find(Asked(text=text)).understood
    assert {question.key: {name.label for name in question.choices} for question in understood.questions} == {
        key: choices
    }
    assert "=" not in understood.stated


def test_the_reader_s_answer_resolves_the_name() -> None:
    asked = find(Asked(text="WMP"))
    (question,) = asked.understood.questions
    mercia = next(name for name in question.choices if name.slugs == ("west-mercia",))
    found = find(Asked(text="WMP", meanings=[mercia.meaning]))
    assert found.understood.questions == ()
    assert found.total == find(Asked(chosen={"force": ["west-mercia"]})).total
    north_west = find(Asked(text="North West", meanings=["north west:region:north-west"]))
    assert north_west.total >= find(Asked(chosen={"region": ["north-west"]})).total


def test_an_unambiguous_name_is_resolved_without_asking() -> None:
    understood = find(Asked(text="GMP")).understood
    assert understood.questions == ()
    assert [name.label for name in understood.names] == ["Greater Manchester Police"]
    assert "'=greater-manchester'" in understood.stated


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("underwatter", "underwater"),
        ("forensicks", "forensics"),
        ("motoway", "motorway"),
        ("hedlu", "heddlu"),
    ],
)
def test_a_word_that_no_record_has_brings_up_the_nearest(typed: str, meant: str) -> None:
    found = find(Asked(text=typed))
    assert found.did_you_mean == {typed: meant}
    assert find(Asked(text=meant)).total


@pytest.mark.parametrize("typed", ["underwater", "xqzv", "zz", "the", "-underwatter"])
def test_no_suggestion_for_a_word_that_occurs_or_is_like_none_or_is_left_out(typed: str) -> None:
    assert find(Asked(text=typed)).did_you_mean == {}


@pytest.mark.parametrize(
    "text",
    [
        "'", "\0", '"', '""', '"unbalanced', "-", "--", '-"', "\\", "%s %(x)s %", "!!! ??? ...", "the of and",
        "' OR 1=1 --", "'; DROP TABLE register_collaboration; --", "<script>alert(1)</script>",
        "a" * 10_000, "dogs " * 2_500, "& | ! ( ) <-> :*", "a & b | !c", "'a' <-> 'b'", "x:*", "=norfolk",
        "~norfolk", "1e999", "C-9999999", "é", "😀", "\uff10", "\u200f\u202e", "\ud800",
    ],
)  # fmt: skip
def test_hostile_and_senseless_words_are_answered(text: str) -> None:
    found = find(Asked(text=text, meanings=[text], page=10**30, chosen={"force": [text], "function": [text]}))
    assert 0 <= found.total <= Collaboration.objects.count()
    assert Collaboration.objects.exists()


def test_words_too_common_to_search_for_are_told_and_passed_over() -> None:
    found = find(Asked(text="the of and"))
    assert found.understood.passed_over == ("the", "of", "and")
    assert found.total == Collaboration.objects.count()
    assert find(Asked(text="the dogs")).total == find(Asked(text="dogs")).total


def test_lancashire_was_in_the_motorway_group_in_2017_and_is_not_after_2018() -> None:
    asked = {"text": "NWMPG", "chosen": {"force": ["lancashire"]}}
    then = find(Asked(**asked, as_at=datetime.date(2017, 1, 1)))  # type: ignore[arg-type] # the same fields
    assert [stay.belonged for result in then.results for stay in result.stays] == ["yes"]
    assert find(Asked(**asked, as_at=datetime.date(2019, 1, 1))).total == 0  # type: ignore[arg-type] # the same


def test_best_match_puts_titles_before_what_is_said_in_passing() -> None:
    titles = [result.card["title"].lower() for result in find(Asked(text="forensics")).results]
    named = ["forensic" in title for title in titles]
    assert named == sorted(named, reverse=True)


def test_an_exact_title_comes_first() -> None:
    for title in Collaboration.objects.values_list("title", flat=True)[:20]:
        assert find(Asked(text=f'"{title}"')).results[0].card["title"] == title


def test_records_that_every_force_is_in_come_after_the_rest_when_no_words_are_given() -> None:
    last = find(Asked(page=10**9))
    everywhere = set(SearchEntry.objects.filter(takes_in_every_force=True).values_list("pk", flat=True))
    assert {result.card["collaboration_id"] for result in last.results[-12:]} == everywhere


def test_sorting_by_date_puts_what_is_not_known_last() -> None:
    pages = [find(Asked(sort=Sort.NEWEST, page=number)) for number in range(1, 7)]
    starts = [result.card["starts_on"] for found in pages for result in found.results]
    known = [start for start in starts if start]
    assert starts == [*sorted(known, reverse=True), *[None] * (len(starts) - len(known))]


@pytest.mark.parametrize("sort", list(Sort))
def test_the_pages_of_every_order_hold_each_record_once(sort: Sort) -> None:
    first = find(Asked(sort=sort))
    pages = [first, *(find(Asked(sort=sort, page=number)) for number in range(2, first.pages + 1))]
    seen = [result.card["collaboration_id"] for found in pages for result in found.results]
    assert len(seen) == len(set(seen)) == first.total == Collaboration.objects.count()
    assert [found.page for found in pages] == list(range(1, first.pages + 1))


def test_a_page_past_the_last_is_the_last() -> None:
    found = find(Asked(page=10**30))
    assert found.page == found.pages
    assert found.results
