"""What each party pays and would pay alone, in a browser."""

import json

import pytest
from django.test import Client

from frankpledge.people.models import Role, User
from tests.corrections import words_of
from tests.ledgers import YEAR, entered, locked, officer, vintage_of
from tests.members import Members, sign_in
from tests.tracking import begun
from tests.web.test_workspaces import filled, signed_in
from tests.world import World

pytestmark = pytest.mark.django_db


def test_each_says_what_it_would_pay_alone_and_the_board_decides(world: World, members: Members) -> None:
    owner, dogs = members.actor("northshire", Role.OWNER), world.record("dogs")
    begun(owner, dogs)
    desk, reader = signed_in(members, Role.OWNER), signed_in(members, Role.READER)
    page = f"/collaborations/{dogs.reference}/benefits/shares"
    assert "locked in the ledger yet" in words_of(desk.get(page))
    assert desk.get(f"{page}/{YEAR}/eastmarch/estimate").status_code == 404
    plan = vintage_of(owner, dogs)
    entered(owner, plan)
    locked(owner, plan)
    assert page in desk.get(f"/collaborations/{dogs.reference}/benefits/stages").content.decode()
    typed = {"amount": "50", "how": "Two kennels.", "source": "Budget book"}
    form = filled(desk.get(f"{page}/{YEAR}/eastmarch/estimate"))
    refused = desk.post(f"{page}/{YEAR}/eastmarch/estimate", {**form, **typed, "amount": "much"})
    assert (refused.status_code, filled(refused)["how"]) == (422, "Two kennels.")
    assert desk.post(f"{page}/{YEAR}/eastmarch/estimate", {**form, **typed}).status_code == 303
    assert "Northshire Police pays £60. What it would pay alone is not known." in words_of(desk.get(page))
    assert "costs" not in json.loads(desk.get(f"{page}/{YEAR}.json").content)
    assert desk.get(f"{page}/1999.json").status_code == 404
    finance = Client()
    sign_in(finance, User.objects.get(pk=officer("northshire").user_id or 0))
    assert finance.get(f"{page}/{YEAR}/eastmarch/say").status_code == 404
    form = filled(finance.get(f"{page}/{YEAR}/northshire/say"))
    assert finance.post(f"{page}/{YEAR}/northshire/say", {**form, **typed}).status_code == 303
    shown = words_of(reader.get(page))
    for words in (
        "Northshire Police pays £60; alone it would pay £50: it would be better off alone by £10.",
        "Eastmarch Police pays £40.01; alone it would pay £50: better off together by £9.99.",
        "somebody else’s estimate",
        "no decision of the board is recorded",
    ):
        assert words in shown
    assert len(json.loads(reader.get(f"{page}/{YEAR}.json").content)["costs"]) == 3
    decided = {"decided_on": "1 May 2026", "minute_reference": "JB 12", "words": "A new key next year."}
    form = filled(desk.get(f"{page}/{YEAR}/decide"))
    assert desk.post(f"{page}/{YEAR}/decide", {**form, **decided}).status_code == 303
    assert "Minuted: JB 12" in words_of(desk.get(f"{page}?year={YEAR}"))
    assert desk.get(f"{page}?year=1").status_code == desk.get(f"{page}?year=1999").status_code == 404
