"""The case of a record: its page, its files, and that whoever works them out again gets the same pence."""

import json
import re
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from frankpledge.audit.actors import Actor
from frankpledge.benefits.models import Category, EntryKind, LedgerEntry, LedgerShare, Profile, Workspace
from frankpledge.benefits.years import year_of
from frankpledge.config.command_line import main
from frankpledge.people.models import Organisation, Role, User
from frankpledge.register.models import Collaboration
from tests.ledgers import YEAR, entered, locked, shares, vintage_of
from tests.members import Members, as_actor, person, sign_in
from tests.releases import withheld
from tests.tracking import FIRST_PERIOD, baselined, begun, cell, profiled, quarters_from, returned
from tests.workbooks import Book
from tests.world import World

pytestmark = pytest.mark.django_db
COLUMNS = {
    "Costs": "public_costs",
    "Savings": "savings",
    "Benefits": "benefits",
    "Drawbacks": "disbenefits",
    "Paid": "paid",
    "Received": "received",
}
HOSTILE = ('=HYPERLINK("http://x","y")', "+1+1", "-2+3", "@SUM(1)", "{=1+1}", "http://x.example", "007")


@pytest.fixture
def owner(members: Members, world: World) -> Actor:
    actor = members.actor("northshire", Role.OWNER)
    begun(actor, world.record("dogs"), prices_of=2022)
    return actor


@pytest.fixture
def record(world: World) -> Collaboration:
    return world.record("dogs")


@pytest.fixture
def stem(record: Collaboration) -> str:
    return f"/collaborations/{record.reference}/benefits/case"


@pytest.fixture
def tracked(owner: Actor, record: Collaboration) -> Profile:
    """A plan of three years, and outturns of two earlier ones in the money of their years."""
    profile = profiled(owner, record)
    Profile.objects.update(
        state="agreed", deadweight=Decimal("0.1"), deadweight_reason="Some would have come", leakage=0,
        leakage_reason="None", displacement=0, displacement_reason="None", substitution=0,
        substitution_reason="None",
    )  # fmt: skip
    plan = vintage_of(owner, record)
    for year in (YEAR, YEAR + 1, YEAR + 2):
        entered(owner, plan, year=year)
        saved = {"kind": EntryKind.SAVING, "what": "Saved", "profile": profile.reference}
        entered(owner, plan, year=year, shares=shares(northshire=70_33, eastmarch=51_67), **saved)
    entered(
        owner, plan, kind=EntryKind.TRANSFER, what="Fee", shares=shares(northshire=25_00, eastmarch=-25_00)
    )
    entered(owner, plan, kind=EntryKind.GRANT, what="Grant", shares=shares(northshire=9_99))
    entered(owner, plan, kind=EntryKind.DISBENEFIT, what="Drives", shares=shares(eastmarch=3_21))
    entered(owner, plan, kind=EntryKind.BALANCE, what="Held", shares=shares(northshire=500_00))
    entered(owner, plan, what="Bound", is_sunk=True, shares=shares(northshire=11_11))
    locked(owner, plan)
    for year in (2021, 2022):
        outturn = vintage_of(owner, record, "outturn", year=year)
        entered(owner, outturn, year=year, what="Setting up", shares=shares(northshire=1234_56, eastmarch=1))
        locked(owner, outturn)
    return profile


def signed_in(actor: Actor) -> Client:
    client = Client()
    sign_in(client, User.objects.get(pk=actor.user_id or 0))
    return client


def of_another_force() -> Actor:
    """An owner of a force that left the record long ago."""
    return as_actor(person("owner@port-vale.example", "Owner", Role.OWNER, "port-vale"))


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def run(command: str, content: bytes, folder: Path) -> dict[str, Any]:
    """What a command says of an exported file, without any database of its own."""
    file = folder / "case.json"
    file.write_bytes(content)
    said = CliRunner().invoke(main, [command, str(file), "--json"])
    assert said.exit_code == 0, said.output
    found: dict[str, Any] = json.loads(said.output)
    return found


def pounds(pence: int) -> str:
    sign = "\N{MINUS SIGN}" if pence < 0 else ""
    return f"{sign}£{abs(pence) // 100:,}.{abs(pence) % 100:02d}"


