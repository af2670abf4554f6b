"""Somebody comes by a sign-in provider: where they belong, and that what was ended stays ended."""

import pytest

from frankpledge.audit.models import Entry
from frankpledge.errors import Invalid
from frankpledge.people.actions import arrivals, domains, memberships
from frankpledge.people.actions.users import as_themselves
from frankpledge.people.models import Membership, Role, User
from frankpledge.people.queries.arrivals import place_of
from tests.world import CURATOR, World

pytestmark = pytest.mark.django_db
ADDRESS = "new@northshire.example"


@pytest.fixture
def mapped(world: World) -> None:
    """Northshire by its domain, Eastmarch by what the provider says of a person."""
    domains.map_to(by=CURATOR, provider="entra", value="northshire.example", organisation="northshire")
    domains.map_to(
        by=CURATOR,
        provider="entra",
        claim="tid",
        value="tenant-7",
        organisation="eastmarch",
        role=Role.CONTRIBUTOR,
    )


def slug_of(provider: str = "entra", email: str = "", **claims: object) -> str:
    place = place_of(provider=provider, claims=claims, verified_email=email)
    return place.organisation.slug if place else ""


@pytest.mark.usefixtures("mapped")
def test_a_checked_address_s_domain_leads_to_its_body() -> None:
    assert slug_of(email=ADDRESS) == "northshire"
    assert slug_of(email="NEW@NORTHSHIRE.EXAMPLE") == "northshire"


@pytest.mark.usefixtures("mapped")
@pytest.mark.parametrize(
    "email",
    [
        "",
        "new@elsewhere.example",
        "new@sub.northshire.example",
        "new@northshire.example.evil.example",
        "northshire.example",
        "new@northshire.example@evil.example",
    ],
)
def test_no_other_address_does(email: str) -> None:
    assert slug_of(email=email) == ""


@pytest.mark.usefixtures("mapped")
def test_another_provider_cannot_speak_for_it() -> None:
    assert slug_of(provider="other", email=ADDRESS, tid="tenant-7") == ""


@pytest.mark.usefixtures("mapped")
@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("tenant-7", "eastmarch"),
        (["a", "tenant-7"], "eastmarch"),
        ("tenant-70", ""),
        (7, ""),
        ({"tenant-7": 1}, ""),
    ],
)
def test_a_claim_leads_to_its_body_only_when_it_says_just_that(said: object, expected: str) -> None:
    assert slug_of(tid=said) == expected


@pytest.mark.usefixtures("mapped")
def test_what_is_said_of_a_person_goes_before_their_domain() -> None:
    assert slug_of(email=ADDRESS, tid="tenant-7") == "eastmarch"


@pytest.mark.usefixtures("mapped")
def test_an_account_is_opened_once_and_gets_the_role_with_an_entry() -> None:
    user = arrivals.open_account(email=ADDRESS, name="New  Person")
    place = place_of(provider="entra", claims={}, verified_email=ADDRESS)
    assert place is not None
    membership = arrivals.belong(by=as_themselves(user), user=user, place=place)

    assert membership is not None
    assert (membership.role, membership.organisation.slug) == (Role.READER, "northshire")  # type: ignore[union-attr] # of a body
    assert not user.has_usable_password()
    assert user.name == "New Person"
    assert Entry.objects.filter(action="people.memberships.give", user_id=user.pk).exists()
    with pytest.raises(Invalid):
        arrivals.open_account(email=ADDRESS.upper(), name="Another")
    assert User.objects.filter(email=ADDRESS).count() == 1


@pytest.mark.usefixtures("mapped")
def test_a_role_that_was_ended_does_not_come_back_with_the_next_sign_in() -> None:
    user = arrivals.open_account(email=ADDRESS, name="New Person")
    place = place_of(provider="entra", claims={}, verified_email=ADDRESS)
    assert place is not None
    membership = arrivals.belong(by=as_themselves(user), user=user, place=place)
    assert membership is not None
    assert arrivals.belong(by=as_themselves(user), user=user, place=place) is None
    memberships.end(by=CURATOR, membership_id=membership.pk, reason="Left")

    assert arrivals.belong(by=as_themselves(user), user=user, place=place) is None
    assert not Membership.objects.current().filter(user=user).exists()
