"""Returns as a file, in a browser without scripts: looked over first, saved as drafts, never locked."""

import csv
import datetime
import io
import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from frankpledge.benefits.models import Observation, Profile, Return, ReturnState, Said
from frankpledge.people.models import Role
from frankpledge.register.models import Collaboration
from tests.corrections import words_of
from tests.exchange.test_spreadsheets import workbook
from tests.members import Members
from tests.tracking import FIRST_PERIOD, begun, cell, measured, profiled, realised_by, returned, saved
from tests.web.test_workspaces import filled, signed_in
from tests.world import World

NEXT = datetime.date(2024, 7, 1)


@pytest.fixture
def dogs(world: World, members: Members) -> Collaboration:
    begun(members.actor("northshire", Role.OWNER), world.record("dogs"))
    return world.record("dogs")


@pytest.fixture
def both(dogs: Collaboration, members: Members) -> tuple[Profile, Profile]:
    """Hours of two parties, and a ratio of all together."""
    owner = members.actor("northshire", Role.OWNER)
    hours = realised_by(owner, profiled(owner, dogs), "northshire", "eastmarch")
    words = {"unit": "per_cent", "aggregation": "ratio", "numerator": "Calls met", "denominator": "Calls"}
    share = profiled(owner, dogs, "Calls met", measure=measured(name="Calls met", **words))
    return hours, share


@pytest.fixture
def clerk(members: Members) -> Client:
    return signed_in(members, Role.CONTRIBUTOR)


def sent(client: Client, dogs: Collaboration, content: bytes, name: str = "a.csv") -> Any:
    page = f"/collaborations/{dogs.reference}/benefits/returns/upload"
    return client.post(page, {**filled(client.get(page)), "file": SimpleUploadedFile(name, content)})


def confirmed(client: Client, dogs: Collaboration, shown: Any) -> Any:
    held = dict(
        re.findall(r'<input type="hidden" name="(rows|versions)" value="([^"]*)"', shown.content.decode())
    )
    page = f"/collaborations/{dogs.reference}/benefits/returns/upload"
    return client.post(page, {name: unescape(value) for name, value in held.items()})


def test_a_file_of_several_periods_is_looked_over_and_saved(
    clerk: Client, dogs: Collaboration, both: tuple[Profile, Profile]
) -> None:
    hours, share = both
    rows = (
        ("Period", "Benefit", "Party", "Value", "Out of", "Note", "Title"),
        ("2024-04", hours.reference, "northshire", 120.5, "", "From the duty system <b>", "x"),
        (45383, hours.title, "Eastmarch Police", "not known", "", "", "x"),
        ("July 2024", share.reference, "", 8, 10, "", "x"),
        ("2024-07", hours.reference, "northshire", "", "", "", "x"),
        ("2024-07", hours.reference, "", 5, "", "", "x"),
        ("2024-05", hours.reference, "northshire", 5, "", "", "x"),
        ("2099-04", hours.reference, "northshire", 5, "", "", "x"),
        ("2024-07", "B-2222-22", "", 5, "", "", "x"),
        ("2024-07", hours.reference, "northshire", "many", "", "", "x"),
        ("2024-07", hours.reference, "northshire", 5, 6, "", "x"),
        ("2024-07", hours.reference, "northshire", "=2+2", "", "", "x"),
        ("2024-07", share.reference, "all", 9, 10, "", "x"),
        ("2024-07", share.reference, "all", 9, 0, "", "x"),
    )
    shown = sent(clerk, dogs, workbook(*rows), "a.xlsx")
    words = words_of(shown)
    assert shown.status_code == 200, words
    assert "3 rows are read. 9 are refused. 1 has no value" in words
    for line, remedy in (
        (6, "Name the party"), (7, "No period begins in 2024-05"), (8, "has not begun yet"),
        (9, "is no benefit that is asked for"), (10, "Enter a number"), (11, "leave “out of” empty"),
        (12, "paste them as values"), (13, "the same row as line 4"), (14, "Enter more than nought"),
    ):  # fmt: skip
        assert re.search(f"Line {line} [^|]{{0,120}}{remedy}", words), (line, remedy)
    assert not Return.objects.exists(), "nothing is saved before it was looked over"
    for _ in range(2):
        assert confirmed(clerk, dogs, shown).status_code == 303
    held = {(each.starts_on, each.profile_id, each.said) for each in Observation.objects.all()}
    assert held == {
        (FIRST_PERIOD, hours.pk, Said.COUNTED),
        (FIRST_PERIOD, hours.pk, Said.NOT_KNOWN),
        (NEXT, share.pk, Said.COUNTED),
    }
    assert set(Return.objects.values_list("state", flat=True)) == {ReturnState.OPEN}
    assert "From the duty system <b>" in Observation.objects.get(value__isnull=False).explanation


