from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frankpledge.audit.models import Entry
from frankpledge.audit.outcomes import Effect
from frankpledge.audit.queries import revision
from frankpledge.dates import PartialDate
from frankpledge.errors import Invalid
from frankpledge.people.actions.sources import SourceDraft
from frankpledge.register.actions import collaborations
from frankpledge.register.drafts import AgreementDraft, CollaborationDraft, EventDraft
from frankpledge.register.models import (
    Citation,
    Collaboration,
    CollaborationAddress,
    EndingKind,
    EventKind,
    Party,
    Purpose,
    Role,
    SearchCard,
    Status,
)
from tests.world import CURATOR, GAZETTE, MINUTES, World, crossings, dogs, forensics, marches, party

pytestmark = pytest.mark.django_db


def everything() -> tuple[int, ...]:
    tables = (Collaboration, Party, Citation, Purpose, CollaborationAddress)
    return (revision(), *(table.objects.count() for table in tables))


def names_of(record: Collaboration) -> list[str]:
    return [name.text for name in record.names.all()]


def test_a_whole_record_is_one_action_and_one_entry(world: World) -> None:
    before = revision()
    draft = replace(dogs(), slug="marches-horses", title="Horses", names=("Mounted", "Cavalry"))
    outcome = collaborations.put(by=CURATOR, draft=draft, reason="announced")
    record = Collaboration.objects.get(slug="marches-horses")
    entry = Entry.objects.get(id__gt=before)
    assert outcome.effect is Effect.ADDED
    assert (entry.action, entry.subject_key, entry.reason) == (
        "register.collaborations.put",
        "marches-horses",
        "announced",
    )
    assert entry.detail["names"] == [None, ["Mounted", "Cavalry"]]
    assert entry.detail["parties.port-vale (member, 2015-04).left_on"] == [None, "2018-04"]
    assert names_of(record) == ["Mounted", "Cavalry"]
    assert [place.function.slug for place in record.function_places.all()] == ["dogs", "training"]
    assert record.parent == world.record("marches")
    assert (record.parties.count(), record.events.count(), record.purposes.count()) == (4, 2, 1)
    assert record.citations.count() == 1 + 4 + 2
    assert record.provenance == "public_sources"


def test_new_records_get_the_next_free_reference(world: World) -> None:
    references = [int(world.record(name).reference[2:]) for name in ("marches", "dogs", "forensics")]
    assert references == [references[0], references[0] + 1, references[0] + 2]


def test_the_next_reference_follows_the_highest_number_and_not_the_last_word() -> None:
    collaborations.put(by=CURATOR, draft=replace(_alone(), slug="many", reference="C-10000"))
    collaborations.put(by=CURATOR, draft=replace(_alone(), slug="one-more"))
    assert Collaboration.objects.get(slug="one-more").reference == "C-10001"


def test_putting_the_same_again_changes_and_writes_nothing(world: World) -> None:
    before = everything()
    for draft in (marches(), dogs(), forensics(), crossings()):
        outcome = collaborations.put(by=CURATOR, draft=draft)
        assert (outcome.effect, outcome.changes, outcome.held_only) == (Effect.UNCHANGED, {}, ())
    assert everything() == before


def test_only_named_fields_are_saved(world: World) -> None:
    with CaptureQueriesContext(
        connection,
    ) as statements:
        collaborations.put(by=CURATOR, draft=replace(dogs(), title="Northern Marches Dogs"))
    updates = [q["sql"] for q in statements if q["sql"].startswith('UPDATE "register_collaboration"')]
    assert len(updates) == 1
    assert 'SET "title" = ' in updates[0]
    assert '"status"' not in updates[0].split("WHERE")[0]


@pytest.mark.parametrize(
    ("differently", "changes"),
    [
        ({"title": "Dogs"}, {"title": ["Northern Marches Dog Unit", "Dogs"]}),
        ({"names": ("Hounds",)}, {"names": [None, ["Hounds"]]}),
        ({"functions": ("training", "dogs")}, {"functions": [["dogs", "training"], ["training", "dogs"]]}),
        ({"starts_on": PartialDate(2015)}, {"starts_on": ["2015-04", "2015"]}),
        ({"parent": ""}, {"parent": ["marches", None]}),
        ({"parties_expected": 3}, {"parties_expected": [None, 3]}),
        ({"purpose": "Dogs, jointly."}, {"purpose": ["Joint police dog unit.", "Dogs, jointly."]}),
        (
            {"record_sources": (SourceDraft(GAZETTE, "The Gazette"),)},
            {"sources.record": [[f"{GAZETTE} The Marches Gazette"], [f"{GAZETTE} The Gazette"]]},
        ),
        ({"further_sources": (SourceDraft(MINUTES),)}, {"sources.further": [None, [MINUTES]]}),
    ],
)
def test_a_changed_cell_changes_exactly_that(
    world: World, differently: dict[str, Any], changes: dict[str, Any]
) -> None:
    draft = replace(dogs(), **differently)
    assert collaborations.put(by=CURATOR, draft=draft).changes == changes
    assert collaborations.put(by=CURATOR, draft=draft).effect is Effect.UNCHANGED


