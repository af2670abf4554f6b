import datetime
from dataclasses import replace

import pytest

from frankpledge.dates import Answer, PartialDate
from frankpledge.register.actions import collaborations
from frankpledge.register.drafts import EventDraft
from frankpledge.register.models import Collaboration, EventKind, Status
from frankpledge.register.queries import national
from tests.world import CURATOR, GAZETTE, World, dogs, forensics

TODAY = datetime.date(2026, 11, 22)
A_YEAR_ON = datetime.date(2027, 11, 22)


def due_dates() -> list[tuple[str, str]]:
    return [(str(each.on), each.what.value) for each in national.due(TODAY, A_YEAR_ON)]


def put_dogs(*events: EventDraft, ends_on: PartialDate | None = None) -> None:
    draft = dogs()
    collaborations.put(by=CURATOR, draft=replace(draft, ends_on=ends_on, events=(*draft.events, *events)))


@pytest.mark.django_db
def test_counts_are_by_status_and_add_up() -> None:
    counts = national.counts()
    assert counts.found == sum(counts[status] for status in Status) == Collaboration.objects.count()
    assert counts[Status.PROPOSED] == 0


def test_a_record_is_counted_under_its_status_and_by_whether_an_end_is_on_record(world: World) -> None:
    before = national.counts()
    put_dogs(ends_on=PartialDate(2027, 3))
    after = national.counts()
    assert after.by_status == before.by_status
    assert after.without_an_end == before.without_an_end - 1


MAY_FALL_IN_THE_YEAR = [
    PartialDate(2026, 11, 22),
    PartialDate(2026),
    PartialDate(2027, 11, 22),
    PartialDate(2027),
]
CANNOT = [PartialDate(2026, 11, 21), PartialDate(2027, 11, 23), PartialDate(2028), None]


def test_an_end_is_due_when_its_date_may_fall_in_the_year(world: World) -> None:
    for ends_on in MAY_FALL_IN_THE_YEAR:
        put_dogs(ends_on=ends_on)
        assert due_dates() == [(str(ends_on), "ended")]
    for ends_on_another_day in CANNOT:
        put_dogs(ends_on=ends_on_another_day)
        assert due_dates() == []


def test_a_review_that_is_still_to_come_is_due_and_one_of_this_year_may_have_been_held(world: World) -> None:
    def review(on: PartialDate) -> EventDraft:
        return EventDraft(on=on, kind=EventKind.REVIEWED, what=f"Review {on}.", sources=(GAZETTE,))

    put_dogs(review(PartialDate(2026)), review(PartialDate(2027, 5)), review(PartialDate(2029)))
    assert due_dates() == [("2027-05", "reviewed")]


def test_what_has_ended_is_not_due_whatever_its_date(world: World) -> None:
    collaborations.put(by=CURATOR, draft=replace(forensics(), ends_on=PartialDate(2027, 1)))
    assert due_dates() == []


def test_on_a_past_day_the_database_answers_as_each_record_does(world: World) -> None:
    for day in (datetime.date(2010, 6, 1), datetime.date(2018, 4, 10), TODAY):
        answers = [record.in_being_on(day) for record in Collaboration.objects.all()]
        assert national.in_being_on(day) == {answer: answers.count(answer) for answer in Answer}
