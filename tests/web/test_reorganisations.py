"""The pages of a reorganisation: written, seen, planned and applied without JavaScript."""

import datetime
import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from frankpledge.people.models import Relation, Role
from frankpledge.register.models import Reorganisation, ReorganisationState
from tests.members import NATIONAL, Members, sign_in
from tests.proposals import raised
from tests.reorganisations import FERRIES_MOVE, MERGER, PORT_VALE_SPLITS, applied, begun, planned, tomorrow
from tests.world import World

HOME = "/national/reorganisations"
KEY = re.compile(r'name="key" value="([^"]+)"')
VERSION = re.compile(r'name="version" value="(\d+)"')


@pytest.fixture
def curator(client: Client, members: Members) -> Client:
    sign_in(client, members.user(NATIONAL, Role.CURATOR))
    return client


def page(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def send(client: Client, path: str, **typed: str) -> str:
    """Sends a form with the key or version that its page holds; where that leads."""
    shown = page(client, path)
    for name, pattern in (("key", KEY), ("version", VERSION)):
        if found := pattern.search(shown):
            typed.setdefault(name, found[1])
    answer = client.post(path, typed)
    assert answer.status_code == 303, answer.content.decode()
    return answer["Location"]


def test_a_curator_writes_one_sees_what_it_does_plans_and_applies_it(curator: Client, world: World) -> None:
    day = f"{timezone.localdate():%d %B %Y}"
    address = send(
        curator, f"{HOME}/begin", title="The Marches Order", takes_effect_on=day, words="An order."
    )
    merge = {"before": "Northshire\neastmarch", "name": "Norrland Police", "short_name": "Norrland"}
    checked = curator.post(f"{address}/steps/merge", {**merge, "maintained_by": ""})
    assert "Northshire Police, Eastmarch Police" in checked.content.decode()
    send(curator, f"{address}/steps/merge", **merge, maintained_by="", step="checked")
    assert "Say which one policing body maintains Norrland Police" in page(curator, address)
    offered = page(curator, f"{address}/steps/replace")
    assert "Northshire Police and Crime Commissioner | " in offered
    pairs = "\n".join(
        f"{area} Police and Crime Commissioner\tNorrland Policing Board"
        for area in ("Northshire", "Eastmarch")
    )
    send(curator, f"{address}/steps/replace", pairs=pairs, step="checked")
    shown = page(curator, address)
    assert "It touches 3 records." in shown
    assert "Become internal: they end, because the forces merged</a>: 1" in shown
    assert "Northern Marches Dog Unit" in shown
    table = curator.get(f"{address}?format=csv").content.decode()
    assert f"{world.record('dogs').reference},Northern Marches Dog Unit,becomes_internal" in table
    send(curator, f"{address}/plan")
    assert "Apply it now" in page(curator, address)
    send(curator, f"{address}/apply")
    assert Reorganisation.objects.get().state == ReorganisationState.APPLIED
    done = page(curator, address)
    assert "What it did" in done
    assert "Northern Marches Dog Unit" in done
    assert "the forces merged" in page(Client(), f"/collaborations/{world.record('dogs').address}")


def test_what_is_wrong_is_said_beside_what_was_typed(curator: Client, world: World) -> None:
    address = f"{HOME}/{begun().reference}"
    answer = curator.post(f"{address}/steps/merge", {"before": "Northshyre\nEastmarch", "name": "N"})
    assert answer.status_code == 422
    told = answer.content.decode()
    assert "No one body on the register is called “Northshyre”. Did you mean: Northshire Police" in told
    assert "Northshyre\nEastmarch" in told
    answer = curator.post(f"{address}/steps/replace", {"pairs": "Nobody | Somebody"})
    assert "No policing body on the register is called so: line 1: “Nobody”" in answer.content.decode()
    assert curator.post(f"{address}/steps/move", {"name": "X", "step": "checked"}).status_code == 422


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("rename", {"before": "Northshire", "name": "North Police"}, "is called North Police"),
        ("split", {"before": "Port Vale", "after": "Port Police | Port\nVale Police | Vale"},
         "Port Vale Police becomes Port Police"),
        ("move", {"function": "ferries", "name": "National Ferries", "apart_from": "c-0001"},
         "Ferries moves to National Ferries"),
    ],
)  # fmt: skip
def test_every_kind_of_step_is_written_and_taken_out(
    curator: Client, world: World, kind: str, typed: dict[str, str], said: str
) -> None:
    row = begun()
    address = f"{HOME}/{row.reference}"
    blank = {"short_name": "", "apart_from": "", "maintained_by": ""}
    send(curator, f"{address}/steps/{kind}", **{**blank, **typed}, step="checked")
    assert said in page(curator, address)
    step = row.steps.get()
    send(curator, f"{address}/steps/{step.pk}/remove")
    assert said not in page(curator, address)


