"""Whether the entries are those that were written: the chain of their hashes, checked outside the database.

An entry's hash is the SHA-256, in hexadecimal, of this text in UTF-8, a line for each field in the order of
`FIELDS`, each line ended by a line feed:

    frankpledge audit entry 1
    id 2:15
    at 27:2026-11-22T15:46:00.123456Z
    actor 13:command: root
    user_id -
    ...
    previous_hash 64:<the hash of the entry before it, 64 noughts for the first>

After its name stands how many characters a value has, a colon and the value; `-` alone is no value. So no
two entries have the same text. Times are UTC to the microsecond, `is_public` is `yes` or `no`, and `detail`
is the JSON as PostgreSQL writes a jsonb out.

The database seals (`audit_seal_entry`); this reads and works the hashes out again. Whoever owns the database
could still build a whole new chain: a checkpoint that is kept elsewhere finds that, and a lost end.
"""

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import models
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit.models import Entry

HEADING = "frankpledge audit entry 1\n"
FIELDS = (
    "id", "at", "actor", "user_id", "token_id", "organisation", "action", "subject_kind", "subject_key",
    "reason", "detail", "is_public", "context_id", "previous_hash",
)  # fmt: skip
FIRST = "0" * 64
ROWS_AT_A_TIME = 2000


class NoCheckpoint(ValueError):
    """What was given is not a checkpoint."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How far the chain went at a moment: to be kept where the database's owner cannot change it."""

    count: int
    last_id: int
    hash: str
    at: str

    def as_json(self) -> str:
        """To be kept in a file."""
        return json.dumps(asdict(self), indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Checkpoint":
        """Raises NoCheckpoint for anything that `as_json` did not write."""
        try:
            found = cls(**json.loads(text))
        except (ValueError, TypeError) as error:
            raise NoCheckpoint(_("This is not a checkpoint: %(why)s.") % {"why": error}) from error
        if not (
            isinstance(found.count, int) and isinstance(found.last_id, int) and len(str(found.hash)) == 64
        ):
            raise NoCheckpoint(_("This is not a checkpoint: its numbers or its hash are not such."))
        return found


@dataclass(frozen=True, slots=True)
class Fault:
    """The first entry that does not fit, and what is wrong with it."""

    entry_id: int
    wrong: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far the chain was found whole, and what was wrong then, if anything."""

    reached: Checkpoint
    fault: Fault | None


def verify(checkpoint: Checkpoint | None = None) -> Verdict:
    """Read every entry, in the order of ids, and stop at the first that does not fit.

    Reads through the database's cursor: it takes as much memory for a million entries as for a thousand.
    """
    reached = Checkpoint(0, 0, FIRST, timezone.now().astimezone(datetime.UTC).isoformat())
    for row in _rows():
        further = Checkpoint(reached.count + 1, row["id"], row["hash"], reached.at)
        fault = _fault(row, reached) or _other_chain(checkpoint, reached, further)
        if fault is not None:
            return Verdict(reached, fault)
        reached = further
    return Verdict(reached, _lost_end(checkpoint, reached))


def hash_of(entry: Mapping[str, Any]) -> str:
    """The hash that an entry with these values has."""
    text = HEADING + "".join(_line(name, entry[name]) for name in FIELDS)
    return hashlib.sha256(text.encode()).hexdigest()


def _line(name: str, value: object) -> str:
    if value is None:
        return f"{name} -\n"
    if isinstance(value, datetime.datetime):
        value = value.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    elif isinstance(value, bool):
        value = "yes" if value else "no"
    text = str(value)
    return f"{name} {len(text)}:{text}\n"


def _rows() -> Iterable[dict[str, Any]]:
    others = [name for name in FIELDS if name != "detail"]
    rows = Entry.objects.order_by("id").annotate(written=Cast("detail", models.TextField()))
    for row in rows.values(*others, "written", "hash").iterator(chunk_size=ROWS_AT_A_TIME):
        yield {**row, "detail": row["written"]}


def _fault(row: Mapping[str, Any], before: Checkpoint) -> Fault | None:
    if hash_of(row) != row["hash"]:
        return Fault(row["id"], _("It was changed after it was written."))
    if row["previous_hash"] == before.hash:
        return None
    if not before.last_id:
        wrong = _("It was not the first: what was written before it is missing.")
    elif row["id"] > before.last_id + 1:
        wrong = _("What was written between entry %(before)d and it is missing.")
    else:
        wrong = _("It does not follow entry %(before)d, which was changed and sealed anew, or put in.")
    return Fault(row["id"], wrong % {"before": before.last_id})


def _other_chain(checkpoint: Checkpoint | None, before: Checkpoint, reached: Checkpoint) -> Fault | None:
    """At the entry where the checkpoint was made, all must be as it was then."""
    if checkpoint is None or not before.last_id < checkpoint.last_id <= reached.last_id:
        return None
    if (reached.count, reached.last_id, reached.hash) == (
        checkpoint.count,
        checkpoint.last_id,
        checkpoint.hash,
    ):
        return None
    wrong = _("Up to here the chain is not the one of the checkpoint of %(at)s: it was built anew.")
    return Fault(reached.last_id, wrong % {"at": checkpoint.at})


def _lost_end(checkpoint: Checkpoint | None, reached: Checkpoint) -> Fault | None:
    if checkpoint is None or reached.last_id >= checkpoint.last_id:
        return None
    wrong = _("The chain ends before it; the checkpoint of %(at)s had %(count)d entries, up to %(last)d.")
    told = {"at": checkpoint.at, "count": checkpoint.count, "last": checkpoint.last_id}
    return Fault(reached.last_id + 1, wrong % told)
