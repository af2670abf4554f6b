"""Versions of the method: each record keeps its own, sees what a newer one would change, and takes it up."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from frankpledge.audit.models import Entry
from frankpledge.benefits import method, packs
from frankpledge.benefits.actions import workspaces
from frankpledge.benefits.models import Light, Profile, ProfileState, Standing, Workspace
from frankpledge.benefits.queries.tolerances import tolerance_of
from frankpledge.benefits.queries.versions import would_change
from frankpledge.errors import Invalid, NotAllowed, NotFound, Stale
from frankpledge.exchange.cases.report import METHOD
from frankpledge.people.models import Role
from frankpledge.web import page_cache
from tests.members import Members, sign_in
from tests.tracking import (
    FIRST_PERIOD,
    baselined,
    begun,
    cell,
    planned,
    profiled,
    quarters_from,
    returned,
    version_of,
)
from tests.world import World

CHANGES = Path(__file__).parents[2] / "docs" / "method" / "changes.md"
MADE_UP = """
[[version]]
number = "1.1"
issued = "2027-03"
changed = ["Time freed may be a third away from plan."]
[version.rules]
full_method_from_pence = 100_000_000
review_working_days = 20
profile_is_enough = 0.10
tolerance_cash = 0.10
tolerance_capacity = 0.34
tolerance_outcome = 0.25
"""
REASON = "The board wants one rule for all."


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> method.Version:
    """A made-up second version, read as the real ones are."""
    both = tmp_path / "versions.toml"
    both.write_text(method.FILE.read_text(encoding="utf-8") + MADE_UP, encoding="utf-8")
    monkeypatch.setattr(method, "FILE", both)
    return method.newest()


@pytest.fixture
def profile(world: World, members: Members) -> Profile:
    """A benefit of time freed, without a tolerance of its own, at three quarters of its plan."""
    owner, record = members.actor("northshire", Role.OWNER), world.record("dogs")
    begun(owner, record)
    made = profiled(owner, record, tolerance=None)
    Profile.objects.filter(pk=made.pk).update(state=ProfileState.AGREED, evidence="E2")
    baselined(owner, made, quarters_from(FIRST_PERIOD.replace(year=2020), [98, 102] * 8))
    planned(owner, made, quarters_from(FIRST_PERIOD, [200]))
    returned(owner, record, FIRST_PERIOD, cell(made, 150, explanation="Two handlers were away."))
    return made


def workspace_of(world: World) -> Workspace:
    return Workspace.objects.get(collaboration=world.record("dogs"))


def test_the_versions_are_those_of_the_text_and_of_the_change_log() -> None:
    numbers = [each.number for each in method.versions()]
    log = CHANGES.read_text(encoding="utf-8")
    assert re.findall(r"^## (\d+\.\d+),", log, re.MULTILINE) == numbers[::-1]
    assert all(f"- {each}" in log for version in method.versions() for each in version.changed)
    assert method.newest().cited == METHOD
    with pytest.raises(NotFound):
        method.version("9.9")


def test_tolerances_of_the_first_version_are_those_of_its_pack() -> None:
    rules, pack = method.version("1.0").rules, packs.pack("rag-tolerances")
    held = {
        "cash": rules.tolerance_cash,
        "capacity": rules.tolerance_capacity,
        "outcome": rules.tolerance_outcome,
    }
    assert {row.name: Decimal(str(row.value)) for row in pack.rows} == held


@pytest.mark.django_db
def test_a_record_keeps_its_version_when_a_newer_one_comes(
    world: World, profile: Profile, newer: method.Version, members: Members
) -> None:
    assert workspace_of(world).method_version == "1.0"
    assert tolerance_of(Profile.objects.get(pk=profile.pk)) == Decimal("0.20")
    fresh = begun(members.actor("northshire", Role.OWNER), world.record("forensics"))
    assert fresh.method_version == newer.number == "1.1"


@pytest.mark.django_db
def test_what_a_newer_version_would_change_is_worked_out_and_nothing_is_saved(
    world: World, profile: Profile, newer: method.Version
) -> None:
    light = Standing.objects.get(profile=profile).light
    found = would_change(workspace_of(world), FIRST_PERIOD)
    assert found is not None
    assert [each.rule for each in found.rules] == [
        "review_working_days", "profile_is_enough", "tolerance_capacity",
    ]  # fmt: skip
    (changed,) = found.benefits
    assert (changed.before[0], changed.after[0]) == (Decimal("0.20"), Decimal("0.34"))
    assert changed.before[1] == light
    assert changed.after[1] != light or light == Light.NOT_KNOWN
    assert Standing.objects.get(profile=profile).light == light
    assert workspace_of(world).method_version == "1.0"


@pytest.mark.django_db
def test_without_a_newer_version_nothing_would_change(world: World, members: Members) -> None:
    workspace = begun(members.actor("northshire", Role.OWNER), world.record("dogs"))
    assert would_change(workspace, FIRST_PERIOD) is None


@pytest.mark.django_db
def test_who_decides_takes_it_up_with_a_reason_and_figures_are_worked_out_anew(
    world: World, members: Members, profile: Profile, newer: method.Version
) -> None:
    record = world.record("dogs")
    expected = would_change(workspace_of(world), FIRST_PERIOD)
    assert expected is not None
    asked: dict[str, Any] = {
        "collaboration": record,
        "version": version_of(record),
        "to": "1.1",
        "reason": REASON,
    }
    with pytest.raises(NotAllowed):
        workspaces.move_on(by=members.actor("northshire", Role.CONTRIBUTOR), **asked)
    owner = members.actor("northshire", Role.OWNER)
    for wrong in ({"reason": " "}, {"to": "9.9"}):
        with pytest.raises(Invalid):
            workspaces.move_on(by=owner, **{**asked, **wrong})
    with pytest.raises(Stale):
        workspaces.move_on(by=owner, **{**asked, "version": 99})
    moved = workspaces.move_on(by=owner, **asked)
    assert moved.method_version == "1.1"
    assert workspaces.move_on(by=owner, **asked).version == moved.version
    entry = Entry.objects.get(action="benefits.workspaces.move_on")
    assert (entry.reason, entry.detail) == (REASON, {"method_version": ["1.0", "1.1"]})
    assert Standing.objects.get(profile=profile).light == expected.benefits[0].after[1]
    with pytest.raises(Invalid):
        workspaces.move_on(by=owner, **{**asked, "version": moved.version, "to": "1.0"})


@pytest.mark.django_db
def test_the_pages_lead_from_what_would_change_to_taking_it_up(
    world: World, members: Members, profile: Profile, newer: method.Version
) -> None:
    client, record = Client(), world.record("dogs")
    sign_in(client, members.user("northshire", Role.OWNER))
    start = f"/collaborations/{record.reference}/benefits"
    assert "A newer version exists" in client.get(start).content.decode()
    page = client.get(f"{start}/method").content.decode()
    for words in (
        "Time freed may be a third away from plan.",
        "20%",
        "34%",
        "20 working days",
        profile.title,
    ):
        assert words in page
    asked = client.get(f"{start}/method/move-on").content.decode()
    values = dict(re.findall(r'name="(to|version)" value="([^"]+)"', asked))
    assert client.post(f"{start}/method/move-on", {**values, "reason": ""}).status_code == 422
    looked_over = client.post(f"{start}/method/move-on", {**values, "reason": REASON}).content.decode()
    assert REASON in looked_over
    assert workspace_of(world).method_version == "1.0"
    client.post(f"{start}/method/move-on", {**values, "reason": REASON, "step": "checked"})
    assert workspace_of(world).method_version == "1.1"
    assert "which is the newest" in client.get(f"{start}/method").content.decode()
    assert client.get(f"{start}/method/move-on").status_code == 303


@pytest.mark.django_db
def test_the_text_of_an_older_version_stays(
    newer: method.Version, settings: Settings, tmp_path: Path
) -> None:
    settings.PUBLIC_PAGE_CACHE, settings.METHOD_FOLDER = False, tmp_path
    page_cache.release.cache_clear()
    old = tmp_path / "versions" / "1.0"
    old.mkdir(parents=True)
    (old / "README.md").write_text("# As it was\n\nOld words.\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("# As it is\n\nNew words.\n", encoding="utf-8")
    client = Client()
    listed = client.get("/method/versions").content.decode()
    assert listed.index("Method 1.1") < listed.index("Method 1.0")
    assert 'href="/method/versions/1.0/text"' in client.get("/method/versions/1.0").content.decode()
    text = client.get("/method/versions/1.0/text").content.decode()
    assert "Old words." in text
    assert "There is a newer one." in text
    assert "New words." in client.get("/method/versions/1.1/text").content.decode()
    assert client.get("/method/versions/9.9").status_code == 404
