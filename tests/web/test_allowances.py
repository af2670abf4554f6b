"""What is allowed for, in a browser."""

import re

import pytest

from frankpledge.people.models import Role
from tests.corrections import words_of
from tests.members import Members
from tests.tracking import begun
from tests.web.test_workspaces import filled, signed_in
from tests.world import World

pytestmark = pytest.mark.django_db


def test_causes_are_said_from_the_list_of_stages_and_one_in_two_ways_is_named(
    world: World, members: Members
) -> None:
    dogs = world.record("dogs")
    begun(members.actor("northshire", Role.CONTRIBUTOR), dogs)
    clerk, page = (
        signed_in(members, Role.CONTRIBUTOR),
        f"/collaborations/{dogs.reference}/benefits/allowances",
    )
    assert page in clerk.get(f"/collaborations/{dogs.reference}/benefits/stages").content.decode()
    assert "is not known yet" in words_of(clerk.get(page))
    typed = {"cause": "Programme late", "words": "A tenth, as the last one was."}
    for way in ("optimism", "risk"):
        form = filled(clerk.get(f"{page}/add"))
        refused = clerk.post(f"{page}/add", {**form, **typed})
        assert (refused.status_code, filled(refused)["cause"]) == (422, "Programme late")
        sent = {**form, **typed, "allowed_by": way}
        assert {clerk.post(f"{page}/add", sent).status_code for _number in range(2)} == {303}
    shown = clerk.get(page)
    assert "1 cause is allowed for in more than one way." in words_of(shown)
    [first, _second] = re.findall(rf'href="({page}/\d+/remove)"', shown.content.decode())
    assert clerk.post(first, filled(clerk.get(first))).status_code == 303
    assert clerk.get(first).status_code == 404
    assert "Each cause is allowed for in one way." in words_of(clerk.get(page))
    reader = signed_in(members, Role.READER)
    assert "Remove" not in words_of(reader.get(page))
