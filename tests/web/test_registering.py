"""Registering a collaboration in a browser without JavaScript: one question a page, saved as one goes."""

import datetime
import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from frankpledge.people.models import Role
from frankpledge.register.models import Agreement, Collaboration, Level, Registration, RegistrationState
from frankpledge.register.registering import QUESTIONS, Question
from tests.corrections import words_of
from tests.members import NATIONAL, Members, sign_in
from tests.registrations import TITLE, answered, begin, registered, send
from tests.releases import withheld
from tests.world import World

MOST_STATEMENTS = 13
# What a button or a choice sends, and no box shows.
UNSEEN = {"not-known", "continue", "port-vale", "nowhere"}
TYPED: dict[str, dict[str, Any]] = {
    "title": {"title": TITLE},
    "why": {"why": "To look for missing people from the air."},
    "functions": {"functions": ["air-support", "search"]},
    "parties": {"name": "eastmarch", "do": "continue"},
    "lead": {"lead": "northshire", "role": "host"},
    "legal-basis": {"legal_basis": "s22A"},
    "agreed": {"agreed-month": "5", "agreed-year": "2024"},
    "started": {"started-day": "1", "started-month": "9", "started-year": "2024"},
    "status": {"status": "running", "as_of-day": "30", "as_of-month": "6", "as_of-year": "2025"},
    "published": {"published": "no", "why_not": "It names the places that are watched."},
}


@pytest.fixture(autouse=True)
def pages_made_afresh(settings: Settings) -> None:
    settings.PUBLIC_PAGE_CACHE = False


@pytest.fixture
def owner(members: Members) -> Client:
    return signed_in(members, "northshire", Role.OWNER)


@pytest.fixture
def contributor(members: Members) -> Client:
    return signed_in(members, "northshire", Role.CONTRIBUTOR)


@pytest.fixture
def other(members: Members) -> Client:
    return signed_in(members, "eastmarch", Role.OWNER)


def signed_in(members: Members, organisation: str, role: Role) -> Client:
    client = Client()
    sign_in(client, members.user(organisation, role))
    return client


def hidden(page: Any) -> dict[str, list[str]]:
    """What a page's last form holds that nobody types."""
    form = page.content.decode().rpartition("<form")[2] if b"<form" in page.content else ""
    held: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form):
        held.setdefault(name, []).append(unescape(value))
    held.pop("csrfmiddlewaretoken", None)
    return held


def post(client: Client, address: str, **typed: Any) -> Any:
    """Opens the form, types, and sends it."""
    return client.post(address, {**hidden(client.get(address)), **typed})


def start(client: Client, **typed: Any) -> Any:
    page = client.get("/register")
    form = page.content.decode()
    key = re.search(r'name="key" value="([^"]+)"', form)
    assert key
    return client.post("/register", {"key": key[1], "organisation": "northshire", "begin": "new", **typed})


def walked(client: Client) -> tuple[str, list[str]]:
    """All ten questions from the start page on: the registration's address, and the pages seen."""
    seen = []
    address = start(client)["Location"]
    while address.rpartition("/")[2] in TYPED:
        slug = address.rpartition("/")[2]
        seen.append(slug)
        sent = post(client, address, **TYPED[slug])
        assert sent.status_code == 303, words_of(sent)
        address = sent["Location"]
    return address, seen


def do(client: Client, address: str, what: str, **typed: Any) -> Any:
    version = re.search(r'name="version" value="(\d+)"', client.get(address).content.decode())
    return client.post(address, {"version": version[1] if version else "0", "do": what, **typed})


# --- the whole way ----------------------------------------------------------------------------------


