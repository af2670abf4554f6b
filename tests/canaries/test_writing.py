"""A contributor of northshire tries every address that takes something on what eastmarch alone keeps."""

import json
import uuid

import pytest
from django.apps import apps
from django.db import models
from django.db.models import Count, Max
from django.test import Client

from frankpledge.audit import history
from frankpledge.people.models import Organisation, Role, User
from frankpledge.register.models import Change, ChangeState
from tests.api.conftest import Program, key_of
from tests.canaries import crawling, routes
from tests.canaries.crawling import CONTRIBUTOR, Found
from tests.canaries.planting import Planted
from tests.members import Members, sign_in

pytestmark = pytest.mark.usefixtures("in_its_transaction")
REFUSED = {403, 404, 405}
# One's own account, what one follows oneself, and a message that everybody may send; keys come below.
NOT_OF_OTHERS = ("account/", "follow/", "api/")
# Where anybody begins something of their own.
TELL_US, REGISTER, RAISE = "tell-us", "register", "proposals/raise"
# How a body of their own measures something: that of another is no choice there.
VARY = "benefits/measures/<slug:slug>/vary"
WITHOUT_VERSIONS = (
    "audit.Entry", "register.Follow", "account.EmailAddress", "mfa.Authenticator",
    "socialaccount.SocialAccount", "exchange.Mailing",
)  # fmt: skip
# What each form asks for, all at once.
EVERYTHING = {
    "do": "decide",
    "decision": "approve",
    "version": "2",
    "reason": "Because.",
    "step": "checked",
    "outcome": "changed",
    "text": "Written by another force.",
    "words": "Written by another force.",
    "body": "Northshire",
    "notes": "Written by another force.",
    "title": "Written by another force",
    "name": "Written by another force",
    "what": "Written by another force.",
    "since": "wrong",
    "email": "other@northshire.example",
    "role": "owner",
    "until-day": "1",
    "until-month": "1",
    "until-year": "2027",
}


def held() -> dict[str, object]:
    """How many rows there are and which is the newest, in every table that tells of a change."""
    tables: list[type[models.Model]] = [*history.versions(), *map(apps.get_model, WITHOUT_VERSIONS)]
    return {table._meta.label: table._base_manager.aggregate(Count("pk"), Max("pk")) for table in tables}


def theirs(ours: Planted, template: str) -> list[str]:
    """The address with what is eastmarch's alone."""
    return [path for path in routes.paths(ours, template) if not any(part in path for part in ours.shared)]


def test_every_form_is_refused_and_nothing_changes(ours: Planted) -> None:
    client = crawling.browser(CONTRIBUTOR)
    found = Found.of(str(CONTRIBUTOR), ours)
    before, tried = held(), 0
    for template in routes.templates():
        if template.startswith(NOT_OF_OTHERS) or template in {TELL_US, REGISTER, RAISE, VARY}:
            continue
        for path in theirs(ours, template):
            for more in ({}, {"do": "choose", "choice-notes": "wanted"}, {"do": "withdraw", "step": ""}):
                answer = client.post(path, {**EVERYTHING, **more})
                assert answer.status_code in REFUSED, path
                found.look(path, crawling.text_of(answer))
                tried += 1
    assert tried > 200
    assert held() == before
    assert found.wrongly(CONTRIBUTOR) == []


def test_a_key_is_refused_too(ours: Planted) -> None:
    key = Program(key_of(Members(), "northshire", Role.CONTRIBUTOR))
    found = Found.of("a key", ours)
    before = held()
    # Outright, and what is eastmarch's on a page of one's own.
    party, archive, eastmarch = ours.ids["party"], ours.archive, Organisation.objects.get(slug="eastmarch")
    own_record, own_page = {"collaboration": ours.dogs.reference}, {"organisation": "northshire"}
    aims: list[dict[str, object]] = [
        {"kind": "collaboration", "collaboration": archive.reference},
        {"kind": "organisation", "organisation": "eastmarch"},
        {"kind": "party", "id": party, "collaboration": archive.reference},
        {"kind": "party", "id": party, **own_record},
        {"kind": "party", "id": party, **own_page},
        {"kind": "collaboration", "id": archive.pk, **own_record},
        {"kind": "collaboration", "id": archive.pk, **own_page},
        {"kind": "organisation", "id": eastmarch.pk, **own_page},
        {"kind": "organisation", "id": eastmarch.pk, **own_record},
        {"kind": "relation", "id": ours.ids["relation"], **own_page},
        {"kind": "relation", "id": ours.ids["relation"], **own_record},
    ]
    why: dict[str, object] = {"wanted": {"note": "Written by another force."}, "reason": "Because."}
    sent: list[tuple[str, dict[str, object]]] = [("/changes", {**aim, **why}) for aim in aims]
    sent += [
        ("/changes", {**aim, "operation": "remove", "reason": "Because."}) for aim in aims if "id" in aim
    ]
    for reference in set(ours.changes) - ours.shared:
        for decision in ("approved", "refused"):
            decided: dict[str, object] = {"version": 2, "decision": decision, "reason": "Because."}
            sent.append((f"/changes/{reference}/decision", decided))
        sent.append((f"/changes/{reference}/withdrawal", {"version": 2}))
    for path, body in sent:
        answer = key.post(path, body, **{"Idempotency-Key": str(uuid.uuid4())})
        assert answer.status in REFUSED, (path, body, answer.body)
        found.look(path, json.dumps(answer.body))
    assert held() == before
    assert found.wrongly(CONTRIBUTOR) == []


def test_the_same_form_works_for_whose_it_is(ours: Planted) -> None:
    proposed = Change.objects.filter(author=ours.people["author"], state=ChangeState.PROPOSED).latest("pk")
    client = Client()
    sign_in(client, User.objects.get(pk=ours.people["decider"]))
    sent = {**EVERYTHING, "version": str(proposed.version)}
    answer = client.post(f"/changes/{proposed.reference}", sent)
    assert answer.status_code == 303
    proposed.refresh_from_db()
    assert proposed.state == ChangeState.APPROVED
