"""Which organisation a provider's people are led to."""

import pytest

from frankpledge.audit.models import Entry
from frankpledge.errors import Invalid, NotFound
from frankpledge.people.actions import domains
from frankpledge.people.models import ENTRUSTED_ROLES, Domain, Role
from frankpledge.people.queries import domains as queries
from tests.members import Members

pytestmark = pytest.mark.django_db


def test_a_domain_is_mapped_once_and_again_only_when_it_changes(members: Members) -> None:
    by = members.actor("", Role.CURATOR)
    first = domains.map_to(by=by, provider="entra", value="@North.Example", organisation="northshire")
    assert (first.value, first.role) == ("north.example", "reader")
    entries = Entry.objects.count()
    domains.map_to(by=by, provider="entra", value="north.example", organisation="northshire")
    assert Entry.objects.count() == entries
    domains.map_to(
        by=by, provider="entra", value="north.example", organisation="eastmarch", role=Role.CONTRIBUTOR
    )
    assert [(row.organisation.slug, row.role) for row in queries.every()] == [("eastmarch", "contributor")]
    assert Entry.objects.latest("id").detail["to"] == [["northshire", "reader"], ["eastmarch", "contributor"]]


def test_a_claim_is_kept_as_the_provider_writes_it(members: Members) -> None:
    by = members.actor("", Role.CURATOR)
    mapped = domains.map_to(
        by=by, provider="entra", claim="groups", value="Register-Editors", organisation="northshire"
    )
    assert mapped.value == "Register-Editors"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"value": ""}, "value"),
        ({"value": "nodots"}, "value"),
        ({"value": "a@north.example"}, "value"),
        ({"provider": " "}, "provider"),
        ({"organisation": ""}, "organisation"),
        ({"role": Role.ADMINISTRATOR}, "role"),
        ({"role": Role.CURATOR}, "role"),
    ],
)
def test_what_leads_nowhere_is_refused_by_field(members: Members, given: dict[str, str], field: str) -> None:
    usual = {"provider": "entra", "value": "north.example", "organisation": "northshire"}
    with pytest.raises(Invalid) as refused:
        domains.map_to(by=members.actor("", Role.CURATOR), **{**usual, **given})  # type: ignore[arg-type] # texts, and a role
    assert field in refused.value.fields
    assert not Domain.objects.exists()


def test_an_organisation_that_is_not_there_is_not_found(members: Members) -> None:
    with pytest.raises(NotFound):
        domains.map_to(
            by=members.actor("", Role.CURATOR), provider="entra", value="a.example", organisation="nowhere"
        )


def test_a_mapping_is_taken_out_for_a_reason_and_once(members: Members) -> None:
    by = members.actor("", Role.CURATOR)
    mapped = domains.map_to(by=by, provider="entra", value="north.example", organisation="northshire")
    with pytest.raises(Invalid, match="reason"):
        domains.unmap(by=by, domain_id=mapped.pk, reason="")
    domains.unmap(by=by, domain_id=mapped.pk, reason="Wrong body")
    assert Entry.objects.latest("id").reason == "Wrong body"
    entries = Entry.objects.count()
    domains.unmap(by=by, domain_id=mapped.pk, reason="Wrong body")
    assert (Domain.objects.count(), Entry.objects.count()) == (0, entries)


def test_every_role_that_manages_nobody_may_be_given_by_a_providers_word(members: Members) -> None:
    by = members.actor("", Role.CURATOR)
    for role in ENTRUSTED_ROLES:
        mapped = domains.map_to(
            by=by, provider="entra", value="north.example", organisation="northshire", role=role
        )
        assert mapped.role == role
    assert dict(queries.organisations())["northshire"] == "Northshire Police"
