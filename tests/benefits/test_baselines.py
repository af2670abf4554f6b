"""Baselines: written, sealed, late or not, made again with a reason, and never changed once locked."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from frankpledge.benefits.actions import baselines
from frankpledge.benefits.actions.baselines import Said
from frankpledge.benefits.drafts import rows
from frankpledge.benefits.models import Grade, Profile
from frankpledge.benefits.queries.baselines import counting, sealed
from frankpledge.errors import Invalid, NotAllowed, Stale
from frankpledge.people.models import Organisation, Role
from tests.members import Members
from tests.tracking import baselined, begun, profiled, quarters_from, realised_by
from tests.world import World

pytestmark = pytest.mark.django_db
BEFORE = datetime.date(2023, 4, 1)
SAID = Said(period_length="quarter", quality="B", source="Duty system")
TOMORROW = timezone.localdate() + datetime.timedelta(days=1)


@pytest.fixture
def profile(world: World, members: Members) -> Profile:
    contributor = members.actor("northshire", Role.CONTRIBUTOR)
    begun(contributor, world.record("dogs"), goes_live_on=TOMORROW)
    return profiled(contributor, world.record("dogs"))


def writing(profile: Profile, **values: Any) -> dict[str, Any]:
    held = {"version": 0, "said": SAID, "rows": quarters_from(BEFORE, [10, 12, 11, 13])}
    return {"reference": profile.reference, **held, **values}


def test_a_contributor_writes_and_an_owner_locks_with_a_seal_that_anybody_can_check(
    members: Members, profile: Profile
) -> None:
    contributor, owner = (members.actor("northshire", role) for role in (Role.CONTRIBUTOR, Role.OWNER))
    draft = baselines.write(by=contributor, **writing(profile))
    with pytest.raises(NotAllowed):
        baselines.lock(by=contributor, reference=profile.reference, version=draft.version)
    locked = baselines.lock(by=owner, reference=profile.reference, version=draft.version)
    points = list(locked.points.select_related("organisation"))
    assert (locked.is_late, len(locked.seal)) == (False, 64)
    assert sealed(profile, locked, points) == locked.seal
    points[0].value = 9
    assert sealed(profile, locked, points) != locked.seal


def test_nothing_is_written_into_a_locked_one_but_a_new_one_with_a_reason(
    members: Members, profile: Profile
) -> None:
    owner = members.actor("northshire", Role.OWNER)
    baselined(owner, profile, quarters_from(BEFORE, [10, 12]))
    with pytest.raises(Invalid) as refused:
        baselines.write(by=owner, **writing(profile))
    assert "reason" in refused.value.fields
    said = replace(SAID, reason="The duty system counted twice.")
    second = baselines.write(by=owner, **writing(profile, said=said))
    assert second.number == 2
    held = counting(profile)
    assert held is not None
    assert (held.number, held.points.count()) == (1, 2)
    baselines.discard(by=owner, reference=profile.reference, version=second.version)
    assert profile.baselines.count() == 1


@pytest.mark.parametrize("live", [timezone.localdate(), None])
def test_a_late_one_is_marked_and_caps_the_evidence(
    world: World, members: Members, live: datetime.date | None
) -> None:
    owner = members.actor("northshire", Role.OWNER)
    begun(owner, world.record("dogs"), goes_live_on=live)
    profile = profiled(owner, world.record("dogs"))
    Profile.objects.filter(pk=profile.pk).update(evidence=Grade.E2)
    assert baselined(owner, profile, quarters_from(BEFORE, [10, 12])).is_late
    profile.refresh_from_db()
    assert profile.evidence == Grade.E1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"said": replace(SAID, source=" ")}, "source"),
        ({"said": replace(SAID, quality="Z")}, "quality"),
        ({"said": replace(SAID, period_length="week")}, "period_length"),
        ({"rows": []}, "rows"),
        ({"rows": [rows.Row(starts_on=BEFORE, numbers=(None,) * 2)]}, "rows"),
        ({"rows": [*quarters_from(BEFORE, [1]), *quarters_from(datetime.date(2023, 8, 1), [1])]}, "rows"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    members: Members, profile: Profile, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        baselines.write(by=members.actor("northshire", Role.OWNER), **writing(profile, **values))
    assert list(refused.value.fields) == [field]


def test_whoever_comes_second_is_told(members: Members, profile: Profile) -> None:
    baselines.write(by=members.actor("northshire", Role.OWNER), **writing(profile))
    for version in (0, 2):
        with pytest.raises(Stale):
            baselines.write(by=members.actor("eastmarch", Role.OWNER), **writing(profile, version=version))


def test_rows_are_read_as_a_spreadsheet_pastes_them(members: Members, profile: Profile) -> None:
    realised_by(members.actor("northshire", Role.OWNER), profile, "northshire", "eastmarch")
    parties = list(Organisation.objects.filter(slug__in=("northshire", "eastmarch")))
    text = (
        "Month\tForce\tHours\nApril 2023\tNorthshire\t1,200.5\n2023-04\teastmarch\t£7\n2023/24;northshire;9"
    )
    with pytest.raises(Invalid, match="cannot be read") as refused:
        rows.read(text, parties, (1,))
    assert refused.value.fields["rows"] == "Line 4: this period is there twice"
    read = rows.read("\n".join(text.splitlines()[:3]), parties, (1,))
    assert {(row.organisation.slug if row.organisation else "", str(row.numbers[0])) for row in read} == {
        ("northshire", "1200.5000"),
        ("eastmarch", "7.0000"),
    }
    assert rows.read(rows.written(read), parties, (1,)) == read


@pytest.mark.parametrize("line", ["2023-04-02\t1", "then\t1", "2023-04", "2023-04\tseven", "2023-04\t1\t2"])
def test_a_line_that_is_no_row_is_named(line: str) -> None:
    with pytest.raises(Invalid) as refused:
        rows.read(f"2023-01\t1\n{line}", [], (1,))
    assert refused.value.fields["rows"].startswith("Line 2: ")
