import datetime

import pytest

from frankpledge.dates import Answer, PartialDate
from frankpledge.people.models import Capacity, Kind, Organisation, Relation, Source

DAY = datetime.date(2012, 11, 22)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "answer"),
    [
        (PartialDate(2005), PartialDate(2012, 11, 22), Answer.NO),
        (PartialDate(2012, 11, 22), None, Answer.YES),
        (PartialDate(2012), None, Answer.NOT_KNOWN),
        (None, PartialDate(2013), Answer.NOT_KNOWN),
        (PartialDate(2013), None, Answer.NO),
    ],
)
def test_the_day_one_stops_is_the_day_its_successor_starts(
    starts_on: PartialDate | None, ends_on: PartialDate | None, answer: Answer
) -> None:
    assert Organisation(valid_from=starts_on, valid_to=ends_on).existed_on(DAY) is answer
    assert Relation(starts_on=starts_on, ends_on=ends_on).held_on(DAY) is answer


@pytest.mark.parametrize(
    ("kind", "capacity", "is_territorial", "stands_for_an_area"),
    [
        (Kind.FORCE, Capacity.CHIEF_OFFICER, True, True),
        (Kind.SPECIAL_FORCE, Capacity.CHIEF_OFFICER, False, True),
        (Kind.SPECIAL_FORCE, Capacity.OTHER_PERSON, False, False),
        (Kind.POLICING_BODY, Capacity.POLICING_BODY, False, False),
    ],
)
def test_a_chief_officer_stands_for_the_pair(
    kind: Kind, capacity: Capacity, *, is_territorial: bool, stands_for_an_area: bool
) -> None:
    organisation = Organisation(kind=kind, capacity=capacity)
    assert organisation.is_territorial_force is is_territorial
    assert organisation.stands_for_an_area is stands_for_an_area


@pytest.mark.parametrize(
    ("url", "title", "publisher", "said"),
    [
        ("https://www.gazette.example/a", "", "gazette.example", "https://www.gazette.example/a"),
        ("http://minutes.example:8080/b", "Minutes", "minutes.example", "Minutes"),
    ],
)
def test_a_source_is_called_by_its_title_or_its_address(
    url: str, title: str, publisher: str, said: str
) -> None:
    source = Source(url=url, title=title)
    assert (source.publisher, str(source)) == (publisher, said)
