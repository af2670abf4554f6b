"""The pages on which two filings of one agreement are merged; without JavaScript."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from frankpledge.people.models import Role
from frankpledge.register.actions import collaborations
from frankpledge.register.models import Collaboration, Merger
from tests.corrections import words_of
from tests.members import Members, sign_in
from tests.world import CURATOR, World, dogs

pytestmark = pytest.mark.django_db


def test_both_are_seen_side_by_side_looked_over_and_merged(
    client: Client, members: Members, world: World
) -> None:
    filed = replace(dogs(), slug="marches-hounds", title="Marches Hounds")
    collaborations.put(by=CURATOR, draft=filed)
    other, stays = Collaboration.objects.get(slug="marches-hounds"), world.record("dogs")
    sign_in(client, members.user("northshire", Role.OWNER))
    path = f"/collaborations/{stays.reference}/merge"
    assert path in client.get(f"/collaborations/{stays.reference}/change").content.decode()
    for wrong, why in (
        ("", "Enter a reference"),
        ("C-9999", "There is no collaboration"),
        (stays.reference, "same record"),
    ):
        answer = client.post(path, {"with": wrong})
        assert answer.status_code == 422
        assert why in words_of(answer)
    chosen = client.post(path, {"with": f"https://register.example/collaborations/{other.address}"})
    assert (chosen.status_code, chosen["Location"]) == (303, f"{path}?with={other.reference}")
    page = client.get(chosen["Location"])
    assert "Northern Marches Dog Unit" in words_of(page)
    assert "Marches Hounds" in words_of(page)
    hidden = dict(re.findall(r'<input type="hidden" name="(seen)" value="([^"]*)"', page.content.decode()))
    told = client.post(chosen["Location"], {**hidden, "reason": "One agreement."})
    assert told.status_code == 422
    assert "Choose which is right" in words_of(told)
    assert "One agreement." in told.content.decode()
    answers = {**hidden, "reason": "One agreement.", "take_title": "given_up"}
    looked = words_of(client.post(chosen["Location"], answers))
    assert "Parties united 4 that are the same in both" in looked
    assert not Merger.objects.exists()
    done = client.post(chosen["Location"], {**answers, "step": "checked"})
    assert done.status_code == 303
    merged = words_of(Client().get(done["Location"], follow=True))
    assert "Marches Hounds" in merged
    assert f"Also filed as {other.reference}" in merged
    assert client.post(chosen["Location"], {**answers, "step": "checked"}).status_code in {303, 404}
    assert Merger.objects.count() == 1
