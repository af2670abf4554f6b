"""Lists of collaborations as data: one entry for each, with who is in it."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from frankpledge.dates import PartialDate
from frankpledge.register.queries.listings import Listed, Member

COLUMNS = (
    "group", "reference", "title", "functions", "model", "every_force", "place", "status", "status_as_of",
    "starts_on", "ends_on", "led_by", "members",
)  # fmt: skip


def listed(listed: Listed) -> dict[str, Any]:
    """One collaboration of a list. Of one that every force is in, only those that lead or host are named."""
    held = listed.collaboration
    return {
        "group": listed.group,
        "reference": held.reference,
        "title": held.title,
        "functions": [function.slug for function in listed.functions],
        "model": held.model,
        "every_force": listed.everywhere,
        "place": str(listed.place),
        "status": held.status,
        "status_as_of": date(held.status_as_of),
        "starts_on": date(held.starts_on),
        "ends_on": date(held.ends_on),
        "led_by": [member.slug for member in listed.leads],
        "members": [_member(member) for member in listed.members],
    }


def rows(collaborations: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Any, ...]]:
    """The same, one row for each."""
    for held in collaborations:
        members = "; ".join(member["organisation"] for member in held["members"])
        flat = {
            **held,
            "members": members,
            **{name: "; ".join(held[name]) for name in ("functions", "led_by")},
        }
        yield tuple(flat[name] for name in COLUMNS)


def date(date: PartialDate | datetime.date | None) -> str | None:
    """A date as it is written everywhere in our data; nothing where it is not known."""
    return str(date) if date else None


def _member(member: Member) -> dict[str, Any]:
    return {
        "organisation": member.slug,
        "role": str(member.role),
        "is_assumed": member.is_assumed,
        "place": str(member.place),
    }