def test_other_words_for_the_purpose_are_a_further_version(world: World) -> None:
    collaborations.put(by=CURATOR, draft=replace(dogs(), purpose="Dogs, jointly."))
    said = [(purpose.version, purpose.statement) for purpose in world.record("dogs").purposes.all()]
    assert said == [(2, "Dogs, jointly."), (1, "Joint police dog unit.")]


def test_a_source_keeps_each_name_that_it_was_cited_under(world: World) -> None:
    collaborations.put(
        by=CURATOR, draft=replace(dogs(), record_sources=(SourceDraft(GAZETTE, "Gazette, p. 2"),))
    )
    titles = {
        name: world.record(name).citations.get(supports="record").shown_title for name in ("dogs", "records")
    }
    assert titles == {"dogs": "Gazette, p. 2", "records": "The Marches Gazette"}


# Parties, events and agreements


def test_a_corrected_date_or_role_changes_the_party_that_is_held(world: World) -> None:
    port_vale = party("port-vale", Role.CUSTOMER, joined_on=PartialDate(2015), left_on=PartialDate(2018, 4))
    others = tuple(each for each in dogs().parties if each.organisation != "port-vale")
    held = world.record("dogs").parties.get(organisation__slug="port-vale")
    outcome = collaborations.put(by=CURATOR, draft=replace(dogs(), parties=(*others, port_vale)))
    assert outcome.changes == {
        "parties.port-vale (customer, 2015).role": ["member", "customer"],
        "parties.port-vale (customer, 2015).joined_on": ["2015-04", "2015"],
    }
    held.refresh_from_db()
    assert (held.role, held.joined_on) == (Role.CUSTOMER, PartialDate(2015))


def test_a_body_may_be_a_party_twice(world: World) -> None:
    again = party("port-vale", joined_on=PartialDate(2022))
    outcome = collaborations.put(by=CURATOR, draft=replace(dogs(), parties=(*dogs().parties, again)))
    assert set(outcome.changes) == {
        f"parties.port-vale (member, 2022).{field}" for field in ("role", "joined_on", "basis", "sources")
    }
    assert world.record("dogs").parties.filter(organisation__slug="port-vale").count() == 2


def test_what_is_no_longer_named_stays_and_is_reported(world: World) -> None:
    before = everything()
    outcome = collaborations.put(by=CURATOR, draft=replace(dogs(), parties=dogs().parties[:2], events=()))
    assert outcome.effect is Effect.UNCHANGED
    assert outcome.held_only == (
        "parties.port-vale (member, 2015-04)",
        "parties.wayfarers-fund (funder)",
        "events.2018-04 left",
        "events.2015-04 started",
    )
    assert everything() == before


def test_a_corrected_event_changes_the_event_that_is_held(world: World) -> None:
    started, left = dogs().events
    corrected = (replace(started, on=PartialDate(2015, 4, 1)), replace(left, what="Port Vale withdraws."))
    outcome = collaborations.put(by=CURATOR, draft=replace(dogs(), events=corrected))
    assert outcome.changes == {
        "events.2015-04-01 started.on": ["2015-04", "2015-04-01"],
        "events.2018-04 left.what": ["Port Vale leaves.", "Port Vale withdraws."],
    }
    assert world.record("dogs").events.count() == 2


def test_an_agreement_that_moved_is_the_same_agreement(world: World) -> None:
    moved = AgreementDraft(url="https://elsewhere.example/crossings.pdf", note="A draft, not signed.")
    outcome = collaborations.put(by=CURATOR, draft=replace(crossings(), agreements=(moved,)))
    assert [*outcome.changes] == [f"agreements.{moved.url}.url"]
    assert [agreement.url for agreement in world.record("crossings").agreements.all()] == [moved.url]


def test_an_agreement_no_longer_named_stays(world: World) -> None:
    outcome = collaborations.put(by=CURATOR, draft=replace(crossings(), agreements=()))
    assert outcome.held_only == ("agreements.https://mirror.example/crossings.pdf",)
    assert world.record("crossings").agreements.count() == 1


# Refusals


