"""The messages of readers on the web: who sees which, what may be done, and what nobody else may read."""

import datetime
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from frankpledge.audit.models import Entry, Read
from frankpledge.people.models import ORGANISATION_ROLES, Role
from frankpledge.register.actions import corrections
from frankpledge.register.models import Correction, CorrectionState
from tests.corrections import CANARY, send, words_of
from tests.members import NATIONAL, Members, sign_in
from tests.world import CURATOR, World

pytestmark = pytest.mark.django_db

EVERYBODY = [
    (NATIONAL, Role.CURATOR),
    (NATIONAL, Role.INSPECTOR),
    (NATIONAL, Role.ANALYST),
    *(("northshire", role) for role in ORGANISATION_ROLES),
    ("eastmarch", Role.CONTRIBUTOR),
    ("eastmarch", Role.OWNER),
]
# Who may open the pages at all, and who may answer.
READERS = {
    (NATIONAL, Role.CURATOR),
    (NATIONAL, Role.INSPECTOR),
    *(("northshire", role) for role in set(ORGANISATION_ROLES) - {Role.ADMINISTRATOR}),
    ("eastmarch", Role.CONTRIBUTOR),
    ("eastmarch", Role.OWNER),
}
ANSWERERS = {
    (NATIONAL, Role.CURATOR),
    ("northshire", Role.OWNER),
    ("northshire", Role.PUBLISHER),
    ("eastmarch", Role.OWNER),
}
NAMED: dict[str, Any] = {
    "sender_name": "Canary Senderson",
    "sender_email": CANARY,
    "speaks_for": "Harrow Systems plc",
}


@pytest.fixture
def sent(world: World) -> dict[str, str]:
    """A message about each of several things, by what it is about."""
    about = {
        "dogs": world.record("dogs").reference,
        "records": world.record("records").reference,
        "northshire": "northshire",
        "pcc-eastmarch": "pcc-eastmarch",
        "page": "/about",
    }
    return {
        name: send(about=key, said_wrong=f"CANARY-WORDS-{name}", **NAMED).reference
        for name, key in about.items()
    }


def listed(client: Client, **query: str) -> set[str]:
    return set(re.findall(r"T-\w{4}-\w{2}", words_of(client.get(reverse("messages"), query))))


def test_somebody_who_is_not_signed_in_is_asked_to_sign_in(client: Client, sent: dict[str, str]) -> None:
    for path in ("/messages", f"/messages/{sent['dogs']}", f"/messages/{sent['dogs']}/answer"):
        answer = client.get(path)
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("who", EVERYBODY, ids=str)
def test_each_sees_the_messages_about_their_own_and_no_others(
    client: Client, members: Members, sent: dict[str, str], who: tuple[str, Role]
) -> None:
    theirs = {
        NATIONAL: set(sent),
        "northshire": {"dogs", "northshire"},
        "eastmarch": {"dogs", "pcc-eastmarch"},
    }[who[0]]
    sign_in(client, members.user(*who))
    if who not in READERS:
        assert client.get("/messages").status_code == 403
        assert client.get(f"/messages/{sent['dogs']}").status_code == 403
        return
    assert listed(client) == {sent[name] for name in theirs}
    for name, reference in sent.items():
        page = client.get(f"/messages/{reference}")
        assert page.status_code == (200 if name in theirs else 404)
        assert (f"CANARY-WORDS-{name}" in words_of(page)) is (name in theirs)
        assert (CANARY in words_of(page)) is (name in theirs and who in ANSWERERS)
        assert ("Canary Senderson" in words_of(page)) is (name in theirs and who in ANSWERERS)
        asked = client.get(f"/messages/{reference}/answer").status_code
        assert asked == (403 if who not in ANSWERERS else 200 if name in theirs else 404)


