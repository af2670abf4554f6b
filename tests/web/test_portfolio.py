"""Many collaborations together: coverage first, no double counts, each measure by its own rule alone."""

import datetime
import json
import uuid
from decimal import Decimal
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from frankpledge.benefits.actions import editions
from frankpledge.benefits.models import Grade, Measure, Profile, ProfileState, Standing, Workspace
from frankpledge.benefits.queries import figures
from frankpledge.benefits.queries.accuracy import accuracy
from frankpledge.benefits.queries.portfolio import Together, portfolio
from frankpledge.people.models import Role
from frankpledge.register.models import Collaboration
from tests.members import Members, sign_in
from tests.releases import withheld
from tests.tracking import begun, measured, profiled
from tests.world import CURATOR, World

pytestmark = pytest.mark.django_db
PAGE = "/benefits/portfolio"
TODAY = datetime.date(2026, 1, 1)


def standing(profile: Profile, **values: object) -> Standing:
    """What is stored of a benefit, as if its returns had come to it."""
    known = {
        "periods_due": 4,
        "periods_known": 4,
        "last_period_on": TODAY,
        "made_at": timezone.now(),
        **values,
    }
    return Standing.objects.update_or_create(profile=profile, defaults=known)[0]


def benefit(record: Collaboration, measure: Measure | None, **values: object) -> Profile:
    """An agreed benefit with what is stored of it."""
    if not Workspace.objects.filter(collaboration=record).exists():
        begun(CURATOR, record)
    made = profiled(CURATOR, record, f"Benefit {uuid.uuid4()}", measure=measure)
    Profile.objects.filter(pk=made.pk).update(state=ProfileState.AGREED, evidence=Grade.E2)
    standing(made, **values)
    return made


def of_measure(measure: Measure, **chosen: str) -> Together:
    (found,) = [each for each in portfolio(None, **chosen).measures if each.slug == measure.slug]
    return found


def signed_in(members: Members, body: str, role: Role) -> Client:
    client = Client()
    sign_in(client, members.user(body, role))
    return client


def test_amounts_of_one_measure_are_added_and_the_count_says_of_how_many(world: World) -> None:
    hours = measured()
    benefit(world.record("forensics"), hours, actual=Decimal(100), planned=Decimal(120), has_baseline=True)
    benefit(world.record("records"), hours, actual=Decimal(50))
    benefit(world.record("records"), hours, periods_known=0)
    found = of_measure(hours)
    assert (found.returned, found.planned, found.known, found.benefits) == (Decimal(150), Decimal(120), 2, 3)
    every = portfolio(None).every
    assert (every.tracked, every.benefits, every.with_baseline, every.with_figures) == (2, 3, 1, 2)


def test_ratios_are_put_together_by_their_parts_alone(world: World) -> None:
    answered = measured(
        name="Calls answered", unit="rate", aggregation="ratio", numerator="Answered", denominator="Made"
    )
    parts = {"numerator": Decimal(10), "denominator": Decimal(10), "planned": Decimal("0.5")}
    benefit(world.record("forensics"), answered, **parts)
    benefit(
        world.record("records"),
        answered,
        numerator=Decimal(10),
        denominator=Decimal(90),
        planned=Decimal("0.3"),
    )
    found = of_measure(answered)
    assert found.parts == (Decimal(20), Decimal(100))
    assert found.returned == Decimal("0.2")
    assert found.planned == Decimal("0.32")


def test_what_is_never_put_together_is_only_counted(world: World) -> None:
    score = measured(name="Staff survey", unit="score", aggregation="never")
    benefit(world.record("forensics"), score)
    benefit(world.record("records"), score)
    found = of_measure(score)
    assert (found.returned, found.planned, found.benefits) == (None, None, 2)


def test_what_is_counted_in_another_benefit_is_left_out(world: World) -> None:
    hours = measured()
    whole = benefit(world.record("forensics"), hours, actual=Decimal(100))
    part = benefit(world.record("records"), hours, actual=Decimal(40))
    Profile.objects.filter(pk=part.pk).update(is_counted=False, counted_in=whole)
    found = of_measure(hours)
    assert (found.returned, found.left_out, found.known) == (Decimal(100), 1, 1)


