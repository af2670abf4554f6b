"""Released figures: what everybody reads, who may release them, and what never comes out."""

import csv
import datetime
import io
import json
import re
import uuid
from http import HTTPStatus

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from frankpledge.benefits.actions import editions, findings, reviews
from frankpledge.benefits.actions.reviews import Word
from frankpledge.benefits.models import (
    BenefitClass,
    Edition,
    Grade,
    Profile,
    ProfileState,
    VintageKind,
    Workspace,
)
from frankpledge.benefits.queries import figures
from frankpledge.benefits.queries.standings import worked_out
from frankpledge.errors import Invalid, NotAllowed, Stale
from frankpledge.people.models import Organisation, Role
from frankpledge.register.actions import withholdings
from frankpledge.register.models import Level, Part
from frankpledge.web import tracking
from tests.ledgers import entered, locked, said, shares, vintage_of
from tests.members import Members, as_actor, person, sign_in
from tests.releases import decision, withheld
from tests.tracking import (
    FIRST_PERIOD,
    baselined,
    begun,
    cell,
    planned,
    profiled,
    quarters_from,
    returned,
    saved,
)
from tests.world import CURATOR, World

pytestmark = pytest.mark.django_db
BEFORE = datetime.date(2020, 4, 1)
SECOND = datetime.date(2024, 7, 1)
HIDDEN = "heron-among-the-reeds"


@pytest.fixture
def profile(world: World, members: Members) -> Profile:
    """An agreed benefit of the dogs: baseline, plan, two locked returns, of which one is disputed."""
    owner, record = members.actor("northshire", Role.OWNER), world.record("dogs")
    begun(owner, record, goes_live_on=timezone.localdate() + datetime.timedelta(days=1))
    made = profiled(owner, record)
    Profile.objects.filter(pk=made.pk).update(state=ProfileState.AGREED, evidence=Grade.E2)
    baselined(owner, made, quarters_from(BEFORE, [98, 102] * 8))
    planned(owner, made, quarters_from(FIRST_PERIOD, [200, 200]))
    returned(owner, record, FIRST_PERIOD, cell(made, 190))
    second = returned(owner, record, SECOND, cell(made, 120, explanation="Two handlers were away."))
    finance = person("finance@eastmarch.example", "Finance", Role.FINANCE, "eastmarch")
    reviews.say(
        by=as_actor(finance),
        collaboration=record,
        starts_on=SECOND,
        organisation=Organisation.objects.get(slug="eastmarch"),
        word=Word(agrees=False, version=second.version, words="Our own hours are not in it."),
        key=uuid.uuid4(),
    )
    return made


def released(world: World, members: Members) -> Edition:
    record = world.record("dogs")
    told = figures.drawn_up(Workspace.objects.get(collaboration=record), timezone.localdate())
    return editions.release(
        by=members.actor("northshire", Role.PUBLISHER),
        collaboration=record,
        seal=figures.sealed(told),
        key=uuid.uuid4(),
    )


def page_of(world: World) -> str:
    return f"/collaborations/{world.record('dogs').address}/costs-and-benefits"


def read(world: World, query: str = "") -> str:
    return Client().get(page_of(world) + query).content.decode()


def signed_in(members: Members, role: Role, body: str = "northshire") -> Client:
    client = Client()
    sign_in(client, members.user(body, role))
    return client


def test_nothing_is_read_before_it_is_released(world: World, members: Members, profile: Profile) -> None:
    before = read(world)
    assert (
        "No figures of this collaboration’s costs and benefits are released here: they are not known."
        in before
    )
    assert profile.title not in before
    assert profile.title not in read(world, "?format=json") + read(world, "?format=csv")
    released(world, members)
    assert profile.title in read(world)


def test_everybody_reads_what_was_promised_what_happened_and_how_sure(
    world: World, members: Members, profile: Profile
) -> None:
    released(world, members)
    shown = read(world)
    (result,) = worked_out(Profile.objects.filter(pk=profile.pk))
    share = tracking.share(result.realised.value)
    assert "On record as agreed: 1 benefit and 0 drawbacks." in shown
    assert "2 of 2 periods are known, the last one July to September 2024." in shown
    assert "Returned in all: 310 hours. Planned for the same periods: 400 hours." in shown
    assert f"{share} of the change that was planned to date has come about." in shown
    assert "Evidence: a change that chance does not explain." in shown
    assert "its target is not known" in shown or "The target: not known." in shown
    assert "<svg" in shown


def test_public_figures_carry_no_light_and_no_signal(
    world: World, members: Members, profile: Profile
) -> None:
    released(world, members)
    shown = read(world)
    assert "govuk-tag--" not in shown.split("</h1>")[1].split("<footer")[0]
    data = read(world, "?format=json")
    assert "light" not in data
    assert "signal" not in data