def test_before_its_day_it_can_be_taken_back_and_not_applied(curator: Client, world: World) -> None:
    row = planned(*MERGER, takes_effect_on=tomorrow())
    address = f"{HOME}/{row.reference}"
    shown = page(curator, address)
    assert "Take the plan back" in shown
    assert "Apply it now" not in shown
    assert curator.post(f"{address}/apply", {"version": row.version}).status_code == 422
    send(curator, f"{address}/take-back")
    assert "Plan it" in page(curator, address)


def test_whoever_comes_second_is_told(curator: Client, world: World) -> None:
    row = begun(*MERGER)
    answer = curator.post(f"{HOME}/{row.reference}/plan", {"version": row.version - 1})
    assert answer.status_code == 409


def test_a_draft_is_thrown_away_and_leaves_the_list(curator: Client, world: World) -> None:
    row = begun(*MERGER)
    assert send(curator, f"{HOME}/{row.reference}/discard") == HOME
    assert row.title not in page(curator, HOME)


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.ANALYST])
def test_nobody_else_sees_that_there_is_one(client: Client, members: Members, role: Role) -> None:
    row = begun(*MERGER)
    sign_in(client, members.user(NATIONAL, role))
    for path in (HOME, f"{HOME}/{row.reference}", f"{HOME}/{row.reference}?format=csv"):
        assert client.get(path).status_code in {403, 404}