def test_ten_questions_one_a_page_and_the_record_is_there_for_everybody(
    owner: Client, client: Client
) -> None:
    address, seen = walked(owner)
    assert seen == [question.value for question in QUESTIONS]
    page = owner.get(address)
    told = words_of(page)
    for said in (
        "Check your answers", TITLE, "Air support", "Northshire Police hosts it", "May 2024",
        "1 September 2024", "running, as at 30 June 2025", "Not published: It names the places",
    ):  # fmt: skip
        assert said in told
    sent = do(owner, address, "send")
    assert sent.status_code == 303
    made = Collaboration.objects.get(title=TITLE)
    assert made.address in owner.get(address).content.decode()
    public = words_of(client.get(f"/collaborations/{made.address}"))
    today = "Registered by Northshire Police on"
    assert today in public
    assert "not yet confirmed by other parties" in public
    assert "Not published, as the record was registered on" in public
    assert "It names the places that are watched." in public
    assert (
        "From public sources"
        not in public.partition("In short")[0].partition("On this page")[0].partition(TITLE)[2]
    )
    data = client.get(f"/collaborations/{made.address}?format=json").json()
    assert (data["provenance"], data["registered_by"]) == ("by_party", "northshire")


@pytest.fixture
def unpublished(members: Members) -> Collaboration:
    why = {"published": ["no"], "why_not": ["It names the places that are watched."]}
    return registered(members.actor("northshire", Role.OWNER), other={Question.PUBLISHED: why})


def why_not(client: Client, record: Collaboration, **query: str) -> bool:
    page = words_of(client.get(f"/collaborations/{record.address}", query))
    return "It names the places that are watched." in page


def test_why_it_is_not_published_is_told_until_it_is(client: Client, unpublished: Collaboration) -> None:
    assert why_not(client, unpublished)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    assert not why_not(client, unpublished, **{"as-at": str(yesterday)})
    Agreement.objects.create(collaboration=unpublished, url="https://papers.example/drones")
    assert not why_not(client, unpublished)


@pytest.mark.parametrize("level", [Level.FACT, Level.WITHHELD])
def test_why_it_is_not_published_is_hidden_with_the_rest_of_the_record(
    client: Client, owner: Client, unpublished: Collaboration, level: Level
) -> None:
    withheld(unpublished, level)
    assert not why_not(client, unpublished)
    assert why_not(owner, unpublished)


def test_a_contributors_waits_and_the_other_partys_owner_approves_it(
    contributor: Client, other: Client, client: Client
) -> None:
    address, _seen = walked(contributor)
    assert "Send it for approval" in words_of(contributor.get(address))
    do(contributor, address, "send")
    assert "waits for approval" in words_of(contributor.get("/tasks"))
    assert f"Approve or refuse the registration of {TITLE}" in words_of(other.get("/tasks"))
    refused = do(other, address, "decide", decision="refuse", reason="")
    assert refused.status_code == 422
    assert "Enter why it is refused" in words_of(refused)
    assert do(other, address, "decide", decision="approve").status_code == 303
    assert Collaboration.objects.filter(title=TITLE).exists()
    assert "Registered by Northshire Police" in words_of(
        client.get(f"/collaborations/{Collaboration.objects.get(title=TITLE).address}")
    )


def test_each_question_says_which_it_is_and_comes_back_as_it_was_left(owner: Client) -> None:
    address = start(owner)["Location"]
    page = owner.get(address)
    assert "Question 1 of 10" in words_of(page)
    post(owner, address, title="Half of a title")
    assert "Go on with registering Half of a title" in words_of(owner.get("/tasks"))
    assert 'value="Half of a title"' in owner.get(address).content.decode()
    row = Registration.objects.get()
    assert "Go on with Half of a title" in words_of(owner.get("/register"))
    whole = owner.get(f"/register/{row.reference}")
    assert "Not answered yet" in words_of(whole)
    assert f"/register/{row.reference}/why" in whole.content.decode()