def test_what_is_contested_is_shown_with_both_views(world: World, members: Members, profile: Profile) -> None:
    released(world, members)
    shown = read(world)
    assert "Both views are shown." in shown
    assert "Our own hours are not in it." in shown
    assert "Two handlers were away." in shown


def test_nothing_that_is_not_agreed_and_locked_comes_out(
    world: World, members: Members, profile: Profile
) -> None:
    owner, record = members.actor("northshire", Role.OWNER), world.record("dogs")
    draft = profiled(owner, record, f"Draft {HIDDEN}", measure=profile.measure)
    dropped = profiled(owner, record, f"Dropped {HIDDEN}", measure=profile.measure)
    Profile.objects.filter(pk=dropped.pk).update(state=ProfileState.DROPPED, state_reason=HIDDEN)
    Profile.objects.filter(pk=profile.pk).update(
        risks=HIDDEN, dependencies=HIDDEN, description=HIDDEN, owner_post=HIDDEN, data_owner=HIDDEN
    )
    open_return = datetime.date(2024, 10, 1)
    saved(owner, record, open_return, cell(profile, 7777, explanation=HIDDEN), cell(draft, 8888))
    found = findings.Found(
        design="before_after", words=HIDDEN, source=HIDDEN, found_on=timezone.localdate(), unmet=0,
        is_borne_out=True,
    )  # fmt: skip
    findings.record(by=owner, reference=profile.reference, found=found, key=uuid.uuid4())
    released(world, members)
    for query in ("", "?format=json", "?format=csv"):
        shown = read(world, query)
        assert profile.title in shown
        for word in (HIDDEN, "7777", "7,777", "8888"):
            assert word not in shown


def test_what_is_locked_later_is_not_read_before_it_is_released_again(
    world: World, members: Members, profile: Profile
) -> None:
    owner, record = members.actor("northshire", Role.OWNER), world.record("dogs")
    released(world, members)
    returned(owner, record, datetime.date(2024, 10, 1), cell(profile, 4321, explanation="More."))
    assert "4,321" not in read(world)
    assert released(world, members).number == 2
    assert "4,321" in read(world)


def test_only_who_publishes_for_a_party_releases(world: World, members: Members, profile: Profile) -> None:
    record = world.record("dogs")
    told = figures.drawn_up(Workspace.objects.get(collaboration=record), timezone.localdate())
    for role in (Role.OWNER, Role.CONTRIBUTOR, Role.READER):
        with pytest.raises(NotAllowed):
            editions.release(
                by=members.actor("northshire", role),
                collaboration=record,
                seal=figures.sealed(told),
                key=uuid.uuid4(),
            )
    assert not Edition.objects.exists()
    assert released(world, members).number == 1


def test_figures_that_changed_after_they_were_looked_over_are_not_released(
    world: World, members: Members, profile: Profile
) -> None:
    record = world.record("dogs")
    seal = figures.sealed(figures.drawn_up(Workspace.objects.get(collaboration=record), timezone.localdate()))
    Profile.objects.filter(pk=profile.pk).update(title="Another title")
    with pytest.raises(Stale):
        editions.release(
            by=members.actor("northshire", Role.PUBLISHER), collaboration=record, seal=seal, key=uuid.uuid4()
        )


def test_a_form_sent_twice_releases_once(world: World, members: Members, profile: Profile) -> None:
    assert released(world, members).pk == released(world, members).pk


def test_the_page_asks_shows_and_then_releases(world: World, members: Members, profile: Profile) -> None:
    client = signed_in(members, Role.PUBLISHER)
    address = f"/collaborations/{world.record('dogs').reference}/benefits/release"
    asked = client.get(address)
    assert "Our own hours are not in it." in asked.content.decode()
    values = dict(re.findall(r'name="(seal|key)" value="([^"]+)"', asked.content.decode()))
    looked_over = client.post(address, values).content.decode()
    assert "Check your answers" in looked_over
    assert not Edition.objects.exists()
    done = client.post(address, {**values, "step": "checked"})
    assert done.status_code == HTTPStatus.SEE_OTHER
    assert Edition.objects.count() == 1
    record_page = Client().get(f"/collaborations/{world.record('dogs').address}").content.decode()
    assert "Read its costs and benefits" in record_page
    refused = signed_in(members, Role.OWNER).get(address)
    assert refused.status_code == HTTPStatus.FORBIDDEN


def test_what_is_taken_back_is_read_by_nobody_for_no_day(
    world: World, members: Members, profile: Profile
) -> None:
    publisher, record = members.actor("northshire", Role.PUBLISHER), world.record("dogs")
    released(world, members)
    with pytest.raises(Invalid):
        editions.take_back(by=publisher, collaboration=record, reason="  ")
    with pytest.raises(NotAllowed):
        editions.take_back(
            by=members.actor("northshire", Role.OWNER), collaboration=record, reason="A mistake."
        )
    editions.take_back(by=publisher, collaboration=record, reason="Hours were counted twice.")
    shown = read(world)
    assert "Hours were counted twice." in shown
    assert profile.title not in shown
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    for query in (f"?as-at={yesterday}", "?format=json", "?format=csv"):
        assert profile.title not in read(world, query)
    record_page = Client().get(f"/collaborations/{record.address}").content.decode()
    assert "Read its costs and benefits" not in record_page
    with pytest.raises(Invalid):
        editions.take_back(by=publisher, collaboration=record, reason="Again.")


