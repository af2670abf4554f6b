"""The pages of a ledger: what they say, what their forms do, and what they cost."""

import csv
import io
import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from frankpledge.audit.actors import Actor
from frankpledge.benefits.models import (
    AccountsNote,
    Banking,
    BenefitClass,
    EntryKind,
    Handover,
    LedgerEntry,
    LedgerShare,
    LedgerWord,
    Profile,
    Vintage,
)
from frankpledge.people.models import Organisation, Role, User
from tests.agreements import speaker
from tests.ledgers import YEAR, entered, locked, officer, said, shares, vintage_of
from tests.members import Members, sign_in
from tests.tracking import agreed, begun, profiled
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(members: Members, world: World) -> Actor:
    actor = members.actor("northshire", Role.OWNER)
    begun(actor, world.record("dogs"))
    return actor


@pytest.fixture
def plan(owner: Actor, world: World) -> Vintage:
    made = vintage_of(owner, world.record("dogs"))
    entered(owner, made)
    return made


@pytest.fixture
def stem(world: World) -> str:
    return f"/collaborations/{world.record('dogs').reference}/benefits/ledger"


def signed_in(actor: Actor) -> Client:
    client = Client()
    sign_in(client, User.objects.get(pk=actor.user_id or 0))
    return client


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()).replace("&#39;", "'")


def fields_of(client: Client, path: str) -> dict[str, str]:
    """What a form is filled in with."""
    page = client.get(path).content.decode()
    found: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        named, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if named and ('type="radio"' not in tag or "checked" in tag):
            found[named[1]] = value[1] if value else ""
    for name, inside in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', inside)
        found[name] = chosen[1] if chosen else ""
    return {name: value for name, value in found.items() if name != "csrfmiddlewaretoken"}


def sent(client: Client, path: str, **typed: str) -> Any:
    return client.post(path, {**fields_of(client, path), **typed})


def checked(client: Client, path: str, **typed: str) -> Any:
    return sent(client, path, **typed, step="checked")


def test_the_answer_stands_first_in_words_and_the_parties_re_add(
    plan: Vintage, owner: Actor, stem: str
) -> None:
    entered(owner, plan, kind=EntryKind.TRANSFER, shares=shares(northshire=-5_00, eastmarch=5_00))
    said_ = text_of(signed_in(owner), stem)
    assert "In 2024/25 it is to cost £100.01." in said_
    assert "Eastmarch is to bear £35.01 and Northshire is to bear £65." in said_
    assert "come to the whole, to the penny" in said_
    assert "All parties together £100.01 £100.01 £0" in said_
    assert "The whole £100.01 £100.01 £0" in said_
    assert "has not said anything" in said_


def test_capital_stands_apart_from_revenue(plan: Vintage, owner: Actor, stem: str) -> None:
    entered(owner, plan, what="Vans", is_capital=True, shares=shares(northshire=9_00))
    said_ = text_of(signed_in(owner), stem)
    assert "Cost, revenue Cost, capital" in said_
    assert "All parties together £109.01 £100.01 £9" in said_
    assert "£40.01 £40.01 none entered" in said_


def test_nothing_written_down_is_not_known(owner: Actor, stem: str) -> None:
    assert "what it costs is not known here" in text_of(signed_in(owner), stem)


def test_csv_and_json_have_every_share_and_nothing_else(plan: Vintage, owner: Actor, stem: str) -> None:
    client = signed_in(owner)
    rows = list(csv.DictReader(io.StringIO(client.get(f"{stem}?format=csv").content.decode())))
    assert {(row["party"], row["amount_pence"], row["whole_pence"]) for row in rows} == {
        ("northshire", "6000", "10001"), ("eastmarch", "4001", "10001"),
    }  # fmt: skip
    held = client.get(f"{stem}?format=json").json()
    assert set(held) == {
        "reference", "made", "shown", "lines", "totals", "beside", "beside_totals", "words",
    }  # fmt: skip
    assert sum(each["amount_pence"] for each in held["totals"] if each["party"]) == 10001


