import datetime

import pytest

from frankpledge.dates import PartialDate
from frankpledge.exchange.pictures import strips
from frankpledge.exchange.pictures.picture import Picture
from frankpledge.people.models import Basis
from frankpledge.register.models import Collaboration
from tests.exchange.pictures.examples import NOTHING_KNOWN, TODAY, strip
from tests.world import World


def of_record(record: Collaboration, today: datetime.date = TODAY) -> Picture:
    parties = record.parties.select_related("organisation", "collaboration")
    return strips.of_collaboration(record, parties, today, record.events.all())


def test_the_title_says_for_how_many_parties_the_joining_date_is_on_record(world: World) -> None:
    assert of_record(world.record("dogs")).title == "When each party joined is on record for 3 of 4"


def test_the_table_holds_every_party_by_name_and_leaves_open_what_is_not_known(world: World) -> None:
    picture = of_record(world.record("dogs"))

    assert picture.header == ["Party", "Role", "Joined", "Left", "Stated or assumed"]
    assert picture.rows == [
        ["Eastmarch Police", "member", PartialDate(2015, 4), None, "stated by the source"],
        ["Northshire Police", "lead", PartialDate(2015, 4), None, "stated by the source"],
        ["Port Vale Police", "member", PartialDate(2015, 4), PartialDate(2018, 4), "stated by the source"],
        ["The Wayfarers' Fund", "funder", None, None, "stated by the source"],
    ]


def test_the_words_say_how_to_read_it_and_what_it_is_of(world: World) -> None:
    summary = of_record(world.record("dogs")).summary

    assert "Northern Marches Dog Unit" in summary
    assert "Hatched: not known" in summary
    assert "assumed" not in summary


def test_assumed_membership_is_explained_where_there_is_any(world: World) -> None:
    assert "assumed, because no source lists who signed" in of_record(world.record("crossings")).summary


def test_the_order_in_which_parties_are_given_does_not_matter(world: World) -> None:
    record = world.record("dogs")
    parties = list(record.parties.select_related("organisation", "collaboration"))
    events = list(record.events.all())

    forwards = strips.of_collaboration(record, parties, TODAY, events)
    backwards = strips.of_collaboration(record, reversed(parties), TODAY, reversed(events))

    assert forwards.key == backwards.key


def test_it_is_drawn_anew_once_a_year_and_not_every_day(world: World) -> None:
    record = world.record("dogs")

    assert (
        of_record(record, datetime.date(2026, 1, 1)).key == of_record(record, datetime.date(2026, 12, 31)).key
    )
    assert (
        of_record(record, datetime.date(2026, 12, 31)).key != of_record(record, datetime.date(2027, 1, 1)).key
    )


def test_without_any_date_there_is_nothing_to_draw() -> None:
    picture = strips.of_organisation("Northshire", [strip(standing=NOTHING_KNOWN)], TODAY)

    assert not picture.has_something_to_draw
    assert picture.rows == [["Northshire", "", "member", None, None, "stated by the source"]]


@pytest.mark.parametrize(("count", "said"), [(60, False), (61, True), (5_000, True)])
def test_many_strips_are_cut_off_and_the_words_say_so(count: int, *, said: bool) -> None:
    picture = strips.of_organisation("Northshire", [strip(f"Unit {n}") for n in range(count)], TODAY)

    assert len(picture.rows) == len(picture.marks["strips"]) == 60
    assert (f"Only the first 60 of {count} strips are drawn." in picture.summary) is said
    assert picture.title == f"When it joined is on record for 0 of {count} collaborations"


def test_the_marks_hold_the_facts_as_they_are() -> None:
    picture = strips.of_organisation(
        "Northshire", [strip(joined_on=PartialDate(2016), basis=Basis.PARTIAL, group="Dogs")], TODAY
    )

    assert picture.marks["strips"] == [
        {
            "label": "Northshire",
            "group": "Dogs",
            "joined": "2016",
            "left": "",
            "basis": "partial",
            "standing": ["2015-04", "", "running", "2023-06"],
        }
    ]