@pytest.mark.parametrize(
    ("differently", "field"),
    [
        ({"title": ""}, "title"),
        ({"slug": "not a slug"}, "slug"),
        ({"status": Status.ENDED}, "ending_kind"),
        ({"ending_kind": EndingKind.TERM}, "ending_kind"),
        ({"ends_on": PartialDate(2014)}, "ends_on"),
        ({"functions": ("dogs", "cats")}, "functions"),
        ({"parent": "nowhere"}, "parent"),
        ({"parent": "marches-dogs"}, "parent"),
        ({"reference": "C-9999"}, "reference"),
        ({"parties": (party("nowhere"),)}, "parties.nowhere (member)"),
        ({"parties": (party("eastmarch"), party("eastmarch"))}, "parties.eastmarch (member)"),
        (
            {"parties": (party("eastmarch", joined_on=PartialDate(2016), left_on=PartialDate(2015)),)},
            "parties.eastmarch (member, 2016)",
        ),
        ({"events": (EventDraft(on=PartialDate(2015), kind=EventKind.OTHER, what=""),)}, "events.2015 other"),
        ({"events": dogs().events[:1] * 2}, "events.2015-04 started"),
        ({"agreements": (AgreementDraft(url="lost"),)}, "agreements.lost.url"),
        ({"record_sources": (SourceDraft("lost"),)}, "url"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_by_its_field_and_nothing_is_saved(
    world: World, differently: dict[str, Any], field: str
) -> None:
    before = everything()
    renamed = replace(marches(), title="Saved first, and then not")
    with pytest.raises(Invalid) as refusal:
        collaborations.put_all(by=CURATOR, drafts=[renamed, replace(dogs(), **differently)])
    assert [*refusal.value.fields] == [field]
    assert everything() == before
    assert world.record("marches").title == "Northern Marches programme"


def test_no_record_lies_within_itself(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        collaborations.put(by=CURATOR, draft=replace(marches(), parent="marches-dogs"))
    assert [*refusal.value.fields] == ["parent"]
    assert world.record("marches").parent is None


def test_two_new_records_cannot_lie_within_each_other(world: World) -> None:
    one, two = replace(_alone(), slug="one", parent="two"), replace(_alone(), slug="two", parent="one")
    with pytest.raises(Invalid):
        collaborations.put_all(by=CURATOR, drafts=[one, two])
    assert not Collaboration.objects.filter(slug__in=["one", "two"]).exists()


# Names and addresses


def test_a_renamed_record_is_found_under_every_slug_that_it_had(world: World) -> None:
    record = world.record("dogs")
    collaborations.rename(by=CURATOR, collaboration=record, slug="hounds", title="Hounds", reason="new name")
    record.refresh_from_db()
    assert (record.slug, record.title) == ("hounds", "Hounds")
    assert {address.slug for address in record.addresses.all()} == {"marches-dogs", "hounds"}
    entry = Entry.objects.latest("id")
    assert (entry.action, entry.reason) == ("register.collaborations.rename", "new name")
    assert entry.detail == {
        "slug": ["marches-dogs", "hounds"],
        "title": ["Northern Marches Dog Unit", "Hounds"],
    }


def test_a_record_may_take_back_a_slug_that_it_had(world: World) -> None:
    record = world.record("dogs")
    for slug in ("hounds", "marches-dogs"):
        collaborations.rename(by=CURATOR, collaboration=record, slug=slug, reason="dithering")
    record.refresh_from_db()
    assert record.slug == "marches-dogs"
    assert record.addresses.count() == 2


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"slug": "marches", "reason": "why not"}, "slug"),
        ({"slug": "No Slug", "reason": "why not"}, "slug"),
        ({"title": "", "reason": "why not"}, "title"),
        ({"slug": "hounds", "reason": " "}, "reason"),
    ],
)
def test_a_renaming_is_refused_and_nothing_is_saved(world: World, given: dict[str, str], field: str) -> None:
    before = everything()
    with pytest.raises(Invalid) as refusal:
        collaborations.rename(by=CURATOR, collaboration=world.record("dogs"), **given)
    assert [*refusal.value.fields] == [field]
    assert everything() == before
    assert world.record("dogs").title == "Northern Marches Dog Unit"


def test_the_slug_that_another_record_once_had_is_taken(world: World) -> None:
    collaborations.rename(by=CURATOR, collaboration=world.record("dogs"), slug="hounds", reason="new name")
    draft = replace(_alone(), slug="marches-dogs", reference="C-9999")
    with pytest.raises(Invalid) as refusal:
        collaborations.put(by=CURATOR, draft=draft)
    assert "reference" in refusal.value.fields


def test_a_draft_with_a_held_reference_and_a_new_slug_renames(world: World) -> None:
    record = world.record("dogs")
    outcome = collaborations.put(by=CURATOR, draft=replace(dogs(), reference=record.reference, slug="hounds"))
    assert outcome.changes == {"slug": ["marches-dogs", "hounds"]}
    assert CollaborationAddress.objects.get(slug="marches-dogs").collaboration == record


def test_every_slug_in_use_is_an_address(world: World) -> None:
    for slug, key in Collaboration.objects.values_list("slug", "pk"):
        assert CollaborationAddress.objects.get(slug=slug).collaboration_id == key


# Searching


def test_a_search_finds_what_was_put(world: World) -> None:
    card = SearchCard.objects.get(collaboration=world.record("dogs"))
    assert card.title == "Northern Marches Dog Unit"
    collaborations.put(by=CURATOR, draft=replace(dogs(), title="Hounds"))
    card.refresh_from_db()
    assert card.title == "Hounds"


def test_a_search_finds_it_under_its_new_name(world: World) -> None:
    record = world.record("dogs")
    collaborations.rename(by=CURATOR, collaboration=record, title="Hounds", reason="new name")
    assert SearchCard.objects.get(collaboration=record).title == "Hounds"


def _alone() -> CollaborationDraft:
    return replace(dogs(), parent="", parties=(), events=(), slug="alone")
