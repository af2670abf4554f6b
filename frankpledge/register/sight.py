"""Who looks: which of the records that are not public this connection may see.

The database hides them by itself (`register.hiding`) from everybody who does not say otherwise. A connection
says it by the setting `frankpledge.sees`: the ids of records, or "all". What is read to be published, kept
or searched by everybody is read `as_public`; pages of members are made as `seen_by` their rights.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import DatabaseError, connection
from django.utils import timezone

from frankpledge.people.permissions import Power
from frankpledge.people.rights import Rights
from frankpledge.register.queries.belonging import days

SETTING = "frankpledge.sees"
ALL, NOTHING = "all", ""
# What this thread's connection was last told; a connection that was lost since sees nothing.
_now: ContextVar[str] = ContextVar("sees", default=NOTHING)


@contextmanager
def everything() -> Iterator[None]:
    """For what keeps the whole register: the loader, the check of the audit."""
    with _seeing(ALL):
        yield


@contextmanager
def as_public() -> Iterator[None]:
    """For what everybody is going to read."""
    with _seeing(NOTHING):
        yield


@contextmanager
def seen_by(rights: Rights) -> Iterator[None]:
    """For a page of somebody signed in: the records whose restricted parts they may read.

    One statement for who may read any, and one more at the end where there was one to be read.
    """
    before = _now.get()
    begin(rights)
    try:
        yield
    finally:
        _go_back(before)


def begin(rights: Rights) -> None:
    """The same until `forget`: for what cannot say where it ends."""
    held = rights.organisations_with(Power.READ_RESTRICTED)
    if rights.may_nationally(Power.READ_RESTRICTED):
        _tell(ALL)
    elif held:
        _look(held)
    elif _now.get() != NOTHING:
        _tell(NOTHING)


def forget() -> None:
    """At the end of a request: see no more than the public."""
    _go_back(NOTHING)


@contextmanager
def also(collaboration_id: int) -> Iterator[None]:
    """For what is done to a record in the moment in which it is withheld."""
    before = _now.get()
    ids = {*_numbers(before), collaboration_id}
    with _seeing(before if before == ALL else _written(ids)):
        yield


def sees(collaboration_id: int) -> bool:
    """Whether what is not public of this record is seen now."""
    now = _now.get()
    return now == ALL or collaboration_id in _numbers(now)


def sees_more_than_the_public() -> bool:
    """Whether what is read now may not be for everybody, and so must be kept by nobody."""
    return _now.get() != NOTHING


@contextmanager
def _seeing(sees: str) -> Iterator[None]:
    before = _now.get()
    if before != sees:
        _tell(sees)
    try:
        yield
    finally:
        _go_back(before)


def _go_back(before: str) -> None:
    if _now.get() == before:
        return
    try:
        _tell(before)
    except DatabaseError:
        # Inside a transaction that failed, what was told is undone with it. A connection that is lost sees
        # nothing. Any other might go on seeing too much, and must go.
        if not connection.in_atomic_block:
            connection.close()
        _now.set(before)


def _tell(sees: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, false)", [SETTING, sees])
    _now.set(sees)


def _look(organisation_ids: frozenset[int]) -> None:
    day = days(timezone.localdate())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT register_look(%s::bigint[], %s, %s)",
            [sorted(organisation_ids), day["day"], day["day_after"]],
        )
        _now.set(str(cursor.fetchone()[0]))


def _numbers(sees: str) -> set[int]:
    return {int(number) for number in sees.strip("{}").split(",") if number.isdigit()}


def _written(ids: set[int]) -> str:
    return "{" + ",".join(str(number) for number in sorted(ids)) + "}"