@pytest.mark.parametrize(
    ("slug", "typed", "fault"),
    [
        ("title", {"title": " "}, "Enter what it is called"),
        ("title", {"title": "x" * 201}, "Use at most 200 characters"),
        ("why", {"why": ""}, "Enter why the parties work together"),
        ("functions", {}, "Choose what police work it does"),
        ("functions", {"functions": ["dogs", "not-known"]}, "not both"),
        ("functions", {"functions": ["witchcraft"]}, "Choose from the list"),
        ("parties", {"do": "continue"}, "Add at least two parties"),
        ("parties", {"do": "add"}, "Enter the name of a force"),
        ("parties", {"take": "nowhere", "do": "take"}, "Choose bodies that are on this register"),
        ("lead", {}, "Choose which party leads or hosts it"),
        ("lead", {"lead": "northshire"}, "Choose whether it leads or hosts"),
        ("lead", {"lead": "port-vale", "role": "lead"}, "Choose which party leads or hosts it"),
        ("legal-basis", {}, "Choose the legal basis"),
        ("agreed", {}, "Enter a date"),
        ("agreed", {"agreed-year": "2999"}, "not in the future"),
        ("agreed", {"agreed-day": "31", "agreed-month": "2", "agreed-year": "2020"}, "Enter a real date"),
        ("agreed", {"agreed-year": "2020", "agreed_known": "not-known"}, "not both"),
        ("started", {"started-year": "1066"}, "1829"),
        ("status", {"as_of-year": "2024"}, "Choose how it stands"),
        ("status", {"status": "running", "as_of-year": ""}, "Enter as at when"),
        ("status", {"status": "ended", "as_of-year": "2024", "ends_on-year": "2999"}, "It has ended"),
        ("published", {}, "Choose where it is published"),
        ("published", {"published": "address", "url": "no-where"}, "is not a full address"),
        ("published", {"published": "no"}, "Enter why it is not published"),
    ],
)
def test_what_cannot_be_is_refused_beside_the_field_and_stays_typed(
    members: Members, owner: Client, slug: str, typed: dict[str, Any], fault: str
) -> None:
    row = begin(members.actor("northshire", Role.OWNER))
    sent = post(owner, f"/register/{row.reference}/{slug}", **typed)
    assert sent.status_code == 422
    assert "There is a problem" in words_of(sent)
    assert fault in words_of(sent)
    row.refresh_from_db()
    assert slug == "parties" or slug not in row.answers
    for value in typed.values():
        if isinstance(value, str) and len(value) > 6 and value not in UNSEEN:
            assert value in unescape(sent.content.decode())


# --- parties ----------------------------------------------------------------------------------------


def test_a_force_brings_its_policing_body_and_the_page_says_so(owner: Client) -> None:
    address = start(owner)["Location"].replace("title", "parties")
    assert "Northshire: 2 legal persons" in words_of(owner.get(address))
    sent = post(owner, address, name="Eastmarch", do="add")
    assert sent.status_code == 303
    told = words_of(owner.get(address))
    assert "So far: 4 legal persons" in told
    assert "Eastmarch Police; Eastmarch Police and Crime Commissioner" in told
    taken = post(owner, address, remove="eastmarch")
    assert taken.status_code == 303
    assert "Eastmarch: 2" not in words_of(owner.get(address))


def test_several_names_at_once_groups_and_what_nobody_knows_are_asked_about(owner: Client) -> None:
    address = start(owner)["Location"].replace("title", "parties")
    asked = post(owner, address, name="Eastmarch, NEP, PV, Anytown Lifeboats", do="add")
    assert asked.status_code == 200
    told = words_of(asked)
    assert "Eastmarch: 2 legal persons" in told
    assert "Which is “NEP”?" in told
    assert "all 3 bodies" in told
    assert "Which is “PV”?" in told
    assert "Also a football club." in told
    assert "“Anytown Lifeboats” is not on this register" in told
    taken = post(owner, address, take="eastmarch,northshire,port-vale", do="take")
    assert taken.status_code == 303
    post(owner, address, unlisted="Anytown Lifeboats")
    told = words_of(owner.get(address))
    assert "Port Vale: 2 legal persons" in told
    assert "Anytown Lifeboats" in told
    assert "a curator will be asked which body it is" in told
    row = Registration.objects.get()
    assert row.answers["parties"]["value"]["others"] == ["Anytown Lifeboats"]
    post(owner, address, unname="Anytown Lifeboats")
    row.refresh_from_db()
    assert row.answers["parties"]["value"]["others"] == []


def test_what_is_still_in_the_box_is_added_when_somebody_goes_on(owner: Client) -> None:
    address = start(owner)["Location"].replace("title", "parties")
    assert post(owner, address, name="port vale police", do="continue").status_code == 303
    row = Registration.objects.get()
    assert row.answers["parties"]["value"]["organisations"] == ["northshire", "port-vale"]


