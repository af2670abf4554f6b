"""Messages from readers, as the tests send them."""

import hashlib
import re
import uuid
from html import unescape
from typing import Any

from frankpledge.audit.actors import PUBLIC
from frankpledge.register.actions import corrections
from frankpledge.register.actions.messages import Message
from frankpledge.register.models import Correction
from frankpledge.register.queries.subjects import subject

SENDER = hashlib.sha256(b"somewhere").hexdigest()
# An e-mail address that must come out nowhere.
CANARY = "canary.7f3a@secret.example"


def send(*, about: str = "", key: uuid.UUID | None = None, sender: str = SENDER, **words: Any) -> Correction:
    """A reader's message about `about`, received."""
    message = Message(about=subject(about), **{"said_wrong": "It is wrong.", **words})
    return corrections.submit(by=PUBLIC, message=message, sender=sender, key=key or uuid.uuid4())


def words_of(page: Any) -> str:
    """The words of a page, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page.content.decode())).split())
