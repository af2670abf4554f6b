"""What the database itself refuses, whoever asks: by page, key, command or SQL."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from frankpledge.benefits.models import (
    Baseline,
    BaselinePoint,
    Category,
    EntryKind,
    LedgerEntry,
    LedgerShare,
    Light,
    Profile,
    Standing,
    Vintage,
    Workspace,
)
from frankpledge.people.models import Organisation, Role
from tests.members import Members
from tests.tracking import begun, profiled
from tests.world import World

pytestmark = pytest.mark.django_db
SEAL = "a" * 64
CHECK_NOW = ("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED")


@pytest.fixture
def workspace(world: World, members: Members) -> Workspace:
    return begun(members.actor("northshire", Role.OWNER), world.record("dogs"))


@pytest.fixture
def profile(workspace: Workspace, world: World, members: Members) -> Profile:
    return profiled(members.actor("northshire", Role.OWNER), world.record("dogs"))


@pytest.fixture
def baseline(profile: Profile) -> Baseline:
    made = Baseline.objects.create(
        profile=profile, period_length="quarter", quality="B", source="Duty system"
    )
    BaselinePoint.objects.create(baseline=made, starts_on=datetime.date(2023, 4, 1), value=Decimal(100))
    Baseline.objects.filter(pk=made.pk).update(locked_at=timezone.now(), seal=SEAL, is_late=False)
    return made


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE benefits_baseline SET source = 'Another'",
        "UPDATE benefits_baseline SET locked_at = NULL, seal = '', is_late = NULL",
        "DELETE FROM benefits_baseline",
        "UPDATE benefits_baselinepoint SET value = 1",
        "DELETE FROM benefits_baselinepoint",
        """INSERT INTO benefits_baselinepoint (baseline_id, starts_on, value)
        SELECT id, '2023-07-01', 5 FROM benefits_baseline""",
    ],
)
def test_a_locked_baseline_never_changes_by_sql(baseline: Baseline, statement: str) -> None:
    with pytest.raises(DatabaseError, match="locked baseline"), transaction.atomic():
        execute(statement)
    assert baseline.points.get().value == 100


def entry(workspace: Workspace, amount_pence: int, kind: str = EntryKind.COST, **shares: int) -> LedgerEntry:
    vintage, _ = Vintage.objects.get_or_create(
        workspace=workspace, kind="plan", number=1, defaults={"made_on": datetime.date(2024, 4, 1)}
    )
    made = LedgerEntry.objects.create(
        vintage=vintage,
        year=2024,
        kind=kind,
        category=Category.CASH,
        what="Kennels",
        amount_pence=amount_pence,
    )
    for slug, share_pence in shares.items():
        organisation = Organisation.objects.get(slug=slug)
        LedgerShare.objects.create(entry=made, organisation=organisation, amount_pence=share_pence)
    return made


def execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.mark.parametrize(
    ("amount", "kind", "shares"),
    [
        (100_01, EntryKind.COST, {"northshire": 50_01, "eastmarch": 50_00}),
        (0, EntryKind.TRANSFER, {"northshire": -7_00, "eastmarch": 7_00}),
    ],
)
def test_shares_that_add_up_are_taken(workspace: Workspace, amount: int, kind: str, shares: Any) -> None:
    entry(workspace, amount, kind, **shares)
    execute(*CHECK_NOW)


@pytest.mark.parametrize(
    ("amount", "kind", "shares"),
    [
        (100_01, EntryKind.COST, {"northshire": 50_00, "eastmarch": 50_00}),
        (100_01, EntryKind.COST, {}),
        (0, EntryKind.TRANSFER, {"northshire": -7_00, "eastmarch": 7_01}),
    ],
)
def test_shares_that_do_not_are_refused(workspace: Workspace, amount: int, kind: str, shares: Any) -> None:
    def put_and_check() -> None:
        entry(workspace, amount, kind, **shares)
        execute(*CHECK_NOW)

    with pytest.raises(IntegrityError, match="ledger entry"), transaction.atomic():
        put_and_check()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE benefits_ledgershare SET amount_pence = amount_pence + 1",
        "DELETE FROM benefits_ledgershare",
        "UPDATE benefits_ledgerentry SET amount_pence = 3",
    ],
)
def test_nothing_makes_them_stop_adding_up(workspace: Workspace, statement: str) -> None:
    entry(workspace, 100_00, northshire=60_00, eastmarch=40_00)
    execute(*CHECK_NOW)
    with pytest.raises(IntegrityError, match="ledger entry"), transaction.atomic():
        execute(statement, *CHECK_NOW)


def test_a_locked_plan_takes_no_entry_and_keeps_those_it_has(workspace: Workspace) -> None:
    made = entry(workspace, 100_00, northshire=100_00)
    Vintage.objects.update(locked_at=timezone.now())
    for change in (
        lambda: LedgerEntry.objects.filter(pk=made.pk).update(what="Dogs"),
        lambda: made.shares.all().delete(),
        lambda: entry(workspace, 1, northshire=1),
    ):
        with pytest.raises(DatabaseError, match="locked plan"), transaction.atomic():
            change()


@pytest.mark.parametrize("light", [Light.GREEN, Light.AMBER_GREEN, Light.AMBER, Light.AMBER_RED])
def test_no_data_is_never_green(profile: Profile, light: Light) -> None:
    with pytest.raises(IntegrityError, match="missing_is_never_green"), transaction.atomic():
        Standing.objects.create(profile=profile, light=light, made_at=timezone.now())
