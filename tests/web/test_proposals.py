"""Proposals in a browser without scripts: raised, told, viewed, judged, decided; and nothing elsewhere."""

import io
import json
import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from frankpledge.audit.models import Read
from frankpledge.people.models import Kind, Organisation, Role, User
from frankpledge.register.models import Consideration, Proposal, ProposalView
from tests.corrections import words_of
from tests.members import Members, person, sign_in
from tests.pdfs import catalogue, words
from tests.proposals import judged, raised, speaker, viewed
from tests.world import World

RAISE = "/proposals/raise?force=northshire&force=eastmarch&function=dogs"
ABOUT = {
    "raised_by": "northshire", "title": "One <b>dog</b> unit", "what": "Share kennels.", "interest": "both",
    "why": "Fewer kennels.", "model": "joint_unit", "raised_on": "",
}  # fmt: skip
JUDGED = {
    "existing": "We share a unit.", "consistency": "Two ways are one too many.", "opportunities": "A kennel.",
    "answer": "yes", "conclusion": "We would.", "office": "Chief Constable", "on": "",
}  # fmt: skip


def signed_in(user: User, *, verified: bool = True) -> Client:
    client = Client()
    sign_in(client, user, verified=verified)
    return client


@pytest.fixture
def clerk(members: Members) -> Client:
    return signed_in(members.user("northshire", Role.CONTRIBUTOR))


@pytest.fixture
def owner(members: Members) -> Client:
    return signed_in(members.user("northshire", Role.OWNER))


@pytest.fixture
def other(members: Members) -> Client:
    return signed_in(members.user("eastmarch", Role.OWNER))


@pytest.fixture
def proposal(members: Members) -> Proposal:
    return raised(members.actor("northshire", Role.CONTRIBUTOR))


def hidden(page: Any) -> dict[str, str]:
    """What a form holds that nobody types."""
    found = re.findall(
        r'<input type="hidden" name="(key|seen|version)" value="([^"]*)"', page.content.decode()
    )
    return {name: unescape(value) for name, value in found}


def send(client: Client, address: str, **typed: str) -> Any:
    """Opens the form, types, looks over the answers and sends them."""
    held = {**hidden(client.get(address)), **typed}
    return client.post(address, {**held, "step": "checked"})


# --- the whole way --------------------------------------------------------------------------------------


def test_a_proposal_from_the_pack_to_its_outcome(
    world: World, clerk: Client, owner: Client, other: Client
) -> None:
    pack = clerk.get("/considerations?force=northshire&force=eastmarch&function=dogs").content.decode()
    assert RAISE.replace("&", "&amp;") in pack
    form = clerk.get(RAISE)
    checked = clerk.post(RAISE, {**hidden(form), **ABOUT})
    told = "Northshire Police, Northshire Police and Crime Commissioner, Eastmarch Police"
    assert told in words_of(checked)
    sent = clerk.post(RAISE, {**hidden(form), **ABOUT, "step": "checked"})
    held = Proposal.objects.get()
    address = f"/proposals/{held.reference}"
    assert sent["Location"] == f"{address}?done=raised"
    assert "the log of everybody who is told" in words_of(clerk.get(sent["Location"]))
    assert "One &lt;b&gt;dog&lt;/b&gt; unit" in clerk.get(address).content.decode()

    assert "Give your view on a proposal from Northshire Police" in words_of(other.get("/tasks"))
    seen = words_of(other.get(address))
    for said in (
        "Share kennels.",
        "Fewer kennels.",
        "efficiency and effectiveness",
        "0 of 4 have given a view",
    ):
        assert said in seen
    assert send(other, f"{address}/received/eastmarch").status_code == 303
    view = {"answer": "yes", "reasons": "It would help us.", "office": "Chief Constable", "on": ""}
    assert send(other, f"{address}/view/eastmarch", **view)["Location"] == f"{address}?done=view"
    assert send(other, f"{address}/consider/eastmarch", **JUDGED)["Location"] == f"{address}?done=judgement"
    seen = words_of(owner.get(address))
    for said in (
        "It would help us.",
        "Two ways are one too many.",
        "1 of 4 have given a view",
        "Received on",
    ):
        assert said in seen
    assert "Section 22C" not in seen

    viewed(held, "pcc-northshire")
    viewed(held, "pcc-eastmarch", "not_yet")
    assert send(owner, f"{address}/view/northshire", **view).status_code == 303
    seen = words_of(owner.get(address))
    assert "Two or more of those told think that the test is met." in seen
    assert "take this as a sign to ask" in seen
    assert "not legal advice" in seen
    assert "Record the outcome of a proposal that Northshire Police raised" in words_of(owner.get("/tasks"))
    assert send(owner, f"{address}/outcome", outcome="taken_up", reason="", decided_on="").status_code == 303
    assert "No collaboration" not in words_of(owner.get(address))
    dogs = world.record("dogs")
    assert send(clerk, f"{address}/lead-to", record=dogs.reference).status_code == 303
    assert dogs.title in words_of(other.get(address))
    assert "Taken up" in words_of(other.get("/proposals"))


