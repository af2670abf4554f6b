import datetime
from collections.abc import Mapping
from itertools import product

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.dates import Answer, PartialDate
from frankpledge.register.models import Collaboration, Party, Status
from frankpledge.register.queries import belonging, standing
from frankpledge.register.queries.belonging import Reason, why

DAY = datetime.date(2018, 4, 10)


WHOLE_REGISTER = """
FROM register_party AS party
JOIN register_collaboration AS collaboration ON collaboration.id = party.collaboration_id
"""
MADE_UP = """
FROM unnest(%(joined)s::text[], %(left)s::text[]) WITH ORDINALITY AS party (joined_on, left_on, id)
JOIN unnest(%(starts)s::text[], %(ends)s::text[], %(as_of)s::text[], %(status)s::text[])
    WITH ORDINALITY AS collaboration (starts_on, ends_on, status_as_of, status, id) USING (id)
"""


def said_by_the_database(
    day: datetime.date, rows: str = WHOLE_REGISTER, parameters: Mapping[str, list[str | None]] | None = None
) -> dict[int, tuple[str, str]]:
    with connection.cursor() as cursor:
        answers = f"SELECT party.id, {belonging.IN_BEING}, {belonging.BELONGED} {rows}"
        cursor.execute(answers, {**belonging.days(day), **(parameters or {})})
        return {row[0]: (row[1], row[2]) for row in cursor.fetchall()}


@pytest.mark.django_db
@pytest.mark.parametrize("year", [1978, 2002, 2008, 2012, 2013, 2017, 2018, 2021, 2024, 2026])
def test_the_database_answers_as_the_rules_do_for_the_whole_register(year: int) -> None:
    parties = list(Party.objects.select_related("collaboration"))
    for month, day in product((1, 4, 11, 12), (1, 21, 22, 30)):
        asked = datetime.date(year, month, day)
        said = said_by_the_database(asked)
        for party in parties:
            rules = (party.collaboration.in_being_on(asked), party.belonged_on(asked))
            assert said[party.pk] == rules, (party, asked)


def party_of(
    joined_on: PartialDate | None = None,
    left_on: PartialDate | None = None,
    *,
    starts_on: PartialDate | None = None,
    ends_on: PartialDate | None = None,
    status: Status = Status.RUNNING,
    status_as_of: PartialDate | None = None,
) -> Party:
    whole = Collaboration(starts_on=starts_on, ends_on=ends_on, status=status, status_as_of=status_as_of)
    return Party(collaboration=whole, joined_on=joined_on, left_on=left_on)


@pytest.mark.django_db
def test_the_database_answers_as_the_rules_do_for_every_mix_of_dates_and_status() -> None:
    dates = [None, PartialDate(2018), PartialDate(2017, 12), PartialDate(2018, 4, 10), PartialDate(2019)]
    parties = [
        party_of(joined, left, starts_on=starts, ends_on=ends, status_as_of=as_of, status=status)
        for joined, left, starts, ends, as_of in product(dates, dates, dates, dates, dates)
        for status in Status
    ]
    columns = {
        "joined": [party.joined_on for party in parties],
        "left": [party.left_on for party in parties],
        "starts": [party.collaboration.starts_on for party in parties],
        "ends": [party.collaboration.ends_on for party in parties],
        "as_of": [party.collaboration.status_as_of for party in parties],
        "status": [party.collaboration.status for party in parties],
    }
    written = {name: [str(held) if held else None for held in column] for name, column in columns.items()}
    said = said_by_the_database(DAY, MADE_UP, written)
    for number, party in enumerate(parties, start=1):
        assert said[number] == (party.collaboration.in_being_on(DAY), party.belonged_on(DAY))


KNOWN = [
    (party_of(PartialDate(2008), PartialDate(2020)), (Reason.JOINED_BY_THEN,)),
    (
        party_of(PartialDate(2008), starts_on=PartialDate(2008), status_as_of=PartialDate(2024)),
        (Reason.JOINED_BY_THEN, standing.Reason.REPORTED_RUNNING_LATER),
    ),
    (party_of(PartialDate(2008), PartialDate(2018, 3)), (Reason.LEFT_BEFORE,)),
    (party_of(PartialDate(2019)), (Reason.JOINED_LATER,)),
    (
        party_of(starts_on=PartialDate(2008), status_as_of=PartialDate(2024)),
        (Reason.NO_JOINING_DATE,),
    ),
    (
        party_of(),
        (Reason.NO_JOINING_DATE, standing.Reason.START_NOT_KNOWN, standing.Reason.NO_LATER_REPORT),
    ),
    (
        party_of(PartialDate(2018), PartialDate(2020)),
        (Reason.JOINING_NOT_PRECISE, standing.Reason.START_NOT_KNOWN, standing.Reason.NO_LATER_REPORT),
    ),
    (
        party_of(PartialDate(2008), PartialDate(2018, 4), starts_on=PartialDate(2008)),
        (Reason.LEAVING_NOT_PRECISE, standing.Reason.NO_LATER_REPORT),
    ),
    (party_of(starts_on=PartialDate(2019)), (standing.Reason.NOT_YET_STARTED,)),
    (
        party_of(PartialDate(2008), status=Status.ENDED, status_as_of=PartialDate(2013)),
        (standing.Reason.REPORTED_ENDED,),
    ),
    (
        party_of(PartialDate(2008), starts_on=PartialDate(2008), status=Status.NOT_KNOWN),
        (standing.Reason.STATUS_NOT_KNOWN,),
    ),
]


@pytest.mark.parametrize(("party", "reasons"), KNOWN)
def test_why_it_was_was_not_or_may_have_been_in_it(
    party: Party, reasons: tuple[Reason | standing.Reason, ...]
) -> None:
    assert why(party, DAY) == reasons


DATES = st.sampled_from(
    [None, PartialDate(2018), PartialDate(2018, 4), PartialDate(2018, 4, 10), PartialDate(2010)]
)


@given(DATES, DATES, DATES, DATES, st.sampled_from(list(Status)))
def test_there_is_a_reason_for_every_answer(
    joined_on: PartialDate | None,
    left_on: PartialDate | None,
    starts_on: PartialDate | None,
    status_as_of: PartialDate | None,
    status: Status,
) -> None:
    party = party_of(joined_on, left_on, starts_on=starts_on, status=status, status_as_of=status_as_of)
    assert why(party, DAY)
    assert (Reason.JOINED_BY_THEN in why(party, DAY)) is (party.belonged_on(DAY) is Answer.YES)
