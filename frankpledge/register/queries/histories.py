"""What happened to a record or an organisation on this register, for whoever asks.

When, what and why are public once it happened; who is for those who may see persons, and what nobody decided
yet, or decided against, is for the people who keep the record.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from frankpledge.audit.queries import Happening, History, Rows, history_of
from frankpledge.people.models import Alias, Figure, Organisation, Relation
from frankpledge.people.permissions import Power
from frankpledge.people.rights import Rights
from frankpledge.register.changing import KINDS
from frankpledge.register.models import (
    UNPROPOSED_STATES,
    Agreement,
    Change,
    Claim,
    Collaboration,
    Confirmation,
    Event,
    Party,
)
from frankpledge.register.queries import publications
from frankpledge.register.queries.keepers import keepers_of, keepers_of_organisation

# What a record's entries call what hangs on it: `parties.norfolk (member).joined_on`.
PARTS = ("parties", "events", "agreements", "sources")
RECORD_FIELDS = frozenset(
    {
        "reference",
        "slug",
        "coverage",
        "provenance",
        "inspection_role",
        "asked",
        "confirmation",
        "merged",
        *PARTS,
    }
)


class Shown(Collection[str]):
    """Fields that may be shown, by their first word."""

    def __init__(self, *words: Iterable[str]) -> None:
        self._words = frozenset(word for each in words for word in each)

    def __contains__(self, field: object) -> bool:
        return isinstance(field, str) and field.partition(".")[0] in self._words

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


@dataclass(frozen=True, slots=True)
class Told:
    """A history as somebody may read it."""

    history: History
    sees_persons: bool
    sees_restricted: bool


def _shown() -> dict[str, Shown]:
    own = {kind: Shown(KINDS[kind].fields) for kind in KINDS}
    return {
        **own,
        "collaboration": Shown(KINDS["collaboration"].fields, RECORD_FIELDS),
        "claim": Shown(KINDS["claim"].fields, ("key", "collaboration")),
        "organisation": Shown(KINDS["organisation"].fields, ("slug", "sources", "attestation")),
        # What was wanted stands on the change's own page, for those who may see it.
        "change": Shown(),
        "confirmation": Shown(("fact", "verdict", "answered_on", "given")),
    }


def of_record(record: Collaboration, *, rights: Rights, page: int = 1) -> Told:
    """A page of what happened to a record, newest first. Nine statements."""
    keys = record.claims.values_list("key", flat=True)
    subjects = [("collaboration", slug) for slug in record.addresses.values_list("slug", flat=True)]
    subjects += [("claim", key) for key in keys]
    subjects += [("change", reference) for reference in _changes(collaboration=record.pk)]
    made = record.agreements.filter(reference__isnull=False).values_list("reference", flat=True)
    subjects += [("agreement", reference) for reference in made if reference]
    rows = [
        Rows(kind="collaboration", model=Collaboration, ids=[record.pk]),
        Rows(kind="party", model=Party, ids=[record.pk], of="collaboration"),
        Rows(kind="event", model=Event, ids=[record.pk], of="collaboration"),
        Rows(kind="claim", model=Claim, ids=[record.pk], of="collaboration"),
        Rows(kind="agreement", model=Agreement, ids=[record.pk], of="collaboration"),
        Rows(kind="confirmation", model=Confirmation, ids=[record.pk], of="collaboration"),
    ]
    unread = publications.unread_words(record)
    if unread is None:
        # Only its fact is published: how it came to be so is more.
        subjects, rows, unread = [], [], frozenset()
    told = _told(subjects, rows, rights, keepers_of(record.pk), page)
    return _without(told, unread) if unread else told


def of_organisation(body: Organisation, *, rights: Rights, page: int = 1) -> Told:
    """A page of what happened to an organisation's own row and what hangs on it, newest first."""
    subjects = [("organisation", body.slug)]
    subjects += [("alias", f"{body.slug}: {text}") for text in body.aliases.values_list("text", flat=True)]
    subjects += [("change", reference) for reference in _changes(organisation=body.pk)]
    rows = [
        Rows(kind="organisation", model=Organisation, ids=[body.pk]),
        Rows(kind="alias", model=Alias, ids=[body.pk], of="organisation"),
        Rows(kind="figure", model=Figure, ids=[body.pk], of="organisation"),
        Rows(kind="relation", model=Relation, ids=[body.pk], of="subject"),
        Rows(kind="relation", model=Relation, ids=[body.pk], of="object"),
    ]
    return _told(subjects, rows, rights, keepers_of_organisation(body.pk), page)


def _without(told: Told, unread: frozenset[str]) -> Told:
    """Without what was changed of parts that are withheld, and without the reasons that may tell of it."""

    def cut(each: Happening) -> Happening:
        kept = tuple(change for change in each.changes if change.field.partition(".")[0] not in unread)
        if len(kept) == len(each.changes):
            return each
        held_back = each.held_back + len(each.changes) - len(kept)
        return replace(each, changes=kept, held_back=held_back, reason="")

    cuts = tuple(cut(each) for each in told.history.happenings)
    return replace(told, history=replace(told.history, happenings=cuts))


def _changes(**of: int) -> list[str]:
    """What was never proposed is its author's alone."""
    proposed = Change.objects.filter(**of).exclude(state__in=UNPROPOSED_STATES)
    return list(proposed.order_by().values_list("reference", flat=True))


def _told(
    subjects: list[tuple[str, str]],
    rows: list[Rows],
    rights: Rights,
    keepers: frozenset[int],
    page: int,
) -> Told:
    sees_restricted = rights.may(Power.READ_RESTRICTED, keepers)
    sees_persons = rights.may(Power.READ_PERSONS, keepers)
    found = history_of(subjects, shown=_shown(), rows=rows, only_public=not sees_restricted, page=page)
    if not sees_persons:
        found = replace(found, happenings=tuple(each.without_persons() for each in found.happenings))
    return Told(found, sees_persons, sees_restricted)