def rows_of(client: Client, path: str) -> dict[str, dict[str, str]]:
    """The table of the page: each row's cells by the headings of row and column."""
    page = client.get(path).content.decode()
    body = page[page.index("<tbody") : page.index("</tbody>")]
    found = {}
    for row in body.split("<tr")[1:]:
        name = re.search(r"<th[^>]*>(.*?)</th>", row)
        cells = re.findall(r'data-label="([^"]*)"><span[^>]*>(.*?)</span>', row)
        assert name is not None
        found[unescape(name[1])] = {label: unescape(cell) for label, cell in cells}
    return found


@pytest.mark.parametrize("asked", ["", "?of=plan", "?view=ahead", "?of=plan&view=ahead", "?rise=2.5"])
def test_the_command_run_on_the_file_says_what_the_page_says_to_the_penny(
    tracked: Profile, owner: Actor, stem: str, asked: str, tmp_path: Path
) -> None:
    client = signed_in(owner)
    said = run("appraise", client.get(f"{stem}.json{asked}").content, tmp_path)
    found = said["appraisal"]
    rows = rows_of(client, stem + asked)
    assert rows["All together"]["Worth"] == pounds(found["whole"]["npsv_pence"])
    assert [party["name"] for party in found["parties"]] == list(rows)[1:]
    for each in (found["whole"], *found["parties"]):
        cells = rows[each["name"] or "All together"]
        assert cells["Worth"] == pounds(each["npsv_pence"])
        for label, kind in COLUMNS.items():
            assert cells.get(label, "£0.00") == pounds(round(100 * each[kind]))
        ratio = each["bcr"]["value"]
        assert cells["For each pound"] == ("none" if ratio is None else f"{ratio:.2f}")
    text = text_of(client, stem + asked)
    assert pounds(found["whole"]["npsv_pence"]) in text
    assert said["case_digest"] in text
    assert pounds(round(100 * found["also_under"][0]["npsv"])) in text


@pytest.mark.parametrize("asked", ["", "?of=plan", "?view=ahead", "?rise=2.5"])
def test_the_formulas_of_the_workbook_come_to_what_the_engine_says(
    tracked: Profile, owner: Actor, stem: str, asked: str, tmp_path: Path
) -> None:
    client = signed_in(owner)
    found = run("appraise", client.get(f"{stem}.json{asked}").content, tmp_path)["appraisal"]
    book = Book.read(client.get(f"{stem}.xlsx{asked}").content)
    assert len(book.formulas) > 50
    assert round(100 * float(book.at("Answer", "B2"))) == found["whole"]["npsv_pence"]
    assert book.at("Answer", "B14") == 0
    for place, each in enumerate((found["whole"], *found["parties"])):
        column = chr(ord("B") + place)
        assert book.at("Answer", f"{column}12") == pytest.approx(each["npsv"], abs=1e-6)
        ratio = each["bcr"]["value"]
        assert book.at("Answer", f"{column}13") == ("none" if ratio is None else pytest.approx(ratio))
    for cell_at, ready in book.ready.items():
        value = book.value(cell_at)
        assert ready == value if isinstance(value, str) else float(ready) == pytest.approx(value, abs=1e-6)


def test_a_changed_input_of_the_workbook_changes_its_headline(
    tracked: Profile, owner: Actor, stem: str
) -> None:
    content = signed_in(owner).get(f"{stem}.xlsx?of=plan").content
    before, after = Book.read(content), Book.read(content)
    place = ("Factors", 8, 2)
    assert after.constants[place] == 0.035
    after.constants[place] = 0.10
    assert float(after.at("Answer", "B2")) != float(before.at("Answer", "B2"))


def test_amounts_are_discounted_and_put_in_prices_as_one_would_by_hand(
    owner: Actor, record: Collaboration, stem: str, tmp_path: Path
) -> None:
    plan = vintage_of(owner, record)
    entered(owner, plan, year=YEAR, shares=shares(northshire=100_00))
    entered(owner, plan, year=YEAR + 1, kind=EntryKind.SAVING, what="Saved", shares=shares(northshire=207_00))
    locked(owner, plan)
    said = run("appraise", signed_in(owner).get(f"{stem}.json").content, tmp_path)
    # 207 a year later is worth 200 at 3.5 per cent.
    assert said["appraisal"]["whole"]["npsv_pence"] == 100_00
    whole = rows_of(signed_in(owner), stem)["All together"]
    assert whole == {"Worth": "£100.00", "Costs": "£100.00", "Savings": "£200.00", "For each pound": "2.00"}


