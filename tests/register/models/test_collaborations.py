import datetime

import pytest

from frankpledge.dates import Answer, PartialDate
from frankpledge.people.models import Organisation
from frankpledge.register.models import Collaboration, Party, Role, Status
from tests.world import World

YES, NO, NOT_KNOWN = Answer.YES, Answer.NO, Answer.NOT_KNOWN
DAY = datetime.date(2018, 6, 30)


def date(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def record(
    starts: str = "", ends: str = "", status: Status = Status.NOT_KNOWN, as_of: str = ""
) -> Collaboration:
    return Collaboration(starts_on=date(starts), ends_on=date(ends), status=status, status_as_of=date(as_of))


@pytest.mark.parametrize(
    ("starts", "ends", "status", "as_of", "answer"),
    [
        # Both ends known
        ("2015", "2019", Status.ENDED, "2019", YES),
        ("2015", "2018-06-30", Status.ENDED, "2019", NO),
        ("2015", "2018", Status.ENDED, "2018", NOT_KNOWN),
        ("2018", "2019", Status.ENDED, "2019", NOT_KNOWN),
        ("2018-07", "2019", Status.ENDED, "2019", NO),
        # No end on record: known up to the day it was last reported running, and not after it
        ("2015", "", Status.RUNNING, "2018-07", YES),
        ("2015", "", Status.RUNNING, "2018-06-30", YES),
        ("2015", "", Status.NOTICE_GIVEN, "2019", YES),
        ("2015", "", Status.RUNNING, "2018-06", NOT_KNOWN),
        ("2015", "", Status.RUNNING, "2018", NOT_KNOWN),
        ("2015", "", Status.RUNNING, "2016", NOT_KNOWN),
        ("2015", "", Status.RUNNING, "", NOT_KNOWN),
        ("2015", "", Status.NOT_KNOWN, "2019", NOT_KNOWN),
        ("2019", "", Status.RUNNING, "2020", NO),
        # Ended, and it is not known when: not in being once that was reported
        ("2015", "", Status.ENDED, "2018-06", NO),
        ("2015", "", Status.DROPPED, "2017", NO),
        ("2015", "", Status.ENDED, "2018-07", NOT_KNOWN),
        ("2015", "", Status.ENDED, "", NOT_KNOWN),
        # No start on record
        ("", "", Status.RUNNING, "2019", NOT_KNOWN),
        ("", "2018", Status.ENDED, "2019", NOT_KNOWN),
        ("", "2018-06-30", Status.ENDED, "2019", NO),
        ("", "", Status.ENDED, "2017", NO),
    ],
)
def test_whether_it_was_in_being_on_a_day(
    starts: str, ends: str, status: Status, as_of: str, answer: Answer
) -> None:
    assert record(starts, ends, status, as_of).in_being_on(DAY) is answer


@pytest.mark.parametrize(
    ("whole", "joined", "left", "answer"),
    [
        (record("2015", "", Status.RUNNING, "2019"), "2016", "2018-07", YES),
        (record("2015", "", Status.RUNNING, "2019"), "2016", "", YES),
        (record("2015", "", Status.RUNNING, "2019"), "", "", NOT_KNOWN),
        (record("2015", "", Status.RUNNING, "2019"), "2016", "2018", NOT_KNOWN),
        (record("2015", "", Status.RUNNING, "2019"), "2016", "2018-06-30", NO),
        (record("2015", "", Status.RUNNING, "2019"), "2018-07", "", NO),
        # That it left later shows that it was in it, whatever is known of the whole
        (record("2015", "", Status.RUNNING, "2017"), "2016", "2018-07", YES),
        (record("2015", "", Status.RUNNING, "2017"), "2016", "", NOT_KNOWN),
        (record("2015", "2018", Status.ENDED, "2018"), "2016", "", NOT_KNOWN),
        (record("2015", "2017", Status.ENDED, "2018"), "2016", "", NO),
    ],
)
def test_whether_a_party_belonged_to_it_on_a_day(
    whole: Collaboration, joined: str, left: str, answer: Answer
) -> None:
    party = Party(collaboration=whole, role=Role.MEMBER, joined_on=date(joined), left_on=date(left))
    assert party.belonged_on(DAY) is answer


@pytest.mark.parametrize(
    ("role", "is_member"),
    [
        (Role.LEAD, True), (Role.HOST, True), (Role.MEMBER, True),
        (Role.SUPPLIER, False), (Role.CUSTOMER, False), (Role.FUNDER, False),
    ],
)  # fmt: skip
def test_who_supplies_buys_or_pays_is_no_member(role: Role, *, is_member: bool) -> None:
    assert Party(role=role).is_member is is_member


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Devon & Cornwall: dogs", "C-0007-devon-cornwall-dogs"),
        ("Heddlu'r Gogledd", "C-0007-heddlur-gogledd"),
        ("x" * 79 + " yes", "C-0007-" + "x" * 79),
    ],
)
def test_its_address_is_its_reference_and_words_for_people(title: str, address: str) -> None:
    assert Collaboration(reference="C-0007", title=title).address == address


def test_how_sure_it_is_as_a_whole_is_its_weakest_part() -> None:
    sure = {f"{part}_confidence": "high" for part in ("existence", "parties", "dates", "status")}
    assert Collaboration(**sure).lowest_confidence == "high"
    assert Collaboration(**sure | {"dates_confidence": "low"}).lowest_confidence == "low"


@pytest.mark.django_db
def test_each_thing_has_words_that_name_it(world: World) -> None:
    dogs = world.record("dogs")
    place = dogs.function_places.get(position=0)
    claim = world.claim("dogs-01")
    named = {
        str(dogs): "Northern Marches Dog Unit",
        str(dogs.parties.get(role=Role.LEAD)): "Northshire Police (lead)",
        str(dogs.events.get(kind="left")): "2018-04: Port Vale leaves.",
        str(dogs.purposes.get()): "Joint police dog unit.",
        str(dogs.addresses.get()): "marches-dogs",
        str(place): "Dogs (Northern Marches Dog Unit)",
        str(world.record("marches").names.get(position=1)): "NMP",
        str(world.record("crossings").agreements.get()): "A draft, not signed.",
        str(claim): "It would save £400,000 to £600,000 a year.",
        str(claim.coverage.get(position=0)): "marches-dogs-01: Port Vale Police",
        str(dogs.citations.get(supports="record")): "The Marches Gazette supports the record as a whole",
    }
    assert [*named] == [*named.values()]


@pytest.mark.django_db
def test_a_place_in_a_group_and_a_relation_have_words_that_name_them(world: World) -> None:
    northshire = Organisation.objects.get(slug="northshire")
    relation = northshire.relations_to.get(subject__slug="pcc-northshire")
    said = [
        str(northshire.places_in_groups.get()),
        str(northshire.groups.get()),
        str(relation),
        str(world.body("port-vale").aliases.get()),
        str(northshire.figures.get()),
        str(northshire.citations.get(supports="identity")),
    ]
    assert said == [
        "Northshire Police (Northern Marches)",
        "Northern Marches",
        "Northshire Police and Crime Commissioner maintains Northshire Police",
        "PV",
        "Northshire Police: police officers, full-time equivalent 1234.567891",
        "The Marches Gazette supports what it is called and what it is",
    ]