def test_a_judgement_is_taken_away_with_what_the_register_held(proposal: Proposal, other: Client) -> None:
    row = judged(proposal, "eastmarch")
    address = f"/proposals/{proposal.reference}/judgements/{row.pk}"
    in_word, in_pdf = (other.get(f"{address}.{form}") for form in ("docx", "pdf"))
    assert in_word["Content-Disposition"] == f'attachment; filename="{proposal.reference}.docx"'
    assert "no-store" in in_word["Cache-Control"]
    text = " ".join(each.text for each in Document(io.BytesIO(in_word.content)).paragraphs)
    assert bool(catalogue(in_pdf.content)["/MarkInfo"]["/Marked"])
    for said in (
        "The judgement of Eastmarch Police",
        "Two ways of training are one too many.",
        row.pack_hash,
    ):
        assert said in text
        assert "".join(said.split()) in "".join(words(in_pdf.content).split())
    elsewhere = raised(speaker("northshire"), title="Another")
    assert other.get(f"/proposals/{elsewhere.reference}/judgements/{row.pk}.pdf").status_code == 404


# --- who sees what --------------------------------------------------------------------------------------


def test_nobody_else_finds_it_and_who_reads_it_is_noted(
    members: Members, proposal: Proposal, client: Client
) -> None:
    address = f"/proposals/{proposal.reference}"
    assert "/account/sign-in" in client.get(address)["Location"]
    stranger = signed_in(person("reader@port-vale.example", "A reader", Role.READER, "port-vale"))
    for path in (address, f"{address}?format=json", f"{address}/outcome", f"{address}/view/eastmarch"):
        assert stranger.get(path).status_code in {403, 404}
    assert proposal.reference not in stranger.get("/proposals").content.decode()
    reader = signed_in(members.user("northshire", Role.READER))
    page = reader.get(address)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    for deed in ("/view/", "/outcome", "/withdraw", "/notify", "/consider/"):
        assert f"{address}{deed}" not in page.content.decode()
    assert Read.objects.filter(subject_kind="proposal", subject_key=proposal.reference).exists()


def test_as_json_it_is_for_those_who_were_told_alone(proposal: Proposal, other: Client) -> None:
    viewed(proposal, "eastmarch")
    answer = other.get(f"/proposals/{proposal.reference}?format=json")
    assert "Access-Control-Allow-Origin" not in answer
    assert "no-store" in answer["Cache-Control"]
    data = json.loads(answer.content)
    assert data["think_the_test_met"] == {"policing_bodies": 0, "chief_officers": 1, "others": 0}
    assert {each["organisation"] for each in data["told"]} == {
        "northshire", "pcc-northshire", "eastmarch", "pcc-eastmarch"
    }  # fmt: skip
    assert "Contributor of northshire" not in answer.content.decode()


def test_the_other_half_of_a_pair_and_a_contributor_do_not_answer_for_it(
    members: Members, proposal: Proposal, other: Client
) -> None:
    for deed in ("view", "consider", "received"):
        assert other.get(f"/proposals/{proposal.reference}/{deed}/pcc-eastmarch").status_code == 403
        assert other.get(f"/proposals/{proposal.reference}/{deed}/port-vale").status_code == 404
    contributor = signed_in(members.user("eastmarch", Role.CONTRIBUTOR))
    assert contributor.get(f"/proposals/{proposal.reference}/view/eastmarch").status_code == 403