def test_what_is_known_now_takes_outturns_first_and_says_from_where_each_year_is(
    tracked: Profile, owner: Actor, stem: str
) -> None:
    client = signed_in(owner)
    text = text_of(client, stem)
    assert "2021/22: outturn 1" in text
    assert "2024/25: plan 1" in text
    case = json.loads(client.get(f"{stem}.json").content)
    years = {line["price_year"] for line in case["lines"] if line["name"].startswith("Setting up")}
    assert years == {2021, 2022}
    assert not any(
        line["name"].startswith("Setting up")
        for line in json.loads(client.get(f"{stem}.json?of=plan").content)["lines"]
    )


def test_a_year_without_published_prices_is_left_out_and_said_until_a_rise_is_assumed(
    tracked: Profile, owner: Actor, record: Collaboration, stem: str
) -> None:
    late = vintage_of(owner, record, "outturn", year=2025)
    entered(owner, late, year=2025, what="Late bill", shares=shares(northshire=77_00))
    locked(owner, late)
    client = signed_in(owner)
    assert "Late bill, 2025/26: There is no published price index" in text_of(client, stem)
    assert b"Late bill" not in client.get(f"{stem}.json").content
    with_rise = text_of(client, f"{stem}?rise=2")
    assert "There is no published price index" not in with_rise
    assert "prices are assumed to rise by 2% a year" in with_rise
    assert json.loads(client.get(f"{stem}.json?rise=2").content)["inflation"]["growth"] == 0.02


def test_what_is_not_counted_is_left_out_with_its_reason(tracked: Profile, owner: Actor, stem: str) -> None:
    client = signed_in(owner)
    text = text_of(client, stem)
    assert "Held, 2024/25: A balance is held, not spent" in text
    Profile.objects.update(is_counted=False)
    text = text_of(client, stem)
    assert "Saved, 2025/26: Its benefit is counted elsewhere, or is not counted." in text
    assert b"Saved" not in client.get(f"{stem}.json").content
    Profile.objects.update(is_counted=True, state="dropped", state_reason="It did not come")
    assert "Saved, 2025/26: Its benefit was dropped." in text_of(client, stem)


def test_a_benefit_without_a_line_in_the_ledger_is_said_to_have_no_worth(
    tracked: Profile, owner: Actor, record: Collaboration, stem: str
) -> None:
    other = profiled(owner, record, "Quicker arrival", measure=tracked.measure)
    Profile.objects.filter(pk=other.pk).update(state="agreed")
    assert f"Quicker arrival ({other.reference}): it has no line in the ledger" in text_of(
        signed_in(owner), stem
    )


def test_shares_grants_payments_and_sunk_money_are_in_the_case(
    tracked: Profile, owner: Actor, record: Collaboration, stem: str, tmp_path: Path
) -> None:
    client = signed_in(owner)
    case = json.loads(client.get(f"{stem}.json?view=ahead").content)
    lines = {(line["name"], line["party"]): line for line in case["lines"]}
    north, east = (Organisation.objects.get(slug=slug).name for slug in ("northshire", "eastmarch"))
    assert lines["Saved", north]["additionality"] == {"deadweight": 0.1}
    assert lines["Fee", east]["to_party"] == north
    assert lines["Bound", north]["sunk"] is True
    grant = next(line for line in case["lines"] if line["name"] == "Grant")
    assert (grant["kind"], grant["to_party"], grant["amounts"]) == ("transfer", north, [9.99])
    assert case["decision_year"] == year_of(timezone.localdate())
    assert case["packs"]["discount"] == "discount-hmt-2018"
    found = run("appraise", json.dumps(case).encode(), tmp_path)["appraisal"]
    assert {each["name"] for each in found["lines"] if each["sunk"]} >= {"Bound", "Fee"}


def test_names_that_look_like_formulas_stay_words(
    owner: Actor, record: Collaboration, stem: str, tmp_path: Path
) -> None:
    plan = vintage_of(owner, record)
    for name in HOSTILE:
        entered(owner, plan, what=name)
    Organisation.objects.filter(slug="eastmarch").update(name='=cmd|"/c calc"!A1')
    locked(owner, plan)
    client = signed_in(owner)
    book = Book.read(client.get(f"{stem}.xlsx").content)
    assert book.texts() >= {*HOSTILE, '=cmd|"/c calc"!A1'}
    assert not any("HYPERLINK" in each or "cmd" in each for each in book.formulas.values())
    found = run("appraise", client.get(f"{stem}.json").content, tmp_path)["appraisal"]
    assert (
        round(100 * float(book.at("Answer", "B2"))) == found["whole"]["npsv_pence"] == -100_01 * len(HOSTILE)
    )