def test_of_an_umbrella_and_its_part_the_umbrella_alone_is_counted(world: World) -> None:
    hours, other = measured(), measured(name="Miles driven")
    benefit(world.record("marches"), hours, actual=Decimal(100))
    benefit(world.record("dogs"), hours, actual=Decimal(60))
    benefit(world.record("dogs"), other, actual=Decimal(7))
    assert (of_measure(hours).returned, of_measure(hours).left_out) == (Decimal(100), 1)
    assert (of_measure(other).returned, of_measure(other).left_out) == (Decimal(7), 0)


def test_drafts_and_what_was_dropped_are_in_nothing(world: World) -> None:
    hours = measured()
    for state in (ProfileState.DRAFT, ProfileState.DROPPED):
        made = benefit(world.record("forensics"), hours, actual=Decimal(100))
        Profile.objects.filter(pk=made.pk).update(state=state, state_reason="Given up")
    found = portfolio(None)
    assert found.measures == []
    assert found.every.benefits == 0


def test_hours_are_in_pounds_only_by_a_published_rule(world: World) -> None:
    hours = measured()
    ruled = measured(name="Hours by rule", pounds_rule="Mean pay", pounds_rule_source="A pay table")
    benefit(world.record("forensics"), hours, actual=Decimal(1), actual_pence=777)
    benefit(world.record("records"), ruled, actual=Decimal(1), actual_pence=500, planned_pence=600)
    (money,) = portfolio(None).money
    assert (money.actual_pence, money.planned_pence, money.benefits) == (500, 600, 1)


def test_prices_of_different_years_are_not_added(world: World) -> None:
    pounds = measured(name="Money", unit="pounds")
    benefit(world.record("forensics"), pounds, actual=Decimal(1), actual_pence=100)
    begun(CURATOR, world.record("records"), prices_of=2021)
    benefit(world.record("records"), pounds, actual=Decimal(1), actual_pence=200)
    assert [(each.prices_of, each.actual_pence) for each in portfolio(None).money] == [
        (2021, 200),
        (2024, 100),
    ]


def test_a_force_and_a_function_narrow_it(world: World) -> None:
    hours = measured()
    benefit(world.record("forensics"), hours, actual=Decimal(100))
    benefit(world.record("records"), hours, actual=Decimal(50))
    assert of_measure(hours, force="eastmarch").returned == 100
    assert of_measure(hours, function="forensics").returned == 100
    assert portfolio(None, force="nobody").measures == []


def test_forces_stand_in_the_order_of_their_names_with_counts_and_no_values(world: World) -> None:
    hours = measured()
    benefit(world.record("forensics"), hours, actual=Decimal(100))
    benefit(world.record("records"), hours, actual=Decimal(50))
    found = portfolio(None).by_force
    assert [each.name for each in found] == ["Eastmarch Police", "Northshire Police"]
    assert [each.benefits for each in found] == [1, 1]


def test_members_read_of_their_own_and_inspectors_of_all(world: World, members: Members) -> None:
    own, foreign = measured(name="Own hours"), measured(name="Foreign hours")
    benefit(world.record("dogs"), own, actual=Decimal(1234))
    benefit(world.record("records"), foreign, actual=Decimal(5678))
    shown = signed_in(members, "northshire", Role.READER).get(PAGE).content.decode()
    assert "1,234" in shown
    assert "Foreign hours" not in shown
    assert "5,678" not in shown
    for role in (Role.INSPECTOR, Role.CURATOR):
        every = signed_in(members, "", role).get(PAGE).content.decode()
        assert "1,234" in every
        assert "5,678" in every
        assert "This is of all collaborations on the register." in every
    data = signed_in(members, "northshire", Role.READER).get(f"{PAGE}?format=json")
    assert "Foreign hours" not in data.content.decode()
    assert "Access-Control-Allow-Origin" not in data.headers


