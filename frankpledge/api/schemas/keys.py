"""What a program is told of its own key."""

import datetime

from ninja import Schema

from frankpledge.people.models import Role


class KeyOut(Schema):
    """A key: for whom, as what, until when, and what it may do."""

    name: str
    organisation: str
    role: Role
    expires_at: datetime.datetime
    powers: list[str]