def test_who_is_not_on_the_register_is_a_task_for_curators_until_one_has_seen_to_it(
    members: Members, owner: Client
) -> None:
    by = members.actor("northshire", Role.OWNER)
    typed = {"parties": ["northshire", "eastmarch"], "others": ["Anytown Lifeboats"], "finished": ["yes"]}
    row = send(by, answered(by, other={Question.PARTIES: typed}))
    curator = signed_in(members, NATIONAL, Role.CURATOR)
    assert "Say which bodies are named as parties" in words_of(curator.get("/tasks"))
    assert "Say which bodies" not in words_of(owner.get("/tasks"))
    assert row.collaboration
    assert "Anytown Lifeboats" in words_of(Client().get(f"/collaborations/{row.collaboration.address}"))
    assert do(curator, f"/register/{row.reference}", "settle").status_code == 303
    assert "Say which bodies" not in words_of(curator.get("/tasks"))


# --- is it one of these? ----------------------------------------------------------------------------


def test_a_likely_duplicate_is_shown_after_the_title_and_while_typing(owner: Client) -> None:
    address = start(owner)["Location"]
    sent = post(owner, address, title="Northern Marches dogs unit")
    page = owner.get(sent["Location"])
    assert "Is it one of these?" in words_of(page)
    assert "Northern Marches Dog Unit" in words_of(page)
    piece = owner.post(address.replace("title", "alike"), {"title": "Nothern Marches Forensic"})
    assert "Northern Marches Forensics" in words_of(piece)
    assert b"<html" not in piece.content
    nothing = owner.post(address.replace("title", "alike"), {"title": "Bicycle marking"})
    assert "Is it one of these?" not in words_of(nothing)
    assert owner.get(address.replace("title", "alike")).status_code == 405


# --- from another record, from a text ---------------------------------------------------------------


def test_answers_are_copied_and_each_says_that_it_is_to_be_checked(owner: Client, world: World) -> None:
    sent = start(owner, begin="like", like=world.record("marches").reference)
    assert sent.status_code == 303
    told = words_of(owner.get(sent["Location"]))
    assert told.count("Copied: check") >= 5
    assert "Northern Marches programme" in told
    wrong = start(owner, begin="like", like="C-1")
    assert wrong.status_code == 422
    assert "like C-0055" in words_of(wrong)


def test_a_pasted_text_answers_only_what_is_ticked_with_its_own_words(owner: Client) -> None:
    text = (
        "Title: Marches river patrols\n\nThis Agreement is dated 1 April 2024 between the Chief Constable of "
        "Northshire Police and Eastmarch Police under section 22A of the Police Act 1996.\n"
        "Dogs & <b>boats</b> are shared. Northshire Police is the lead force. Commencing on 1 May 2024."
    )
    address = start(owner, begin="paste")["Location"]
    assert address.endswith("/paste")
    found = owner.post(address, {"text": text, "do": "look"})
    html = found.content.decode()
    assert "<mark>section 22A</mark>" in html
    assert "&lt;b&gt;boats" in html
    assert "<b>boats" not in html
    keys = [unescape(key) for key in re.findall(r'name="accept" type="checkbox" value="([^"]+)"', html)]
    ticked = [key for key in keys if key.startswith(("title", "agreed", "legal-basis", "parties", "lead"))]
    version = re.search(r'name="version" value="(\d+)"', html)
    assert version
    sent = owner.post(address, {"text": text, "do": "accept", "accept": ticked, "version": version[1]})
    assert sent.status_code == 303
    row = Registration.objects.get()
    assert row.answers["title"] == {
        "value": "Marches river patrols", "how": "pasted", "quote": "Marches river patrols",
    }  # fmt: skip
    assert row.answers["agreed"]["value"] == "2024-04-01"
    assert row.answers["parties"]["value"]["organisations"] == ["northshire", "eastmarch"]
    assert row.answers["lead"]["value"] == {"organisation": "northshire", "role": "lead"}
    assert "functions" not in row.answers
    assert "started" not in row.answers
    told = words_of(owner.get(sent["Location"]))
    assert "From the pasted text" in told
    assert "section 22A" in told


