"""Whose people keep a record and a body’s page: current parties and the other halves of their pairs."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frankpledge.dates import PartialDate
from frankpledge.people.models import Organisation
from frankpledge.register.actions import collaborations
from frankpledge.register.models import Collaboration, Party
from frankpledge.register.queries.keepers import (
    keepers_of,
    keepers_of_organisation,
    kept_by,
    organisations_kept_by,
)
from tests.world import CURATOR, World, dogs, forensics, party


def slugs(ids: frozenset[int]) -> set[str]:
    return set(Organisation.objects.filter(pk__in=ids).values_list("slug", flat=True))


def test_current_members_keep_a_record_with_the_body_that_maintains_each_now(world: World) -> None:
    assert slugs(keepers_of(world.record("marches").pk)) == {
        "northshire",
        "pcc-northshire",
        "eastmarch",
        "pcc-eastmarch",
        "port-vale",
        "port-vale-mayoralty",
    }


def test_who_left_who_pays_and_who_supplies_keep_nothing(world: World) -> None:
    assert slugs(keepers_of(world.record("dogs").pk)) == {
        "northshire",
        "pcc-northshire",
        "eastmarch",
        "pcc-eastmarch",
    }
    assert keepers_of(world.record("records").pk) == frozenset()


def test_who_stayed_to_the_end_still_keeps_an_ended_record(world: World) -> None:
    ended = PartialDate(2021, 3, 31)
    parties = tuple(replace(each, left_on=left) for each, left in zip(
        forensics().parties, (PartialDate(2021), PartialDate(2019, 6)), strict=True
    ))  # fmt: skip
    collaborations.put(by=CURATOR, draft=replace(forensics(), parties=parties, ends_on=ended))
    assert slugs(keepers_of(world.record("forensics").pk)) == {"eastmarch", "pcc-eastmarch"}


def test_who_may_still_be_there_keeps_it_and_who_leaves_later_does_too(world: World) -> None:
    for left_on in (PartialDate(2999), PartialDate(2999, 5, 1)):
        parties = (party("northshire", joined_on=PartialDate(2015, 4), left_on=left_on),)
        collaborations.put(by=CURATOR, draft=replace(dogs(), parties=parties))
        assert "northshire" in slugs(keepers_of(world.record("dogs").pk))


def test_a_body_keeps_its_own_page_with_the_other_half_of_its_present_pair(world: World) -> None:
    assert slugs(keepers_of_organisation(world.body("port-vale").pk)) == {"port-vale", "port-vale-mayoralty"}
    assert slugs(keepers_of_organisation(world.body("port-vale-mayoralty").pk)) == {
        "port-vale",
        "port-vale-mayoralty",
    }
    assert slugs(keepers_of_organisation(world.body("pcc-northshire").pk)) == {"northshire", "pcc-northshire"}
    assert slugs(keepers_of_organisation(world.body("harrow-systems").pk)) == {"harrow-systems"}


def test_who_follows_a_body_that_is_no_more_keeps_its_page_with_its_own_other_half(world: World) -> None:
    assert slugs(keepers_of_organisation(world.body("pcc-port-vale").pk)) == {
        "pcc-port-vale",
        "port-vale-mayoralty",
        "port-vale",
    }
    assert slugs(keepers_of_organisation(world.body("port-vale-authority").pk)) == {"port-vale-authority"}


@pytest.mark.parametrize(
    "slug", ["northshire", "pcc-northshire", "pcc-port-vale", "wayfarers-fund", "durham"]
)
def test_the_list_of_what_somebody_keeps_agrees_with_each_records_keepers(world: World, slug: str) -> None:
    body = world.body(slug).pk
    near = Party.objects.filter(organisation__relations_to__subject=body) | Party.objects.filter(
        organisation=body
    )
    kept = set(Collaboration.objects.filter(pk__in=kept_by([body])).values_list("pk", flat=True))
    for record in set(near.values_list("collaboration", flat=True)) | kept:
        assert (body in keepers_of(record)) is (record in kept)
    pages = Organisation.objects.filter(pk__in=organisations_kept_by([body]))
    assert all(body in keepers_of_organisation(page.pk) for page in pages)
    assert body in {page.pk for page in pages}


def test_keepers_cost_one_statement_however_many_there_are(world: World) -> None:
    for name in ("records", "marches", "crossings"):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            keepers_of(world.record(name).pk)
        assert len(asked) == 2  # the record itself, read by the test, and its keepers


def test_an_assumption_of_ours_gives_nobody_powers(world: World) -> None:
    crossings = world.record("crossings")
    assert keepers_of(crossings.pk) == frozenset()
    kept = Collaboration.objects.filter(pk__in=kept_by([world.body("northshire").pk]))
    assert crossings not in kept
    assert world.record("dogs") in kept