def test_without_a_second_step_an_owner_reads_but_sees_no_sender_and_answers_nothing(
    client: Client, members: Members, sent: dict[str, str]
) -> None:
    sign_in(client, members.user("northshire", Role.OWNER), verified=False)
    page = client.get(f"/messages/{sent['dogs']}")
    assert "CANARY-WORDS-dogs" in words_of(page)
    assert CANARY not in page.content.decode()
    refused = client.post(f"/messages/{sent['dogs']}/check")
    assert refused.status_code == 403
    assert "second step" in words_of(refused)
    assert Correction.objects.get(reference=sent["dogs"]).state == CorrectionState.RECEIVED


def test_what_is_overdue_stands_first_and_says_so(
    client: Client, members: Members, sent: dict[str, str]
) -> None:
    late = Correction.objects.filter(reference=sent["page"])
    late.update(due_on=timezone.localdate() - datetime.timedelta(days=1))
    sign_in(client, members.user(NATIONAL, Role.CURATOR))
    page = client.get("/messages").content.decode()
    assert page.index(sent["page"]) < page.index(sent["dogs"])
    assert page.count(">Overdue</strong>") == 1
    assert listed(client, show="overdue") == {sent["page"]}
    assert "within 20 working days" in words_of(client.get("/messages"))


def test_the_list_is_narrowed_by_state_and_turned_page_by_page(
    client: Client, members: Members, sent: dict[str, str]
) -> None:
    corrections.mark_spam(by=CURATOR, reference=sent["page"], reason="Advertising")
    sign_in(client, members.user(NATIONAL, Role.CURATOR))
    assert listed(client, show="spam") == {sent["page"]}
    assert sent["page"] not in listed(client)
    assert listed(client, show="all") == set(sent.values())
    assert client.get("/messages", {"show": "nonsense"}).status_code == 400
    assert client.get("/messages", {"page": "2"}).status_code == 404


@pytest.mark.parametrize("more", [0, 30])
def test_the_list_costs_the_same_whatever_there_is(
    client: Client, world: World, members: Members, more: int
) -> None:
    for _each in range(more + 1):
        row = send(about=world.record("dogs").reference, sender=f"{_each:064x}")
    sign_in(client, members.user("northshire", Role.OWNER))
    client.get("/messages")
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/messages")
    assert row.reference in words_of(client.get("/messages", {"page": "2"} if more > 24 else {}))
    assert page.status_code == 200
    # The session, the person, their rights, the counts and the rows.
    assert len(asked) <= 6, [each["sql"] for each in asked]


def test_an_owner_answers_and_the_public_page_has_the_answer(
    client: Client, members: Members, sent: dict[str, str]
) -> None:
    reference = sent["dogs"]
    sign_in(client, members.user("northshire", Role.OWNER))
    form = client.get(f"/messages/{reference}/answer")
    posted = {"seen": seen(form.content.decode()), "outcome": "not_changed", "text": "The minutes say so."}
    answer = client.post(f"/messages/{reference}/answer", posted)
    assert (answer.status_code, answer["Location"]) == (303, f"/messages/{reference}?done=answer")
    assert "The minutes say so." in words_of(client.get(f"/messages/{reference}?done=answer"))
    client.logout()
    public = client.get(f"/tell-us/{reference}")
    assert "The minutes say so." in words_of(public)
    for canary in (CANARY, "CANARY-WORDS-dogs", "Canary Senderson"):
        assert canary not in public.content.decode()


