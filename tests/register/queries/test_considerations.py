"""What the register holds for whoever considers a collaboration: of the real forces, and of the cast."""

import datetime
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frankpledge.dates import PartialDate
from frankpledge.people.models import Kind, Organisation
from frankpledge.register import sight
from frankpledge.register.actions import collaborations
from frankpledge.register.drafts import CollaborationDraft, SourceDraft
from frankpledge.register.models import Function, Model, PartiesCoverage, Status
from frankpledge.register.queries.considerations import Pack, Part, considered
from frankpledge.register.queries.considerations.pack import seal
from frankpledge.register.queries.entries import Place
from tests.releases import withheld
from tests.world import CURATOR, GAZETTE, MINUTES, World, party

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 22)
WALES = ("dyfed-powys", "gwent", "north-wales", "south-wales")


def pack(*forces: str, work: tuple[str, ...] = ("dogs",), day: datetime.date = TODAY, most: int = 40) -> Pack:
    """The pack for these forces, in this order."""
    by_slug = Organisation.objects.in_bulk(forces, field_name="slug")
    functions = list(Function.objects.filter(slug__in=work).order_by("slug"))
    return considered([by_slug[slug] for slug in forces], functions, day, most=most)


def references(found: Pack, *parts: Part) -> set[str]:
    return {entry.reference for entry in found.of(*parts)}


# --- three real questions -----------------------------------------------------------------------------


def test_dogs_for_norfolk_suffolk_and_cambridgeshire() -> None:
    found = pack("norfolk", "suffolk", "cambridgeshire")
    assert references(found, Part.OURS) == {"C-0025"}
    assert references(found, Part.ALLIANCE) == {"C-0019", "C-0024", "C-0035"}
    assert {"C-0006", "C-0020", "C-0021", "C-0022", "C-0041"} == references(found, Part.EACH_OTHER)
    assert {"C-0031", "C-0050", "C-0060", "C-0066", "C-0067", "C-0097", "C-0101"} == references(
        found, Part.OTHERS
    )
    assert [force.short_name for force in found.without_any] == ["Norfolk", "Suffolk"]
    assert {entry.reference for entry in found.in_the_same_region} == {"C-0031"}
    assert found.count(Part.OTHERS, model="joint_unit", place=Place.PAST) == 2
    assert found.forces[0].policing_body == "Police and Crime Commissioner for Norfolk"
    (unit,) = found.of(Part.OURS)
    assert (unit.status, unit.status_as_of, unit.legal_basis) == ("running", "2017", "s22A")
    assert {member.slug for member in unit.members} == {"bedfordshire", "cambridgeshire", "hertfordshire"}
    assert [found.sources[number - 1].title for number in unit.sources] == ["The Comet: savings from sharing"]


def test_forensics_for_cleveland_and_durham() -> None:
    found = pack("cleveland", "durham", work=("forensics",))
    assert references(found, Part.OURS) == {"C-0070", "C-0073"}
    assert references(found, Part.NATIONAL) == {"C-0012", "C-0016"}
    assert {"C-0064", "C-0065", "C-0066", "C-0067", "C-0068", "C-0071"} == references(found, Part.EACH_OTHER)
    assert {"C-0078", "C-0106", "C-0115"} <= references(found, Part.OTHERS)
    assert {entry.reference for entry in found.of_unknown_status} >= {"C-0070", "C-0073", "C-0065"}
    assert "C-0078" in {entry.reference for entry in found.of_their_partners}
    assert found.without_any == ()


def test_firearms_for_the_four_welsh_forces() -> None:
    found = pack(*WALES, work=("firearms",))
    assert references(found, Part.OURS) == {"C-0060", "C-0113"}
    assert references(found, Part.ALLIANCE) == {"C-0110"}
    assert references(found, Part.EACH_OTHER) == {"C-0111", "C-0112", "C-0114", "C-0115"}
    assert found.without_any == ()
    unknown = [entry for entry in found.of(Part.OTHERS) if entry.parties_coverage == "not_known"]
    assert [entry.reference for entry in unknown] == ["C-0017"]


# --- the cast -----------------------------------------------------------------------------------------


def test_each_record_is_there_once_and_for_its_reason(world: World) -> None:
    found = pack("northshire", "port-vale", work=("dogs", "ferries"))
    by_title = {entry.title: entry for entry in found.entries}
    assert len(by_title) == len(found.entries)
    assert by_title["Northern Marches Dog Unit"].part is Part.OURS
    assert by_title["Northern Marches programme"].part is Part.ALLIANCE
    # Only one of the two was in the laboratory, and none is asked about the records.
    assert "Northern Marches Forensics" not in by_title
    assert "Port Vale records contract" not in by_title
    assert pack("northshire", "eastmarch", work=("dogs",)).of(Part.EACH_OTHER)[0].title.endswith("Forensics")


