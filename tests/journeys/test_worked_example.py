"""One collaboration in one browser: from its purpose to five years of returns, each step by who would do it.

The figures are those of the worked example. The first returns are made on the page; the others, alike, by the
actions behind it, as nobody would watch sixty.
"""

import datetime
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys import service
from tests.journeys.axe import problems_at_both_widths
from tests.journeys.browsing import Browsing
from tests.journeys.conftest import SIZES
from tests.journeys.trackers import months, months_before
from tests.three_counties import AREAS

NORTH, EAST, WEST = AREAS
FIRST, SECOND, *LATER = months()
# Its forces are made up: the pages of the other journeys count only real ones.
NAME = f"{service.NAME}_worked"
TOGETHER = len((FIRST, SECOND, *LATER))


def _told(*asked: str) -> Any:
    """What the other process prints."""
    said = subprocess.run(
        [sys.executable, "-m", "tests.journeys.trackers", *asked],
        env={**os.environ, "DATABASE_URL": service.url_of(NAME)},
        cwd=Path(__file__).resolve().parents[2],
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(said.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def address(django_db_setup: None) -> Iterator[str]:
    """Where a service of its own answers."""
    with service.served(NAME) as where:
        yield where


@pytest.fixture(scope="module")
def cast(address: str) -> dict[str, Any]:
    """Sessions of everybody, and where their record is."""
    found: dict[str, Any] = _told()
    return found


@pytest.fixture
def story(browser: Browser, address: str, cast: dict[str, Any]) -> Iterator[Browsing]:
    """The browser."""
    context = browser.new_context(base_url=address, viewport=SIZES["desk"])
    yield Browsing(context.new_page(), address, cast["sessions"])
    context.close()


def test_from_purpose_to_five_years_of_returns_by_those_who_would_do_it(
    story: Browsing, cast: dict[str, Any]
) -> None:
    record = str(cast["record"])
    _agree_why_together(story, f"{record}/purpose")
    work = f"{record}/benefits"
    _begin(story, work)
    _draw_the_map(story, f"{work}/map")
    benefit = _write_a_profile(story, f"{work}/profiles")
    _lock_what_it_was_before(story, benefit)
    _plan(story, work, benefit)
    _return_the_first_months(story, f"{work}/returns", benefit)
    assert _told(benefit.rpartition("/")[2]) == TOGETHER - 2
    _work_out_the_evidence(story, benefit)
    _release(story, record)


def _agree_why_together(story: Browsing, purpose: str) -> None:
    story.be(f"contributor {NORTH}")
    story.walk(f"{purpose}/draft/statement", statement="Results before the first court hearing.")
    story.walk(f"{purpose}/draft/objectives/add", what="Results in time", measure="Days to a result")
    story.be(f"owner {NORTH}")
    story.walk(f"{purpose}/draft/publish", holds_from="20 April 2020")
    for body in (*AREAS, *(f"pcc-{area}" for area in AREAS)):
        story.be(f"owner {body}")
        said = {"answer": "accepts", "office": "Whoever answers for it", "answered_on": "21 April 2020"}
        story.walk(f"{purpose}/answer/{body}", **said)
    assert "Accepted by all 6 legal persons (3 areas)." in story.reads(purpose)


def _begin(story: Browsing, work: str) -> None:
    story.be(f"contributor {NORTH}")
    tomorrow = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=2)
    story.walk(
        f"{work}/begin",
        period_length="month",
        first_period_on="April 2020",
        prices_of="2020/21",
        goes_live_on=f"{tomorrow:%-d %B %Y}",
    )
    story.walk(f"{work}/full", why_full="choice")


def _draw_the_map(story: Browsing, where: str) -> None:
    for kind, label in (("change", "One team examines all"), ("benefit", "Results come sooner")):
        story.walk(f"{where}/add", kind=kind, label=label)
    story.page.goto(where)
    story.page.get_by_role("link", name="Say what it leads to").first.click()
    story.walk(story.page.url, effect="Results come sooner (benefit)")
    expect(story.page.get_by_role("main")).to_contain_text("leads to Results come sooner")


def _write_a_profile(story: Browsing, profiles: str) -> str:
    """Gives the address of the benefit’s own page."""
    story.walk(f"{profiles}/add", title="Results in weeks", benefit_class="quantified")
    profile = story.page.url.partition("?")[0]
    story.walk(f"{profile}/write/measure", measure="Days to a forensic result")
    days = {"starts_on": "1 April 2020", "ends_on": "31 March 2025"}
    story.walk(f"{profile}/write/time", target="29", target_on="31 March 2022", **days)
    story.walk(f"{profile}/write/sure", tolerance="50")
    story.be(f"owner {NORTH}")
    story.walk(f"{profile}/write/who", owner="Northmarch Police", owner_post="Laboratory manager")
    story.walk(f"{profile}/move/agree")
    return "/benefits/" + profile.rpartition("/")[2]


def _lock_what_it_was_before(story: Browsing, benefit: str) -> None:
    story.be(f"contributor {EAST}")
    story.walk(
        f"{benefit}/baseline",
        period_length="month",
        quality="B",
        source="The laboratories’ own systems",
        rows="\n".join("\t".join(row) for row in months_before()),
    )
    story.be(f"owner {EAST}")
    story.walk(f"{benefit}/baseline/lock")
    assert "Yes: before the work began" in story.reads(benefit)


def _plan(story: Browsing, work: str, benefit: str) -> None:
    made = f"{work}/ledger/made/plan-1"
    story.be(f"contributor {NORTH}")
    story.walk(f"{work}/ledger/begin", kind="plan", copies="no")
    story.walk(f"{benefit}/planned/plan", rows="\n".join(f"{month}\t30" for month, *_rest in months()))
    line = {"what": "Pay of examiners", "year": "2020/21", "kind": "cost", "category": "cash"}
    shares = {f"share_{area}": share for area, share in zip(AREAS, ("2100", "1450", "900"), strict=True)}
    story.walk(f"{made}/lines/add", **line, split_by="numbers", amount="498000", **shares)
    story.be(f"finance {EAST}")
    story.walk(f"{made}/words/{EAST}", answer="contests", words="We hand in fewer devices than that.")
    story.be(f"owner {NORTH}")
    story.walk(f"{made}/lock")
    told = story.reads(f"{work}/ledger")
    assert "We hand in fewer devices than that." in told
    assert "£162,269.66" in told


def _return_the_first_months(story: Browsing, returns: str, benefit: str) -> None:
    """One typed, one pasted; both locked; one force disputes the second."""
    page, of_all = story.page, f"{benefit.rpartition('/')[2]}.all"
    for (month, above, below), way in ((FIRST, "typed"), (SECOND, "pasted")):
        story.be(f"contributor {NORTH}")
        page.goto(f"{returns}/{month}")
        if way == "typed":
            page.locator(f'[name="{of_all}.numerator"]').fill(above)
            page.locator(f'[name="{of_all}.denominator"]').fill(below)
        else:
            page.get_by_text("Paste from a spreadsheet").click()
            page.locator("#pasted").fill(f"Results in weeks\t{above}\t{below}")
            page.get_by_role("button", name="Put it into the rows").click()
        page.get_by_role("button", name="Save", exact=True).first.click()
        expect(page.get_by_role("main")).to_contain_text("Every row is answered.")
        story.be(f"owner {NORTH}")
        page.goto(f"{returns}/{month}")
        page.get_by_role("button", name="Save and lock").click()
        expect(page.get_by_role("main")).to_contain_text("Locked on")
    story.be(f"finance {WEST}")
    words = "Ours were counted from the wrong day."
    story.walk(f"{returns}/{SECOND[0]}/review/{WEST}", agrees="disputes", words=words)
    assert words in story.reads(f"{returns}/{SECOND[0]}")


def _work_out_the_evidence(story: Browsing, benefit: str) -> None:
    story.be(f"contributor {NORTH}")
    story.walk(f"{benefit}/evidence", design="interrupted")
    told = story.reads(benefit)
    assert "60 of 60 periods are known, the last one March 2025." in told
    assert "E3 (interrupted series" in told
    assert problems_at_both_widths(story.page) == []


def _release(story: Browsing, record: str) -> None:
    story.be(f"publisher {NORTH}")
    story.walk(f"{record}/benefits/release")
    story.be("")
    told = story.reads(f"{record}/costs-and-benefits")
    assert "On record as agreed: 1 benefit" in told
    assert "£162,269.66 contests it" in told
    assert "Ours were counted from the wrong day." in told
    assert problems_at_both_widths(story.page) == []