# --- forms ----------------------------------------------------------------------------------------------


def test_raising_begins_with_forces_and_work_and_says_what_is_wrong_with_them(clerk: Client) -> None:
    assert clerk.get("/proposals/raise").status_code == 200
    wrong = clerk.get("/proposals/raise?force=nowhere&function=dogs")
    assert wrong.status_code == 422
    assert "not a police force" in words_of(wrong)
    assert clerk.post("/proposals/raise", ABOUT).status_code == 405


def test_what_is_wrong_is_said_beside_its_field_with_everything_typed(clerk: Client) -> None:
    answer = clerk.post(RAISE, {**hidden(clerk.get(RAISE)), **ABOUT, "title": "", "interest": ""})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert 'href="#title"' in html
    assert "Share kennels." in html
    assert not Proposal.objects.exists()
    own = clerk.post(RAISE, {**hidden(clerk.get(RAISE)), **ABOUT, "raised_by": "eastmarch"})
    assert "Choose the body that raises it" in words_of(own)


def test_a_form_sent_twice_raises_one_proposal(clerk: Client) -> None:
    typed = {**hidden(clerk.get(RAISE)), **ABOUT, "step": "checked"}
    assert clerk.post(RAISE, typed)["Location"] == clerk.post(RAISE, typed)["Location"]
    assert Proposal.objects.count() == 1


def test_whoever_comes_second_is_told_and_keeps_what_was_typed(proposal: Proposal, other: Client) -> None:
    address = f"/proposals/{proposal.reference}/view/eastmarch"
    typed = {
        **hidden(other.get(address)),
        "answer": "no",
        "reasons": "Mine.",
        "office": "Chief",
        "step": "checked",
    }
    viewed(proposal, "eastmarch")
    late = other.post(address, typed)
    assert late.status_code == 422
    assert "Somebody answered for Eastmarch Police" in words_of(late)
    assert "Mine." in late.content.decode()
    again = other.post(address, {**typed, **hidden(late)})
    assert again.status_code == 303
    assert [each.answer for each in ProposalView.objects.order_by("id")] == ["yes", "no"]


def test_an_outcome_decided_without_the_last_view_is_asked_again(proposal: Proposal, owner: Client) -> None:
    address = f"/proposals/{proposal.reference}/outcome"
    typed = {**hidden(owner.get(address)), "outcome": "taken_up", "reason": "", "step": "checked"}
    viewed(proposal, "eastmarch", "no")
    late = owner.post(address, typed)
    assert late.status_code == 422
    assert "Something was added to this proposal" in words_of(late)


def test_more_forces_are_told_and_a_proposal_is_withdrawn(proposal: Proposal, clerk: Client) -> None:
    address = f"/proposals/{proposal.reference}"
    assert clerk.get(f"{address}/notify").status_code == 200
    assert send(clerk, f"{address}/notify?force=port-vale", notified_on="").status_code == 303
    assert "Port Vale Mayoralty" in words_of(clerk.get(address))
    assert send(clerk, f"{address}/withdraw", reason="Too early.").status_code == 303
    assert "Withdrawn" in words_of(clerk.get(address))
    assert send(clerk, f"{address}/withdraw", reason="Too early.").status_code == 303


# --- size -----------------------------------------------------------------------------------------------


def test_its_page_and_the_tasks_ask_as_many_statements_for_two_forces_as_for_all(
    members: Members, owner: Client
) -> None:
    every = tuple(Organisation.objects.filter(kind=Kind.FORCE).values_list("slug", flat=True))
    counts, by = [], members.actor("northshire", Role.CONTRIBUTOR)
    for told in (("eastmarch",), every):
        held = raised(by, told=told)
        viewed(held, "northshire")
        judged(held, "northshire")
        owner.get(f"/proposals/{held.reference}")
        with CaptureQueriesContext(connection) as asked:
            assert owner.get(f"/proposals/{held.reference}").status_code == 200
        with CaptureQueriesContext(connection) as of_tasks:
            assert owner.get("/tasks").status_code == 200
        counts.append((len(asked), len(of_tasks)))
    assert counts[0] == counts[1]
    assert counts[0][0] <= 12
    assert Consideration.objects.count() == 2