def seen(page: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', page)
    assert found
    return found[1]


def test_a_form_sent_twice_answers_once(client: Client, members: Members, sent: dict[str, str]) -> None:
    sign_in(client, members.user("northshire", Role.OWNER))
    path = f"/messages/{sent['dogs']}/answer"
    posted = {"seen": seen(client.get(path).content.decode()), "outcome": "changed", "text": "Yes."}
    assert [client.post(path, posted).status_code for _time in range(2)] == [303, 303]
    assert Entry.objects.filter(subject_key=sent["dogs"]).count() == 2


def test_who_comes_second_sees_how_it_stands_and_keeps_what_they_wrote(
    client: Client, members: Members, sent: dict[str, str]
) -> None:
    sign_in(client, members.user("northshire", Role.OWNER))
    path = f"/messages/{sent['dogs']}/display"
    old = seen(client.get(path).content.decode())
    corrections.display(by=CURATOR, reference=sent["dogs"], words="Theirs first", body="A body")
    late = client.post(path, {"seen": old, "words": "Mine second", "body": "Northshire Police"})
    assert late.status_code == 409
    assert "Theirs first" in words_of(late)
    assert "Mine second" in late.content.decode()
    again = {"seen": seen(late.content.decode()), "words": "Mine second", "body": "Northshire Police"}
    assert client.post(path, again).status_code == 303
    assert Correction.objects.get(reference=sent["dogs"]).display_words == "Mine second"


@pytest.mark.parametrize(
    ("deed", "posted", "said"),
    [
        ("answer", {"outcome": "changed"}, "Give the answer."),
        ("answer", {"text": "Yes"}, "Choose what became of the register."),
        ("answer", {"text": "Yes", "outcome": "spam"}, "Choose what became of the register."),
        ("display", {"body": "A body"}, "own words"),
        ("withdraw", {}, "Give the reason."),
        ("hide", {"reason": "Mistake"}, "is not displayed"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_done(
    client: Client, members: Members, sent: dict[str, str], deed: str, posted: dict[str, str], said: str
) -> None:
    sign_in(client, members.user(NATIONAL, Role.CURATOR))
    path = f"/messages/{sent['dogs']}/{deed}"
    refused = client.post(path, {"seen": "", **posted})
    assert refused.status_code == 422
    assert said in words_of(refused)
    assert "Error:" in refused.content.decode()
    assert Correction.objects.get(reference=sent["dogs"]).state == CorrectionState.RECEIVED


def test_only_a_curator_is_offered_to_set_aside(
    client: Client, members: Members, sent: dict[str, str]
) -> None:
    for who, may in ((("northshire", Role.OWNER), False), ((NATIONAL, Role.CURATOR), True)):
        sign_in(client, members.user(*who))
        assert ("Set this aside" in words_of(client.get(f"/messages/{sent['dogs']}"))) is may
        path = f"/messages/{sent['dogs']}/spam"
        posted = client.post(path, {"seen": seen_or_none(client, path), "reason": "Advertising"})
        assert posted.status_code == (303 if may else 403)


def seen_or_none(client: Client, path: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', client.get(path).content.decode())
    return found[1] if found else ""


def test_there_is_nothing_else_to_be_done(client: Client, members: Members, sent: dict[str, str]) -> None:
    sign_in(client, members.user(NATIONAL, Role.CURATOR))
    assert client.get(f"/messages/{sent['dogs']}/delete").status_code == 404
    assert client.get("/messages/T-2222-22").status_code == 404
    assert client.put(f"/messages/{sent['dogs']}/answer").status_code == 405
    assert client.post("/messages").status_code == 405


def test_that_somebody_opened_a_message_is_noted_and_that_they_were_refused_is_not(
    client: Client, members: Members, sent: dict[str, str]
) -> None:
    owner = members.user("northshire", Role.OWNER)
    sign_in(client, owner)
    client.get("/messages")
    client.get(f"/messages/{sent['records']}")
    assert not Read.objects.exists()
    for _time in range(2):
        client.get(f"/messages/{sent['dogs']}")
    read = Read.objects.get()
    assert (read.user_id, read.subject_kind, read.subject_key) == (owner.pk, "correction", sent["dogs"])


def test_the_pages_are_kept_by_nobody(client: Client, members: Members, sent: dict[str, str]) -> None:
    sign_in(client, members.user(NATIONAL, Role.CURATOR))
    for path in ("/messages", f"/messages/{sent['dogs']}", f"/messages/{sent['dogs']}/answer"):
        assert "no-store" in client.get(path)["Cache-Control"]