def test_everybody_counts_only_what_is_released(world: World, members: Members) -> None:
    hours = measured(name="Secret hours")
    benefit(world.record("dogs"), hours, actual=Decimal(1234), has_baseline=True)
    before = Client().get(PAGE).content.decode()
    assert "No collaboration has released its figures here yet." in before
    told = figures.drawn_up(Workspace.objects.get(), timezone.localdate())
    publisher, record = members.actor("northshire", Role.PUBLISHER), world.record("dogs")
    editions.release(by=publisher, collaboration=record, seal=figures.sealed(told), key=uuid.uuid4())
    for client in (Client(), signed_in(members, "", Role.ANALYST)):
        shown = client.get(PAGE).content.decode()
        assert "The parties of 1 collaboration have released its figures here." in shown
        assert "Secret hours" not in shown
        assert "1,234" not in shown
    counts = json.loads(Client().get(f"{PAGE}?format=json").content)
    assert (counts["released"], counts["benefits"]) == (1, 1)
    editions.take_back(by=publisher, collaboration=record, reason="A mistake.")
    assert json.loads(Client().get(f"{PAGE}?format=json").content)["released"] == 0


def test_a_withheld_record_is_in_no_count_but_its_own_peoples(world: World, members: Members) -> None:
    hours = measured()
    benefit(world.record("dogs"), hours, actual=Decimal(1234))
    told = figures.drawn_up(Workspace.objects.get(), timezone.localdate())
    publisher, record = members.actor("northshire", Role.PUBLISHER), world.record("dogs")
    editions.release(by=publisher, collaboration=record, seal=figures.sealed(told), key=uuid.uuid4())
    withheld(record)
    assert json.loads(Client().get(f"{PAGE}?format=json").content)["released"] == 0
    assert "1,234" in signed_in(members, "northshire", Role.READER).get(PAGE).content.decode()


def test_a_body_s_people_read_its_benefits_and_nobody_else_s_do(world: World, members: Members) -> None:
    made = benefit(world.record("dogs"), measured(), actual=Decimal(5))
    address = "/organisations/northshire/benefits"
    shown = signed_in(members, "northshire", Role.READER).get(address).content.decode()
    assert made.title in shown
    assert "It answers for 1 benefit" in shown
    assert signed_in(members, "", Role.INSPECTOR).get(address).status_code == HTTPStatus.OK
    assert signed_in(members, "eastmarch", Role.OWNER).get(address).status_code == HTTPStatus.FORBIDDEN
    assert Client().get(address).status_code == HTTPStatus.FOUND
    nobody = signed_in(members, "northshire", Role.READER).get("/organisations/nobody/benefits")
    assert nobody.status_code == HTTPStatus.NOT_FOUND


def test_statements_stay_the_same_however_many_there_are(world: World, members: Members) -> None:
    hours = measured()
    client = signed_in(members, "", Role.INSPECTOR)
    counts = []
    for names in (("dogs",), ("forensics", "records", "marches") * 4):
        for name in names:
            benefit(world.record(name), hours, actual=Decimal(1))
        for address in (PAGE, "/organisations/northshire/benefits"):
            client.get(address)
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            counts.append(len(asked))
    assert all(counts)
    assert counts[:2] == counts[2:]


def test_past_plans_are_told_by_body_and_measure_as_the_engine_has_them(
    world: World, members: Members
) -> None:
    hours, foreign = measured(), measured(name="Foreign hours")
    for actual in (50, 80, 110):
        benefit(world.record("dogs"), hours, planned=Decimal(100), actual=Decimal(actual))
    benefit(world.record("dogs"), hours, planned=None, actual=Decimal(9))
    benefit(world.record("records"), foreign, planned=Decimal(10), actual=Decimal(10))
    (found,) = accuracy(None, measure=hours.slug)
    assert (found.body, found.quality.known) == ("Northshire Police", 3)
    assert found.quality.median_ratio.value == pytest.approx(0.8)
    assert found.quality.bias.value == pytest.approx(-20)
    client = signed_in(members, "northshire", Role.READER)
    shown = client.get(f"/benefits/accuracy?measure={hours.slug}").content.decode()
    assert "80%" in shown
    assert "For 3 benefits both a plan and returns" in shown
    told = client.get("/benefits/accuracy?body=northshire").content.decode()
    assert hours.name in told
    refused = client.get(f"/benefits/accuracy?measure={foreign.slug}").content.decode()
    assert "Not known: no benefit of it has both a plan and returns." in refused
    assert Client().get("/benefits/accuracy").status_code == HTTPStatus.FOUND
