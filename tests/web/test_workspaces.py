"""A record's costs and benefits in a browser without scripts: begun, the five questions, the full method."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from frankpledge.audit.models import Read
from frankpledge.benefits.models import Answer, Asked, Depth, LedgerEntry, Workspace
from frankpledge.people.models import Role
from frankpledge.register.models import Collaboration
from tests.corrections import words_of
from tests.members import Members, sign_in
from tests.tracking import begun
from tests.world import World

BUDGET = 18


def signed_in(members: Members, role: Role, organisation: str = "northshire") -> Client:
    client = Client()
    sign_in(client, members.user(organisation, role))
    return client


@pytest.fixture
def clerk(members: Members) -> Client:
    return signed_in(members, Role.CONTRIBUTOR)


@pytest.fixture
def dogs(world: World) -> Collaboration:
    return world.record("dogs")


def filled(page: Any) -> dict[str, str]:
    """What the fields of a form hold as it is shown."""
    html = page.content.decode()
    found = dict(re.findall(r'<input [^>]*name="([\w-]+)"[^>]*?value="([^"]*)"', html))
    found |= dict(re.findall(r'<textarea [^>]*name="([\w-]+)"[^>]*>([^<]*)</textarea>', html))
    chosen = re.findall(r'<input [^>]*name="([\w-]+)" type="radio" value="([^"]*)" checked', html)
    radios = set(re.findall(r'<input [^>]*name="([\w-]+)" type="radio"', html))
    kept = {name: unescape(value) for name, value in found.items() if name not in radios}
    return {**kept, **dict(chosen)}


def test_two_forces_answer_five_questions_in_one_journey(clerk: Client, dogs: Collaboration) -> None:
    start = f"/collaborations/{dogs.reference}/benefits"
    assert "Nothing is tracked here yet" in words_of(clerk.get(start))
    form = clerk.get(f"{start}/begin")
    assert filled(form)["period_length"] == "year"
    assert clerk.post(f"{start}/begin", filled(form))["Location"] == start
    page = clerk.get(start)
    [address] = re.findall(r'href="([^"]+/questions/\d+/why)" role="button"', page.content.decode())
    typed = {
        "before": {"words": "Each had eight dogs."},
        "cost": {"cost-northshire": "£70,000", "cost-eastmarch": "50000.50"},
        "changed": {"not_known": "yes"},
        "next": {"next": "not_decided", "words": "The board meets in May."},
    }
    for asked in Asked:
        form = clerk.get(address)
        if asked == Asked.WHY:
            assert filled(form)["words"], "what the record says already is filled in"
        answer = clerk.post(address, {**filled(form), **typed.get(asked, {})})
        assert answer.status_code == 303, words_of(answer)
        address = answer["Location"]
    assert address.endswith("done=answered")
    said = words_of(clerk.get(address))
    for words in (
        "All five questions are answered",
        "The answer to one of them is not known",
        "Each had eight dogs.",
        "Not decided.",
        "Northshire Police: £70,000",
        "Eastmarch Police: £50,000.50",
    ):
        assert words in said
    assert Answer.objects.count() == 5


def test_the_next_year_begins_with_last_years_answers(
    clerk: Client, dogs: Collaboration, members: Members
) -> None:
    begun(members.actor("northshire", Role.CONTRIBUTOR), dogs)
    address = f"/collaborations/{dogs.reference}/benefits/questions"
    form = clerk.get(f"{address}/2024/before")
    clerk.post(f"{address}/2024/before", {**filled(form), "words": "Each had eight dogs."})
    form = clerk.get(f"{address}/2025/before")
    assert filled(form)["words"] == "Each had eight dogs."
    assert "Filled in with the answer for 2024/25" in words_of(form)
    assert clerk.post(f"{address}/2025/before", filled(form)).status_code == 303
    assert Answer.objects.filter(words="Each had eight dogs.").count() == 2


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    clerk: Client, dogs: Collaboration, members: Members
) -> None:
    begun(members.actor("northshire", Role.CONTRIBUTOR), dogs)
    address = f"/collaborations/{dogs.reference}/benefits/questions/2024/before"
    form, other = (filled(clerk.get(address)) for _ in range(2))
    refused = clerk.post(address, {**form, "words": " "})
    assert refused.status_code == 422
    assert "or say that it is not known" in words_of(refused)
    for _ in range(2):
        assert clerk.post(address, {**form, "words": "Eight dogs."}).status_code == 303
    stale = clerk.post(address, {**other, "words": "Nine dogs."})
    assert stale.status_code == 409
    assert "It now says: “Eight dogs.”" in words_of(stale)
    assert filled(stale)["words"] == "Nine dogs."
    assert clerk.post(address, filled(stale)).status_code == 303
    assert [answer.words for answer in Answer.objects.all()] == ["Eight dogs.", "Nine dogs."]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"first_period_on": "spring"}, "Enter a month, like April 2025"),
        ({"prices_of": "2025/27"}, "Enter a financial year, like 2025/26"),
        ({"goes_live_on": "soon"}, "Enter a real day"),
    ],
)
def test_a_beginning_that_cannot_be_read_is_told(
    clerk: Client, dogs: Collaboration, typed: dict[str, str], told: str
) -> None:
    address = f"/collaborations/{dogs.reference}/benefits/begin"
    refused = clerk.post(address, {**filled(clerk.get(address)), **typed})
    assert refused.status_code == 422
    assert told in words_of(refused)
    assert not Workspace.objects.exists()


def test_no_question_for_a_year_before_or_to_come(
    clerk: Client, dogs: Collaboration, members: Members
) -> None:
    begun(members.actor("northshire", Role.CONTRIBUTOR), dogs)
    for last in ("2023/why", "2099/why", "2024/whence"):
        assert clerk.get(f"/collaborations/{dogs.reference}/benefits/questions/{last}").status_code == 404


def test_a_contributor_records_no_decision(clerk: Client, dogs: Collaboration, members: Members) -> None:
    begun(members.actor("northshire", Role.CONTRIBUTOR), dogs)
    address = f"/collaborations/{dogs.reference}/benefits/questions/2024/next"
    assert 'value="keep"' not in clerk.get(address).content.decode()
    owner = signed_in(members, Role.OWNER)
    form = owner.get(address)
    typed = {"next": "keep", "words": "It works.", "minute_reference": "Board, item 4"}
    assert owner.post(address, {**filled(form), **typed}).status_code == 303
    start = f"/collaborations/{dogs.reference}/benefits?year=2024"
    assert "Minuted: Board, item 4" in words_of(clerk.get(start))


def test_the_full_method_by_choice(clerk: Client, dogs: Collaboration, members: Members) -> None:
    begun(members.actor("northshire", Role.CONTRIBUTOR), dogs)
    address = f"/collaborations/{dogs.reference}/benefits/full"
    form = clerk.get(address)
    assert "£1 million a year" in words_of(form)
    assert clerk.post(address, {**filled(form), "why_full": ""}).status_code == 422
    assert clerk.post(address, {**filled(form), "why_full": "choice"}).status_code == 303
    assert Workspace.objects.get().depth == Depth.FULL
    assert "Its parties chose to" in words_of(clerk.get(f"/collaborations/{dogs.reference}/benefits"))


def test_who_reads_the_record_only_reads_and_it_is_noted(dogs: Collaboration, members: Members) -> None:
    begun(members.actor("northshire", Role.CONTRIBUTOR), dogs)
    reader = signed_in(members, Role.READER)
    page = reader.get(f"/collaborations/{dogs.reference}/benefits")
    assert "/questions/" not in page.content.decode()
    assert Read.objects.filter(subject_key=dogs.reference).exists()
    assert reader.get(f"/collaborations/{dogs.reference}/benefits/questions/2024/why").status_code == 403


def test_the_records_page_leads_its_own_people_there(
    clerk: Client, dogs: Collaboration, world: World, members: Members
) -> None:
    link = f'href="/collaborations/{dogs.reference}/benefits"'
    page, reader = f"/collaborations/{dogs.address}", signed_in(members, Role.READER)
    assert link in clerk.get(page).content.decode(), "to begin"
    assert link not in reader.get(page).content.decode()
    begun(members.actor("northshire", Role.CONTRIBUTOR), dogs)
    assert link in reader.get(page).content.decode()
    assert link not in Client().get(page).content.decode()
    others = world.record("records")
    begun(members.actor("", Role.CURATOR), others)
    assert (
        f"{others.reference}/benefits" not in reader.get(f"/collaborations/{others.address}").content.decode()
    )


def test_a_record_without_a_workspace_asks_nothing_more(dogs: Collaboration, members: Members) -> None:
    reader = signed_in(members, Role.READER)
    reader.get(f"/collaborations/{dogs.address}")
    with CaptureQueriesContext(
        connection,
    ) as without:
        reader.get(f"/collaborations/{dogs.address}")
    assert "FROM benefits_workspace" in str([each["sql"] for each in without])
    assert not [each for each in without if '"benefits_workspace"' in each["sql"]]


def test_the_start_page_asks_the_same_however_many_years(
    clerk: Client, dogs: Collaboration, members: Members
) -> None:
    workspace = begun(members.actor("northshire", Role.CONTRIBUTOR), dogs)
    page = f"/collaborations/{dogs.reference}/benefits"

    def counted() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert clerk.get(page).status_code == 200
        return len(asked)

    # The first notes that somebody read it.
    counted()
    few = counted()
    for year in range(1995, 2025):
        for asked in Asked:
            Answer.objects.create(
                workspace=workspace, asked=asked, year=year, words="So.", answered_at=workspace.opened_at
            )
    assert counted() == few <= BUDGET


def test_amounts_that_are_none_are_told_party_by_party(
    clerk: Client, dogs: Collaboration, members: Members
) -> None:
    begun(members.actor("northshire", Role.CONTRIBUTOR), dogs)
    address = f"/collaborations/{dogs.reference}/benefits/questions/2024/cost"
    form = filled(clerk.get(address))
    refused = clerk.post(address, {**form, "cost-northshire": "many", "cost-eastmarch": "1.005"})
    assert refused.status_code == 422
    for told in ("Enter a number, such as 1234.5", "Enter pounds and whole pence"):
        assert told in words_of(refused)
    assert filled(refused)["cost-northshire"] == "many"
    assert not Answer.objects.exists()


def test_what_it_cost_last_year_is_filled_in_and_the_ledger_adds_up(
    clerk: Client, dogs: Collaboration, members: Members
) -> None:
    begun(members.actor("northshire", Role.CONTRIBUTOR), dogs)
    address = f"/collaborations/{dogs.reference}/benefits/questions"
    form = filled(clerk.get(f"{address}/2024/cost"))
    typed = {**form, "cost-northshire": "70000", "cost-eastmarch": "50000"}
    assert clerk.post(f"{address}/2024/cost", typed).status_code == 303
    form = filled(clerk.get(f"{address}/2025/cost"))
    assert (form["cost-northshire"], form["cost-eastmarch"]) == ("70,000", "50,000")
    assert clerk.post(f"{address}/2025/cost", {**form, "cost-eastmarch": ""}).status_code == 303
    entries = LedgerEntry.objects.order_by("year")
    assert [(entry.year, entry.amount_pence) for entry in entries] == [(2024, 120_000_00), (2025, 70_000_00)]
    again = filled(clerk.get(f"{address}/2025/cost"))
    assert "cost-eastmarch" not in again or not again["cost-eastmarch"]
    assert clerk.post(f"{address}/2025/cost", {**again, "not_known": "yes"}).status_code == 303
    assert LedgerEntry.objects.count() == 1
