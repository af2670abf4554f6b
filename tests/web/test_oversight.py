"""Who is answerable for a collaboration, in a browser."""

import pytest

from frankpledge.people.models import Role
from tests.corrections import words_of
from tests.members import Members
from tests.tracking import begun
from tests.web.test_workspaces import filled, signed_in
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_post_is_named_from_the_list_of_stages(world: World, members: Members) -> None:
    dogs = world.record("dogs")
    begun(members.actor("northshire", Role.CONTRIBUTOR), dogs)
    owner = signed_in(members, Role.OWNER)
    page = f"/collaborations/{dogs.reference}/benefits/oversight"
    assert page in owner.get(f"/collaborations/{dogs.reference}/benefits/stages").content.decode()
    assert "answerable for the whole of it is not known" in words_of(owner.get(page))
    typed = {
        "organisation": "eastmarch",
        "post": "Deputy",
        "board": "The board",
        "review_on": "31 March 2027",
    }
    first, second = (filled(owner.get(f"{page}/write")) for _ in range(2))
    assert owner.post(f"{page}/write", {**first, **typed}).status_code == 303
    stale = owner.post(f"{page}/write", {**second, **typed, "post": "Another"})
    assert (stale.status_code, filled(stale)["post"]) == (409, "Another")
    assert "Choose a body" in words_of(owner.post(f"{page}/write", {**second, "post": "Nobody"}))
    shown = words_of(owner.get(page))
    for words in ("Deputy at Eastmarch Police is answerable", "The board", "31 March 2027", "not known"):
        assert words in shown
    assert signed_in(members, Role.CONTRIBUTOR).get(f"{page}/write").status_code == 403
