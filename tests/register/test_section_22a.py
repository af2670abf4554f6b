"""Who may make an agreement under section 22A: worked cases, written down before the code was."""

import datetime
from collections.abc import Mapping

import pytest

from frankpledge.dates import Answer, PartialDate
from frankpledge.people.models import Capacity, Organisation
from frankpledge.register.queries import section_22a as asking
from frankpledge.register.section_22a import Finding, Mix, Person, Provision, Verdict, check, fails, party_mix
from tests.world import World

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
NOT_APPLICABLE, CANNOT_TELL = Verdict.NOT_APPLICABLE, Verdict.CANNOT_TELL
DAY = PartialDate(2024, 6, 1)


def officer(name: str) -> Person:
    return Person(slug=name, name=f"{name} Police", capacity=Capacity.CHIEF_OFFICER)


def body(name: str, existed: Answer = Answer.YES) -> Person:
    return Person(slug=f"pcc-{name}", name=f"{name} PCC", capacity=Capacity.POLICING_BODY, existed=existed)


def other(name: str) -> Person:
    return Person(slug=name, name=name, capacity=Capacity.OTHER_PERSON)


A, B, PCC_A, PCC_B, COUNCIL = officer("a"), officer("b"), body("a"), body("b"), other("council")
PAIRS = {"a": PCC_A, "b": PCC_B}


def verdicts(
    *persons: Person,
    provisions: tuple[Provision, ...] = (Provision.FORCE,),
    maintained_by: Mapping[str, Person] = PAIRS,
    day: PartialDate | None = DAY,
) -> dict[str, Verdict]:
    found = check(persons, day=day, provisions=provisions, maintained_by=maintained_by)
    return {each.rule: each.verdict for each in found}


@pytest.mark.parametrize(
    ("officers", "bodies", "others", "verdict"),
    [
        (0, 2, 0, MET),
        (0, 1, 0, NOT_MET),
        (2, 2, 0, MET),
        (1, 1, 0, NOT_MET),
        (1, 1, 1, MET),
        (2, 1, 0, NOT_MET),
        (2, 1, 1, MET),
        (0, 1, 1, NOT_MET),
        (2, 0, 0, NOT_MET),
        (3, 3, 2, MET),
        (0, 2, 1, MET),
        (1, 0, 1, NOT_MET),
        (1, 2, 0, MET),
        (0, 0, 0, NOT_MET),
    ],
)
def test_the_mix_of_parties_since_2017(officers: int, bodies: int, others: int, verdict: Verdict) -> None:
    assert party_mix(Mix(officers, bodies, others), DAY).verdict is verdict


@pytest.mark.parametrize(
    ("mix", "day", "verdict"),
    [
        # One chief officer, one body and a council: only since 2017.
        (Mix(1, 1, 1), PartialDate(2016, 2, 3), NOT_MET),
        (Mix(1, 1, 1), PartialDate(2016), NOT_MET),
        (Mix(1, 1, 1), PartialDate(2017, 1, 31), MET),
        (Mix(1, 1, 1), PartialDate(2017, 1), CANNOT_TELL),
        (Mix(1, 1, 1), PartialDate(2017), CANNOT_TELL),
        (Mix(2, 2, 0), PartialDate(2017), MET),
        (Mix(1, 1, 0), PartialDate(2017), NOT_MET),
        (Mix(2, 2, 0), PartialDate(2014, 3), MET),
        # Earlier law is not assessed.
        (Mix(2, 2, 0), PartialDate(2012, 1, 15), NOT_APPLICABLE),
        (Mix(0, 1, 0), PartialDate(2009), NOT_APPLICABLE),
        (Mix(2, 2, 0), PartialDate(2012, 1, 16), MET),
        (Mix(2, 2, 0), PartialDate(2012, 1), CANNOT_TELL),
        (Mix(2, 2, 0), PartialDate(2012), CANNOT_TELL),
        (Mix(2, 2, 0), None, CANNOT_TELL),
    ],
)
def test_the_mix_is_judged_by_the_law_of_its_day(mix: Mix, day: PartialDate | None, verdict: Verdict) -> None:
    assert party_mix(mix, day).verdict is verdict


def test_a_whole_day_is_a_day() -> None:
    assert party_mix(Mix(2, 2, 0), datetime.date(2024, 6, 1)).verdict is MET


def test_what_is_not_met_says_what_would_help() -> None:
    assert "second policing body" in party_mix(Mix(1, 1, 0), DAY).words
    assert "No policing body" in party_mix(Mix(2, 0, 0), DAY).words
    assert "In those years" in party_mix(Mix(1, 1, 1), PartialDate(2016)).words


def test_two_forces_with_their_bodies_may_have_a_force_provision() -> None:
    found = verdicts(A, B, PCC_A, PCC_B)
    assert (found["R1"], found["R2"], found["R3"], found["R4"]) == (MET, MET, MET, MET)
    assert (found["R5"], found["R6"]) == (NOT_APPLICABLE, NOT_APPLICABLE)


