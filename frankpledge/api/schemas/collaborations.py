"""A collaboration in a list."""

from ninja import Schema


class CollaborationOut(Schema):
    """One record: the rest of it stands at `url`."""

    reference: str
    title: str
    status: str
    status_as_of: str | None
    url: str


class CollaborationsOut(Schema):
    """A page of records in the order of their references. `next_after` asks for the page that follows."""

    collaborations: list[CollaborationOut]
    next_after: str | None