def test_nothing_pasted_is_asked_for_again(owner: Client) -> None:
    address = start(owner, begin="paste")["Location"]
    assert owner.post(address, {"text": "  ", "do": "look"}).status_code == 422
    nothing = owner.post(address, {"text": "so it goes.", "do": "look"})
    assert "No words in it answer a question" in words_of(nothing)


# --- once, two at once, out of date -----------------------------------------------------------------


def test_a_form_sent_twice_begins_and_registers_one(owner: Client) -> None:
    key = "7b0d5a55-9f4e-4f3a-8f0e-2d5f7a1f8c11"
    one, two = (start(owner, key=key) for _each in range(2))
    assert one["Location"] == two["Location"]
    address, _seen = walked(owner)
    version = Registration.objects.latest("pk").version
    for _each in range(2):
        assert owner.post(address, {"version": version, "do": "send"}).status_code == 303
    assert Collaboration.objects.filter(title=TITLE).count() == 1


def test_somebody_who_comes_second_is_told_and_keeps_what_they_typed(
    owner: Client, contributor: Client
) -> None:
    address = start(contributor)["Location"]
    early = hidden(owner.get(address))
    post(contributor, address, title="The first title")
    late = owner.post(address, {**early, "title": "The second title"})
    assert late.status_code == 409
    told = late.content.decode()
    assert "The first title" in told
    assert 'value="The second title"' in told
    assert owner.post(address, {**hidden(late), "title": "The second title"}).status_code == 303


# --- who sees what ----------------------------------------------------------------------------------


def test_a_draft_is_there_for_its_organisation_alone(
    members: Members, contributor: Client, other: Client
) -> None:
    row = begin(members.actor("northshire", Role.CONTRIBUTOR))
    own = signed_in(members, "northshire", Role.READER)
    assert own.get(f"/register/{row.reference}").status_code == 200
    for stranger in (other, signed_in(members, NATIONAL, Role.CURATOR)):
        assert stranger.get(f"/register/{row.reference}").status_code == 404
        assert stranger.get(f"/register/{row.reference}/title").status_code == 404
        assert stranger.post(f"/register/{row.reference}/alike", {"title": "x"}).status_code == 404
    assert Client().get(f"/register/{row.reference}")["Location"].startswith("/account/sign-in")
    assert own.get(f"/register/{row.reference}/title").status_code == 403


def test_who_may_is_shown_the_way_and_nobody_else_is(members: Members, owner: Client, client: Client) -> None:
    reader = signed_in(members, "northshire", Role.READER)
    for address, is_own in (
        ("/tasks", True), ("/organisations/northshire", True), ("/organisations/eastmarch", False),
        ("/collaborations?q=nothingatall", True),
    ):  # fmt: skip
        assert ('href="/register"' in owner.get(address).content.decode()) is is_own, address
        assert 'href="/register"' not in reader.get(address).content.decode()
        assert 'href="/register"' not in client.get(address, follow=True).content.decode()


def test_every_page_takes_few_statements_for_two_parties_and_for_many(
    members: Members, owner: Client, world: World
) -> None:
    by = members.actor("northshire", Role.OWNER)
    few = answered(by)
    many = {"parties": ["northshire", "eastmarch", "port-vale", "harrow-systems", "wayfarers-fund"]}
    more = answered(by, other={Question.PARTIES: {**many, "finished": ["yes"]}})
    counts: dict[str, set[int]] = {}
    owner.get("/tasks")
    for row in (few, more):
        for slug in ("", *(f"/{question.value}" for question in QUESTIONS), "/paste"):
            with CaptureQueriesContext(connection) as captured:
                assert owner.get(f"/register/{row.reference}{slug}").status_code == 200
            counts.setdefault(slug, set()).add(len(captured))
    assert all(len(each) == 1 for each in counts.values()), counts
    assert max(max(each) for each in counts.values()) <= MOST_STATEMENTS, counts


def test_what_was_thrown_away_is_out_of_the_way(owner: Client) -> None:
    address = start(owner)["Location"].rpartition("/")[0]
    sent = do(owner, address, "discard")
    assert sent["Location"] == "/tasks"
    assert Registration.objects.get().state == RegistrationState.DISCARDED
    assert "Go on with" not in words_of(owner.get("/register"))
    assert "thrown away" in words_of(owner.get(address))