def test_the_preview_asks_the_same_of_the_database_whatever_it_touches(curator: Client, world: World) -> None:
    def asked(reference: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(curator, f"{HOME}/{reference}")
        return len(queries)

    few = begun(MERGER[0])
    many = begun(*MERGER)
    asked(few.reference)
    assert asked(few.reference) == asked(many.reference) <= 18
    assert asked(applied(*MERGER).reference) <= 18


def test_the_people_of_a_record_are_asked_to_look_at_it_once(
    client: Client, world: World, members: Members
) -> None:
    applied(PORT_VALE_SPLITS)
    owner = members.user("northshire", Role.OWNER)
    sign_in(client, owner)
    tasks = page(client, "/tasks")
    assert "Look at what a reorganisation did to Northern Marches programme" in tasks
    address = f"/collaborations/{world.record('marches').reference}/reorganised"
    assert "A party is split: all that follow it come in, to be confirmed." in page(client, address)
    send(client, address)
    assert "Look at what a reorganisation did" not in page(client, "/tasks")
    assert client.get(address).status_code == 404
    sign_in(client, members.user("northshire", Role.CONTRIBUTOR))
    assert client.get(address).status_code in {403, 404}


def test_a_curator_is_told_when_a_day_comes(curator: Client, world: World) -> None:
    row = planned(*MERGER, takes_effect_on=tomorrow())
    assert f"A reorganisation comes into force: {row.title}" in page(curator, "/tasks")
    later = planned(FERRIES_MOVE, title="Years from now", takes_effect_on=datetime.date(2099, 1, 1))
    assert later.title not in page(curator, "/tasks")


def test_an_operator_takes_a_whole_reform_through_on_nine_pages(curator: Client, world: World) -> None:
    """On the real register: two forces merge, every policing body is replaced, air support moves."""
    day = f"{timezone.localdate():%d %B %Y}"
    address = send(curator, f"{HOME}/begin", title="The Invented Order", takes_effect_on=day)
    forces = {"before": "Norfolk\nSuffolk", "name": "Invented Fens Police", "short_name": "Invented Fens"}
    offered = page(curator, f"{address}/steps/replace")
    before = re.search(r"<textarea[^>]*>\s*(.*?)</textarea>", offered, re.DOTALL)
    assert before is not None
    lines = html.unescape(before[1]).strip().splitlines()
    assert len(lines) > 43
    both = ("Norfolk", "Suffolk")
    pairs = "\n".join(
        f"{line}Invented Fens Board"
        if any(name in line for name in both)
        else f"{line}Invented Board {number}"
        for number, line in enumerate(lines)
    )
    air = {"function": "air-support", "name": "Invented Service", "short_name": "", "apart_from": ""}
    opened = 1
    for kind, typed in (
        ("merge", {**forces, "maintained_by": ""}),
        ("replace", {"pairs": pairs}),
        ("move", air),
    ):
        looked_over = curator.post(f"{address}/steps/{kind}", typed)
        assert looked_over.status_code == 200, looked_over.content.decode()
        send(curator, f"{address}/steps/{kind}", **typed, step="checked")
        opened += 2
    for deed in ("plan", "apply"):
        send(curator, f"{address}/{deed}")
        opened += 1
    assert opened == 9
    assert Reorganisation.objects.get().state == ReorganisationState.APPLIED
    assert (
        Relation.objects.filter(kind="maintains", ends_on=None)
        .exclude(subject__name__startswith="Invented")
        .count()
        == 0
    )


def test_a_curator_says_who_carries_over_which_record_and_sees_it_in_the_preview(
    curator: Client, world: World
) -> None:
    row, marches = begun(PORT_VALE_SPLITS), world.record("marches")
    address = f"{HOME}/{row.reference}"
    path = f"{address}/steps/{row.steps.get().pk}/carried"
    assert path in page(curator, address)
    shown = html.unescape(page(curator, path))
    assert f"{marches.reference} | Port; Vale | {marches.title}" in shown
    assert "Comes in: Port Police and Vale Police." in page(curator, address)
    for typed in ("nonsense", f"{marches.reference} | Northshire", "C-9999 | Vale"):
        answer = curator.post(path, {"chosen": typed, "version": row.version})
        assert (answer.status_code, typed in html.unescape(answer.content.decode())) == (422, True)
    send(curator, path, chosen=f"{marches.reference} | vale police | {marches.title}")
    preview = page(curator, address)
    assert f"{marches.reference} goes to Vale Police." in preview
    assert "Comes in: Vale Police." in preview
    assert "the plan says which of those that follow it carry this over" in preview
    assert curator.post(path, {"chosen": "", "version": row.version}).status_code == 409
    assert f"{marches.reference} | Vale | {marches.title}" in html.unescape(page(curator, path))


def test_nobody_divides_the_records_of_a_merger(curator: Client, world: World) -> None:
    row = begun(*MERGER)
    step = row.steps.order_by("pk")[0]
    assert curator.get(f"{HOME}/{row.reference}/steps/{step.pk}/carried").status_code == 404
    assert "Say who carries over which record" not in page(curator, f"{HOME}/{row.reference}")


def test_the_page_says_why_it_could_not_be_applied_and_what_waits(
    curator: Client, world: World, members: Members
) -> None:
    raised(members.actor("northshire", Role.CONTRIBUTOR), told=("port-vale",))
    row = planned(*MERGER)
    address = f"{HOME}/{row.reference}"
    shown = page(curator, address)
    assert "It also hands on 1 open proposal: those who follow are named there" in shown
    assert "could not be applied on its day" not in shown
    Reorganisation.objects.filter(pk=row.pk).update(refusal="Northshire Police is no more.")
    assert "nothing of it was done: Northshire Police is no more." in page(curator, address)
    assert "A reorganisation could not be applied on its day: The Marches Order" in page(curator, "/tasks")
