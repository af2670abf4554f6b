"""A program that asks: with the key of an organisation, or with none."""

import datetime
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from frankpledge.people.actions import tokens
from frankpledge.people.models import Role
from tests.members import Members


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: Mapping[str, Any]
    headers: Mapping[str, str]


class Program:
    """Another system. `secret` is its key, if it has one."""

    def __init__(self, secret: str = "") -> None:
        self.client = Client(
            enforce_csrf_checks=True, headers={"Authorization": f"Bearer {secret}"} if secret else {}
        )

    def get(self, path: str) -> Answer:
        """Asks for something under /api/v1."""
        return _answer(self.client.get(f"/api/v1{path}"))

    def post(self, path: str, body: Any, **headers: str) -> Answer:
        """Sends something under /api/v1."""
        sent = self.client.post(
            f"/api/v1{path}", json.dumps(body), content_type="application/json", headers=headers
        )
        return _answer(sent)


def _answer(response: Any) -> Answer:
    return Answer(response.status_code, json.loads(response.content), response.headers)


def key_of(members: Members, organisation: str, role: Role, *, days: int = 30) -> str:
    """The secret of a new key, made by a curator."""
    curator = members.actor("", Role.CURATOR)
    until = timezone.localdate() + datetime.timedelta(days=days)
    return tokens.make(
        by=curator,
        organisation=organisation,
        name=f"{role.value} system {uuid.uuid4()}",
        role=role,
        until=until,
    ).secret


@pytest.fixture
def anybody() -> Program:
    """A program without a key."""
    return Program()


@pytest.fixture
def contributor(members: Members) -> Program:
    """A program with a contributor's key of northshire."""
    return Program(key_of(members, "northshire", Role.CONTRIBUTOR))