def test_nothing_that_is_open_is_taken_and_an_empty_case_says_why(
    owner: Actor, record: Collaboration, stem: str
) -> None:
    entered(owner, vintage_of(owner, record))
    client = signed_in(owner)
    assert "There is nothing to appraise yet" in text_of(client, stem)
    for ending in (".json", ".xlsx"):
        assert client.get(stem + ending).status_code == 404


@pytest.mark.parametrize("asked", ["of=all", "view=back", "rise=lots", "rise=nan", "rise=99"])
def test_an_address_that_asks_for_something_else_is_refused(owner: Actor, stem: str, asked: str) -> None:
    for ending in ("", ".json", ".xlsx"):
        assert signed_in(owner).get(f"{stem}{ending}?{asked}").status_code == 400


@pytest.mark.parametrize("ending", ["", ".json", ".xlsx"])
def test_only_its_own_people_get_it(tracked: Profile, members: Members, stem: str, ending: str) -> None:
    own = signed_in(members.actor("eastmarch", Role.CONTRIBUTOR))
    assert own.get(stem + ending).status_code == 200
    assert signed_in(members.actor("", Role.ANALYST)).get(stem + ending).status_code == 403
    assert signed_in(of_another_force()).get(stem + ending).status_code == 403
    assert Client().get(stem + ending).status_code == 302


@pytest.mark.parametrize("ending", ["", ".json", ".xlsx"])
def test_the_case_of_a_withheld_record_is_not_there_for_others(
    tracked: Profile, record: Collaboration, members: Members, stem: str, ending: str
) -> None:
    withheld(record)
    assert signed_in(of_another_force()).get(stem + ending).status_code == 404
    assert signed_in(members.actor("eastmarch", Role.CONTRIBUTOR)).get(stem + ending).status_code == 200


def test_a_record_without_a_workspace_has_no_case(members: Members, record: Collaboration, stem: str) -> None:
    client = signed_in(members.actor("northshire", Role.OWNER))
    assert not Workspace.objects.filter(collaboration=record).exists()
    assert client.get(stem).status_code == 404


@pytest.mark.parametrize("ending", ["", ".json", ".xlsx"])
def test_as_many_statements_for_two_parties_as_for_forty(
    tracked: Profile, owner: Actor, record: Collaboration, stem: str, ending: str
) -> None:
    client = signed_in(owner)

    def asked() -> int:
        client.get(stem + ending)
        with CaptureQueriesContext(connection) as statements:
            assert client.get(stem + ending).status_code == 200
        return len(statements)

    before = asked()
    bodies = list(Organisation.objects.all()[:40])
    assert len(bodies) == 40
    forecast = vintage_of(owner, record, "forecast")
    for what in ("Many", "More"):
        entry = LedgerEntry.objects.create(
            vintage=forecast, year=2027, kind=EntryKind.COST, category=Category.CASH, what=what,
            amount_pence=4000,
        )  # fmt: skip
        LedgerShare.objects.bulk_create(
            LedgerShare(entry=entry, organisation=each, amount_pence=100) for each in bodies
        )
    locked(owner, forecast)
    assert asked() == before


def test_the_series_of_a_benefit_run_by_the_command_says_what_its_page_says(
    owner: Actor, record: Collaboration, tmp_path: Path
) -> None:
    profile = profiled(owner, record)
    client = signed_in(owner)
    path = f"/benefits/{profile.reference}/signals.json"
    assert client.get(path).status_code == 404
    baselined(owner, profile, quarters_from(FIRST_PERIOD.replace(year=2020), [98, 102] * 8))
    for at, day in enumerate(row.starts_on for row in quarters_from(FIRST_PERIOD, [0] * 4)):
        if at != 1:
            returned(owner, record, day, cell(profile, 200))
    content = client.get(path).content
    assert None in json.loads(content)["values"]
    said = run("signals", content, tmp_path)
    page = text_of(client, f"/benefits/{profile.reference}")
    assert said["description"] in page
    assert [point["signal"] for point in said["points"][-1:]] != [None]
    assert Client().get(path).status_code == 302