def test_who_left_is_marked_and_a_funder_is_no_party(world: World) -> None:
    (unit,) = [entry for entry in pack("northshire").of(Part.OURS) if entry.title.endswith("Dog Unit")]
    assert {member.slug: member.has_left for member in unit.members} == {
        "northshire": False, "eastmarch": False, "port-vale": True
    }  # fmt: skip
    assert unit.members[0].role == "lead"


def test_what_ends_within_a_year_is_found_by_all_that_its_date_may_mean(world: World) -> None:
    for name, ends_on in (
        ("soon", PartialDate(2027)),
        ("later", PartialDate(2028)),
        ("past", PartialDate(2025)),
    ):
        collaborations.put_all(by=CURATOR, drafts=[unit(name, ends_on)])
    found = pack("northshire")
    assert [entry.title for entry in found.falling_due] == ["Kennels soon"]


def test_a_list_that_is_cut_still_counts_everything(world: World) -> None:
    for name in ("one", "two", "three"):
        collaborations.put_all(by=CURATOR, drafts=[unit(name, None)])
    found = pack("northshire", most=2)
    assert len(found.of(Part.OURS)) == 2
    assert found.count(Part.OURS) == 4


def test_it_asks_as_many_statements_for_two_forces_as_for_forty_three() -> None:
    every = Organisation.objects.filter(kind=Kind.FORCE).values_list("slug", flat=True)
    counts = set()
    for forces in (["norfolk", "suffolk"], list(every)):
        with CaptureQueriesContext(connection) as asked:
            pack(*forces, work=("forensics", "firearms", "roads-policing"))
        # Two are this test's own.
        counts.add(len(asked) - 2)
    assert counts == {9}


def test_written_down_it_is_read_back_the_same_and_its_seal_tells_any_other(world: World) -> None:
    found = pack("northshire", "eastmarch", work=("dogs", "forensics"))
    kept = json.loads(json.dumps(found.as_data()))
    assert Pack.read(kept) == found
    assert (
        seal(kept)
        == seal(found.as_data())
        == seal(pack("northshire", "eastmarch", work=("dogs", "forensics")).as_data())
    )
    collaborations.put_all(by=CURATOR, drafts=[unit("more", None)])
    assert seal(pack("northshire", "eastmarch", work=("dogs", "forensics")).as_data()) != seal(kept)
    assert seal({**kept, "revision": kept["revision"] + 1}) != seal(kept)


def test_what_only_assumption_joins_is_no_work_they_share() -> None:
    assumed = pack("essex", "kent", work=("firearms",))
    (entry,) = [entry for entry in assumed.of(Part.OURS) if entry.reference == "C-0021"]
    assert {member.slug for member in entry.members if member.is_assumed} >= {"essex", "kent"}
    dogs = pack("essex", "kent", work=("dogs",))
    assert "C-0021" not in references(dogs, Part.EACH_OTHER)


def unit(name: str, ends_on: PartialDate | None) -> CollaborationDraft:
    """One more unit for dogs."""
    return CollaborationDraft(
        slug=f"kennels-{name}",
        title=f"Kennels {name}",
        purpose="Kennels.",
        functions=("dogs",),
        model=Model.JOINT_UNIT,
        status=Status.RUNNING,
        status_as_of=PartialDate(2026),
        ends_on=ends_on,
        parties_coverage=PartiesCoverage.COMPLETE,
        parties=(party("northshire"), party("eastmarch")),
        record_sources=(SourceDraft(MINUTES, "Minutes"),),
        further_sources=(SourceDraft(GAZETTE),),
    )


def test_what_is_withheld_is_in_no_pack_not_even_for_those_who_may_see_it(world: World) -> None:
    laboratory = world.record("forensics")
    before = pack("northshire", "eastmarch", work=("dogs", "forensics"))
    withheld(laboratory)
    for sees in (sight.everything, sight.as_public):
        with sees():
            found = pack("northshire", "eastmarch", work=("dogs", "forensics"))
        assert references(before, Part.OURS) - references(found, Part.OURS) == {laboratory.reference}
        assert "Forensics" not in str([entry for entry in found.entries if "Marches" in entry.title])
        assert found.count(Part.OURS) == before.count(Part.OURS) - 1
