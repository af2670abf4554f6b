from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from frankpledge.audit.models import Entry
from frankpledge.audit.outcomes import Effect
from frankpledge.audit.queries import revision
from frankpledge.dates import PartialDate
from frankpledge.errors import Invalid
from frankpledge.register.actions import claims
from frankpledge.register.drafts import ClaimDraft
from frankpledge.register.models import Claim, Contradiction, Qualifier, SearchCard
from tests.world import CURATOR, GAZETTE, MINUTES, World, saving

pytestmark = pytest.mark.django_db


def dogs_01() -> ClaimDraft:
    return saving(
        "dogs-01", "It would save £400,000 to £600,000 a year.", "marches-dogs", "400000", upper="600000"
    )


def dogs_03(*contradicts: str) -> ClaimDraft:
    return saving("dogs-03", "It saved £310,000.", "marches-dogs", "310000", contradicts=contradicts)


def everything() -> tuple[object, ...]:
    return (
        revision(),
        [*Claim.objects.order_by("pk").values_list("key", "sentence", "amount", "supersedes")],
        Contradiction.objects.count(),
    )


def contradicted_by(world: World, key: str) -> set[str]:
    return {other.key for other in world.claim(key).contradicts.all()}


def test_a_claim_is_held_part_by_part(world: World) -> None:
    claim = world.claim("dogs-01")
    assert claim.collaboration == world.record("dogs")
    assert (claim.amount, claim.amount_upper) == (Decimal(400000), Decimal(600000))
    assert claim.qualifier == "between"
    assert [place.organisation.slug for place in claim.coverage.all()] == ["port-vale", "northshire"]
    assert [citation.source.url for citation in claim.citations.all()] == [MINUTES]
    assert claim.citations.get().collaboration == world.record("dogs")


def test_a_national_claim_has_no_collaboration(world: World) -> None:
    assert world.claim("national-01").collaboration is None
    assert world.claim("national-01").citations.get().collaboration is None


def test_one_entry_tells_of_a_claim_and_its_links(world: World) -> None:
    entry = Entry.objects.get(subject_kind="claim", subject_key="marches-dogs-02")
    assert entry.action == "register.claims.put"
    assert entry.detail["contradicts"] == [None, ["marches-dogs-03"]]
    assert entry.detail["amount"] == [None, "250000"]


def test_links_may_point_at_what_comes_later(world: World) -> None:
    assert contradicted_by(world, "dogs-02") == {"marches-dogs-03"}
    assert contradicted_by(world, "dogs-03") == {"marches-dogs-02"}
    assert world.claim("forensics-02").supersedes == world.claim("forensics-01")


def test_putting_the_same_again_changes_and_writes_nothing(world: World) -> None:
    before = everything()
    for draft in (dogs_01(), dogs_03("dogs-02")):
        assert claims.put(by=CURATOR, draft=draft).effect is Effect.UNCHANGED
    assert everything() == before


@pytest.mark.parametrize(
    ("differently", "changes"),
    [
        ({"amount": Decimal("450000.5")}, {"amount": ["400000", "450000.5"]}),
        ({"note": "a guess"}, {"note": ["", "a guess"]}),
        ({"covers_organisations": ()}, {"covers_organisations": [["port-vale", "northshire"], []]}),
        (
            {"covers_organisations": ("northshire", "port-vale")},
            {"covers_organisations": [["port-vale", "northshire"], ["northshire", "port-vale"]]},
        ),
        ({"supersedes": "marches-dogs-02"}, {"supersedes": [None, "marches-dogs-02"]}),
        ({"sources": (GAZETTE, MINUTES)}, {"sources": [[MINUTES], [GAZETTE, MINUTES]]}),
        ({"collaboration": ""}, {"collaboration": ["marches-dogs", None]}),
        ({"said_on": None}, {"said_on": ["2015-12", None]}),
    ],
)
def test_a_changed_part_changes_exactly_that(
    world: World, differently: dict[str, Any], changes: dict[str, Any]
) -> None:
    draft = replace(dogs_01(), **differently)
    assert claims.put(by=CURATOR, draft=draft).changes == changes
    assert claims.put(by=CURATOR, draft=draft).effect is Effect.UNCHANGED


def test_a_contradiction_taken_back_is_gone_both_ways(world: World) -> None:
    outcome = claims.put(by=CURATOR, draft=dogs_03())
    assert outcome.changes == {"contradicts": [["marches-dogs-02"], []]}
    assert contradicted_by(world, "dogs-02") == set()


def test_a_claim_that_moves_takes_its_sources_with_it(world: World) -> None:
    claims.put(by=CURATOR, draft=replace(dogs_01(), collaboration="marches-forensics"))
    assert world.claim("dogs-01").citations.get().collaboration == world.record("forensics")


def test_a_claim_is_found_by_any_slug_that_its_record_had(world: World) -> None:
    world.record("dogs").addresses.create(slug="hounds")
    assert claims.put(by=CURATOR, draft=replace(dogs_01(), collaboration="hounds")).changes == {}


@pytest.mark.parametrize(
    ("differently", "field"),
    [
        ({"sentence": ""}, "sentence"),
        ({"said_by": ""}, "said_by"),
        ({"key": "No Key"}, "key"),
        ({"amount": Decimal("0.00001")}, "amount"),
        ({"amount_upper": None}, "amount_upper"),
        ({"qualifier": Qualifier.ABOUT}, "amount_upper"),
        ({"amount": Decimal(600000)}, "amount_upper"),
        ({"amount": None}, "amount_upper"),
        ({"period_ends_on": PartialDate(2015)}, "period_ends_on"),
        ({"collaboration": "nowhere"}, "collaboration"),
        ({"covers_organisations": ("nowhere",)}, "covers_organisations"),
        ({"contradicts": ("nothing",)}, "contradicts"),
        ({"contradicts": ("marches-dogs-01",)}, "contradicts"),
        ({"supersedes": "nothing"}, "supersedes"),
        ({"supersedes": "marches-dogs-01"}, "supersedes"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field_and_nothing_is_saved(
    world: World, differently: dict[str, Any], field: str
) -> None:
    before = everything()
    with pytest.raises(Invalid) as refusal:
        claims.put_all(by=CURATOR, drafts=[dogs_03(), replace(dogs_01(), **differently)])
    assert [*refusal.value.fields] == [field]
    assert everything() == before


def test_no_claim_replaces_itself_by_way_of_another(world: World) -> None:
    draft = saving(
        "forensics-01", "It would save £2m a year.", "marches-forensics", "2000000", supersedes="forensics-02"
    )
    before = everything()
    with pytest.raises(Invalid) as refusal:
        claims.put(by=CURATOR, draft=draft)
    assert [*refusal.value.fields] == ["supersedes"]
    assert everything() == before


def test_a_search_finds_the_record_by_its_claims(world: World) -> None:
    card = SearchCard.objects.get(collaboration=world.record("dogs"))
    assert "£310,000" in card.claims
    claims.put(by=CURATOR, draft=replace(dogs_03("dogs-02"), sentence="It saved nothing."))
    card.refresh_from_db()
    assert "£310,000" not in card.claims
    assert "It saved nothing." in card.claims
