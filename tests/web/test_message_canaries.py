"""What a reader wrote, and who they are, is on no page or file or e-mail that anybody else can open."""

import datetime

import pytest
from django.core import mail
from django.test import Client
from django.urls import URLPattern
from pytest_django import Settings

from frankpledge.config.urls import urlpatterns
from frankpledge.exchange import digests
from frankpledge.people.models import Digest, Role, User
from frankpledge.register.actions import corrections, follows
from frankpledge.register.models import Correction, CorrectionState
from tests.corrections import send
from tests.members import NATIONAL, Members, as_actor, person, sign_in
from tests.world import CURATOR, World

pytestmark = pytest.mark.django_db

CANARY = "CANARY"
WRITTEN = {
    "said_wrong": "CANARY-WRONG",
    "would_be_right": "CANARY-RIGHT",
    "source_url": "https://canary-source.example/CANARY",
    "sender_name": "CANARY-NAME",
    "sender_organisation": "CANARY-BODY",
    "sender_email": "CANARY@canary.example",
}


@pytest.fixture
def written(world: World) -> list[Correction]:
    """Messages in every state that others may see something of, with words hidden again."""
    dogs, rows = world.record("dogs").reference, []
    for number, about in enumerate((dogs, "northshire", "marches-dogs-01", dogs)):
        key = {"sender": f"{number:064x}"}
        rows.append(send(about=about, field="status", **WRITTEN, **key))  # type: ignore[arg-type] # all are words
    corrections.display(
        by=CURATOR, reference=rows[0].reference, words="CANARY-HIDDEN", body="A body", reason="CANARY-REASON"
    )
    corrections.hide(by=CURATOR, reference=rows[0].reference, reason="CANARY-REASON")
    corrections.answer(
        by=CURATOR, reference=rows[1].reference, text="Public.", outcome=CorrectionState.CHANGED
    )
    corrections.withdraw(by=CURATOR, reference=rows[2].reference, reason="CANARY-REASON")
    return rows


def pages(world: World, rows: list[Correction]) -> list[str]:
    """Every page without a part to fill in, and those about what the messages are about."""
    dogs = world.record("dogs")
    plain = [f"/{each.pattern}" for each in urlpatterns if isinstance(each, URLPattern)]
    about = [f"/collaborations/{dogs.address}", "/organisations/northshire", "/organisations/eastmarch"]
    return [
        *(path for path in plain if "<" not in path and path != "/data/frankpledge.zip"),
        *(f"{path}{form}" for path in about for form in ("", "?format=json", "?format=csv")),
        "/data/corrections.csv",
        "/data/corrections.jsonl",
        "/collaborations?q=CANARY",
        "/what-can-be-said/marches-dogs-01",
        "/api/v1/collaborations",
        f"/api/v1/collaborations/{dogs.reference}",
        *(f"/tell-us/{row.reference}" for row in rows),
        *(f"/messages/{row.reference}" for row in rows),
        *(f"/messages/{row.reference}/answer" for row in rows),
        "/messages?show=all",
        "/follow",
        "/tasks",
    ]


@pytest.mark.parametrize(
    "who", [None, (NATIONAL, Role.ANALYST), ("port-vale", Role.OWNER), ("northshire", Role.ADMINISTRATOR)]
)
def test_nobody_else_comes_upon_any_of_it(
    client: Client,
    world: World,
    members: Members,
    written: list[Correction],
    settings: Settings,
    who: tuple[str, Role] | None,
) -> None:
    if who is not None:
        email = f"other-{who[1]}@{who[0] or 'national'}.example"
        user = person(email, "Somebody Else", who[1], who[0])
        follows.follow(by=as_actor(user), what=world.record("dogs").reference)
        sign_in(client, user)
    for path in pages(world, written):
        answer = client.get(path)
        body = b"".join(answer) if answer.streaming else answer.content
        asked_for = path == "/collaborations?q=CANARY"
        assert asked_for or CANARY not in body.decode(errors="replace"), path
    settings.PUBLIC_ADDRESS = "https://register.example"
    User.objects.update(digest=Digest.DAILY)
    digests.send_all(datetime.date(2026, 11, 24))
    for letter in mail.outbox:
        assert CANARY not in str(letter.message())


def test_the_canaries_are_there_to_be_seen_by_those_who_answer(
    client: Client, members: Members, written: list[Correction]
) -> None:
    sign_in(client, members.user("northshire", Role.OWNER))
    page = client.get(f"/messages/{written[0].reference}").content.decode()
    for canary in (*WRITTEN.values(), "CANARY-HIDDEN"):
        assert canary in page
    assert "CANARY-REASON" not in page