def test_a_past_day_shows_what_was_released_by_then_or_says_that_nothing_was(
    world: World, members: Members, profile: Profile
) -> None:
    edition = released(world, members)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    shown = read(world, f"?as-at={yesterday}")
    assert "No figures had been released here by" in shown
    assert profile.title not in shown
    assert json.loads(read(world, f"?as-at={yesterday}&format=json"))["released"] is None
    assert json.loads(read(world, "?format=json"))["released"]["seal"] == edition.seal


def test_a_record_that_is_partly_or_wholly_withheld_shows_no_figures(
    world: World, members: Members, profile: Profile
) -> None:
    released(world, members)
    record = world.record("dogs")
    withholdings.withhold(by=CURATOR, collaboration=record, part=Part.NOTES, decision=decision(Level.FACT))
    assert profile.title not in read(world)
    assert (
        "Read its costs and benefits"
        not in Client().get(f"/collaborations/{record.address}").content.decode()
    )
    with pytest.raises(Invalid):
        released(world, members)


def test_of_a_record_whose_existence_is_withheld_there_is_no_page(
    world: World, members: Members, profile: Profile
) -> None:
    released(world, members)
    address = page_of(world)
    withheld(world.record("dogs"))
    assert Client().get(address).status_code == HTTPStatus.NOT_FOUND


def test_a_benefit_without_figures_says_that_it_is_not_known(
    world: World, members: Members, profile: Profile
) -> None:
    owner, record = members.actor("northshire", Role.OWNER), world.record("dogs")
    bare = profiled(owner, record, "Less noise", measure=None, benefit_class=BenefitClass.DISBENEFIT)
    Profile.objects.filter(pk=bare.pk).update(state=ProfileState.AGREED)
    released(world, members)
    shown = read(world)
    assert "1 benefit and 1 drawback." in shown
    assert "How it is measured is not known." in shown
    assert "No figures have been returned and locked: what happened is not known." in shown


def test_nothing_agreed_and_nothing_locked_is_not_released(world: World, members: Members) -> None:
    begun(members.actor("northshire", Role.OWNER), world.record("dogs"))
    with pytest.raises(Invalid):
        released(world, members)


def test_a_released_edition_cannot_be_changed_or_deleted_by_sql(
    world: World, members: Members, profile: Profile
) -> None:
    edition = released(world, members)
    for attempt in (
        lambda: Edition.objects.update(figures={}),
        lambda: Edition.objects.update(seal="0" * 64),
        edition.delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


def test_csv_has_a_line_for_each_benefit_and_period(world: World, members: Members, profile: Profile) -> None:
    released(world, members)
    lines = list(csv.DictReader(io.StringIO(read(world, "?format=csv"))))
    released_lines = [line for line in lines if line["edition"]]
    assert [(line["period_starts_on"], line["returned"]) for line in released_lines] == [
        ("2024-04-01", "190.0000"),
        ("2024-07-01", "120.0000"),
    ]


def test_the_public_page_asks_a_constant_few_statements(
    world: World, members: Members, profile: Profile, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    owner, record = members.actor("northshire", Role.OWNER), world.record("dogs")
    for at in range(10):
        more = profiled(owner, record, f"Benefit {at}", measure=profile.measure)
        Profile.objects.filter(pk=more.pk).update(state=ProfileState.AGREED)
    released(world, members)
    # Three of them read what others have published.
    with django_assert_max_num_queries(11):
        read(world)


def test_costs_are_those_that_are_locked_and_contested_lines_have_both_views(
    world: World, members: Members, profile: Profile
) -> None:
    owner, record = members.actor("northshire", Role.OWNER), world.record("dogs")
    budget = vintage_of(owner, record, VintageKind.BUDGET)
    line = entered(owner, budget)
    said(budget, "eastmarch", agrees=False, lines_pence={line.pk: 20_00}, words="Half of it was never ours.")
    locked(owner, budget)
    entered(
        owner,
        vintage_of(owner, record, VintageKind.FORECAST),
        what=HIDDEN,
        shares=shares(northshire=98_765_43),
    )
    released(world, members)
    shown = read(world)
    assert "£100.01" in shown
    assert "£60" in shown
    assert "Its part stands at £40.01; it says £20. In its words: Half of it was never ours." in shown
    for query in ("", "?format=json", "?format=csv"):
        told = read(world, query)
        assert HIDDEN not in told
        assert "98,765" not in told
        assert "9876543" not in told
