"""The library of measures in a browser without scripts: defined, defined anew, varied, retired."""

import pytest
from django.test import Client

from frankpledge.audit.models import Entry
from frankpledge.benefits.actions import measures, profiles
from frankpledge.benefits.models import Measure, Profile
from frankpledge.errors import Invalid, NotAllowed
from frankpledge.exchange import measure_files
from frankpledge.people.models import Role
from frankpledge.register.models import Collaboration
from tests.corrections import words_of
from tests.ledgers import body
from tests.members import Members
from tests.tracking import HOURS, begun, measured, profiled, varied
from tests.web.test_workspaces import filled, signed_in
from tests.world import CURATOR, World

HANDLERS = "/benefits/measures/hours-of-handlers-freed"
TYPED = {
    "name": "Dogs retrained", "definition": "Dogs that passed a second course.", "unit": "count",
    "direction": "more", "aggregation": "sum", "source_system": "Kennel book",
}  # fmt: skip


@pytest.fixture
def curator(members: Members) -> Client:
    return signed_in(members, Role.CURATOR, "")


@pytest.fixture
def clerk(members: Members) -> Client:
    return signed_in(members, Role.CONTRIBUTOR)


@pytest.fixture
def held(members: Members, world: World) -> Profile:
    author = members.actor("northshire", Role.CONTRIBUTOR)
    begun(author, world.record("dogs"))
    return profiled(author, world.record("dogs"))


def _sheet(dogs: Collaboration, held: Profile) -> str:
    return f"/collaborations/{dogs.reference}/benefits/profiles/{held.reference}"


def test_a_curator_defines_a_measure_and_defines_it_anew(curator: Client) -> None:
    start = "/benefits/define-a-measure"
    form = filled(curator.get(start))
    assert start in curator.get("/benefits/measures").content.decode()
    wrong = curator.post(start, {**form, **TYPED, "aggregation": "ratio"})
    assert wrong.status_code == 422
    assert "Enter both parts of a ratio" in words_of(wrong)
    assert filled(wrong)["definition"] == TYPED["definition"]
    for _ in range(2):
        assert curator.post(start, {**form, **TYPED})["Location"] == "/benefits/measures/dogs-retrained"
    again = curator.post(start, {**form, **TYPED, "definition": "Something else."})
    assert "There is a measure of this name already" in words_of(again)
    page = "/benefits/measures/dogs-retrained"
    first, second = (filled(curator.get(f"{page}/define")) for _ in range(2))
    anew = {**TYPED, "definition": "Dogs that passed any further course."}
    assert curator.post(f"{page}/define", {**first, **anew}).status_code == 303
    stale = curator.post(f"{page}/define", {**second, **TYPED, "source_system": "Another"})
    assert stale.status_code == 409
    assert filled(stale)["source_system"] == "Another"
    said = words_of(Client().get(page))
    assert "Definition 2 Dogs retrained Dogs that passed any further course." in said
    assert "Earlier definitions" in said
    assert "/define" not in Client().get(page).content.decode()


def test_nobody_else_defines_or_retires_what_is_the_nations(members: Members) -> None:
    national = measured()
    for role in (Role.OWNER, Role.PUBLISHER):
        by = members.actor("northshire", role)
        with pytest.raises(NotAllowed):
            measures.define(by=by, words=TYPED)
        with pytest.raises(NotAllowed):
            measures.retire(by=by, measure=national, reason="We do not like it.")
    own = varied("northshire", members.actor("northshire", Role.CONTRIBUTOR))
    for role, slug in ((Role.CONTRIBUTOR, "northshire"), (Role.OWNER, "eastmarch")):
        with pytest.raises(NotAllowed):
            measures.retire(by=members.actor(slug, role), measure=own, reason="No.")
    with pytest.raises(NotAllowed):
        varied("eastmarch", members.actor("northshire", Role.OWNER))
    measures.retire(by=members.actor("northshire", Role.OWNER), measure=own, reason="Too few dogs.")
    assert "Hours in northshire" not in words_of(Client().get(HANDLERS))