def test_what_is_locked_is_refused_and_what_changed_meanwhile_is_told(
    clerk: Client, dogs: Collaboration, members: Members
) -> None:
    owner = members.actor("northshire", Role.OWNER)
    hours = profiled(owner, dogs)
    shown = sent(clerk, dogs, f"period,benefit,value\n2024-04,{hours.reference},7\n".encode())
    saved(owner, dogs, FIRST_PERIOD, cell(hours, 5))
    stale = confirmed(clerk, dogs, shown)
    assert stale.status_code == 409
    assert "Somebody changed this return" in words_of(stale)
    assert confirmed(clerk, dogs, stale).status_code == 303
    assert Observation.objects.get().value == 7
    again = sent(clerk, dogs, f"period,benefit,value\n2024-04,{hours.reference},9\n".encode())
    returned(owner, dogs, FIRST_PERIOD)
    refused = confirmed(clerk, dogs, again)
    assert refused.status_code == 422
    assert "is locked. An owner may open it again" in words_of(refused)
    assert Observation.objects.get().value == 7


def test_the_rows_that_are_due_come_as_a_file_and_go_back_as_they_are(
    clerk: Client, dogs: Collaboration, both: tuple[Profile, Profile], members: Members
) -> None:
    stem = f"/collaborations/{dogs.reference}/benefits/returns/rows"
    saved(members.actor("northshire", Role.OWNER), dogs, NEXT, cell(both[0], 12, "northshire"))
    rows = list(csv.DictReader(io.StringIO(clerk.get(f"{stem}.csv").content.decode())))
    assert rows[0]["period"] == "2024-04"
    assert {row["party"] for row in rows} == {"northshire", "eastmarch", "all"}
    whole = clerk.get(f"{stem}.xlsx")
    assert whole.content.startswith(b"PK")
    shown = sent(clerk, dogs, whole.content, "back.xlsx")
    assert f"1 row is read. 0 are refused. {len(rows) - 1} have no value" in words_of(shown)


@pytest.mark.parametrize(
    ("content", "told", "status"),
    [
        (b"", "The file is empty|Choose a file|nothing in the file", 422),
        (b"period,benefit\n2024-04,x\n", "Missing: value", 422),
        (b"period,period,benefit,value\n", "A column is there twice: period", 422),
        (b"x" * 2_100_000, "larger than 2 megabytes", 413),
    ],
    ids=["empty", "column", "twice", "large"],
)
def test_a_file_that_cannot_be_taken_is_refused(
    clerk: Client, dogs: Collaboration, content: bytes, told: str, status: int
) -> None:
    refused = sent(clerk, dogs, content)
    assert refused.status_code == status
    assert re.search(told, words_of(refused))


def test_who_only_reads_sends_no_file(members: Members, dogs: Collaboration) -> None:
    reader = signed_in(members, Role.READER)
    page = f"/collaborations/{dogs.reference}/benefits/returns/upload"
    assert reader.post(page, {"rows": "[]", "versions": "{}"}).status_code == 403
    forged = Client(enforce_csrf_checks=True)
    forged.cookies = signed_in(members, Role.CONTRIBUTOR).cookies
    assert forged.post(page, {"rows": "[]", "versions": "{}"}).status_code == 403
