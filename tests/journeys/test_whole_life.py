"""The whole life of a collaboration in one browser: from an opportunity to its end, and each day as it was.

Seven areas are fourteen legal persons. Every deed is entered today with the day on which it was done, so that
the public page as at each of those days can be asked for afterwards.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.database import TEMPLATE
from tests.journeys import service
from tests.journeys.axe import problems_at_both_widths
from tests.journeys.browsing import Browsing
from tests.journeys.conftest import SIZES
from tests.journeys.parties import JOINING, SEVEN

FIRST = SEVEN[0]
TITLE = "Eastern drone pool"
PURPOSE = "To find missing people from the air sooner than each force could by itself."


@pytest.fixture(scope="module")
def cast(address: str) -> dict[str, Any]:
    """Sessions of everybody, and the legal persons of each area."""
    url = os.environ["DATABASE_URL"].replace(f"/{TEMPLATE}?", f"/{service.NAME}?")
    said = subprocess.run(
        [sys.executable, "-m", "tests.journeys.parties"],
        env={**os.environ, "DATABASE_URL": url},
        cwd=Path(__file__).resolve().parents[2],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, Any] = json.loads(said.stdout.splitlines()[-1])
    return found


@pytest.fixture
def life(browser: Browser, address: str, cast: dict[str, Any]) -> Iterator[Browsing]:
    """The browser."""
    context = browser.new_context(base_url=address, viewport=SIZES["desk"])
    yield Browsing(context.new_page(), address, cast["sessions"])
    context.close()


def test_from_an_opportunity_to_the_end_with_every_day_as_it_was(
    life: Browsing, cast: dict[str, Any]
) -> None:
    proposal = _propose(life)
    record = _register(life)
    _accept_the_purpose(life, record, [slug for force in SEVEN for slug in cast["pairs"][force]])
    agreement = _sign_the_agreement(life, record)
    _withhold_the_legal_basis(life, record)
    _vary_with_a_new_party(life, record, agreement, cast["pairs"][JOINING])
    _give_notice(life, agreement)
    life.be(FIRST)
    life.walk(
        f"{record}/ending",
        kind="by_agreement",
        ends_on="1 November 2026",
        decided_on="20 October 2026",
        evidence="The minutes.",
    )
    _every_day_as_it_was(life, record)
    _its_pages_are_usable(life, record, proposal, agreement)


def _propose(life: Browsing) -> str:
    """Raised, one view, one pack, its outcome. Gives its address."""
    life.be(FIRST)
    forces = "&".join(f"force={slug}" for slug in SEVEN)
    life.walk(
        f"/proposals/raise?{forces}&function=search",
        raised_by=FIRST,
        title=TITLE,
        what="Share drones and their pilots.",
        interest="both",
        why="Fewer drones idle.",
    )
    proposal = re.sub(r"\?.*", "", life.page.url)
    life.be("norfolk")
    expect(life.page.locator("h1")).to_have_text(TITLE)
    life.walk(f"{proposal}/view/norfolk", answer="yes", reasons="It would help us.", office="Chief Constable")
    life.walk(
        f"{proposal}/consider/norfolk",
        existing="We share dogs with Suffolk.",
        consistency="Seven ways are six too many.",
        opportunities="One store of drones.",
        answer="yes",
        conclusion="We would.",
        office="Chief Constable",
    )
    life.page.get_by_role("link", name=re.compile("Word")).first.wait_for()
    life.be(FIRST)
    life.walk(f"{proposal}/view/{FIRST}", answer="yes", reasons="It is ours.", office="Chief Constable")
    life.walk(f"{proposal}/outcome", outcome="taken_up", decided_on="")
    return proposal


def _register(life: Browsing) -> str:
    """Ten answers. Gives the address of the record."""
    page = life.page
    page.goto("/tasks")
    page.get_by_role("button", name="Register a collaboration").click()
    page.get_by_role("button", name="Start now").click()
    page.get_by_label("What is it called?").fill(TITLE)
    _go_on(page)
    page.get_by_label("Why do the parties work together?").fill(PURPOSE)
    _go_on(page)
    page.get_by_label("Search", exact=True).check()
    _go_on(page)
    page.get_by_label("Add a force or another body").fill(", ".join(SEVEN[1:]))
    _go_on(page)
    page.get_by_label("Not known, or nobody").check()
    _go_on(page)
    page.get_by_label("Section 22A, Police Act 1996").check()
    _go_on(page)
    _fill_date(page, "agreed", "15", "1", "2026")
    _go_on(page)
    page.get_by_label("Not known").check()
    _go_on(page)
    page.get_by_label("Agreed").check()
    _fill_date(page, "as_of", "15", "1", "2026")
    _go_on(page)
    page.get_by_label("Not known").check()
    _go_on(page)
    page.get_by_role("button", name="Register it").click()
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    return re.sub(r"-eastern.*", "", page.url)


def _fill_date(page: Page, name: str, day: str, month: str, year: str) -> None:
    for part, value in (("day", day), ("month", month), ("year", year)):
        page.locator(f'[name="{name}-{part}"]').fill(value)


def _go_on(page: Page) -> None:
    page.get_by_role("button", name="Save and continue").click()


def _accept_the_purpose(life: Browsing, record: str, persons: list[str]) -> None:
    """Its second version has an objective; one contests it, then accepts."""
    purpose = f"{record}/purpose"
    life.walk(f"{purpose}/draft/statement", statement=PURPOSE)
    life.walk(
        f"{purpose}/draft/objectives/add", what="Be there sooner", measure="Minutes from call to arrival"
    )
    life.walk(f"{purpose}/draft/publish", holds_from="1 February 2026", change="meaning")
    assert len(persons) == 14
    for slug in persons:
        life.be(slug)
        if slug == "kent":
            _answer_purpose(life, purpose, slug, "contests", reason="It forgets the coast.")
            assert "1 contests it" in life.reads(purpose)
        _answer_purpose(life, purpose, slug, "accepts")
    life.be("")
    assert "Accepted by all 14 legal persons (7 areas)." in life.reads(purpose)


def _answer_purpose(life: Browsing, purpose: str, slug: str, answer: str, **more: str) -> None:
    life.walk(
        f"{purpose}/answer/{slug}",
        answer=answer,
        office="Whoever answers for it",
        answered_on="2 February 2026",
        **more,
    )


def _sign_the_agreement(life: Browsing, record: str) -> str:
    """Drafted, sent out, signed by one itself and by the others on the copy. Gives its address.

    Once a part of the record is withheld, agreements are for its people alone: one could tell what is.
    """
    life.be(FIRST)
    life.walk(f"{record}/agreements/begin", title="The drone agreement", kind="original")
    agreement = _of_page(life)
    life.walk(f"{agreement}/terms/dates", in_force_from="1 March 2026", expires_on="2031")
    life.walk(f"{agreement}/terms/notice", notice_months="3", notice_by="any_party")
    life.walk(f"{agreement}/move/send")
    life.walk(f"{agreement}/sign/{FIRST}", office="Chief Constable", signed_on="1 March 2026")
    life.walk(f"{agreement}/signed-copy", organisation="", signed_on="1 March 2026")
    life.be("")
    assert "Signed and in force" in life.reads(agreement)
    return agreement


def _of_page(life: Browsing) -> str:
    return re.sub(r"[?#].*", "", life.page.url)


def _withhold_the_legal_basis(life: Browsing, record: str) -> None:
    life.be("publisher")
    life.walk(
        f"{record}/publication/withhold",
        part="legal_basis",
        ground="foi_31",
        reason="It tells how we work.",
        review_on="1 June 2027",
    )
    life.be("")
    assert "Legal basis: withheld." in life.reads(record)


def _vary_with_a_new_party(life: Browsing, record: str, agreement: str, joining: list[str]) -> None:
    life.be(FIRST)
    parent = "The drone agreement (original agreement)"
    life.walk(f"{record}/agreements/begin", title="One more", kind="variation", parent=parent)
    variation = _of_page(life)
    life.walk(f"{variation}/terms/dates", in_force_from="1 June 2026", expires_on="2031")
    force, body = joining
    life.walk(f"{variation}/signatories/add", organisation=force, place="joins", role="member")
    life.walk(f"{variation}/signatories/add", organisation=body, place="stays")
    life.walk(f"{variation}/move/send")
    life.walk(f"{variation}/signed-copy", organisation="", signed_on="20 May 2026")
    life.be("")
    assert "Sussex" in life.reads(record)


def _give_notice(life: Browsing, agreement: str) -> None:
    life.be("kent")
    life.walk(f"{agreement}/notice/kent", scope="own_part", served_on="1 July 2026", words="Money.")
    assert "gave notice of its own part on 1 July 2026" in life.reads(agreement)


def _every_day_as_it_was(life: Browsing, record: str) -> None:
    """What anybody reads as at a day between each two moments."""
    life.be("")
    joined, left = {*SEVEN, JOINING}, {"kent"}
    for day, status, parties, gone in (
        ("2026-02-15", "agreed", {*SEVEN}, set()),
        ("2026-04-01", "running", {*SEVEN}, set()),
        ("2026-06-15", "running", joined, set()),
        ("2026-07-15", "notice_given", joined, left),
        ("2026-11-15", "ended", joined, left),
    ):
        document = life.page.request.get(f"{record}?as-at={day}&format=json").json()
        held = document["parties"]
        assert (document["status"], {each["organisation"] for each in held}) == (status, parties), day
        assert {each["organisation"] for each in held if each["left_on"]} == gone, day
        assert "legal basis: withheld" in life.reads(f"{record}?as-at={day}").casefold(), day
    assert "Ended" in life.reads(record)


def _its_pages_are_usable(life: Browsing, record: str, proposal: str, agreement: str) -> None:
    """What its own people read and are asked, on a desk and on a phone."""
    for who, path in (
        ("", f"/organisations/{FIRST}/collaborations-statement"),
        (FIRST, record),
        (FIRST, f"{record}/purpose"),
        (FIRST, f"{record}/purpose/answers"),
        (FIRST, agreement),
        (FIRST, f"{agreement}/reserve/{FIRST}"),
        (FIRST, f"{record}/documents"),
        (FIRST, f"{record}/documents/add"),
        (FIRST, f"{record}/confirm"),
        (FIRST, f"/organisations/{FIRST}/completeness"),
        (FIRST, proposal),
        (FIRST, f"/considerations?force={FIRST}&force=norfolk&function=search"),
        ("publisher", f"{record}/publication"),
    ):
        life.be(who)
        opened = life.page.goto(path)
        assert opened is not None
        assert opened.status == 200, path
        assert problems_at_both_widths(life.page) == [], path