def test_two_of_them_stand_side_by_side(plan: Vintage, owner: Actor, world: World, stem: str) -> None:
    budget = vintage_of(owner, world.record("dogs"), "budget")
    entered(owner, budget, shares=shares(northshire=60_00, eastmarch=45_01))
    said_ = text_of(signed_in(owner), f"{stem}?made=budget-1&with=plan-1")
    assert "Eastmarch Police £40.01 £45.01 £5" in said_ or "£40.01 £45.01 £5" in said_
    assert signed_in(owner).get(f"{stem}?made=budget-7").status_code == 404


def test_a_line_is_split_by_percentages_looked_over_and_saved_once(
    plan: Vintage, owner: Actor, stem: str
) -> None:
    client, path = signed_in(owner), f"{stem}/made/plan-1/lines/add"
    typed = {
        "what": "Vans", "year": "2024/25", "split_by": "percentages", "amount": "100.01",
        "share_northshire": "69", "share_eastmarch": "31 %", "code_eastmarch": "4410",
    }  # fmt: skip
    look = sent(client, path, **typed)
    assert "£31" in look.content.decode()
    assert LedgerEntry.objects.count() == 1
    form = {**fields_of(client, path), **typed, "step": "checked"}
    for _again in range(2):
        assert client.post(path, form).status_code == 303
    made = LedgerEntry.objects.get(what="Vans")
    held = dict(made.shares.values_list("organisation__slug", "amount_pence"))
    assert held == {"northshire": 69_01, "eastmarch": 31_00}
    assert made.shares.get(organisation__slug="eastmarch").account_code == "4410"