def test_a_variant_is_declared_from_the_page_of_the_measure(clerk: Client) -> None:
    measured()
    page = f"{HANDLERS}/vary"
    assert page in clerk.get(HANDLERS).content.decode()
    form = {**filled(clerk.get(page)), "organisation": "northshire"}
    assert form["definition"] == HOURS["definition"]
    assert "Choose the body" in words_of(clerk.post(page, {**form, "organisation": "eastmarch"}))
    missing = clerk.post(page, form)
    assert missing.status_code == 422
    assert "Enter how it differs" in words_of(missing)
    typed = {**form, "name": "Hours of dogs", "difference": "It counts <dogs>.", "source_system": "Kennel"}
    for _ in range(2):
        assert clerk.post(page, typed)["Location"] == f"{HANDLERS}#variants"
    assert "choose another name" in words_of(clerk.post(page, {**typed, "difference": "Other."}))
    variant = Measure.objects.get(organisation__slug="northshire")
    assert (variant.unit, variant.aggregation, variant.varies) == ("hours", "sum", measured())
    assert "It counts <dogs>." in words_of(Client().get(HANDLERS))
    assert not Entry.objects.get(action="benefits.measures.vary").is_public


def test_a_variant_is_declared_from_a_benefit_which_names_it(
    clerk: Client, world: World, held: Profile
) -> None:
    page = _sheet(world.record("dogs"), held)
    assert f"{page}/vary" in clerk.get(page).content.decode()
    form = {**filled(clerk.get(f"{page}/vary")), "organisation": "northshire"}
    typed = {**form, "name": "Hours of dogs", "difference": "It counts dogs, not handlers."}
    for _ in range(2):
        assert clerk.post(f"{page}/vary", typed)["Location"] == f"{page}#measure"
    for address in (page, f"/benefits/{held.reference}"):
        said = words_of(clerk.get(address))
        assert "Hours of dogs, as Northshire Police measures it" in said
        assert "It differs from the national measure “Hours of handlers freed” It counts dogs, not" in said
    stale = clerk.post(f"{page}/vary", {**typed, "name": "Hours of pups"})
    assert stale.status_code == 409
    assert not Measure.objects.filter(name="Hours of pups").exists()


def test_a_retired_measure_is_offered_for_nothing_new_and_kept_by_what_uses_it(
    curator: Client, clerk: Client, world: World, held: Profile, members: Members
) -> None:
    form = filled(curator.get(f"{HANDLERS}/retire"))
    assert curator.post(f"{HANDLERS}/retire", {**form, "reason": " "}).status_code == 422
    assert curator.post(f"{HANDLERS}/retire", {**form, "reason": "Nobody counts it."}).status_code == 303
    assert "Hours of handlers freed" not in words_of(Client().get("/benefits/measures"))
    for address in (HANDLERS, f"/benefits/{held.reference}", _sheet(world.record("dogs"), held)):
        assert "Nobody counts it." in words_of(clerk.get(address)), address
    write = f"{_sheet(world.record('dogs'), held)}/write/measure"
    chosen = {**filled(clerk.get(write)), "measure": str(held.measure_id), "data_owner": "Analyst"}
    assert f'value="{held.measure_id}" selected' in clerk.get(write).content.decode()
    assert clerk.post(write, chosen).status_code == 303
    author = members.actor("northshire", Role.CONTRIBUTOR)
    with pytest.raises(Invalid) as refused:
        profiled(author, world.record("dogs"), "Another", measure=Measure.objects.get())
    assert set(refused.value.fields) == {"measure"}
    with pytest.raises(Invalid, match="in use can be varied"):
        measures.vary(by=author, national=Measure.objects.get(), organisation=body("northshire"), words={})


def test_an_earlier_definition_stays_with_what_uses_it(clerk: Client, world: World, held: Profile) -> None:
    measured(definition="Paid and unpaid hours.")
    write = f"{_sheet(world.record('dogs'), held)}/write/measure"
    page = clerk.get(write).content.decode()
    assert f'value="{held.measure_id}" selected' in page
    assert "Hours of handlers freed (definition 2)" in page


def test_what_curators_defined_or_retired_survives_the_next_start(world: World) -> None:
    Measure.objects.all().delete()
    measure_files.load(by=CURATOR)
    shipped = Measure.objects.get(slug="devices-examined")
    words = {name: getattr(shipped, name) for name in measure_files.SAID}
    measures.define(
        by=CURATOR, words={**words, "definition": "Devices, otherwise."}, slug=shipped.slug, seen=1
    )
    assert measure_files.load(by=CURATOR) == 0
    measures.retire(by=CURATOR, measure=shipped, reason="Not needed.")
    assert measure_files.load(by=CURATOR) == 0


def test_a_body_of_the_record_alone_varies_its_measure(members: Members, held: Profile) -> None:
    with pytest.raises(Invalid) as refused:
        profiles.vary_measure(
            by=CURATOR, reference=held.reference, version=1, organisation=body("port-vale"), words=TYPED
        )
    assert set(refused.value.fields) == {"organisation"}
