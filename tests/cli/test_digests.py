"""`frankpledge send-digests`, as it is typed."""

import pytest
from click.testing import CliRunner, Result
from django.core import mail
from pytest_django import Settings

from frankpledge.cli.digests import send_digests
from frankpledge.exchange.digests import NoAddress
from frankpledge.people.models import Digest, Role, User
from tests.corrections import send
from tests.members import Members
from tests.world import World

pytestmark = pytest.mark.django_db


def typed(*words: str) -> Result:
    return CliRunner().invoke(send_digests, words, catch_exceptions=False)


def test_it_says_how_many_were_sent_and_sends_them_once(
    world: World, members: Members, settings: Settings
) -> None:
    settings.PUBLIC_ADDRESS = "https://register.example"
    User.objects.exclude(pk=members.user("northshire", Role.OWNER).pk).update(digest=Digest.NEVER)
    send(about="northshire")
    assert typed("--on", "2026-11-24").output == "0 sent.\n"
    assert typed("--on", "2026-11-23").output == "1 sent.\n"
    send(about="northshire", sender="f" * 64)
    assert typed("--on", "2026-11-23").output == "0 sent.\n1 had theirs for that day already.\n"
    assert len(mail.outbox) == 1


def test_without_an_address_it_says_what_to_set(db: None, settings: Settings) -> None:
    settings.PUBLIC_ADDRESS = ""
    with pytest.raises(NoAddress, match="FRANKPLEDGE_PUBLIC_ADDRESS"):
        typed()


def test_a_day_that_is_none_is_refused(db: None) -> None:
    assert typed("--on", "soon").exit_code == 2