def test_a_force_provision_needs_the_body_of_each_force() -> None:
    # One body for two forces passes the mix with a council, and still lacks a body.
    found = check((A, B, PCC_A, COUNCIL), day=DAY, provisions=[Provision.FORCE], maintained_by=PAIRS)
    assert (found[0].rule, found[0].verdict) == ("R1", MET)
    lacking = fails(found)
    assert [each.rule for each in lacking] == ["R4"]
    assert lacking[0].words == "b PCC must be a party because it maintains b Police."


def test_one_body_that_maintains_both_forces_is_enough() -> None:
    assert verdicts(A, B, PCC_A, COUNCIL, maintained_by={"a": PCC_A, "b": PCC_A})["R4"] is MET


def test_a_variation_that_adds_a_force_without_its_body_is_not_met() -> None:
    assert (
        verdicts(A, B, officer("c"), PCC_A, PCC_B, maintained_by={**PAIRS, "c": body("c")})["R4"] is NOT_MET
    )


def test_whose_body_is_not_known_is_never_met() -> None:
    assert verdicts(A, B, PCC_A, PCC_B, maintained_by={"a": PCC_A})["R4"] is CANNOT_TELL


def test_a_transport_police_with_its_authority_is_met_with_another_area() -> None:
    railways, authority = officer("railways"), body("railways")
    assert (
        verdicts(A, railways, PCC_A, authority, maintained_by={"a": PCC_A, "railways": authority})["R4"]
        is MET
    )


def test_a_force_that_is_no_police_force_in_the_act_counts_as_another_person() -> None:
    ministry = other("ministry-police")
    assert verdicts(ministry, A, PCC_A)["R1"] is MET
    assert verdicts(ministry, PCC_A)["R1"] is NOT_MET


def test_a_body_provision_asks_only_for_the_bodies() -> None:
    found = verdicts(PCC_A, PCC_B, provisions=(Provision.BODY,), maintained_by={})
    assert (found["R1"], found["R3"], found["R4"], found["R5"]) == (MET, NOT_APPLICABLE, NOT_APPLICABLE, MET)


def test_support_of_a_body_for_a_force_needs_all_of_them() -> None:
    both = (Provision.BODY_AND_FORCE,)
    assert verdicts(A, PCC_A, PCC_B, provisions=both)["R6"] is MET
    assert verdicts(A, B, PCC_A, COUNCIL, provisions=both)["R6"] is NOT_MET


def test_an_agreement_that_names_no_provision_is_told_so() -> None:
    assert verdicts(A, B, PCC_A, PCC_B, provisions=())["R2"] is NOT_MET


def test_a_party_that_had_ceased_by_the_day_is_named() -> None:
    gone = body("b", Answer.NO)
    found = check((A, B, PCC_A, gone), day=DAY, provisions=[Provision.FORCE], maintained_by=PAIRS)
    assert [(each.rule, each.words) for each in fails(found)] == [("R7", "Did not exist on that day: b PCC.")]


def test_a_date_without_a_day_is_never_enough_for_who_existed() -> None:
    assert verdicts(A, B, PCC_A, PCC_B, day=PartialDate(2014, 3))["R7"] is CANNOT_TELL


def test_who_remains_after_a_body_ceases_without_a_successor_is_not_enough() -> None:
    remaining = verdicts(A, B, PCC_A)
    assert (remaining["R1"], remaining["R4"]) == (NOT_MET, NOT_MET)


def test_agreements_under_the_earlier_law_are_not_assessed() -> None:
    found = verdicts(A, B, PCC_A, PCC_B, provisions=(), day=PartialDate(2011))
    assert set(found.values()) == {NOT_APPLICABLE}


# --- asked of the register --------------------------------------------------------------------------


def of_register(world: World, *slugs: str, day: PartialDate, basis: str = "s22A") -> dict[str, Finding]:
    found = asking.findings(
        list(Organisation.objects.filter(slug__in=slugs)),
        made_on=day,
        provisions=[Provision.FORCE],
        legal_basis=basis,
        today=datetime.date(2026, 1, 1),
    )
    return {each.rule: each for each in found}


def test_the_register_knows_which_body_maintained_a_force_on_the_day(world: World) -> None:
    held = ("northshire", "port-vale", "pcc-northshire", "pcc-port-vale")
    assert of_register(world, *held, day=PartialDate(2024, 5, 1))["R4"].verdict is MET
    after = of_register(world, *held, day=PartialDate(2024, 6, 1))
    assert after["R4"].verdict is NOT_MET
    assert "Port Vale Mayoralty" in after["R4"].words
    assert after["R7"].verdict is NOT_MET


def test_another_law_is_not_asked_about(world: World) -> None:
    assert of_register(world, "northshire", day=DAY, basis="contract") == {}
    assert of_register(world, "northshire", day=DAY, basis="not_stated")["R1"].verdict is NOT_MET