def test_what_is_wrong_leads_to_its_field_and_nothing_typed_is_lost(
    plan: Vintage, owner: Actor, stem: str
) -> None:
    client, path = signed_in(owner), f"{stem}/made/plan-1/lines/add"
    answer = sent(
        client,
        path,
        what="Kept words",
        year="2024",
        split_by="percentages",
        amount="9",
        share_northshire="60",
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The percentages come to 60" in page
    assert 'value="Kept words"' in page
    assert 'value="60"' in page
    bad = sent(client, path, what="x", year="2024", share_northshire="lots").content.decode()
    assert 'id="share_northshire-error"' in bad


def test_a_line_is_changed_and_who_saw_an_old_one_is_told(plan: Vintage, owner: Actor, stem: str) -> None:
    client, entry = signed_in(owner), plan.entries.get()
    path = f"{stem}/lines/{entry.pk}"
    form = {**fields_of(client, path), "step": "checked"}
    assert form["share_eastmarch"] == "40.01"
    assert client.post(path, {**form, "what": "Kennels anew"}).status_code == 303
    late = client.post(path, {**form, "what": "Mine"})
    assert late.status_code == 409
    assert 'value="Mine"' in late.content.decode()
    assert sent(client, f"{path}/remove").status_code == 303
    assert not LedgerEntry.objects.exists()


def test_a_payment_between_parties_nets_to_nought(plan: Vintage, owner: Actor, stem: str) -> None:
    client, path = signed_in(owner), f"{stem}/made/plan-1/payments/add"
    typed = {
        "what": "Settling", "year": "2024", "payer": "northshire", "payee": "eastmarch", "amount": "12.34",
        "category": "true_up",
    }  # fmt: skip
    assert checked(client, path, **{**typed, "payee": "northshire"}).status_code == 422
    assert checked(client, path, **typed).status_code == 303
    made = LedgerEntry.objects.get(kind=EntryKind.TRANSFER)
    assert made.amount_pence == 0
    assert dict(made.shares.values_list("organisation__slug", "amount_pence")) == {
        "northshire": -12_34, "eastmarch": 12_34,
    }  # fmt: skip
    form = fields_of(client, f"{stem}/lines/{made.pk}")
    assert (form["payer"], form["amount"]) == ("northshire", "12.34")


def test_a_party_enters_its_own_share(plan: Vintage, owner: Actor, members: Members, stem: str) -> None:
    entry = plan.entries.get()
    theirs = signed_in(members.actor("eastmarch", Role.CONTRIBUTOR))
    path = f"{stem}/lines/{entry.pk}/shares/eastmarch"
    form = {**fields_of(theirs, path), "amount": "50"}
    assert theirs.post(path, form).status_code == 303
    assert theirs.post(path, {**form, "amount": "51"}).status_code == 409
    entry.refresh_from_db()
    assert entry.amount_pence == 110_00
    assert theirs.get(f"{stem}/lines/{entry.pk}/shares/northshire").status_code == 404


def test_a_plan_is_begun_and_locked_and_its_lines_then_stay(owner: Actor, stem: str) -> None:
    client = signed_in(owner)
    assert sent(client, f"{stem}/begin", kind="plan").status_code == 303
    entered(owner, Vintage.objects.get())
    assert sent(client, f"{stem}/made/plan-1/lock").status_code == 303
    assert client.get(f"{stem}/made/plan-1/lines/add").status_code == 404
    again = sent(client, f"{stem}/begin", kind="plan")
    assert again.status_code == 422
    assert "why it is made again" in again.content.decode()
    assert sent(client, f"{stem}/begin", kind="plan", reason="It grew.").status_code == 303
    assert Vintage.objects.get(number=2).entries.count() == 1


def test_a_finance_officer_contests_and_both_views_stand_side_by_side(
    plan: Vintage, owner: Actor, stem: str
) -> None:
    client, entry = signed_in(officer("northshire")), plan.entries.get()
    path = f"{stem}/made/plan-1/words/northshire"
    no_reason = sent(client, path, answer="contests")
    assert no_reason.status_code == 422
    typed = {"answer": "contests", "words": "We pay half.", f"says_{entry.pk}": "50"}
    assert sent(client, path, **typed).status_code == 303
    said_ = text_of(signed_in(owner), stem)
    assert "Contested: both views side by side" in said_
    assert "says £50 We pay half." in said_
    assert "1 contest them and 1 have not said anything" in said_
    assert client.get(f"{stem}/made/plan-1/words/eastmarch").status_code == 404
    assert LedgerWord.objects.get().organisation.slug == "northshire"


def test_lines_that_changed_since_they_were_read_are_told(plan: Vintage, owner: Actor, stem: str) -> None:
    client, path = signed_in(officer("northshire")), f"{stem}/made/plan-1/words/northshire"
    form = {**fields_of(client, path), "answer": "agrees"}
    entered(owner, plan, what="Vans")
    assert client.post(path, form).status_code == 409
    assert not LedgerWord.objects.exists()


def test_the_accounts_are_set_beside_the_ledger(owner: Actor, world: World, stem: str) -> None:
    outturn = vintage_of(owner, world.record("dogs"), "outturn")
    entered(owner, outturn)
    client, path = signed_in(officer("northshire")), f"{stem}/accounts/{YEAR}"
    typed = {"amount": "61.00", "source": "Accounts 2024/25, note 12"}
    assert sent(client, f"{path}/northshire", **typed).status_code == 303
    said_ = text_of(client, path)
    assert "differs, unexplained" in said_
    assert "what the accounts say is not known" in said_
    assert sent(client, f"{path}/northshire", explanation="Rounded.").status_code == 303
    assert "differs, explained Rounded." in text_of(client, path)
    assert AccountsNote.objects.get().version == 2
    rows = client.get(f"{path}?format=json").json()["rows"]
    assert [row["difference_pence"] for row in rows] == [None, 100]


def test_money_is_taken_out_of_a_budget_with_its_reference(owner: Actor, world: World, stem: str) -> None:
    saving = agreed(owner, profiled(owner, world.record("dogs"), "Rent", benefit_class=BenefitClass.CASH))
    outturn = vintage_of(owner, world.record("dogs"), "outturn")
    entered(owner, outturn, kind=EntryKind.SAVING, profile=saving.reference, shares=shares(northshire=200_00))
    client = signed_in(officer("northshire"))
    path = f"{stem}/budgets/{saving.reference}/northshire"
    assert sent(client, path, year="2024/25", amount="50").status_code == 422
    assert sent(client, path, year="2024/25", amount="50", budget_reference="V7").status_code == 303
    said_ = text_of(client, f"{stem}/budgets")
    assert "£50 was taken out of budgets, where outturns claim savings of £200." in said_
    assert "25%" in said_
    row = Banking.objects.get()
    assert sent(client, f"{stem}/budgets/{row.pk}/withdraw", reason="Put back.").status_code == 303
    assert "Withdrawn: Put back." in text_of(client, f"{stem}/budgets")


def test_a_benefit_is_handed_over_and_orphans_are_told(
    owner: Actor, world: World, members: Members, stem: str
) -> None:
    profile = profiled(owner, world.record("dogs"), owner=None)
    client = signed_in(owner)
    assert "1 benefit has nobody to answer for it." in text_of(client, f"{stem}/owners")
    path = f"{stem}/owners/{profile.reference}/offer"
    assert (
        sent(client, path, to="eastmarch", to_post="Head of finance", reason="It closes.").status_code == 303
    )
    row = Handover.objects.get()
    theirs = signed_in(speaker("eastmarch"))
    assert sent(theirs, f"{stem}/owners/{row.pk}/answer", answer="declines").status_code == 422
    assert sent(theirs, f"{stem}/owners/{row.pk}/answer", answer="accepts").status_code == 303
    assert Profile.objects.get().owner == world.body("eastmarch")
    assert client.get(f"{stem}/owners/{row.pk}/take-back").status_code == 404


def test_the_page_asks_as_many_statements_for_two_parties_as_for_forty(
    plan: Vintage, owner: Actor, world: World, stem: str
) -> None:
    said(plan, "northshire")
    client = signed_in(owner)
    counts = []
    for bodies in (2, 40):
        if bodies == 40:
            made = LedgerEntry.objects.get()
            taken = made.shares.values_list("organisation", flat=True)
            for each in Organisation.objects.exclude(pk__in=taken)[:38]:
                LedgerShare.objects.create(entry=made, organisation=each, amount_pence=0)
        client.get(stem)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(stem).status_code == 200
        counts.append(len(asked))
    # One more names those that have a share and are no party now.
    assert counts[1] <= counts[0] + 1, counts


def test_a_record_without_a_workspace_has_no_ledger(members: Members, world: World) -> None:
    client = signed_in(members.actor("northshire", Role.OWNER))
    path = f"/collaborations/{world.record('dogs').reference}/benefits/ledger"
    assert client.get(path).status_code == 404


def test_the_people_of_another_record_and_the_public_do_not_get_in(
    plan: Vintage, members: Members, stem: str
) -> None:
    assert Client().get(stem).status_code == 302
    analyst = Client()
    sign_in(analyst, members.user("", Role.ANALYST))
    assert analyst.get(stem).status_code in {403, 404}


def test_a_key_that_is_no_key_is_refused(plan: Vintage, owner: Actor, stem: str) -> None:
    client, path = signed_in(owner), f"{stem}/made/plan-1/lines/add"
    answer = checked(client, path, what="x", share_northshire="1", key="none")
    assert answer.status_code == 422
    assert LedgerEntry.objects.count() == 1
    assert uuid.UUID(fields_of(client, path)["key"])


def test_a_locked_outturn_is_accepted_with_the_accounts(
    owner: Actor, world: World, members: Members, stem: str
) -> None:
    final = vintage_of(owner, world.record("dogs"), "outturn", is_final=True)
    entered(owner, final)
    locked(owner, final)
    client, path = signed_in(officer("northshire")), f"{stem}/made/outturn-1/words/northshire"
    assert sent(client, path, answer="agrees", is_yearly="yes").status_code == 303
    said_ = text_of(signed_in(owner), stem)
    assert "accepted" in said_
    assert "not accepted, on this register" in said_
    assert LedgerWord.objects.get().is_yearly
