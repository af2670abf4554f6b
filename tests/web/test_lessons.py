"""Lessons in a browser: written, shared, and read by members and by everybody."""

import re

import pytest
from django.test import Client

from frankpledge.benefits.models import FIVE
from frankpledge.people.models import Role
from tests.corrections import words_of
from tests.members import Members
from tests.tracking import agreed, begun, profiled
from tests.web.test_workspaces import filled, signed_in
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_lesson_is_written_shared_and_released(world: World, members: Members) -> None:
    dogs = world.record("dogs")
    begun(members.actor("northshire", Role.CONTRIBUTOR), dogs)
    benefit = profiled(members.actor("northshire", Role.CONTRIBUTOR), dogs)
    agreed(members.actor("northshire", Role.OWNER), benefit)
    clerk, owner = signed_in(members, Role.CONTRIBUTOR), signed_in(members, Role.OWNER)
    page, everybody = f"/collaborations/{dogs.reference}/benefits/lessons", Client()
    assert page in clerk.get(f"/collaborations/{dogs.reference}/benefits/stages").content.decode()
    typed = {"title": "One duty system first", **{name: f"Of the {name}." for name in FIVE}}
    form = filled(clerk.get(f"{page}/add"))
    refused = clerk.post(f"{page}/add", {**form, **typed, "title": ""})
    assert (refused.status_code, filled(refused)["effect"]) == (422, "Of the effect.")
    assert {clerk.post(f"{page}/add", {**form, **typed}).status_code for _number in range(2)} == {303}
    assert "0 of 1 lessons are shared." in words_of(owner.get(page))
    assert "No lesson is shared here yet." in words_of(clerk.get("/benefits/lessons"))
    [address] = re.findall(rf'href="({page}/\d+/share)"', owner.get(page).content.decode())
    assert clerk.get(address).status_code == 403
    assert owner.post(address, filled(owner.get(address))).status_code == 303
    for reader in (clerk, signed_in(members, Role.OWNER, "eastmarch")):
        shown = words_of(reader.get("/benefits/lessons"))
        assert "1 lesson is here." in shown
        assert "Of the moderators." in shown
        assert benefit.title in shown
    assert "No lesson is released here yet." in words_of(everybody.get("/benefits/lessons"))
    publisher = signed_in(members, Role.PUBLISHER)
    release = f"/collaborations/{dogs.reference}/benefits/release"
    sent = {**filled(publisher.get(release)), "step": "checked"}
    assert publisher.post(release, sent).status_code == 303
    for address in ("/benefits/lessons", f"/collaborations/{dogs.address}/costs-and-benefits"):
        assert "Of the moderators." in words_of(everybody.get(address))
