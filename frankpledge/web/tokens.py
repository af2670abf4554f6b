"""Signed tokens that a form carries: when it was shown, and a key under which it is received once."""

import time
import uuid
from dataclasses import dataclass

from django.core import signing

SALT = "frankpledge.form"
# Nobody reads the questions and answers them faster; programs do.
LEAST_SECONDS = 3
MOST_SECONDS = 24 * 60 * 60


class BadToken(Exception):
    """Not one of ours, or not whole."""


@dataclass(frozen=True, slots=True)
class Token:
    """What was signed: the key of the form, and when it was shown, in seconds since 1970."""

    key: uuid.UUID
    shown_at: int

    def is_too_quick(self) -> bool:
        """Whether it came back faster than anybody can type."""
        return time.time() - self.shown_at < LEAST_SECONDS

    def is_too_old(self) -> bool:
        """Whether it was shown too long ago."""
        return time.time() - self.shown_at > MOST_SECONDS


def new() -> str:
    """A token for a form that is shown now."""
    return signing.dumps([uuid.uuid4().hex, int(time.time())], salt=SALT)


def read(written: str) -> Token:
    """The token as signed by us, of whatever age. Raises BadToken."""
    try:
        key, shown_at = signing.loads(written, salt=SALT)
    except signing.BadSignature as error:
        raise BadToken from error
    return Token(uuid.UUID(hex=key), shown_at)
